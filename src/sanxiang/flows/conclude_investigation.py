"""调查终结: facts clear, evidence verified, report D16 signed; the lead officer closes the investigation (行政处罚法 57)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.terms import Outcome


def conclude_investigation(*, actor: Actor, now: datetime, case: UUID, key: str = "") -> Done:
    """Conclude on the latest proposal and its report. Raises Refused or NotFound."""
    with acting(Act.CONCLUDE_INVESTIGATION, actor=actor, now=now, case=case, key=key) as act:
        act.require(sheets.up_to_date(act.file, "D16"))
        proposal = act.file.course.proposal
        assert proposal is not None
        act.change(concluded_on=act.today)
        act.finish(outcome=Outcome(proposal.outcome).label, proposal=proposal.version)
    return act.done
