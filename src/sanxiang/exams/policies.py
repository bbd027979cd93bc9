"""谁可以办: the administrator of a 司法行政机关 keeps bank and examinations, its supervisor approves; officers sit.

Credentials are asked for by the agency's own administrator and issued by the supervisor of the justice bureau.
"""

from __future__ import annotations

from uuid import UUID

from sanxiang.kernel import Actor, Role
from sanxiang.registry.policies import may_administer, may_administer_city, may_see
from sanxiang.registry.selectors import supervises


def may_keep(actor: Actor) -> bool:
    """Enter questions and draft examinations?"""
    return may_administer_city(actor)


def may_approve(actor: Actor) -> bool:
    """Approve questions, announce examinations?"""
    return actor.has(Role.SUPERVISOR) and actor.agency_id is not None and supervises(actor.agency_id)


def may_ask(actor: Actor, agency: UUID) -> bool:
    """Ask for the credential of an officer of this agency?"""
    return may_administer(actor, agency)


def may_issue(actor: Actor, agency: UUID) -> bool:
    """Issue or refuse a credential for an officer of this agency?"""
    return may_approve(actor) and may_see(actor, agency)
