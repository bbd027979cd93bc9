"""委托协议: kept, filed with the justice bureau, ended (行政处罚法 20); what bodies may do by them.

Whether an agreement may be made, `rules.agencies` says, which the flow `agree_delegation` asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
    text: str = "",
) -> UUID:
    """Keep an agreement with its full text; it carries acts once it is filed. Raises InvalidInput."""
    row = Delegation(
        principal_id=principal, agent_id=agent, number=number.strip(), matters=list(matters), powers=list(powers),
        basis=basis.strip(), valid_from=valid_from, valid_to=valid_to, text=text.strip(),
    )  # fmt: skip
    with transaction.atomic():
        InvalidInput.if_any([*column_problems(row), *_problems(row)])
        row.save(force_insert=True)
        payload = {"number": row.number, "matters": list(matters), "until": str(valid_to)}
        ledger.append(kind=events.DELEGATION_AGREED, subject=row.pk, actor=actor, at=now, payload=payload)
    return row.pk


def file_delegation(
    *, actor: Actor, now: datetime, delegation: UUID, filing_no: str, on: date | None = None
) -> None:
    """备案公布: the justice bureau has the agreement on file since a day, today if none is given.

    Raises NotFound, InvalidInput.
    """
    today = local_date(now)
    day = on or today
    with transaction.atomic():
        row = _locked(delegation)
        InvalidInput.if_any(_filing_problems(row, filing_no, day, today))
        row.filing_no, row.filed_on = filing_no.strip(), day
        row.save(update_fields=["filing_no", "filed_on"])
        payload = {"number": row.number, "filing_no": row.filing_no, "on": str(day)}
        ledger.append(kind=events.DELEGATION_FILED, subject=row.pk, actor=actor, at=now, payload=payload)


def end_delegation(
    *, actor: Actor, now: datetime, delegation: UUID, until: date, reason: str, past: bool = False
) -> None:
    """提前终止: no act by it after `until`; before its first day it never begins. The agreed term stays to be read.

    `past`: one side has ended, and the agreement with it, on a day that may lie behind. Raises NotFound, InvalidInput.
    """
    with transaction.atomic():
        row = _locked(delegation)
        InvalidInput.if_any(_ending_problems(row, until, reason, None if past else local_date(now)))
        row.ended_on, row.ended_reason = until, reason.strip()
        row.save(update_fields=["ended_on", "ended_reason"])
        payload = {"number": row.number, "until": str(until), "reason": row.ended_reason}
        ledger.append(kind=events.DELEGATION_ENDED, subject=row.pk, actor=actor, at=now, payload=payload)


def running_after(agency: UUID, day: date) -> list[DelegationView]:
    """The agreements that an agency gave or holds and that would carry acts after the day."""
    return [d for d in delegations(agency) if d.last_day > day and d.last_day >= d.valid_from]


def delegations(agency: UUID | None = None) -> list[DelegationView]:
    """All agreements, or those that an agency gave or holds, the latest first."""
    found = _rows()
    if agency:
        found = found.filter(Q(principal=agency) | Q(agent=agency))
    return [_view(d) for d in found]


def lapsed(principals: Collection[UUID], agent: UUID, day: date) -> dict[str, DelegationView]:
    """By code of the entrusted item: the last agreement with the principals, where none carries the item any more.

    A term that has run out counts as an early end does.
    """
    held = [d for d in delegations(agent) if d.agent_id == agent and d.principal_id in principals]
    ended = sorted((d for d in held if d.last_day < day), key=lambda d: d.last_day)
    return {
        code: d
        for d in ended
        for code in d.matters
        if not any(other.covers(code, day) and other.filed_on for other in held)
    }


def get_delegation(delegation: UUID) -> DelegationView:
    """Raises NotFound."""
    row = _rows().filter(pk=delegation).first()
    if row is None:
        raise NotFound("没有这份委托书")
    return _view(row)


def principals_on(agency: UUID, day: date) -> dict[str, UUID]:
    """By code of the entrusted item: who entrusted it to this agency on the day."""
    held = [d for d in delegations(agency) if d.agent_id == agency]
    return {code: d.principal_id for d in held for code in d.matters if d.covers(code, day)}


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
                d.last_day,
                filed_on=d.filed_on,
            )
            for d in held
        ),
    )


def _problems(row: Delegation) -> Iterator[checks.Problem]:
    if unknown := sorted(set(row.powers) - set(POWERS)):
        yield "powers", f"没有这种委托权限：{'、'.join(unknown)}"


def _filing_problems(row: Delegation, filing_no: str, day: date, today: date) -> Iterator[checks.Problem]:
    if row.filing_no:
        yield "filing_no", f"已经备案，备案号{row.filing_no}"
    if not filing_no.strip():
        yield "filing_no", "请填写备案号"
    if day > today:
        yield "on", "备案日期不能晚于今天"


def _ending_problems(
    row: Delegation, until: date, reason: str, today: date | None
) -> Iterator[checks.Problem]:
    if row.ended_on is not None:
        yield "until", f"已经终止，最后一日{row.ended_on}"
    if not reason.strip():
        yield "reason", "请写明终止的理由"
    if until >= row.valid_to:
        yield "until", f"委托期限到{row.valid_to}为止，提前终止的日期应当更早"
    if today and until < today:
        yield "until", "终止日期不能早于今天"


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
        filing_no=d.filing_no, filed_on=d.filed_on, text=d.text, ended_on=d.ended_on, ended_reason=d.ended_reason,
    )  # fmt: skip
