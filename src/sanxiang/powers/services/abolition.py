"""废止: the agency asks that an item end, another person approves; nothing reaches back (国办发〔2018〕118号（四）)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.powers import events
from sanxiang.powers.models import Abolition, PowerItem
from sanxiang.powers.services.shared import locked_item, record
from sanxiang.rules.approval import check_approver

Status = Abolition.Status


def ask_abolition(*, actor: Actor, now: datetime, item: UUID, until: date, reason: str) -> UUID:
    """申请废止: the item is to be in force through `until`, today at the earliest. Raises NotFound, InvalidInput."""
    today = local_date(now)
    with transaction.atomic():
        row = _in_force(item)
        if until < today:
            raise InvalidInput(("until", f"废止不能溯及以前，适用到的日期最早是今天（{today}）"))
        if until < row.effective_from:
            raise InvalidInput(("until", f"不能早于生效日期{row.effective_from}"))
        if not reason.strip():
            raise InvalidInput(("reason", "请写明废止的理由，例如依据已经失效"))
        if row.abolitions.filter(status=Status.ASKED).exists():
            raise InvalidInput(("item", "这一事项已有一份废止申请待审定"))
        asked = Abolition.objects.create(
            power_item=row, until=until, reason=reason.strip(), asked_on=today,
            asked_by=actor.name, asked_by_id=actor.person_id,
        )  # fmt: skip
        payload = _named(row) | {"until": until.isoformat(), "reason": asked.reason}
        record(actor, now, events.ABOLITION_ASKED, row.pk, payload)
    return asked.pk


def abolish_item(*, actor: Actor, now: datetime, item: UUID) -> None:
    """审定废止: the item ends as was asked; it stays on file for acts done before.

    Raises NotFound, Refused for the person who asked, InvalidInput where the day has passed meanwhile.
    """
    today = local_date(now)
    with transaction.atomic():
        row = _in_force(item)
        asked = _asked(row)
        Refused.unless(check_approver({asked.asked_by_id}, actor.person_id))
        if asked.until < today:
            raise InvalidInput(("until", f"申请的日期{asked.until}已经过去，请退回后重新申请"))
        _decide(asked, actor, now, Status.APPROVED)
        row.status, row.effective_to = PowerItem.Status.REPEALED, asked.until
        row.save(update_fields=["status", "effective_to"])
        record(actor, now, events.ITEM_ABOLISHED, row.pk, _named(row) | {"until": asked.until.isoformat()})


def refuse_abolition(*, actor: Actor, now: datetime, item: UUID, reason: str) -> None:
    """不同意废止: the item goes on. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = locked_item(item)
        asked = _asked(row)
        if not reason.strip():
            raise InvalidInput(("reason", "请写明不同意的理由"))
        asked.refused_reason = reason.strip()
        _decide(asked, actor, now, Status.REFUSED)
        record(actor, now, events.ABOLITION_REFUSED, row.pk, _named(row) | {"reason": asked.refused_reason})


def _decide(asked: Abolition, actor: Actor, now: datetime, status: str) -> None:
    asked.status, asked.decided_on = status, local_date(now)
    asked.decided_by, asked.decided_by_id = actor.name, actor.person_id
    asked.save()


def _in_force(item: UUID) -> PowerItem:
    row = locked_item(item)
    if row.status != PowerItem.Status.IN_FORCE:
        raise InvalidInput(("item", f"只有有效的事项可以废止，这一版本现在是“{row.get_status_display()}”"))
    return row


def _asked(row: PowerItem) -> Abolition:
    asked = row.abolitions.filter(status=Status.ASKED).first()
    if asked is None:
        raise NotFound("没有待审定的废止申请")
    return asked


def _named(row: PowerItem) -> dict[str, str]:
    return {"code": row.code, "name": row.name}
