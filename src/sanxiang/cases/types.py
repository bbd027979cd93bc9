"""What others may see of a case: frozen values, no database rows.

The course of a case is written and read as the same values (`Record`, `Proposal`, …): a flow fills what it
says, reading adds who wrote it and when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.period_rule import PeriodRule, of_the_place

#: terms that run for the party, not for the agency
PARTY_TERMS = frozenset({"PEN.STATEMENT", "PEN.HEAR.REQ"})


@dataclass(frozen=True, slots=True)
class HandlerView:
    """承办人."""

    officer_id: UUID
    lead: bool
    assigned_at: datetime


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """How a case is named to somebody who has no business in its file: its number ("" before filing), its agency."""

    number: str
    agency_id: UUID


@dataclass(frozen=True, slots=True)
class ClockView:
    """办案时钟, with the sentences that explain its end."""

    case_id: UUID
    rule: str
    title: str
    started_on: date
    due_on: date
    explanation: tuple[str, ...]
    provisional: bool
    satisfied_on: date | None
    #: length and document of the place, where it had set its own as the period began
    days: int | None = None
    local: str = ""

    @property
    def period(self) -> PeriodRule:
        """The period as it began."""
        return of_the_place(DEADLINES[self.rule], self.days, self.local)

    def days_left(self, today: date) -> int:
        """Calendar days until the last day; negative once it has passed."""
        return (self.due_on - today).days


@dataclass(frozen=True, slots=True)
class EventView:
    """案件事项: one act as the record shows it."""

    id: int
    act: str
    at: datetime
    actor_name: str
    from_state: str
    to_state: str
    summary: str
    payload: Mapping[str, Any]
    subject: UUID
    ledger_entry: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """案件."""

    id: UUID
    agency_id: UUID
    unit_id: UUID
    number: str
    title: str
    party_id: UUID | None
    party_name: str
    power_item_id: UUID | None
    procedure: str
    procedure_version: int
    state: str
    source: str
    clue_text: str
    act_on: date | None
    act_place: str
    region_code: str
    findings: str
    meets_standard: bool | None
    registered_at: datetime
    registered_by: str
    filed_on: date | None
    concluded_on: date | None
    notified_on: date | None
    decided_on: date | None
    served_on: date | None
    published_on: date | None
    performed_on: date | None
    closed_on: date | None
    updated_at: datetime
    handlers: tuple[HandlerView, ...] = ()
    #: open clocks, the nearest end first
    clocks: tuple[ClockView, ...] = ()

    @property
    def next_due(self) -> ClockView | None:
        """The agency's own open clock that ends first; the party's terms are not work to be done."""
        return next((c for c in self.clocks if c.rule not in PARTY_TERMS), None)

    def clock(self, rule: str) -> ClockView | None:
        """The open clock of that rule."""
        return next((c for c in self.clocks if c.rule == rule), None)

    def is_handled_by(self, officer_id: UUID | None) -> bool:
        return any(h.officer_id == officer_id for h in self.handlers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What reading adds to a piece of the course."""

    id: UUID | None = None
    made_at: datetime | None = None
    made_by: str = ""
    #: Actor.person_id
    made_by_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Row):
    """审批: the writer of the row approved on `approved_on` what `drafter` had drafted."""

    act: str
    drafter: str
    drafter_id: str
    opinion: str
    approved_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Row):
    """过程记录."""

    kind: str
    stage: str
    occurred_at: datetime
    place: str
    text: str
    officer_ids: tuple[UUID, ...]
    faces_party: bool
    id_shown: bool
    rights_told: bool
    recusal_told: bool
    party_confirmed: bool
    evidence_ids: tuple[UUID, ...] = ()
    has_av: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Row):
    """拟处理意见; amounts in 元. `version` is given by the room."""

    outcome: str
    kinds: tuple[str, ...] = ()
    fine: Decimal = Decimal(0)
    confiscated: Decimal = Decimal(0)
    facts: str
    reasons: str
    correction: str = ""
    correction_needless: str = ""
    benchmark_id: UUID | None = None
    tier: str = ""
    computed_tier: str = ""
    tier_min: Decimal | None = None
    tier_max: Decimal | None = None
    #: 第2档：情形, where the benchmark is told by grades; what its amount was taken of, 元
    line: UUID | None = None
    line_label: str = ""
    measure: Decimal | None = None
    #: what the base was measured from: item numbers
    measure_evidence: tuple[str, ...] = ()
    #: an additive line: [{per, count, evidence: [item number …]}]
    counts: tuple[Mapping[str, Any], ...] = ()
    #: [{code, note, evidence: [item number …]}]
    factors: tuple[Mapping[str, Any], ...] = ()
    discretion_note: str = ""
    deviation_reason: str = ""
    #: old, new, or "" where the law has not changed since the act (37)
    applied_law: str = ""
    law_reason: str = ""
    #: [{law, title, place, role, text}]
    provisions: tuple[Mapping[str, Any], ...] = ()
    flags: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Row):
    """事先告知 as it reached the party. `says`: penalty, facts, reasons, basis, statement, hearing."""

    document: UUID
    notified_on: date
    mode: str
    recipient: str
    proposal_version: int
    fine: Decimal
    kinds: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Row):
    """陈述申辩. `kind`: statement, waived, expired."""

    kind: str
    made_on: date
    text: str = ""
    adopted: bool | None = None
    response: str = ""
    new_facts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion(Row):
    """集体讨论. `attendees`: [{name, view}]."""

    held_at: datetime
    place: str
    chair: str
    attendees: tuple[Mapping[str, str], ...]
    conclusion: str
    proposal_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Row):
    """决定; amounts in 元."""

    outcome: str
    kinds: tuple[str, ...]
    fine: Decimal
    confiscated: Decimal
    decided_on: date
    document: UUID
    number: str
    proposal_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOfProcess(Row):
    """送达 of one document."""

    document: UUID
    document_code: str
    mode: str
    served_on: date
    recipient: str
    relation: str = ""
    officer_ids: tuple[UUID, ...]
    receipt: bool = False
    witness: str = ""
    av: bool = False
    consent_on: date | None = None
    announce_reason: str = ""
    announced_at: str = ""
    evidence_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Row):
    """履行: one payment in 元, or the correction seen done (amount 0)."""

    amount: Decimal
    paid_on: date
    receipt_no: str = ""
    corrected: bool
    property_disposed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Row):
    """案件移交, with the names of the day."""

    from_agency: UUID
    from_name: str
    to_agency: UUID
    to_name: str
    handed_on: date
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftCase:
    """A case that waits for who takes it over: what a list says of it, and no more."""

    id: UUID
    number: str
    title: str
    state: str
    power_item_id: UUID | None


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a case, each kind in the order of writing."""

    approvals: tuple[Approval, ...] = ()
    records: tuple[Record, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notices: tuple[Notice, ...] = ()
    statements: tuple[Statement, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    services: tuple[ServiceOfProcess, ...] = ()
    payments: tuple[Payment, ...] = ()
    handovers: tuple[Handover, ...] = ()

    @property
    def proposal(self) -> Proposal | None:
        """The latest version."""
        return self.proposals[-1] if self.proposals else None

    @property
    def decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    def approval(self, act: str) -> Approval | None:
        """The approval of that act."""
        return next((a for a in self.approvals if a.act == act), None)


@dataclass(frozen=True, slots=True)
class CaseTally:
    """How many cases rest on a row of a register, and how many of them are open."""

    all: int
    open: int


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """办案列表的筛选条件. `due`: overdue, today, soon, near (any of these) or ""; `officer`, `unit`: whose cases."""

    officer: UUID | None = None
    unit: UUID | None = None
    states: tuple[str, ...] = ()
    due: str = ""
    q: str = ""
    closed: bool | None = None
    ids: tuple[UUID, ...] | None = field(default=None)
