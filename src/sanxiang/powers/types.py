"""What the room takes in and hands out: frozen values, no database rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sanxiang.powers.materials import Material
from sanxiang.rules.citations import Place, format_citation
from sanxiang.rules.review import amounts_of
from sanxiang.rules.terms import TierLevel


@dataclass(frozen=True, slots=True)
class BasisInput:
    """A basis to be kept: `role` is duty, penalty or procedure."""

    law: UUID
    place: Place
    role: str


@dataclass(frozen=True, slots=True)
class TierInput:
    """A tier to be kept; amounts in 元."""

    level: TierLevel
    conditions: str
    low: Decimal | None
    high: Decimal | None
    standard: str


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line of a draft benchmark in its words; `uid` = the line it was, None for a new one."""

    grade: int
    conditions: str
    standard: str
    remark: str = ""
    uid: UUID | None = None


@dataclass(frozen=True, slots=True)
class BasisView:
    """法律依据: a place in a law, whatever its wording on a date."""

    law_id: UUID
    law: str
    place: Place
    role: str
    role_label: str

    @property
    def citation(self) -> str:
        """《…》第…条第…款第…项."""
        return format_citation(self.law, self.place)


@dataclass(frozen=True, slots=True)
class Resting:
    """One basis of an item in force: what a change of the law it points to would touch."""

    item: UUID
    code: str
    name: str
    agency_id: UUID
    agency: str
    law: UUID
    place: Place
    role: str


@dataclass(frozen=True, slots=True)
class BasisText:
    """A basis with its text on a date; `text` None = not in force on that day."""

    basis: BasisView
    text: str | None

    @property
    def in_force(self) -> bool:
        return self.text is not None


#: units of a limit, as they are written after its number
LIMIT_UNITS = {"WD": "个工作日", "CD": "日", "M": "个月", "Y": "年"}


def limit_text(number: int | None, unit: str) -> str:
    """A limit in words, "" where there is none; no day at all is 当场办结."""
    if number is None:
        return ""
    return f"{number}{LIMIT_UNITS[unit]}" if number else "当场办结"


@dataclass(frozen=True, slots=True)
class PowerItemView:
    """权力事项."""

    id: UUID
    public_id: str
    agency_id: UUID
    agency_name: str
    code: str
    name: str
    kind: str
    kind_label: str
    enforcement_field: str
    procedure: str
    statutory_days: int | None
    statutory_unit: str
    promised_days: int | None
    promised_unit: str
    accepting_unit: str
    conditions: str
    materials: str
    responsibilities: str
    accountability: str
    #: codes of rules.terms.PenaltyKind
    penalty_kinds: tuple[str, ...]
    fine_min: Decimal | None
    fine_max: Decimal | None
    limitation_years: int
    flags: frozenset[str]
    status: str
    status_label: str
    effective_from: date
    effective_to: date | None
    bases: tuple[BasisView, ...] = ()
    version: int = 1
    basis_text: str = ""
    level: str = ""
    fee: str = ""
    entered_by: str = ""
    submitted_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    approval_no: str = ""
    returned_reason: str = ""
    material_rows: tuple[Material, ...] = ()
    hall: str = ""
    hall_phone: str = ""
    hall_hours: str = ""

    @property
    def statutory_limit(self) -> str:
        """法定期限 in words."""
        return limit_text(self.statutory_days, self.statutory_unit)

    @property
    def promised_limit(self) -> str:
        """承诺期限 in words."""
        return limit_text(self.promised_days, self.promised_unit)

    @property
    def approved(self) -> bool:
        """It is, was or will be in force."""
        return self.status in ("in_force", "superseded", "repealed")

    def in_force_on(self, day: date) -> bool:
        """Approved, and within its dates."""
        ended = self.effective_to is not None and self.effective_to < day
        return self.approved and self.effective_from <= day and not ended

    def standing_on(self, day: date) -> str:
        """The status a reader should see that day: what is replaced or abolished later is in force until then."""
        if not self.approved:
            return self.status
        if day < self.effective_from:
            return "upcoming"
        return "in_force" if self.in_force_on(day) else self.status


@dataclass(frozen=True, slots=True)
class TierView:
    """裁量阶次."""

    #: None = told by its grade
    level: TierLevel | None
    conditions: str
    low: Decimal | None
    high: Decimal | None
    standard: str
    grade: int = 0
    remark: str = ""
    uid: UUID | None = None

    @property
    def label(self) -> str:
        """从轻, or 第2档."""
        return self.level.label if self.level else f"第{self.grade}档"


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """裁量基准 of one unlawful act, with its tiers from light to heavy."""

    id: UUID
    #: None = a draft that is not tied to an item yet
    power_item_id: UUID | None
    title: str
    form: str
    document_no: str
    effective_from: date
    effective_to: date | None
    version: int
    tiers: tuple[TierView, ...]
    agency_id: UUID | None = None
    number: str = ""
    basis_text: str = ""
    status: str = "in_force"
    entered_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    #: who asked to take it off its item, and why; "" = nobody
    untying_by: str = ""
    untying_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRuleView:
    """A row of the review list as it stands for an agency; `own` = the agency's, not the common one."""

    id: UUID
    code: str
    title: str
    act_kind: str
    condition: dict[str, object]
    basis: tuple[tuple[str, str], ...]
    flag: str
    enabled: bool
    version: int
    filed_no: str
    effective_from: date
    own: bool
    #: None = the common row
    agency_id: UUID | None = None
    status: str = "in_force"
    effective_to: date | None = None
    entered_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None

    @property
    def amount_by_default(self) -> bool:
        """Does the row fire by amounts that nobody here has set: the common row's, of confidence L or U?"""
        return not self.own and self.flag in ("L", "U") and amounts_of(self.code, self.condition) is not None


@dataclass(frozen=True, slots=True)
class AbolitionView:
    """废止申请 of a version; `status`: asked, approved or refused."""

    until: date
    reason: str
    status: str
    status_label: str
    asked_by: str
    asked_on: date
    decided_by: str
    refused_reason: str
