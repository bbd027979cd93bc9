"""集体讨论: a complicated or grave case is decided by the heads together, each view written down (行政处罚法 57 第二款)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.cases.types import Discussion
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import discussion_facts
from sanxiang.flows.shared.types import Attendee, Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act


def discuss_collectively(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    held_at: datetime,
    place: str,
    chair: str,
    attendees: tuple[Attendee, ...],
    conclusion: str,
    key: str = "",
) -> Done:
    """Record the discussion of the latest proposal. Raises Refused or NotFound."""
    with acting(Act.DISCUSS_COLLECTIVELY, actor=actor, now=now, case=case, key=key) as act:
        proposal = act.file.course.proposal
        row = Discussion(
            held_at=held_at,
            place=place,
            chair=chair,
            attendees=tuple({"name": a.name, "view": a.view, "post": a.post} for a in attendees),
            conclusion=conclusion,
            proposal_version=proposal.version if proposal else 0,
        )
        act.require(discussion=discussion_facts(row))
        written = act.write(row)
        act.finish(subject=written, conclusion=conclusion)
    return act.done
