"""权力事项: their versions, what is missing, the item of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sanxiang.kernel import NotFound
from sanxiang.powers import checks
from sanxiang.powers.materials import read_materials
from sanxiang.powers.models import Abolition, PowerBasis, PowerItem
from sanxiang.powers.selectors.shared import the_one
from sanxiang.powers.types import (
    AbolitionView,
    BasisInput,
    BasisText,
    BasisView,
    PowerItemView,
)
from sanxiang.rules.citations import Place
from sanxiang.rules.facts import PowerItemFacts
from sanxiang.statutes import selectors as statutes


def power_items(
    agency: UUID | None = None,
    *,
    kind: str = "",
    query: str = "",
    on: date | None = None,
    statuses: Sequence[str] = (),
) -> list[PowerItemView]:
    """Versions of items by agency, kind, words in the name or code, status, and (on) in force on a day."""
    found = _items()
    if statuses:
        found = found.filter(status__in=statuses)
    if agency:
        found = found.filter(agency=agency)
    if kind:
        found = found.filter(kind=kind)
    if query:
        found = found.filter(Q(name__icontains=query) | Q(code__icontains=query))
    views = [_item(i) for i in found]
    return [v for v in views if on is None or v.in_force_on(on)]


def begun(since: date, on: date) -> list[PowerItemView]:
    """Later versions of items whose first day lies after `since` and has come by `on`."""
    found = _items().filter(effective_from__gt=since, effective_from__lte=on, version__gt=1)
    return [v for v in (_item(i) for i in found) if v.in_force_on(on)]


def get_power_item(item: UUID) -> PowerItemView:
    """Raises NotFound."""
    return _item(the_one(_items().filter(pk=item)))


def power_item_by_public_id(public_id: str) -> PowerItemView:
    """The newest version that was approved, else the newest; raises NotFound."""
    found = [_item(i) for i in _items().filter(public_id=public_id).order_by("-version")]
    if not found:
        raise NotFound("没有这项权责")
    return next((i for i in found if i.approved), found[0])


def item_versions(public_id: str) -> list[PowerItemView]:
    """Every version of an item, the newest first; discarded drafts are left out."""
    found = _items().filter(public_id=public_id).exclude(status=PowerItem.Status.DISCARDED)
    return [_item(i) for i in found.order_by("-version")]


def version_on(item: PowerItemView, on: date) -> PowerItemView:
    """The version of the item that runs on a day, else the item itself."""
    return next((v for v in item_versions(item.public_id) if v.in_force_on(on)), item)


def open_item(agency: UUID, code: str) -> PowerItemView | None:
    """The draft or submitted version under that code, else the one in force, or None."""
    found = _items().filter(agency=agency, code=code)
    opened = found.filter(status__in=(PowerItem.Status.DRAFT, PowerItem.Status.SUBMITTED)).first()
    row = opened or found.filter(status=PowerItem.Status.IN_FORCE).first()
    return _item(row) if row else None


def abolitions(item: UUID) -> list[AbolitionView]:
    """The requests to abolish a version, the newest first."""
    return [
        AbolitionView(a.until, a.reason, a.status, a.get_status_display(), a.asked_by, a.asked_on, a.decided_by, a.refused_reason)
        for a in Abolition.objects.filter(power_item=item).order_by("-asked_on", "-status")
    ]  # fmt: skip


def missing(item: UUID) -> tuple[str, ...]:
    """What a draft still lacks before it can be submitted, in Chinese; raises NotFound."""
    return _missing(the_one(_items().filter(pk=item)))


def missing_of(items: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """`missing` of many."""
    return {row.pk: _missing(row) for row in _items().filter(pk__in=items)}


def _missing(row: PowerItem) -> tuple[str, ...]:
    bases = [BasisInput(b.law_id, place_of(b), b.role) for b in row.bases.all()]
    return tuple(said for _, said in checks.item_problems(row, bases))


def open_items(agencies: Iterable[UUID], codes: Iterable[str]) -> dict[tuple[UUID, str], PowerItemView]:
    """`open_item` for many codes at once; a code of any other version is not there."""
    opened = (PowerItem.Status.DRAFT, PowerItem.Status.SUBMITTED, PowerItem.Status.IN_FORCE)
    found = _items().filter(agency__in=list(agencies), code__in=list(codes), status__in=opened)
    # 有效 first, so that an open draft of the next version takes its place
    rows = sorted(found, key=lambda i: i.status != PowerItem.Status.IN_FORCE)
    return {(i.agency_id, i.code): _item(i) for i in rows}


def basis_texts(item: PowerItemView, on: date) -> list[BasisText]:
    """The bases of an item with the text in force on a day (行政处罚法第三十七条)."""
    return [BasisText(b, _text(b, on)) for b in item.bases]


def _text(basis: BasisView, on: date) -> str | None:
    at = basis.place
    found = statutes.text_in_force(basis.law_id, on, at.article, at.paragraph, at.item, at.suffix)
    return found.text if found else None


def power_item_facts(
    item: PowerItemView,
    *,
    on: date,
    today: date,
    published: bool,
    bases: Iterable[BasisText] | None = None,
) -> PowerItemFacts:
    """An item as the rules see it on the day of the act; `published`: it stands on the portal (39).

    A list that was drawn up after the act is no obstacle: the provisions must have been in force and published then (5),
    the item when it is handled. `bases`: the `basis_texts` of the day of the act, if they have been read already.
    """
    texts = basis_texts(item, on) if bases is None else bases
    return PowerItemFacts(
        code=item.code,
        name=item.name,
        enforcement_field=item.enforcement_field,
        published=published and (item.in_force_on(on) or item.in_force_on(today)),
        basis_in_force=bool(item.bases) and all(t.in_force for t in texts),
        limitation_years=item.limitation_years,
        kind=item.kind,
        flags=item.flags,
    )


def place_of(basis: PowerBasis) -> Place:
    """The place a basis points to."""
    return Place(basis.article, basis.article_suffix, basis.paragraph, basis.item)


def _items() -> QuerySet[PowerItem]:
    return PowerItem.objects.select_related("agency").prefetch_related("bases__law")


def _basis(b: PowerBasis) -> BasisView:
    return BasisView(b.law_id, b.law.short_title, place_of(b), b.role, b.get_role_display())


def _item(i: PowerItem) -> PowerItemView:
    return PowerItemView(
        id=i.pk, public_id=i.public_id, agency_id=i.agency_id, agency_name=i.agency.name, code=i.code, name=i.name,
        kind=i.kind, kind_label=i.get_kind_display(), enforcement_field=i.enforcement_field, procedure=i.procedure,
        statutory_days=i.statutory_days, statutory_unit=i.statutory_unit, promised_days=i.promised_days,
        promised_unit=i.promised_unit,
        accepting_unit=i.accepting_unit, conditions=i.conditions, materials=i.materials,
        responsibilities=i.responsibilities, accountability=i.accountability, penalty_kinds=tuple(i.penalty_kinds),
        fine_min=i.fine_min, fine_max=i.fine_max, limitation_years=i.limitation_years, flags=frozenset(i.flags),
        status=i.status, status_label=i.get_status_display(), effective_from=i.effective_from,
        effective_to=i.effective_to, bases=tuple(_basis(b) for b in i.bases.all()), version=i.version,
        basis_text=i.basis_text, level=i.level, fee=i.fee, entered_by=i.entered_by, submitted_by=i.submitted_by,
        approved_by=i.approved_by, approved_on=i.approved_on, approval_no=i.approval_no,
        returned_reason=i.returned_reason, material_rows=read_materials(i.material_rows), hall=i.hall,
        hall_phone=i.hall_phone, hall_hours=i.hall_hours,
    )  # fmt: skip
