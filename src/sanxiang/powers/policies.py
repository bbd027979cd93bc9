"""谁可以办: the agency's administrator enters, its head submits, the supervisor of the justice bureau approves."""

from __future__ import annotations

from uuid import UUID

from sanxiang.kernel import Actor, Role
from sanxiang.registry.policies import may_administer, may_see


def may_enter(actor: Actor, agency: UUID) -> bool:
    """Draft and change items of this agency?"""
    return may_administer(actor, agency)


def may_submit(actor: Actor, agency: UUID) -> bool:
    """Submit for the agency: what its head answers for."""
    return actor.has(Role.AGENCY_HEAD) and actor.agency_id == agency


def may_approve(actor: Actor, agency: UUID) -> bool:
    """Approve or return: 执法监督人员 of whoever supervises the agency."""
    return actor.has(Role.SUPERVISOR) and may_see(actor, agency)
