"""指派承办人: at least two officers whose credentials are valid for the day, the class and the place (行政处罚法 42)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.cases import services as cases
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor, NotFound
from sanxiang.registry import selectors as registry
from sanxiang.rules.procedures.acts import Act


def assign_officers(
    *, actor: Actor, now: datetime, case: UUID, lead: UUID, assistants: tuple[UUID, ...], key: str = ""
) -> Done:
    """Assign the lead (主办) and the assistants (协办); the same officer twice counts once (N31).

    Raises Refused, also where one has left, or NotFound for officers of another agency.
    """
    with acting(Act.ASSIGN_OFFICERS, actor=actor, now=now, case=case, key=key) as act:
        wanted = tuple(dict.fromkeys((lead, *assistants)))
        officers = {o.id: o for o in registry.officers(act.case.agency_id)}
        if missing := [w for w in wanted if w not in officers]:
            raise NotFound(f"本机关没有这名执法人员：{missing[0]}")
        people = [officers[w] for w in wanted]
        act.require(
            officers=tuple(registry.officer_facts(o, on=act.today, lead=o.id == lead) for o in people)
        )
        cases.assign_handlers(case=act.case.id, now=now, lead=lead, assistants=wanted[1:])
        act.finish(officers="、".join(o.name for o in people))
    return act.done
