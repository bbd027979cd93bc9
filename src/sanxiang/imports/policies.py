"""谁能导入: an administrator, into the own agency and those below it; of a justice bureau, into the region."""

from __future__ import annotations

from uuid import UUID

from sanxiang.kernel import Actor, Role
from sanxiang.registry.selectors import agency_ids_supervised

IMPORTERS = (Role.ADMINISTRATOR,)


def import_scope(actor: Actor) -> frozenset[UUID] | None:
    """The agencies whose rows the actor may import; None = all, for whoever belongs to no agency."""
    return agency_ids_supervised(actor.agency_id) if actor.agency_id else None
