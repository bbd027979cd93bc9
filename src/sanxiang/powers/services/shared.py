"""各服务共用."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sanxiang.kernel import Actor, NotFound
from sanxiang.ledger import services as ledger
from sanxiang.powers.models import PowerItem

ONE_DAY = timedelta(days=1)


def locked_item(item: UUID) -> PowerItem:
    """The item, locked until the transaction ends; raises NotFound."""
    row = PowerItem.objects.select_for_update().filter(pk=item).first()
    if row is None:
        raise NotFound("没有这个权力事项")
    return row


def record(actor: Actor, now: datetime, event: str, subject: UUID, payload: dict[str, Any]) -> None:
    """One ledger entry about a row."""
    ledger.append(kind=event, subject=subject, actor=actor, at=now, payload=payload)
