"""历史处罚 of the actor's scope: one imported row with the agency that answers for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sanxiang.disclosure.selectors import historical, history_waits
from sanxiang.kernel import Actor, NotFound, Role
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import may_answer_for_record, may_see_record, scope


def history_scope(actor: Actor) -> dict[str, UUID | None]:
    """Public ids of the agencies whose rows the actor may see; "" = None, rows of agencies that are not registered."""
    found: dict[str, UUID | None] = {a.public_id: a.id for a in registry.agencies(scope(actor))}
    return found | ({"": None} if may_see_record(actor, None) else {})


def answered_for(actor: Actor) -> frozenset[str]:
    """Public ids, "" for what is not registered, of the agencies whose rows the actor shows and withdraws."""
    return frozenset(said for said, key in history_scope(actor).items() if may_answer_for_record(actor, key))


def waiting_history(actor: Actor) -> dict[str, int]:
    """How many rows wait for the actor to show them (entered) or to look for names in them (held)."""
    return history_waits(answered_for(actor) if actor.has(Role.AGENCY_HEAD) else ())


def open_history(actor: Actor, key: UUID) -> tuple[dict[str, Any], UUID | None]:
    """The row and its agency. Raises NotFound outside the scope."""
    row, seen = historical(key), history_scope(actor)
    if row["agency_id"] not in seen:
        raise NotFound("没有这条历史处罚")
    return row, seen[row["agency_id"]]
