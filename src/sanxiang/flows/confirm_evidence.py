"""查证证据: evidence is compared with its original before it may found a fact (行政处罚法 46 第二款)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.evidence.services import confirm_item
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor, NotFound
from sanxiang.rules.procedures.acts import Act


def confirm_evidence(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    items: tuple[UUID, ...],
    note: str = "与原件核对一致",
    key: str = "",
) -> Done:
    """Confirm items of the case, by a handler. Raises Refused or NotFound."""
    with acting(Act.CONFIRM_EVIDENCE, actor=actor, now=now, case=case, key=key) as act:
        known = {item.id: item.number for item in act.file.evidence}
        if any(item not in known for item in items):
            raise NotFound("本案没有这份证据")
        act.require()
        for item in items:
            confirm_item(actor=actor, now=now, item_id=item, note=note)
        act.finish(numbers="、".join(known[item] for item in items))
    return act.done
