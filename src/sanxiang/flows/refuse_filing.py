"""不予立案: the head decides that there is nothing to file, and says why (行政处罚法 54 第二款)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.cases.types import Approval
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import filing_facts
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.facts import ApprovalFacts
from sanxiang.rules.procedures.acts import Act


def refuse_filing(*, actor: Actor, now: datetime, case: UUID, reason: str, key: str = "") -> Done:
    """End the clue without a case. Raises Refused or NotFound."""
    with acting(Act.REFUSE_FILING, actor=actor, now=now, case=case, key=key) as act:
        approval = ApprovalFacts("", actor.person_id, act.today, reason)
        act.require(filing=filing_facts(act.file, approval, None))
        act.write(
            Approval(
                act=act.name,
                drafter=act.case.registered_by,
                drafter_id="",
                opinion=reason,
                approved_on=act.today,
            )
        )
        act.finish(reason=reason)
    return act.done
