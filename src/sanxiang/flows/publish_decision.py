"""公示决定: released by somebody other than who prepared it, within seven working days (国办发〔2018〕118号（六）)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sanxiang.disclosure import services as disclosure
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act


def publish_decision(*, actor: Actor, now: datetime, case: UUID, key: str = "") -> Done:
    """Release what was prepared: publish it, or withhold it on its ground; the first date stands (N19).

    Raises Refused or NotFound.
    """
    with acting(Act.PUBLISH_DECISION, actor=actor, now=now, case=case, key=key) as act:
        prepared = act.facts.publication
        act.require(
            publication=replace(prepared, releaser_id=actor.person_id, published_on=act.today)
            if prepared
            else None
        )
        released = disclosure.release_publication(actor=actor, now=now, case_ref=act.case.id)
        if released.published_on:
            act.change(published_on=released.published_on)
        act.finish(ground=released.ground, public_id=released.public_id)
    return act.done
