"""改依据: when a law ends, the items that rest on it get drafts of their next version, all in one batch.

Nothing is deleted and nothing runs by a draft: each is submitted and approved like any other version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput
from sanxiang.ledger import services as ledger
from sanxiang.powers import events
from sanxiang.powers.selectors import get_power_item
from sanxiang.powers.services.items import revise_item
from sanxiang.powers.types import BasisInput
from sanxiang.rules.citations import Place

#: a place in a law
Spot = tuple[UUID, Place]


@dataclass(frozen=True, slots=True)
class Rebased:
    """The drafts that were made, and the items that were left, each with the reason."""

    drafts: tuple[UUID, ...]
    left: tuple[tuple[UUID, str], ...]


def rebase_items(
    *,
    actor: Actor,
    now: datetime,
    items: Iterable[UUID],
    moves: Mapping[Spot, Spot | None],
    effective_from: date,
) -> Rebased:
    """Draft the next version of each item with its bases moved; None = the basis has no successor and is dropped.

    An item that would keep no basis, or that has a draft open already, is left and named. Raises NotFound.
    """
    drafts, left = list[UUID](), list[tuple[UUID, str]]()
    with transaction.atomic():
        for item in items:
            bases = _moved(item, moves)
            if not bases:
                left.append((item, "没有承接的依据，请废止这一事项或者另写依据"))
                continue
            try:
                with transaction.atomic():
                    drafts.append(
                        revise_item(
                            actor=actor,
                            now=now,
                            item=item,
                            bases=bases,
                            effective_from=effective_from,
                            basis_text="",
                        )
                    )
            except InvalidInput as invalid:
                left.append((item, str(invalid)))
        if drafts:
            payload = {"count": len(drafts), "left": len(left), "from": effective_from.isoformat()}
            ledger.append(kind=events.ITEMS_REBASED, subject=drafts[0], actor=actor, at=now, payload=payload)
    return Rebased(tuple(drafts), tuple(left))


def _moved(item: UUID, moves: Mapping[Spot, Spot | None]) -> list[BasisInput]:
    """The bases of the item after the move, each once, in their order."""
    out: dict[BasisInput, None] = {}
    for basis in get_power_item(item).bases:
        spot = (basis.law_id, basis.place)
        target = moves.get(spot, spot)
        if target is not None:
            out[BasisInput(*target, basis.role)] = None
    return list(out)
