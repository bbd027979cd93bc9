"""What every register needs to answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sanxiang.cases.selectors import tally
from sanxiang.flows.reading.provenance.types import Drive
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
