"""成批起草: many new items in one go, with the same checks and one ledger entry each.

Only codes that the agency does not have yet; whoever calls this calls `services` row by row as soon as anything is
refused: that says which row, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, local_date
from sanxiang.kernel.bulk import ColumnCheck, insert_all
from sanxiang.ledger import services as ledger
from sanxiang.ledger.types import NewEntry
from sanxiang.powers import checks, events
from sanxiang.powers.models import PowerItem
from sanxiang.powers.services.items import basis_rows, named, new_item


def draft_items(*, actor: Actor, now: datetime, rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """Begin items; each row is what `services.draft_item` takes besides actor and now.

    Raises InvalidInput or IntegrityError if one of them is refused, among them a code that the agency has already;
    nothing is kept then.
    """
    today, check = local_date(now), ColumnCheck(PowerItem)
    items, bases, entries = list[PowerItem](), [], list[NewEntry]()
    for row in rows:
        values = dict(row)
        wanted = values.pop("bases", ())
        item = new_item(actor, today, **values)
        InvalidInput.if_any([*check(item), *checks.role_problems(wanted)])
        items.append(item)
        bases += basis_rows(item, wanted)
        entries.append(NewEntry(events.ITEM_DRAFTED, item.pk, named(item)))
    with transaction.atomic():
        insert_all(items)
        insert_all(bases)
        ledger.append_all(entries=entries, actor=actor, at=now)
    return [item.pk for item in items]
