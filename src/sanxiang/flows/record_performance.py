"""记录履行: payments with their receipts, and the correction seen done (行政处罚法 66, 67, 70, 28)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sanxiang.cases.types import Payment
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import performance_facts
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.money import format_yuan
from sanxiang.rules.procedures.acts import Act


def record_performance(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    amount: Decimal,
    paid_on: date,
    receipt_no: str = "",
    correction_done: bool = True,
    property_disposed: bool = True,
    note: str = "",
    key: str = "",
) -> Done:
    """Record one payment in 元 (0: only the correction); done once everything owed is in. Raises Refused or NotFound."""
    with acting(Act.RECORD_PERFORMANCE, actor=actor, now=now, case=case, key=key) as act:
        row = Payment(
            amount=amount,
            paid_on=paid_on,
            receipt_no=receipt_no,
            corrected=correction_done,
            property_disposed=property_disposed,
            note=note,
        )
        facts = performance_facts((*act.file.course.payments, row), act.file.course.decision)
        act.require(performance=facts)
        subject = act.write(row)
        done_on = facts.done_on if facts else None
        if done_on:
            act.change(performed_on=done_on)
        act.finish(
            subject=subject,
            on=paid_on,
            without=() if done_on else ("PEN.PAY",),
            amount=format_yuan(amount),
            receipt_no=receipt_no,
        )
    return act.done
