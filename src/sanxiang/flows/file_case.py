"""立案: the head approves on the sheet D02; the case gets its number and the 90 days begin (行政处罚法 54, 60)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.cases.types import Approval
from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import filing_facts
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act


def file_case(*, actor: Actor, now: datetime, case: UUID, opinion: str, key: str = "") -> Done:
    """File the case on the sheet that an officer drafted; the head is not the drafter.

    Completes D02 with the head's opinion, numbers and signs it; its number is the 案号. Raises Refused,
    InvalidInput without an opinion, or NotFound.
    """
    with acting(Act.FILE_CASE, actor=actor, now=now, case=case, key=key) as act:
        sheet = act.file.document("D02")
        drafter_id = sheet.drafter_id if sheet else ""
        approval = sheets.approved(act, drafter_id, opinion)
        filing = filing_facts(act.file, approval, act.today)
        papers, lacking = sheets.as_signed(act, "D02", opinion=opinion)
        act.require(lacking, filing=filing, documents=papers)
        assert sheet is not None  # without a sheet the rules have refused
        signed = sheets.make(act, "D02", {}, opinion=opinion)
        act.write(
            Approval(
                act=act.name,
                drafter=sheet.drafted_by,
                drafter_id=drafter_id,
                opinion=opinion,
                approved_on=act.today,
            )
        )
        act.change(number=signed.number, filed_on=act.today)
        act.finish(number=signed.number)
    return act.done
