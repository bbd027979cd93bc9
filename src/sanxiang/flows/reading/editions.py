"""清单的状况: what is published of each list, what waits, and where what runs has moved on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxiang.disclosure.list_types import EditionView
from sanxiang.disclosure.selectors import editions, standing_editions
from sanxiang.flows.shared.lists import LISTS
from sanxiang.rules.tables import RowChange, compare_tables


@dataclass(frozen=True, slots=True)
class Standing:
    """How a list stands: the edition that is published, one that waits, and what runs differently by now."""

    code: str
    title: str
    group: str
    rows: int
    published: EditionView | None
    waiting: EditionView | None
    changes: int

    @property
    def stale(self) -> bool:
        """What is published is not what runs, and no edition waits."""
        return bool(self.changes) and self.waiting is None


def standing(agency: UUID, today: date, codes: Collection[str] = tuple(LISTS)) -> list[Standing]:
    """These lists of an agency: what is published, what waits, and how many rows run differently today."""
    held, out = standing_editions([agency]), []
    for spec in (LISTS[code] for code in codes):
        rows, own = spec.rows(agency, today), [e for e in held if e.code == spec.code]
        published = next((e for e in own if e.state == "published"), None)
        waiting = next((e for e in own if e.state == "draft"), None) or next(
            (e for e in own if e.state == "approved"), None
        )
        changes = len(compare_tables(published.rows if published else [], rows, spec.key))
        out.append(Standing(spec.code, spec.title, spec.group, len(rows), published, waiting, changes))
    return out


def changes_of(edition: EditionView) -> tuple[EditionView | None, list[RowChange]]:
    """The edition that was approved before this one, and the rows that differ from it."""
    held = [e for e in editions(edition.agency_ref, edition.code) if e.number is not None]
    before = next((e for e in held if edition.number is None or (e.number or 0) < edition.number), None)
    return before, compare_tables(before.rows if before else [], edition.rows, edition.key)
