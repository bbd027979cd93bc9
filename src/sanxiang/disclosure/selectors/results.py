"""执法结果的列表: the hottest read of the portal, so one plain statement instead of the ORM (bench/pages.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection


@dataclass(frozen=True, slots=True)
class Filters:
    """执法结果列表的条件; "" and None mean any. `ids` restricts to search hits."""

    kind: str = ""
    agency: str = ""
    since: date | None = None
    until: date | None = None
    ids: Sequence[str] | None = None


class ResultRow(NamedTuple):
    """A published decision as a line of a list."""

    public_id: str
    kind: str
    state: str
    document_no: str
    party_name: str
    #: value of rules.terms.PartyKind; a person's name is masked
    party_kind: str
    violation: str
    result: str
    agency_id: str
    agency_name: str
    decided_on: date
    published_on: date


_ROWS = """
SELECT public_id, kind, state, document_no, party_name, party_kind, violation, result, agency_id,
    agency_name, decided_on, published_on, ({count})
FROM disclosure_publication WHERE {where} ORDER BY decided_on DESC, public_id OFFSET %s LIMIT %s
"""
_COUNT = "SELECT count(*) FROM disclosure_publication WHERE {where}"
_SHOWN = "state IN ('published', 'corrected')"


def results(filters: Filters, *, offset: int, limit: int) -> tuple[int, list[ResultRow]]:
    """Published decisions, newest first: how many in all, and the rows of one page."""
    where, values = _where(filters)
    count = _COUNT.format(where=where)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(where=where, count=count), [*values, *values, offset, limit])
        found = cursor.fetchall()
        if found:
            return found[0][-1], [ResultRow._make(row[:-1]) for row in found]
        cursor.execute(count, values)  # none at all, or a page beyond the last
        return cursor.fetchone()[0], []


def _where(filters: Filters) -> tuple[str, list[Any]]:
    conditions = {
        "kind = %s": filters.kind or None,
        "agency_id = %s": filters.agency or None,
        "decided_on >= %s": filters.since,
        "decided_on <= %s": filters.until,
        "public_id = ANY(%s)": None if filters.ids is None else list(filters.ids),
    }
    given = {text: value for text, value in conditions.items() if value is not None}
    return " AND ".join([_SHOWN, *given]), list(given.values())
