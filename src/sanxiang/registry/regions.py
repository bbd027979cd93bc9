"""行政区划: the places of the city and around it, by code, so that what is entered elsewhere can be held against them.

Codes follow GB/T 2260 (province, city, county) and GB/T 10114 (street, town); a place is renamed, never renumbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sanxiang.kernel import Actor, InvalidInput, NotFound
from sanxiang.kernel.bulk import ColumnCheck, insert_all, value_problems
from sanxiang.ledger import services as ledger
from sanxiang.ledger.types import NewEntry
from sanxiang.registry import events
from sanxiang.registry.models import Region


@dataclass(frozen=True, slots=True)
class RegionView:
    """行政区划."""

    id: UUID
    code: str
    name: str


def create_regions(*, actor: Actor, now: datetime, rows: Sequence[tuple[str, str]]) -> list[UUID]:
    """Register places, each (code, name). Raises InvalidInput or IntegrityError; nothing is kept then."""
    regions = [Region(code=code, name=name) for code, name in rows]
    check = ColumnCheck(Region)
    for region in regions:
        InvalidInput.if_any(check(region))
    entries = [NewEntry(events.REGION_CREATED, r.pk, {"code": r.code, "name": r.name}) for r in regions]
    with transaction.atomic():
        insert_all(regions)
        ledger.append_all(entries=entries, actor=actor, at=now)
    return [r.pk for r in regions]


def rename_region(*, actor: Actor, now: datetime, region: UUID, name: str) -> None:
    """Give a place another name. Raises NotFound or InvalidInput."""
    with transaction.atomic():
        found = _region(Region.objects.select_for_update(), region)
        found.name = name
        InvalidInput.if_any(value_problems(found))
        found.save()
        payload = {"code": found.code, "name": name}
        ledger.append(kind=events.REGION_UPDATED, subject=region, actor=actor, at=now, payload=payload)


def regions_of(codes: Iterable[str]) -> dict[str, RegionView]:
    """The places of these codes, by code; what is not registered is missing."""
    found = Region.objects.filter(code__in=set(codes))
    return {r.code: RegionView(r.pk, r.code, r.name) for r in found}


def any_regions() -> bool:
    """Are places registered at all?"""
    return Region.objects.exists()


def find_regions(words: str, *, limit: int) -> list[RegionView]:
    """Places whose name or code has the words, by code."""
    found = Region.objects.filter(Q(name__contains=words) | Q(code__startswith=words)).order_by("code")
    return [RegionView(r.pk, r.code, r.name) for r in found[:limit]]


def get_region(region: UUID) -> RegionView:
    """Raises NotFound."""
    found = _region(Region.objects.all(), region)
    return RegionView(found.pk, found.code, found.name)


def _region(among: QuerySet[Region], key: UUID) -> Region:
    found = among.filter(pk=key).first()
    if found is None:
        raise NotFound("没有这个行政区划")
    return found
