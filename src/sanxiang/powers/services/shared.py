"""各服务共用."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sanxiang.kernel import Actor, NotFound
from sanxiang.ledger import services as ledger
from sanxiang.powers.models import PowerItem

ONE_DAY = timedelta(days=1)


def start_problems(
    starts: date, today: date, *, version: int, since: date, until: date | None
) -> Iterator[tuple[str, str]]:
    """One version a day: what replaces version `version` (in force `since`; `until` None = still) reaches back nowhere."""
    if starts < today:
        yield "effective_from", f"替代以前版本的，不能早于审定的日期{today}生效"
    elif until is None and starts <= since:
        yield "effective_from", f"应当晚于现行版本的生效日期{since}"
    elif until is not None and until >= starts:
        yield "effective_from", f"第{version}版到{until}为止，应当晚于这一天"


def locked_item(item: UUID) -> PowerItem:
    """The item, locked until the transaction ends; raises NotFound."""
    row = PowerItem.objects.select_for_update().filter(pk=item).first()
    if row is None:
        raise NotFound("没有这个权力事项")
    return row


def record(actor: Actor, now: datetime, event: str, subject: UUID, payload: dict[str, Any]) -> None:
    """One ledger entry about a row."""
    ledger.append(kind=event, subject=subject, actor=actor, at=now, payload=payload)
