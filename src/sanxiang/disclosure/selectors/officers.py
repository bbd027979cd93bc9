"""执法人员的公开读取: the people of a unit, and the card behind a credential number; runs as sanxiang_public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q
from django.db.models.fields.json import KT

from sanxiang.disclosure.models import Snapshot
from sanxiang.disclosure.types import HeldCard, SnapshotKind

_OFFICERS = Snapshot.objects.filter(kind=SnapshotKind.OFFICER)
_CURRENT = _OFFICERS.filter(superseded_at__isnull=True)


def officers(
    *, agency: str = "", unit: str = "", ids: Sequence[str] | None = None, offset: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    """Officers shown now, by agency, unit and name: how many in all, and the rows of one page."""
    rows = _CURRENT.annotate(unit=KT("data__unit"), by=KT("data__agency__name"))
    rows = rows.order_by("by", "unit", "title", "public_id")
    if agency:
        rows = rows.filter(agency_id=agency)
    if unit:
        rows = rows.filter(unit=unit)
    if ids is not None:
        rows = rows.filter(public_id__in=ids)
    columns = ("public_id", "title", "agency_id", "published_at", "data")
    return rows.count(), list(rows.values(*columns)[offset : offset + limit])


def officer_units(agency: str) -> dict[str, int]:
    """How many officers each unit of an agency shows, by name of the unit."""
    rows = _CURRENT.filter(agency_id=agency).annotate(unit=KT("data__unit"))
    return dict(rows.order_by("unit").values_list("unit").annotate(n=Count("id")))


def card(number: str) -> dict[str, Any] | None:
    """The newest that was published under the number of either credential; with `superseded_at` if it is shown no longer.

    None for a number that was never published.
    """
    named = Q(facet=number) | Q(data__other__credential__number=number)
    rows = _OFFICERS.filter(named).order_by(F("superseded_at").desc(nulls_first=True), "-version")
    found = rows.values("public_id", "title", "data", "published_at", "superseded_at").first()
    return dict(found) if found else None


def cards_of(data: Mapping[str, Any]) -> list[HeldCard]:
    """The credentials that a published officer holds, one or two, the one that counts first."""
    first: HeldCard = {"credential": data["credential"]}
    if data.get("card"):
        first["card"] = data["card"]
    return [first, data["other"]] if data.get("other") else [first]


def card_address(held: HeldCard) -> str:
    """What the QR code of a card says: the page that verifies online; after `#`, which is not sent, what verifies
    offline."""
    address = f"{settings.SITE_ORIGIN}/v/{held['credential']['number']}/"
    return f"{address}#{held['card']}" if held.get("card") else address
