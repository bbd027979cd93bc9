"""签订委托书: an agency lets an organisation enforce in its name, within its powers (行政处罚法 20, 21)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, Refused
from sanxiang.powers import selectors as powers
from sanxiang.registry import delegations
from sanxiang.registry import selectors as registry
from sanxiang.rules.agencies import EntrustedFacts, check_delegation
from sanxiang.rules.facts import DelegationFacts


def agree_delegation(
    *,
    actor: Actor,
    now: datetime,
    principal: UUID,
    agent: UUID,
    number: str,
    matters: tuple[str, ...],
    powers_given: tuple[str, ...],
    basis: str,
    valid_from: date,
    valid_to: date,
    manages_public_affairs: bool,
    lacks_technical_means: bool = False,
    text: str = "",
) -> UUID:
    """Register an agreement; `matters` are codes of the principal's power items, `powers_given` keys of POWERS.

    Staff and items are those of its first day. It carries acts once the justice bureau has it on file. Raises Refused with everything that articles 20 and 21
    ask for, InvalidInput, or NotFound.
    """
    with transaction.atomic():
        giver, taker = registry.get_agency(principal), registry.get_agency(agent)
        staff = [o for o in registry.officers(agent, on=valid_from) if o.credential_on(valid_from)]
        given = DelegationFacts(number, frozenset(matters), frozenset(powers_given), valid_from, valid_to)
        entrusted = EntrustedFacts(
            delegations.agency_facts(taker),
            manages_public_affairs=manages_public_affairs,
            qualified_staff=len(staff),
            lacks_technical_means=lacks_technical_means,
            gives=any(d.principal_id == agent for d in delegations.delegations(agent)),
        )
        own = frozenset(item.code for item in powers.power_items(principal, on=valid_from))
        Refused.unless(check_delegation(delegations.agency_facts(giver), entrusted, given, own))
        return delegations.agree_delegation(
            actor=actor, now=now, principal=principal, agent=agent, number=number, matters=matters,
            powers=powers_given, basis=basis, valid_from=valid_from, valid_to=valid_to, text=text,
        )  # fmt: skip
