"""拟制公示: what the public will see, beside what is on file; or the ground on which it is withheld (行政处罚法 48)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sanxiang.disclosure import services as disclosure
from sanxiang.disclosure.redaction import check_choices
from sanxiang.disclosure.types import Choice
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.publishing import decision_source, public_copy
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor, Refused
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
    conceal: tuple[str, ...] = (),
    key: str = "",
) -> Done:
    """Build fields and public copy from the signed decision; nothing is public until another person releases it.

    `ground` ≠ "" proposes not to publish; `reason` says why something published is corrected; `conceal` are names
    and passages to be hidden besides those that the file itself names. Raises Refused with every fault of the
    choices, FontMissing or NotFound.
    """
    with acting(Act.PREPARE_PUBLICATION, actor=actor, now=now, case=case, key=key) as act:
        act.require()
        source, chosen = decision_source(act.file, conceal), dict(choices or {})
        Refused.unless(check_choices(source, chosen))
        disclosure.prepare_publication(
            actor=actor,
            now=now,
            source=source,
            pdf=b"" if ground else public_copy(act.file, source, chosen),
            choices=chosen,
            ground=ground,
            reason=reason,
            expires_on=expires_on,
        )
        act.finish(ground=ground)
    return act.done
