"""结案: performed, published or withheld, every stage on record; the head approves on the sheet D39."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.cases.types import Approval
from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.guards.filing import approval_faults
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.verdict import Verdict


def close_case(*, actor: Actor, now: datetime, case: UUID, opinion: str, key: str = "") -> Done:
    """Close the case on the sheet that an officer drafted; the head is not the drafter.

    Raises Refused, InvalidInput without an opinion, or NotFound.
    """
    with acting(Act.CLOSE_CASE, actor=actor, now=now, case=case, key=key) as act:
        sheet = act.file.document("D39")
        drafter = sheet.drafter_id if sheet else ""
        approval = sheets.approved(act, drafter, opinion)
        papers, lacking = sheets.as_signed(act, "D39", opinion=opinion)
        act.require(
            lacking + Verdict(tuple(approval_faults(approval, act.facts, "结案", "L"))), documents=papers
        )
        signed = sheets.make(act, "D39", {}, opinion=opinion)
        act.write(
            Approval(
                act=act.name,
                drafter=sheet.drafted_by if sheet else "",
                drafter_id=drafter,
                opinion=opinion,
                approved_on=act.today,
            )
        )
        act.change(closed_on=act.today)
        act.finish(subject=signed.id, number=signed.number)
    return act.done
