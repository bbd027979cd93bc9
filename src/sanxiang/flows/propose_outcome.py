"""提出拟处理意见: what the handlers want decided, with law, tier and range beside it (行政处罚法 57; 国办发〔2022〕27号)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.cases.services import next_proposal_version
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import proposal_facts
from sanxiang.flows.shared.proposing import proposal_of
from sanxiang.flows.shared.types import Done, ProposalInput
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.terms import Outcome


def propose_outcome(
    *, actor: Actor, now: datetime, case: UUID, proposal: ProposalInput, key: str = ""
) -> Done:
    """Make the next version of the proposal; report, notice and decision are drawn up from it.

    The cited provisions are the wording in force on the day of the act (37). Raises Refused or NotFound.
    """
    with acting(Act.PROPOSE_OUTCOME, actor=actor, now=now, case=case, key=key) as act:
        row = proposal_of(act.file, proposal, version=next_proposal_version(act.case.id))
        act.require(proposal=proposal_facts(act.file, row))
        written = act.write(row)
        act.finish(subject=written, version=row.version, outcome=Outcome(row.outcome).label)
    return act.done
