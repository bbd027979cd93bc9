"""谁可以办: the administrator of a 司法行政机关 keeps bank and examinations, its supervisor approves; officers sit."""

from __future__ import annotations

from sanxiang.kernel import Actor, Role
from sanxiang.registry.policies import may_administer_city
from sanxiang.registry.selectors import supervises


def may_keep(actor: Actor) -> bool:
    """Enter questions and draft examinations?"""
    return may_administer_city(actor)


def may_approve(actor: Actor) -> bool:
    """Approve questions, announce examinations?"""
    return actor.has(Role.SUPERVISOR) and actor.agency_id is not None and supervises(actor.agency_id)
