"""行政处罚普通程序, 行政处罚法第五十四条至第六十二条 (law annex 2.3), as data.

Whether review comes before the notice, before the decision or both is an agency's policy (law annex
4.1): the graph is the same, the policy adds guards. Publication runs beside service from 决定 on.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from sanxiang.rules.procedure import Procedure, Stage, StepSpec, Transition
from sanxiang.rules.procedures.acts import Act, Step
from sanxiang.rules.procedures.penalty_acts import ACTS

ID = "penalty_ordinary"
VERSION = 1


class ReviewStage(StrEnum):
    """When a required review must have agreed."""

    BEFORE_NOTICE = "before_notice"
    BEFORE_DECIDE = "before_decide"
    BOTH = "both"


_REVIEW = Stage("review", "法制审核", "review")
_NOTICE = Stage("notice", "告知")
_STAGES_HEAD = (Stage("filing", "立案"), Stage("investigation", "调查取证"))
_STAGES_TAIL = (
    Stage("discussion", "集体讨论", "discussion"),
    Stage("decision", "作出决定"),
    Stage("service", "送达与公示"),
    Stage("performance", "执行"),
    Stage("closing", "结案"),
)

_STEPS_HEAD = (
    StepSpec(Step.START, "开始", "filing"),
    StepSpec(Step.CLUE, "线索登记", "filing"),
    StepSpec(Step.NOT_FILED, "不予立案", "filing", lane=1),
    StepSpec(Step.FILED, "立案", "filing"),
    StepSpec(Step.INVESTIGATE, "调查取证", "investigation"),
    StepSpec(Step.CONCLUDED, "调查终结", "investigation"),
)
_STEPS_NOTICE = (
    StepSpec(Step.NOTICE, "事先告知", "notice"),
    StepSpec(Step.STATEMENT, "陈述申辩", "notice"),
)
_STEPS_REVIEW = (
    StepSpec(Step.LEGAL_REVIEW, "法制审核", "review", lane=1),
    StepSpec(Step.REVIEWED, "审核通过", "review", lane=1),
)
_STEPS_TAIL = (
    StepSpec(Step.COLLECTIVE, "集体讨论", "discussion", lane=1),
    StepSpec(Step.DECIDED, "作出决定", "decision"),
    StepSpec(Step.SERVED, "送达", "service"),
    StepSpec(Step.PERFORM, "执行", "performance"),
    StepSpec(Step.CLOSED, "结案", "closing"),
)

_OPEN = tuple(s for s in Step if s not in (Step.START, Step.NOT_FILED, Step.CLOSED))
_AFTER_FILING = tuple(s for s in _OPEN if s not in (Step.CLUE, Step.LEGAL_REVIEW))
_AFTER_DECISION = (Step.DECIDED, Step.SERVED, Step.PERFORM)
_PAPERWORK = (Act.DRAFT_DOCUMENT, Act.ISSUE_DOCUMENT, Act.SIGN_DOCUMENT)


def _go(act: Act, *sources: Step, to: Step, when: str = "") -> tuple[Transition, ...]:
    return tuple(Transition(source, act, to, when) for source in sources)


def _stay(act: Act, *steps: Step, when: str = "") -> tuple[Transition, ...]:
    return tuple(Transition(step, act, step, when) for step in steps)


_HEARD = (Step.NOTICE, Step.STATEMENT)

_TRANSITIONS = (
    *_go(Act.REGISTER_CLUE, Step.START, to=Step.CLUE),
    *_go(Act.FILE_CASE, Step.CLUE, to=Step.FILED),
    *_go(Act.REFUSE_FILING, Step.CLUE, to=Step.NOT_FILED),
    *_go(Act.ASSIGN_OFFICERS, Step.FILED, to=Step.INVESTIGATE),
    *_go(Act.CONCLUDE_INVESTIGATION, Step.INVESTIGATE, Step.STATEMENT, to=Step.CONCLUDED),
    *_go(
        Act.NOTIFY_PARTY,
        Step.CONCLUDED,
        Step.STATEMENT,
        Step.REVIEWED,
        Step.COLLECTIVE,
        to=Step.NOTICE,
    ),
    *_go(Act.RECORD_STATEMENT, Step.NOTICE, to=Step.STATEMENT),
    *_go(
        Act.SUBMIT_FOR_REVIEW,
        Step.CONCLUDED,
        *_HEARD,
        Step.REVIEWED,
        Step.COLLECTIVE,
        to=Step.LEGAL_REVIEW,
    ),
    *_go(Act.GIVE_OPINION, Step.LEGAL_REVIEW, to=Step.REVIEWED, when="agreed"),
    *_go(Act.GIVE_OPINION, Step.LEGAL_REVIEW, to=Step.INVESTIGATE, when="supplement"),
    *_go(Act.GIVE_OPINION, Step.LEGAL_REVIEW, to=Step.CONCLUDED, when="revise"),
    *_go(Act.DISCUSS_COLLECTIVELY, Step.CONCLUDED, *_HEARD, Step.REVIEWED, to=Step.COLLECTIVE),
    *_go(Act.DECIDE_CASE, Step.CONCLUDED, *_HEARD, Step.REVIEWED, Step.COLLECTIVE, to=Step.DECIDED),
    *_go(Act.SERVE_DOCUMENT, Step.DECIDED, to=Step.SERVED, when="decision_served"),
    *_go(Act.RECORD_PERFORMANCE, Step.SERVED, to=Step.PERFORM),
    *_go(Act.CLOSE_CASE, Step.SERVED, Step.PERFORM, to=Step.CLOSED),
    *_stay(Act.ASSIGN_OFFICERS, *(s for s in _AFTER_FILING if s is not Step.FILED)),
    *_stay(Act.VERIFY_CLUE, Step.CLUE),
    *_stay(Act.CONFIRM_EVIDENCE, Step.INVESTIGATE, Step.CONCLUDED, *_HEARD),
    *_stay(Act.PROPOSE_OUTCOME, Step.INVESTIGATE, Step.CONCLUDED, *_HEARD, Step.REVIEWED, Step.COLLECTIVE),
    *_stay(Act.RECORD_STEP, Step.INVESTIGATE, *_HEARD, *_AFTER_DECISION),
    *_stay(Act.NOTIFY_PARTY, Step.NOTICE),
    *_stay(Act.RECORD_STATEMENT, Step.STATEMENT),
    *_stay(Act.SERVE_DOCUMENT, *(s for s in _AFTER_FILING if s is not Step.DECIDED)),
    *_stay(Act.SERVE_DOCUMENT, Step.DECIDED, when="other_served"),
    *_stay(Act.PREPARE_PUBLICATION, *_AFTER_DECISION),
    *_stay(Act.PUBLISH_DECISION, *_AFTER_DECISION),
    *_stay(Act.WITHDRAW_PUBLICATION, *_AFTER_DECISION, Step.CLOSED),
    *_stay(Act.RECORD_PERFORMANCE, Step.PERFORM),
    *(t for act in _PAPERWORK for t in _stay(act, *_OPEN)),
)

#: what each review policy adds to the acts
_POLICY_GUARDS: dict[ReviewStage, dict[Act, tuple[str, ...]]] = {
    ReviewStage.BEFORE_NOTICE: {Act.NOTIFY_PARTY: ("review_agreed",)},
    ReviewStage.BEFORE_DECIDE: {
        Act.SUBMIT_FOR_REVIEW: ("notice_given", "no_heavier", "reply_heard", "hearing_held"),
    },
    ReviewStage.BOTH: {
        Act.NOTIFY_PARTY: ("review_agreed",),
        Act.DECIDE_CASE: ("review_after_notice",),
    },
}

_DRAWN_ALWAYS = (
    (Step.START, Step.CLUE),
    (Step.CLUE, Step.NOT_FILED),
    (Step.CLUE, Step.FILED),
    (Step.FILED, Step.INVESTIGATE),
    (Step.INVESTIGATE, Step.CONCLUDED),
    (Step.CONCLUDED, Step.NOTICE),
    (Step.NOTICE, Step.STATEMENT),
    (Step.STATEMENT, Step.DECIDED),
    (Step.LEGAL_REVIEW, Step.INVESTIGATE),
    (Step.LEGAL_REVIEW, Step.CONCLUDED),
    (Step.LEGAL_REVIEW, Step.REVIEWED),
    (Step.COLLECTIVE, Step.DECIDED),
    (Step.DECIDED, Step.SERVED),
    (Step.SERVED, Step.PERFORM),
    (Step.PERFORM, Step.CLOSED),
)
_DRAWN: dict[ReviewStage, tuple[tuple[Step, Step], ...]] = {
    ReviewStage.BEFORE_NOTICE: (
        (Step.CONCLUDED, Step.LEGAL_REVIEW),
        (Step.REVIEWED, Step.NOTICE),
        (Step.STATEMENT, Step.COLLECTIVE),
    ),
    ReviewStage.BEFORE_DECIDE: (
        (Step.STATEMENT, Step.LEGAL_REVIEW),
        (Step.REVIEWED, Step.COLLECTIVE),
        (Step.REVIEWED, Step.DECIDED),
    ),
    ReviewStage.BOTH: (
        (Step.CONCLUDED, Step.LEGAL_REVIEW),
        (Step.REVIEWED, Step.NOTICE),
        (Step.STATEMENT, Step.LEGAL_REVIEW),
        (Step.STATEMENT, Step.COLLECTIVE),
    ),
}


def penalty_ordinary(review_stage: ReviewStage = ReviewStage.BEFORE_DECIDE) -> Procedure:
    """The ordinary penalty procedure with the agency's review policy."""
    added = _POLICY_GUARDS[review_stage]
    acts = tuple(
        replace(act, policy_guards=(*act.policy_guards, *added.get(Act(act.id), ()))) for act in ACTS
    )
    early = review_stage is not ReviewStage.BEFORE_DECIDE
    middle = (_REVIEW, _NOTICE) if early else (_NOTICE, _REVIEW)
    steps = (*_STEPS_REVIEW, *_STEPS_NOTICE) if early else (*_STEPS_NOTICE, *_STEPS_REVIEW)
    return Procedure(
        id=ID,
        title="行政处罚普通程序",
        version=VERSION,
        start=Step.START,
        ends=frozenset({Step.NOT_FILED, Step.CLOSED}),
        stages=(*_STAGES_HEAD, *middle, *_STAGES_TAIL),
        steps=(*_STEPS_HEAD, *steps, *_STEPS_TAIL),
        acts=acts,
        transitions=_TRANSITIONS,
        drawn=frozenset((*_DRAWN_ALWAYS, *_DRAWN[review_stage])),
    )
