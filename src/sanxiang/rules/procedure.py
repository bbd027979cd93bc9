"""程序: a procedure as a small graph that reads like the statute, and the questions asked of it.

Steps are joined by transitions; a transition is one act. The same data answers: may this be done
(`may`), what can be done here (`open_acts`), where does it lead (`next_step`). The case page's stepper
and task list stand in `progress`, the proof that a variant is lawful in `proof`, the drawing in `flowchart`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sanxiang.rules.citations import cite
from sanxiang.rules.documents import SPECS
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards import GUARDS
from sanxiang.rules.guards.cautions import CAUTIONS
from sanxiang.rules.guards.decision import DECISION_DOCUMENTS
from sanxiang.rules.terms import OpinionType
from sanxiang.rules.verdict import Basis, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Stage:
    """阶段: one mark of the stepper. `needed_when` names a question of `progress.NEEDED`; "" = always."""

    id: str
    title: str
    needed_when: str = ""


@dataclass(frozen=True, slots=True)
class StepSpec:
    """环节. `lane` 1 puts it beside the main line of the flowchart."""

    id: str
    name: str
    stage: str
    lane: int = 0


@dataclass(frozen=True, slots=True)
class ActSpec:
    """行为: who does it, what it needs and makes, which periods it starts and stops, and its articles."""

    id: str
    title: str
    #: roles (values of kernel.Role) that may try; whether they may is asked by `policies`
    roles: tuple[str, ...]
    citations: tuple[Basis, ...]
    #: statutory guards: a variant may add, never remove
    guards: tuple[str, ...] = ()
    #: guards that an agency's policy adds
    policy_guards: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    #: roles that approve; () = needs no approval
    approvers: tuple[str, ...] = ()
    #: document codes that must be issued and signed
    documents: tuple[str, ...] = ()
    #: document codes the act brings forth
    makes: tuple[str, ...] = ()
    #: what is recorded by audio-video in this act
    recordings: tuple[str, ...] = ()
    #: ids of periods, see `deadline_table`
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    #: what the public learns of it, in words
    discloses: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """From a step through an act to a step; `when` names a condition of `WHEN`, "" = always."""

    source: str
    act: str
    target: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """程序 in one version; a case keeps the version it started with."""

    id: str
    title: str
    version: int
    start: str
    ends: frozenset[str]
    stages: tuple[Stage, ...]
    steps: tuple[StepSpec, ...]
    acts: tuple[ActSpec, ...]
    transitions: tuple[Transition, ...]
    #: (source, target) of the transitions that the published flowchart draws: the ordinary course
    drawn: frozenset[tuple[str, str]] = frozenset()
    #: period id -> amount, where this variant sets its own
    limits: tuple[tuple[str, int], ...] = ()

    def act(self, act_id: str) -> ActSpec:
        """KeyError if the procedure has no such act."""
        found = [a for a in self.acts if a.id == act_id]
        if not found:
            raise KeyError(act_id)
        return found[0]

    def step(self, step_id: str) -> StepSpec:
        """KeyError if the procedure has no such step."""
        found = [s for s in self.steps if s.id == step_id]
        if not found:
            raise KeyError(step_id)
        return found[0]

    def leaving(self, step_id: str, act_id: str = "") -> tuple[Transition, ...]:
        """Transitions out of a step, all or those of one act."""
        return tuple(t for t in self.transitions if t.source == step_id and act_id in ("", t.act))

    def with_act(self, act: ActSpec) -> Procedure:
        """A variant in which `act` takes the place of the act of the same id."""
        return replace(self, acts=tuple(act if a.id == act.id else a for a in self.acts))


def _opinion(facts: CaseFacts) -> OpinionType | None:
    return facts.review.opinion if facts.review else None


def _serves_decision(facts: CaseFacts) -> bool:
    return facts.service is not None and facts.service.document_code in DECISION_DOCUMENTS.values()


#: condition of a transition = (its words on the flowchart, its question)
WHEN: dict[str, tuple[str, Callable[[CaseFacts], bool]]] = {
    "agreed": ("同意", lambda f: _opinion(f) is OpinionType.AGREE),
    "supplement": ("补充调查", lambda f: _opinion(f) is OpinionType.SUPPLEMENT),
    "revise": ("退回修改", lambda f: _opinion(f) not in (None, OpinionType.AGREE, OpinionType.SUPPLEMENT)),
    "decision_served": ("决定书", _serves_decision),
    "other_served": ("其他文书", lambda f: not _serves_decision(f)),
}


def may(procedure: Procedure, act: str, facts: CaseFacts) -> Verdict:
    """May this act be done now? Lists everything that stands in the way at once, with its articles.

    Who may try is `policies`' question; this one is whether the act would be lawful.
    """
    spec = procedure.act(act)
    reasons = [*_step_faults(procedure, spec, facts), *_paper_faults(spec, facts)]
    for name in (*spec.guards, *spec.policy_guards):
        reasons += GUARDS[name](facts)
    return Verdict(tuple(dict.fromkeys(reasons)))


def cautions(procedure: Procedure, act: str, facts: CaseFacts) -> tuple[Reason, ...]:
    """What does not bar the act and must still be shown, such as a limit that has passed."""
    return tuple(reason for name in procedure.act(act).cautions for reason in CAUTIONS[name](facts))


def open_acts(procedure: Procedure, facts: CaseFacts) -> tuple[ActSpec, ...]:
    """Acts that can be tried at the case's step, in the order of the procedure."""
    here = {t.act for t in procedure.leaving(facts.state)}
    return tuple(act for act in procedure.acts if act.id in here)


def next_step(procedure: Procedure, act: str, facts: CaseFacts) -> str:
    """The step the act leads to; ValueError if it cannot be done from here (ask `may` first)."""
    for transition in procedure.leaving(facts.state, act):
        if not transition.when or WHEN[transition.when][1](facts):
            return transition.target
    raise ValueError(f"{act} leads nowhere from {facts.state!r}")


def _step_faults(procedure: Procedure, act: ActSpec, facts: CaseFacts) -> tuple[Reason, ...]:
    if procedure.leaving(facts.state, act.id):
        return ()
    name = procedure.step(facts.state).name
    return (Reason("procedure.step", f"案件处在“{name}”环节，不能{act.title}", act.citations),)


def _paper_faults(act: ActSpec, facts: CaseFacts) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            "procedure.document", f"还没有制发{SPECS[code].title}", SPECS[code].basis or cite("APL47"), code
        )
        for code in act.documents
        if not facts.has_issued(code)
    )
