"""What the pages of the desk are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanxiang.cases.types import CaseView, ClockView, EventView
from sanxiang.disclosure.types import Choice, DecisionSource, PublicationView
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.outlook import OpenAct
from sanxiang.review.types import PointAnswer, ReviewView
from sanxiang.rules.discretion import TierComputation
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.progress import StepperItem, Task
from sanxiang.rules.review import FiredTrigger, MaterialStatus
from sanxiang.rules.verdict import Reason, Verdict


class Group(StrEnum):
    """待办的分组."""

    OVERDUE = "已超期"
    TODAY = "今天"
    SOON = "3日内"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """待办的一行: what to do (verb first), in which case, until when."""

    case: CaseView
    #: the act the sentence speaks of
    act: str
    sentence: str
    due_on: date | None
    #: the period that ends then, in words; "" without one
    period: str
    group: Group
    #: calendar days until `due_on`; negative once it has passed
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """待办, the nearest end first."""

    entries: tuple[InboxEntry, ...]

    def of(self, group: Group) -> tuple[InboxEntry, ...]:
        return tuple(e for e in self.entries if e.group is group)

    @property
    def groups(self) -> tuple[tuple[Group, tuple[InboxEntry, ...]], ...]:
        """The groups that are not empty, in order."""
        return tuple((g, found) for g in Group if (found := self.of(g)))


@dataclass(frozen=True, slots=True)
class ListRow:
    """案件列表的一行."""

    case: CaseView
    step: str
    officers: tuple[str, ...]
    days_left: int | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """案件页: the file and what follows from it."""

    file: CaseFile
    facts: CaseFacts
    #: 环节 in words
    step: str
    stepper: tuple[StepperItem, ...]
    tasks: tuple[Task, ...]
    acts: tuple[OpenAct, ...]
    #: the act the case waits for: what blocks it stands in `gate.lawful.reasons`; None once it has ended
    gate: OpenAct | None
    #: triggers of the review list that fire, each with its sentence
    fired: tuple[FiredTrigger, ...]
    materials: tuple[MaterialStatus, ...]
    #: what the proposal's factors lead to; None without a penalty proposal
    tier: TierComputation | None
    #: open and stopped clocks with their explanations
    clocks: tuple[ClockView, ...]
    #: 全过程记录, oldest first
    events: tuple[EventView, ...]

    @property
    def ready(self) -> tuple[OpenAct, ...]:
        """Acts whose form this person can open now."""
        return tuple(a for a in self.acts if a.ready)

    @property
    def gate_tasks(self) -> tuple[Task, ...]:
        """The papers and materials that the gate's act needs."""
        return tuple(t for t in self.tasks if self.gate and t.act == self.gate.id)

    def act(self, act_id: str) -> OpenAct | None:
        """The act if it can be tried at this step."""
        return next((a for a in self.acts if a.id == act_id), None)


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """审核要点 with its answer and what the system found: reasons against, none = nothing found."""

    number: int
    title: str
    answer: PointAnswer | None
    #: None where the system has nothing to check
    found: tuple[Reason, ...] | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """审核台: the case beside the points."""

    page: CasePage
    #: the open round, else the last one
    review: ReviewView
    points: tuple[ReviewPoint, ...]
    #: may this person give the opinion (not a handler, not the submitter …)
    reviewer: Verdict
    #: why 同意 cannot be chosen with the answers given so far
    agree: Verdict

    @property
    def answered(self) -> int:
        return sum(p.answer is not None for p in self.points)


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """公示: left what is on file, right exactly what the public will see."""

    page: CasePage
    #: the account entry, the prepared form, who and when
    publication: PublicationView
    source: DecisionSource
    #: field → how it is treated, with the reason that the rules give
    choices: Mapping[str, Choice]
    #: what the public will see under these choices
    public: Mapping[str, object]
    #: faults of the choices
    verdict: Verdict
    due: ClockView | None
