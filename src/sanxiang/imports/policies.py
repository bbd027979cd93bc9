"""谁能导入: an administrator, into the own agency (registry.policies); the command line, into the whole city."""

from __future__ import annotations

from uuid import UUID

from sanxiang.kernel import Actor
from sanxiang.registry.policies import may_administer


def import_scope(actor: Actor) -> frozenset[UUID] | None:
    """The agencies whose rows the actor may import, none for whoever is no administrator; None = the whole city."""
    if actor.account_id is None:
        return None
    agency = actor.agency_id
    return frozenset({agency}) if agency and may_administer(actor, agency) else frozenset()
