"""历史处罚: as the public reads it, never among the results of this platform and not beyond its term; and all that is
kept, for who answers for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sanxiang.disclosure.models import HistoricalPenalty
from sanxiang.kernel import NotFound

_WORDS = ("document_no", "title", "party_name", "violation", "facts", "result")


@dataclass(frozen=True, slots=True)
class HistoryFilters:
    """条件; "" and None mean any. `agency` is the name as the row has it."""

    words: str = ""
    agency: str = ""
    year: int | None = None


def history(
    filters: HistoryFilters, today: date, *, offset: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    """Rows within their term, newest first: how many in all, and those of one page."""
    rows = _shown(today)
    if filters.agency:
        rows = rows.filter(agency_name=filters.agency)
    if filters.year:
        rows = rows.filter(dated_on__year=filters.year)
    rows = _with(filters.words, rows)
    return rows.count(), [dict(row) for row in rows.values()[offset : offset + limit]]


def history_row(public_id: str, today: date) -> dict[str, Any] | None:
    """One row; None where there is none or its term is over."""
    row = _shown(today).filter(public_id=public_id).values().first()
    return dict(row) if row else None


def history_choices(today: date) -> tuple[list[str], list[int]]:
    """Names of agencies and years (newest first) that rows have."""
    rows = _shown(today).order_by()
    names = rows.exclude(agency_name="").values_list("agency_name", flat=True).distinct()
    days = rows.exclude(dated_on=None).dates("dated_on", "year", order="DESC")
    return sorted(names), [day.year for day in days]


def history_held(
    identities: Collection[str], names: Collection[str]
) -> dict[str, tuple[UUID, dict[str, Any]]]:
    """Identity → id and the values under these names, of the rows kept already."""
    rows = HistoricalPenalty.objects.filter(identity__among=list(identities))
    return {row.identity: (row.pk, {name: getattr(row, name) for name in names}) for row in rows}


def history_kept(
    agencies: Collection[str], state: str = "", words: str = "", *, offset: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    """Rows of agencies (public ids, "" = not registered), shown or not: how many in all, and those of one page."""
    rows = HistoricalPenalty.objects.filter(agency_id__in=agencies)
    if state:
        rows = rows.filter(state=state)
    rows = _with(words, rows)
    return rows.count(), [dict(row) for row in rows.values()[offset : offset + limit]]


def history_waits(agencies: Collection[str]) -> dict[str, int]:
    """How many rows of agencies wait for somebody, by state (entered, held)."""
    states = (HistoricalPenalty.State.ENTERED, HistoricalPenalty.State.HELD)
    rows = HistoricalPenalty.objects.filter(agency_id__in=agencies, state__in=states).order_by("state")
    return {state.value: 0 for state in states} | dict(rows.values_list("state").annotate(n=Count("id")))


def historical(key: UUID) -> dict[str, Any]:
    """One row, whatever its state. Raises NotFound."""
    row = HistoricalPenalty.objects.filter(pk=key).values().first()
    if row is None:
        raise NotFound("没有这条历史处罚")
    return dict(row)


def _with(words: str, rows: QuerySet[HistoricalPenalty]) -> QuerySet[HistoricalPenalty]:
    """Those that hold every word, each in any of the texts."""
    for word in words.split():
        rows = rows.filter(Q.create([(f"{name}__icontains", word) for name in _WORDS], connector=Q.OR))
    return rows


def _shown(today: date) -> QuerySet[HistoricalPenalty]:
    shown = HistoricalPenalty.objects.filter(state=HistoricalPenalty.State.SHOWN)
    return shown.filter(Q(expires_on=None) | Q(expires_on__gt=today))
