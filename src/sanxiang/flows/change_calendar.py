"""修改工作日历: a year's notice is loaded, and every open period is computed anew (《全国年节及纪念日放假办法》).

What would move can be seen before: the same work, taken back at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from sanxiang.cases import events as case_events
from sanxiang.cases.selectors import case_labels
from sanxiang.cases.services import refresh_clocks
from sanxiang.cases.types import ClockView
from sanxiang.kernel import Actor, Refused
from sanxiang.ledger import services as ledger
from sanxiang.registry import selectors as registry
from sanxiang.registry.calendar import Day, load_notice
from sanxiang.registry.policies import may_administer_city
from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.verdict import Reason


@dataclass(frozen=True, slots=True)
class Moved:
    """A running period whose last day moves; the case by its number ("" before filing) and its agency."""

    case: UUID
    number: str
    agency: str
    period: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What a change of the calendar does: days that become (True) or cease to be working days, periods that move."""

    days: tuple[tuple[date, bool], ...]
    moved: tuple[Moved, ...]


def change_calendar(
    *,
    actor: Actor,
    now: datetime,
    year: int,
    days: Iterable[Day],
    source: str,
    provisional: bool = False,
    dry_run: bool = False,
) -> CalendarChange:
    """Load the days of a year and compute every open period anew; `dry_run` answers the same and keeps nothing.

    Each period that moves leaves an entry of its case in the ledger. Raises Refused for whoever does not keep the
    city's calendar, InvalidInput for days that cannot be.
    """
    if not may_administer_city(actor):
        raise Refused(Reason("calendar.keeper", "工作日历由司法行政机关的系统管理员维护，请联系司法局"))
    with transaction.atomic():
        before = registry.work_calendar()
        load_notice(actor=actor, now=now, year=year, days=days, source=source, provisional=provisional)
        after = registry.work_calendar()
        moved = refresh_clocks(now=now, calendar=after)
        for clock, due in moved:
            _record(actor, now, clock, due)
        if dry_run:
            transaction.set_rollback(True)
    return CalendarChange(_changed(year, before, after), _named(moved))


def _changed(year: int, before: WorkCalendar, after: WorkCalendar) -> tuple[tuple[date, bool], ...]:
    first = date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]
    return tuple((d, after.is_working(d)) for d in days if before.is_working(d) != after.is_working(d))


def _named(moved: list[tuple[ClockView, date]]) -> tuple[Moved, ...]:
    """The periods with the number of their case; one that only ceases to be provisional has not moved."""
    labels = case_labels(clock.case_id for clock, _ in moved)
    agencies = {a.id: a.short_name for a in registry.agencies()}
    found = [
        Moved(
            case=clock.case_id,
            number=labels[clock.case_id].number,
            agency=agencies[labels[clock.case_id].agency_id],
            period=clock.title,
            before=due,
            after=clock.due_on,
        )
        for clock, due in moved
        if clock.due_on != due
    ]
    return tuple(sorted(found, key=lambda m: (m.after, m.agency, m.number)))


def _record(actor: Actor, now: datetime, clock: ClockView, due: date) -> None:
    ledger.append(
        kind=case_events.PERIOD_MOVED,
        subject=clock.case_id,
        case=clock.case_id,
        actor=actor,
        at=now,
        payload={"period": clock.title, "rule": clock.rule, "from": str(due), "to": str(clock.due_on)},
    )
