"""集体讨论: a complicated or grave case is decided by the heads together, each view written down (行政处罚法 57 第二款)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sanxiang.cases.types import Discussion
from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import Acting, acting
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
    """Record the discussion of the latest proposal as D25, signed. Raises Refused or NotFound."""
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
        act.require(discussion=discussion_facts(row, act.file.course))
        written = act.write(row)
        sheets.make(act, "D25", _record(act, row, attendees))
        act.finish(subject=written, conclusion=conclusion)
    return act.done


def _record(act: Acting, row: Discussion, attendees: tuple[Attendee, ...]) -> Mapping[str, Any]:
    """The fields of 集体讨论记录 (D25)."""
    proposal = act.file.course.proposal
    posts = {a.name: a.post for a in attendees}
    return {
        "held_at": row.held_at,
        "place": row.place,
        "chair": {"name": row.chair, "post": posts.get(row.chair, "")},
        "recorder": act.actor.name,
        "attendees": [{"name": a.name, "post": a.post, "view": a.view} for a in attendees],
        "report": proposal.facts if proposal else "",
        "conclusion": row.conclusion,
    }
