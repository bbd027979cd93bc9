"""核查线索: two officers find out whether there is something to file (行政处罚法 54 第二款)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.file import check_choice
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act


def verify_clue(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    party: UUID,
    power_item: UUID,
    act_on: date,
    act_place: str,
    region_code: str,
    findings: str,
    meets_standard: bool = True,
    title: str = "",
    key: str = "",
) -> Done:
    """Complete the clue with what the check found; the case stays a clue until the head decides.

    `meets_standard`: there is a violation that a penalty may answer. Raises Refused or NotFound.
    """
    with acting(Act.VERIFY_CLUE, actor=actor, now=now, case=case, key=key) as act:
        check_choice(act.case.agency_id, party=party, power_item=power_item)
        act.require()
        act.change(
            party_id=party,
            power_item_id=power_item,
            act_on=act_on,
            act_place=act_place,
            region_code=region_code,
            findings=findings,
            meets_standard=meets_standard,
            title=title or act.case.title,
        )
        act.finish(findings=findings, meets_standard=meets_standard)
    return act.done
