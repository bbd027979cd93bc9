"""各服务共用."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused
from sanxiang.ledger import services as ledger
from sanxiang.powers.models import PowerItem
from sanxiang.registry.delegations import agency_facts
from sanxiang.registry.selectors import get_agency
from sanxiang.rules.approval import check_owner

ONE_DAY = timedelta(days=1)


def end_the_version_before(approved: QuerySet[Any], starts: date, today: date) -> None:
    """One version a day: of the approved versions the one in force ends the day before `starts`.

    Raises InvalidInput where the new one would reach back, also into one that has ended.
    """
    before = approved.select_for_update().order_by("-version").first()
    if before is None:
        return
    running = before.status == PowerItem.Status.IN_FORCE
    until = None if running else before.effective_to
    InvalidInput.if_any(
        _start_problems(starts, today, version=before.version, since=before.effective_from, until=until)
    )
    if running:
        before.status, before.effective_to = PowerItem.Status.SUPERSEDED, starts - ONE_DAY
        before.save(update_fields=["status", "effective_to"])


def _start_problems(
    starts: date, today: date, *, version: int, since: date, until: date | None
) -> Iterator[tuple[str, str]]:
    """One version a day: what replaces version `version` (in force `since`; `until` None = still) reaches back nowhere."""
    if starts < today:
        yield "effective_from", f"替代以前版本的，不能早于审定的日期{today}生效"
    elif until is None and starts <= since:
        yield "effective_from", f"应当晚于现行版本的生效日期{since}"
    elif until is not None and until >= starts:
        yield "effective_from", f"第{version}版到{until}为止，应当晚于这一天"


def require_owner(agency: UUID, starts: date, today: date) -> None:
    """Raise Refused unless the agency is in the register on the day on which its row begins."""
    Refused.unless(check_owner(agency_facts(get_agency(agency)), max(starts, today)))


def locked_item(item: UUID) -> PowerItem:
    """The item, locked until the transaction ends; raises NotFound."""
    row = PowerItem.objects.select_for_update().filter(pk=item).first()
    if row is None:
        raise NotFound("没有这个权力事项")
    return row


def record(actor: Actor, now: datetime, event: str, subject: UUID, payload: dict[str, Any]) -> None:
    """One ledger entry about a row."""
    ledger.append(kind=event, subject=subject, actor=actor, at=now, payload=payload)
