"""谁能导入: an administrator, into the own agency, of a 司法行政机关 into all it supervises; the command line, everywhere."""

from __future__ import annotations

from uuid import UUID

from sanxiang.kernel import Actor, Role
from sanxiang.registry.policies import kept_agencies


def import_scope(actor: Actor, *, personal: bool = False) -> frozenset[UUID] | None:
    """The agencies whose rows the actor may import, none for whoever is no administrator; None = all there are.

    `personal`: rows that are personal data of one agency, which no other agency's administrator brings in.
    """
    if actor.account_id is None:
        return None
    if actor.agency_id is None or not actor.has(Role.ADMINISTRATOR):
        return frozenset()
    return frozenset({actor.agency_id}) if personal else kept_agencies(actor)
