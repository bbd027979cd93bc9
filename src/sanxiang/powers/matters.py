"""清单事项: the rows of the recording list and of the random-check list, read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from sanxiang.kernel import NotFound
from sanxiang.powers.models import Matter, NoPenaltyItem, PowerItem, RandomCheckItem, RecordingRule
from sanxiang.rules.no_penalty import NoPenaltyRow
from sanxiang.rules.recording import RecordingDemand
from sanxiang.rules.tables import natural

#: kind of row → its table; what each says besides number, basis, remark and day
Row = RecordingRule | RandomCheckItem | NoPenaltyItem
TABLES: dict[str, type[RecordingRule] | type[RandomCheckItem] | type[NoPenaltyItem]] = {
    "recording": RecordingRule,
    "random_check": RandomCheckItem,
    "no_penalty": NoPenaltyItem,
}
FIELDS: dict[str, tuple[str, ...]] = {
    "recording": (
        "act_kind", "item_code", "title", "step", "mode", "required", "place", "starts", "content", "ends",
        "recorder", "retention", "basis_text", "remark",
    ),
    "random_check": (
        "title", "importance", "targets", "content", "ratio", "ratio_text", "mode", "frequency", "basis_text", "remark",
    ),
    "no_penalty": ("item_code", "category", "title", "conditions", "basis_text", "remark"),
}  # fmt: skip
_RAN = (Matter.Status.IN_FORCE, Matter.Status.SUPERSEDED, Matter.Status.ENDED)


@dataclass(frozen=True, slots=True)
class MatterView:
    """One version of a row; `says` are its own fields as they are kept."""

    id: UUID
    kind: str
    agency_id: UUID
    agency_name: str
    number: str
    version: int
    title: str
    says: dict[str, str | bool | Decimal | None]
    status: str
    status_label: str
    effective_from: date
    effective_to: date | None
    entered_by: str
    approved_by: str
    approved_on: date | None

    def in_force_on(self, day: date) -> bool:
        """Approved, and within its dates."""
        ended = self.effective_to is not None and self.effective_to < day
        return self.status in _RAN and self.effective_from <= day and not ended

    def standing_on(self, day: date) -> str:
        """The status a reader should see that day."""
        if self.status not in _RAN:
            return self.status
        if day < self.effective_from:
            return "upcoming"
        return "in_force" if self.in_force_on(day) else self.status


def table(kind: str) -> type[RecordingRule] | type[RandomCheckItem] | type[NoPenaltyItem]:
    """The table of a kind of row; raises NotFound."""
    if kind not in TABLES:
        raise NotFound("没有这种清单事项")
    return TABLES[kind]


def matters(kind: str, agencies: Iterable[UUID], *, on: date | None = None) -> list[MatterView]:
    """The rows of these agencies: those in force on a day, else every version that was not discarded."""
    found = _rows(kind).filter(agency__in=list(agencies)).exclude(status=Matter.Status.DISCARDED)
    if on is not None:
        found = found.filter(status__in=_RAN, effective_from__lte=on)
        found = found.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
    views = [_view(kind, row) for row in found]
    return sorted(views, key=lambda m: (m.agency_name, natural(m.number), m.number, -m.version))


def get_matter(kind: str, matter: UUID) -> MatterView:
    """Raises NotFound."""
    row = _rows(kind).filter(pk=matter).first()
    if row is None:
        raise NotFound("没有这个清单事项")
    return _view(kind, row)


def matter_versions(kind: str, agency: UUID, number: str) -> list[MatterView]:
    """Every version of a row, the newest first; discarded drafts are left out."""
    return [m for m in matters(kind, [agency]) if m.number == number]


def open_matter(kind: str, agency: UUID, number: str) -> MatterView | None:
    """The draft under that number, else the version in force, or None."""
    found = _rows(kind).filter(agency=agency, number=number)
    row = (
        found.filter(status=Matter.Status.DRAFT).first()
        or found.filter(status=Matter.Status.IN_FORCE).first()
    )
    return _view(kind, row) if row else None


def recording_demands(agency: UUID, on: date) -> tuple[RecordingDemand, ...]:
    """What the agency's recording list asks for on a day, as the rules take it (国办发〔2018〕118号（八）)."""
    found = RecordingRule.objects.filter(agency=agency, status__in=_RAN, effective_from__lte=on)
    found = found.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
    return tuple(
        RecordingDemand(r.number, r.title, r.step, r.mode, r.required, r.act_kind, r.item_code)
        for r in found.order_by("number")
    )


def no_penalty_rows(agency: UUID, on: date) -> tuple[NoPenaltyRow, ...]:
    """The agency's no-penalty list on a day, as the rules take it (行政处罚法第三十三条)."""
    return tuple(
        NoPenaltyRow(
            m.number, m.title, str(m.says["conditions"]), str(m.says["item_code"]), str(m.says["basis_text"])
        )
        for m in matters("no_penalty", [agency], on=on)
    )


def kind_label(act_kind: str) -> str:
    """行政处罚 …, or 全部 for a row about every kind of power."""
    return PowerItem.Kind(act_kind).label if act_kind else "全部"


def _rows(kind: str) -> QuerySet[RecordingRule] | QuerySet[RandomCheckItem] | QuerySet[NoPenaltyItem]:
    return table(kind).objects.select_related("agency")


def _view(kind: str, row: Row) -> MatterView:
    return MatterView(
        id=row.pk, kind=kind, agency_id=row.agency_id, agency_name=row.agency.name, number=row.number,
        version=row.version, title=row.title, says={name: getattr(row, name) for name in FIELDS[kind]},
        status=row.status, status_label=row.get_status_display(), effective_from=row.effective_from,
        effective_to=row.effective_to, entered_by=row.entered_by, approved_by=row.approved_by,
        approved_on=row.approved_on,
    )  # fmt: skip
