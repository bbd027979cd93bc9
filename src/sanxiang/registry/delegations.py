"""委托协议: kept, filed with the justice bureau, ended (行政处罚法 20); what bodies may do by them.

Whether an agreement may be made, `rules.agencies` says, which the flow `agree_delegation` asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sanxiang.kernel import Actor, InvalidInput, NotFound, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.registry import checks, events
from sanxiang.registry.models import Agency, Delegation
from sanxiang.registry.types import AgencyView, DelegationView
from sanxiang.rules.agencies import POWERS
from sanxiang.rules.facts import AgencyFacts, DelegationFacts


def agree_delegation(
    *,
    actor: Actor,
    now: datetime,
    principal: UUID,
    agent: UUID,
    number: str,
    matters: tuple[str, ...],
    powers: tuple[str, ...],
    basis: str,
    valid_from: date,
    valid_to: date,
) -> UUID:
    """Keep an agreement; it carries acts once it is filed. Raises InvalidInput."""
    row = Delegation(
        principal_id=principal, agent_id=agent, number=number.strip(), matters=list(matters), powers=list(powers),
        basis=basis.strip(), valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip
    with transaction.atomic():
        InvalidInput.if_any([*column_problems(row), *_problems(row)])
        row.save(force_insert=True)
        payload = {"number": row.number, "matters": list(matters), "until": str(valid_to)}
        ledger.append(kind=events.DELEGATION_AGREED, subject=row.pk, actor=actor, at=now, payload=payload)
    return row.pk


def file_delegation(*, actor: Actor, now: datetime, delegation: UUID, filing_no: str) -> None:
    """备案: the justice bureau has the agreement on file. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _locked(delegation)
        if row.filing_no:
            raise InvalidInput(("filing_no", f"已经备案，备案号{row.filing_no}"))
        if not filing_no.strip():
            raise InvalidInput(("filing_no", "请填写备案号"))
        row.filing_no, row.filed_on = filing_no.strip(), local_date(now)
        row.save(update_fields=["filing_no", "filed_on"])
        payload = {"number": row.number, "filing_no": row.filing_no}
        ledger.append(kind=events.DELEGATION_FILED, subject=row.pk, actor=actor, at=now, payload=payload)


def end_delegation(*, actor: Actor, now: datetime, delegation: UUID, until: date) -> None:
    """提前终止: no act by it after `until`. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _locked(delegation)
        if not row.valid_from <= until < row.valid_to:
            raise InvalidInput(("until", f"终止日期应当在{row.valid_from}和{row.valid_to}之间"))
        if until < local_date(now):
            raise InvalidInput(("until", "终止日期不能早于今天"))
        row.valid_to = until
        row.save(update_fields=["valid_to"])
        payload = {"number": row.number, "until": str(until)}
        ledger.append(kind=events.DELEGATION_ENDED, subject=row.pk, actor=actor, at=now, payload=payload)


def delegations(agency: UUID | None = None) -> list[DelegationView]:
    """All agreements, or those that an agency gave or holds, the latest first."""
    found = _rows()
    if agency:
        found = found.filter(Q(principal=agency) | Q(agent=agency))
    return [_view(d) for d in found]


def get_delegation(delegation: UUID) -> DelegationView:
    """Raises NotFound."""
    row = _rows().filter(pk=delegation).first()
    if row is None:
        raise NotFound("没有这份委托书")
    return _view(row)


def principals_on(agency: UUID, day: date) -> dict[str, UUID]:
    """By code of the entrusted item: who entrusted it to this agency on the day."""
    held = _rows().filter(agent=agency, valid_from__lte=day, valid_to__gte=day)
    return {code: d.principal_id for d in held for code in d.matters}


def agency_facts(agency: AgencyView) -> AgencyFacts:
    """A body as the rules see it (行政处罚法 17–20)."""
    after = Agency.objects.filter(pk=agency.successor_id).first() if agency.successor_id else None
    entrusted = agency.kind == Agency.Kind.ENTRUSTED
    held = [d for d in delegations(agency.id) if d.agent_id == agency.id] if entrusted else []
    return AgencyFacts(
        name=agency.name,
        kind=agency.kind,
        approved=agency.shown,
        active_from=agency.active_from,
        active_to=agency.active_to,
        successor=after.name if after else "",
        delegations=tuple(
            DelegationFacts(
                d.number,
                frozenset(d.matters),
                frozenset(d.powers),
                d.valid_from,
                d.valid_to,
                filed=bool(d.filing_no),
            )
            for d in held
        ),
    )


def _problems(row: Delegation) -> Iterator[checks.Problem]:
    if unknown := sorted(set(row.powers) - set(POWERS)):
        yield "powers", f"没有这种委托权限：{'、'.join(unknown)}"


def _locked(delegation: UUID) -> Delegation:
    row = Delegation.objects.select_for_update().filter(pk=delegation).first()
    if row is None:
        raise NotFound("没有这份委托书")
    return row


def _rows() -> QuerySet[Delegation]:
    return Delegation.objects.select_related("principal", "agent")


def _view(d: Delegation) -> DelegationView:
    return DelegationView(
        id=d.pk, principal_id=d.principal_id, principal_name=d.principal.name, agent_id=d.agent_id,
        agent_name=d.agent.name, number=d.number, matters=tuple(d.matters), powers=tuple(d.powers),
        power_labels=tuple(POWERS[p] for p in d.powers), basis=d.basis, valid_from=d.valid_from, valid_to=d.valid_to,
        filing_no=d.filing_no, filed_on=d.filed_on,
    )  # fmt: skip
