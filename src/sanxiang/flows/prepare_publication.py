"""拟制公示: what the public will see, beside what is on file; or the ground on which it is withheld (行政处罚法 48)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sanxiang.disclosure import services as disclosure
from sanxiang.disclosure.types import Choice
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.publishing import decision_source
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act


def prepare_publication(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    choices: Mapping[str, Choice] | None = None,
    ground: str = "",
    reason: str = "",
    expires_on: date | None = None,
    key: str = "",
) -> Done:
    """Build the snapshot from the signed decision; nothing is public until another person releases it.

    `ground` ≠ "" proposes not to publish; `reason` says why something published is corrected. Raises Refused with
    every fault of the choices, or NotFound.
    """
    with acting(Act.PREPARE_PUBLICATION, actor=actor, now=now, case=case, key=key) as act:
        act.require()
        disclosure.prepare_publication(
            actor=actor,
            now=now,
            source=decision_source(act.file),
            choices=choices,
            ground=ground,
            reason=reason,
            expires_on=expires_on,
        )
        act.finish(ground=ground)
    return act.done
