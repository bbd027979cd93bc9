"""行政处罚普通程序, 行政处罚法第五十四条至第六十二条 (law annex 2.3), as data.

Whether review comes before the notice, before the decision or both is an agency's policy (law annex
4.1): the graph is the same, the policy adds guards. Publication runs beside service from 决定 on.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from sanxiang.rules.citations import cite
from sanxiang.rules.procedure import ActSpec, Procedure, Stage, StepSpec, Transition
from sanxiang.rules.procedures.acts import Act, Step

ID = "penalty_ordinary"
VERSION = 1


class ReviewStage(StrEnum):
    """When a required review must have agreed."""

    BEFORE_NOTICE = "before_notice"
    BEFORE_DECIDE = "before_decide"
    BOTH = "both"


_OFFICER, _UNIT_HEAD, _HEAD = "officer", "unit_head", "agency_head"
_REVIEWER, _DISCLOSER = "legal_reviewer", "discloser"

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

_STEPS = (
    StepSpec(Step.START, "开始", "filing"),
    StepSpec(Step.CLUE, "线索登记", "filing"),
    StepSpec(Step.NOT_FILED, "不予立案", "filing", lane=1),
    StepSpec(Step.FILED, "立案", "filing"),
    StepSpec(Step.INVESTIGATE, "调查取证", "investigation"),
    StepSpec(Step.CONCLUDED, "调查终结", "investigation"),
    StepSpec(Step.NOTICE, "事先告知", "notice"),
    StepSpec(Step.STATEMENT, "陈述申辩", "notice"),
    StepSpec(Step.LEGAL_REVIEW, "法制审核", "review", lane=1),
    StepSpec(Step.REVIEWED, "审核通过", "review", lane=1),
    StepSpec(Step.COLLECTIVE, "集体讨论", "discussion", lane=1),
    StepSpec(Step.DECIDED, "作出决定", "decision"),
    StepSpec(Step.SERVED, "送达", "service"),
    StepSpec(Step.PERFORM, "执行", "performance"),
    StepSpec(Step.CLOSED, "结案", "closing"),
)

_ACTS = (
    ActSpec(
        Act.REGISTER_CLUE,
        "登记线索",
        (_OFFICER, _UNIT_HEAD),
        cite("APL54.1"),
        guards=("clue_complete",),
        makes=("D01",),
        starts=("PEN.VERIFY",),
    ),
    ActSpec(Act.VERIFY_CLUE, "核查线索", (_OFFICER, _UNIT_HEAD), cite("APL54.2")),
    ActSpec(
        Act.FILE_CASE,
        "立案",
        (_OFFICER, _UNIT_HEAD, _HEAD),
        cite("APL54.2"),
        guards=(
            "party_identified",
            "filing_standard",
            "within_limitation",
            "item_published",
            "filing_approved",
        ),
        approvers=(_HEAD,),
        documents=("D02",),
        starts=("PEN.DECIDE",),
        stops=("PEN.VERIFY",),
        discloses="办理动态：已立案",
    ),
    ActSpec(
        Act.REFUSE_FILING,
        "不予立案",
        (_OFFICER, _UNIT_HEAD, _HEAD),
        cite("APL54.2"),
        guards=("refusal_approved",),
        approvers=(_HEAD,),
        makes=("D03",),
        stops=("PEN.VERIFY",),
    ),
    ActSpec(
        Act.ASSIGN_OFFICERS,
        "指派承办人",
        (_UNIT_HEAD, _HEAD),
        cite("APL42.1+43"),
        guards=("two_officers", "no_conflict"),
    ),
    ActSpec(
        Act.RECORD_STEP,
        "记录过程",
        (_OFFICER,),
        cite("APL47+55"),
        guards=("two_officers", "no_conflict", "id_shown", "record_complete"),
        makes=("D05",),
        recordings=("现场检查", "调查取证", "留置送达"),
        discloses="亮证执法",
    ),
    ActSpec(Act.CONFIRM_EVIDENCE, "查证证据", (_OFFICER,), cite("APL46.2")),
    ActSpec(
        Act.PROPOSE_OUTCOME,
        "提出拟处理意见",
        (_OFFICER,),
        cite("APL57.1"),
        guards=(
            "proposal_complete",
            "correction_ordered",
            "no_second_fine",
            "responsible_party",
            "within_discretion",
        ),
        cautions=("discretion_doubts",),
    ),
    ActSpec(
        Act.CONCLUDE_INVESTIGATION,
        "终结调查",
        (_OFFICER,),
        cite("APL54.1+57.1"),
        guards=(
            "two_officers",
            "no_conflict",
            "party_identified",
            "investigated",
            "evidence_verified",
            "proposal_complete",
            "item_published",
            "correction_ordered",
            "no_second_fine",
            "responsible_party",
            "within_discretion",
        ),
        cautions=("discretion_doubts", "decision_in_time"),
        documents=("D16",),
    ),
    ActSpec(
        Act.NOTIFY_PARTY,
        "事先告知",
        (_OFFICER,),
        cite("APL44+63"),
        guards=("two_officers", "notice_complete", "notice_current", "service_evidence"),
        approvers=(_HEAD,),
        documents=("D19",),
        makes=("D31",),
        starts=("PEN.STATEMENT", "PEN.HEAR.REQ"),
        discloses="办理动态：已告知",
    ),
    ActSpec(
        Act.RECORD_STATEMENT,
        "记录陈述申辩",
        (_OFFICER,),
        cite("APL45"),
        guards=("statement_complete",),
        makes=("D21",),
        stops=("PEN.STATEMENT",),
    ),
    ActSpec(
        Act.SUBMIT_FOR_REVIEW,
        "提交法制审核",
        (_OFFICER, _UNIT_HEAD),
        cite("APL58.1"),
        guards=("materials_complete",),
        cautions=("decision_in_time",),
        documents=("D17",),
        starts=("PEN.REVIEW",),
    ),
    ActSpec(
        Act.GIVE_OPINION,
        "出具审核意见",
        (_REVIEWER,),
        cite("APL58"),
        guards=("opinion_complete",),
        documents=("D18",),
        stops=("PEN.REVIEW",),
    ),
    ActSpec(
        Act.DISCUSS_COLLECTIVELY,
        "集体讨论",
        (_HEAD,),
        cite("APL57.2"),
        guards=("discussion_complete",),
        policy_guards=("review_agreed",),
        makes=("D25",),
    ),
    ActSpec(
        Act.DECIDE_CASE,
        "作出决定",
        (_HEAD,),
        cite("APL57+58+59+60"),
        guards=(
            "recusal_decided",
            "evidence_verified",
            "proposal_complete",
            "correction_ordered",
            "no_second_fine",
            "responsible_party",
            "within_discretion",
            "notice_given",
            "no_heavier",
            "reply_heard",
            "hearing_held",
            "review_agreed",
            "discussed",
            "decision_approved",
            "decision_as_proposed",
            "decision_document",
        ),
        cautions=("decision_in_time", "discretion_doubts"),
        approvers=(_HEAD,),
        makes=("D26", "D27", "D28"),
        starts=("PEN.SERVE", "PEN.PUBLISH"),
        stops=("PEN.DECIDE",),
        discloses="决定信息（七个工作日内）",
    ),
    ActSpec(
        Act.SERVE_DOCUMENT,
        "送达文书",
        (_OFFICER,),
        cite("APL61"),
        guards=("two_officers", "service_evidence"),
        cautions=("service_in_time",),
        makes=("D31",),
        recordings=("留置送达", "公告送达"),
        starts=("PEN.PAY",),
        stops=("PEN.SERVE",),
    ),
    ActSpec(
        Act.PREPARE_PUBLICATION,
        "拟制公示",
        (_DISCLOSER,),
        (*cite("APL48"), *cite("G118(6)")),
        guards=("decided",),
        cautions=("publication_in_time",),
    ),
    ActSpec(
        Act.PUBLISH_DECISION,
        "公示决定",
        (_DISCLOSER,),
        (*cite("APL48"), *cite("G118(6)")),
        guards=("decided", "released_by_two"),
        cautions=("publication_in_time",),
        approvers=(_DISCLOSER,),
        stops=("PEN.PUBLISH",),
        discloses="执法机关、对象、类别、结论",
    ),
    ActSpec(
        Act.RECORD_PERFORMANCE,
        "记录履行",
        (_OFFICER,),
        cite("APL66+67"),
        guards=("performance_proved",),
        stops=("PEN.PAY",),
    ),
    ActSpec(
        Act.CLOSE_CASE,
        "结案",
        (_OFFICER, _UNIT_HEAD, _HEAD),
        cite("L"),
        guards=("performed", "published_or_withheld", "stages_recorded"),
        approvers=(_HEAD,),
        documents=("D39",),
    ),
    ActSpec(Act.DRAFT_DOCUMENT, "起草文书", (_OFFICER, _REVIEWER), cite("APL47"), guards=("document_ready",)),
    ActSpec(
        Act.ISSUE_DOCUMENT,
        "制发文书",
        (_OFFICER, _UNIT_HEAD, _HEAD, _REVIEWER),
        cite("APL47"),
        guards=("document_ready", "document_draft", "document_complete", "document_approved"),
        approvers=(_HEAD,),
    ),
    ActSpec(
        Act.SIGN_DOCUMENT,
        "签署文书",
        (_OFFICER, _UNIT_HEAD, _HEAD, _REVIEWER),
        cite("APL47"),
        guards=("document_ready", "document_complete"),
    ),
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


def penalty_ordinary(review_stage: ReviewStage = ReviewStage.BEFORE_DECIDE) -> Procedure:
    """The ordinary penalty procedure with the agency's review policy."""
    added = _POLICY_GUARDS[review_stage]
    acts = tuple(
        replace(act, policy_guards=(*act.policy_guards, *added.get(Act(act.id), ()))) for act in _ACTS
    )
    early = review_stage is not ReviewStage.BEFORE_DECIDE
    middle = (_REVIEW, _NOTICE) if early else (_NOTICE, _REVIEW)
    return Procedure(
        id=ID,
        title="行政处罚普通程序",
        version=VERSION,
        start=Step.START,
        ends=frozenset({Step.NOT_FILED, Step.CLOSED}),
        stages=(*_STAGES_HEAD, *middle, *_STAGES_TAIL),
        steps=_STEPS,
        acts=acts,
        transitions=_TRANSITIONS,
    )
