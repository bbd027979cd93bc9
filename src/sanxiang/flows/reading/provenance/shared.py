"""What every register needs to answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sanxiang.cases.selectors import tally
from sanxiang.disclosure.list_types import EditionView
from sanxiang.disclosure.selectors import standing_editions
from sanxiang.flows.reading.provenance.types import Drive, Row
from sanxiang.kernel import Actor
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import register_scope


def agencies_in_scope(actor: Actor) -> list[tuple[UUID, str]]:
    """The agencies whose registers the actor may look into."""
    return [(a.id, a.name) for a in registry.agencies(register_scope(actor))]


def acted(**acts: str) -> list[tuple[str, str]]:
    """The acts that somebody did, in their order."""
    return [(act, who) for act, who in acts.items() if who]


def signed(who: str, on: date | None, number: str = "") -> str:
    """Who approved, when, and by which document."""
    return "，".join(filter(None, (who, on.isoformat() if on else "", number))) if who else "还没有"


def cases(actor: Actor, on: str, row: UUID) -> Drive:
    """The cases in the actor's scope that rest on a row."""
    found = tally(actor=actor, on=on, row=row)
    return Drive("案件", found.all, found.open)


def lists(agency: UUID, codes: Collection[str], keys: Collection[str], since: date | None) -> Drive:
    """The published editions of these lists that have a row of such a key; `since`: the day on which it was approved."""
    said = [
        edition_row(e)
        for e in standing_editions([agency])
        if e.state == "published"
        and e.code in codes
        and since is not None
        and e.as_of >= since
        and any(row[e.key] in keys for row in e.rows)
    ]
    return Drive("公示的清单", len(said), rows=said)


def edition_row(e: EditionView) -> Row:
    """An edition as a row of its register."""
    number = f"第{e.number}版，" if e.number else ""
    return Row("edition", e.id, e.title, f"{number}{e.state_label}")
