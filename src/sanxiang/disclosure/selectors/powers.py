"""权责清单的公开读取: items by agency, kind, class and the law they rest on; runs as sanxiang_public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT, KeyTransform

from sanxiang.disclosure.models import Snapshot
from sanxiang.disclosure.types import SnapshotKind

_CURRENT = Snapshot.objects.filter(kind=SnapshotKind.POWER, superseded_at__isnull=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFilters:
    """Which items of the list are wanted; what is empty asks for nothing."""

    agency: str = ""
    kind: str = ""
    #: 执法类别
    field: str = ""
    #: public id of a law among the bases, and the article of it as number and suffix
    law: str = ""
    article: tuple[int, int] | None = None
    #: only those with 裁量基准
    graded: bool = False
    #: public ids, as a search found them
    ids: Sequence[str] | None = None


def powers(wanted: PowerFilters, *, offset: int, limit: int) -> tuple[int, list[dict[str, Any]]]:
    """Items shown now by title: how many in all, and the rows of one page, each with its agency's name (`by`)."""
    rows = _wanted(wanted).annotate(by=KT("data__agency__name")).order_by("title", "public_id")
    columns = ("public_id", "title", "agency_id", "by", "facet", "published_at", "data")
    return rows.count(), list(rows.values(*columns)[offset : offset + limit])


def power_kinds(wanted: PowerFilters) -> dict[str, int]:
    """How many of the wanted items each kind has, whichever kind is asked for."""
    rows = _wanted(replace(wanted, kind=""))
    return dict(rows.order_by("facet").values_list("facet").annotate(n=Count("id")))


def resting_on(law: str) -> list[dict[str, Any]]:
    """权责事项 on the public site that rest on a law, with the agency's name (`by`) and the bases. One query."""
    rows = _wanted(PowerFilters(law=law))
    rows = rows.annotate(by=KT("data__agency__name"), basis=KeyTransform("basis", "data"))
    return [dict(row) for row in rows.values("public_id", "agency_id", "by", "basis")]


def _wanted(wanted: PowerFilters) -> QuerySet[Snapshot]:
    rows = _CURRENT
    if wanted.agency:
        rows = rows.filter(agency_id=wanted.agency)
    if wanted.kind:
        rows = rows.filter(facet=wanted.kind)
    if wanted.field:
        rows = rows.filter(data__field=wanted.field)
    if wanted.law:
        rows = rows.filter(data__basis__contains=[_place(wanted)])
    if wanted.graded:
        rows = rows.exclude(data__benchmarks=[])
    if wanted.ids is not None:
        rows = rows.filter(public_id__in=wanted.ids)
    return rows


def _place(wanted: PowerFilters) -> dict[str, Any]:
    law: dict[str, Any] = {"law": {"public_id": wanted.law}}
    if wanted.article is None:
        return law
    return law | dict(zip(("article", "suffix"), wanted.article, strict=True))
