"""工作日历: load the holidays and make-up working days of a year, and give the rules their calendar.

《全国年节及纪念日放假办法》 names the holidays; the notice of the State Council's general office moves rest days
every year. Years after the last notice follow the general rule and are provisional until their notice is loaded.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import holidays
from django.db import connection, transaction

from sanxiang.kernel import Actor, InvalidInput
from sanxiang.ledger import services as ledger
from sanxiang.registry import events
from sanxiang.registry.models import CalendarDay
from sanxiang.rules.calendar import WorkCalendar

FIRST_YEAR = 2004
#: the last year whose notice (国办发明电) the `holidays` package holds
LAST_ANNOUNCED = 2026
DEFAULT_YEARS = range(FIRST_YEAR, LAST_ANNOUNCED + 2)
_FINGERPRINT = "SELECT md5(string_agg(date::text || kind || provisional::text, ',' ORDER BY date)) FROM registry_calendarday"
_SUBJECT = uuid.uuid5(uuid.NAMESPACE_URL, "sanxiang:work-calendar")
_SOURCE = "内置日历（依据国务院办公厅历年放假通知整理）"
_RULE = "全国年节及纪念日放假办法（当年通知未公布）"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is not what its weekday says."""

    date: date
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the calendar: its days, where they come from, and whether its notice is still to come."""

    year: int
    days: tuple[Day, ...]
    source: str
    provisional: bool
    version: int

    @property
    def holidays(self) -> dict[date, str]:
        return {d.date: d.name for d in self.days if d.kind == CalendarDay.Kind.HOLIDAY}

    @property
    def makeup(self) -> frozenset[date]:
        return frozenset(d.date for d in self.days if d.kind == CalendarDay.Kind.MAKEUP)


def years() -> list[Year]:
    """The years that have days, the latest first."""
    found: dict[int, list[CalendarDay]] = {}
    for row in CalendarDay.objects.order_by("-date"):
        found.setdefault(row.date.year, []).append(row)
    return [_year(year, rows[::-1]) for year, rows in found.items()]


def year_of(year: int) -> Year:
    """One year; without days, what the general rule makes of it (not stored, version 0)."""
    rows = list(CalendarDay.objects.filter(date__year=year))
    if rows:
        return _year(year, rows)
    return Year(year, tuple(announced_days(year)), _RULE, provisional=True, version=0)


def _year(year: int, rows: list[CalendarDay]) -> Year:
    days = tuple(Day(row.date, row.kind, row.name) for row in rows)
    return Year(year, days, rows[0].source, any(row.provisional for row in rows), rows[0].version)


def announced_days(year: int) -> Iterator[Day]:
    """The holidays and make-up working days of a year, from the `holidays` package."""
    china = holidays.country_holidays("CN", years=[year], language="zh_CN")
    for day, name in sorted(china.items()):
        if day.year == year:
            yield Day(day, CalendarDay.Kind.HOLIDAY, name.replace(";", "、")[:60])
    for day in sorted(china.weekend_workdays):
        if day.year == year:
            yield Day(day, CalendarDay.Kind.MAKEUP, "调休上班")


def seed_calendar(*, actor: Actor, now: datetime, years: Iterable[int] = DEFAULT_YEARS) -> int:
    """Load the years that have no days yet; answers how many days were added. Running it again adds nothing."""
    loaded = set(CalendarDay.objects.values_list("date__year", flat=True))
    missing = sorted(set(years) - loaded)
    days = [
        CalendarDay(
            date=day.date,
            kind=day.kind,
            name=day.name,
            source=_RULE if year > LAST_ANNOUNCED else _SOURCE,
            provisional=year > LAST_ANNOUNCED,
        )
        for year in missing
        for day in announced_days(year)
    ]
    if days:
        with transaction.atomic():
            CalendarDay.objects.bulk_create(days)
            _record(actor, now, missing, len(days))
    return len(days)


def load_notice(
    *,
    actor: Actor,
    now: datetime,
    year: int,
    days: Iterable[Day],
    source: str,
    provisional: bool = False,
) -> None:
    """Replace the days of a year by those of its notice, or (`provisional`) by what is expected until it comes.

    Raises InvalidInput with everything that is wrong.
    """
    wanted = list(days)
    InvalidInput.if_any(_problems(year, wanted, source))
    with transaction.atomic():
        before = CalendarDay.objects.filter(date__year=year)
        version = max(before.values_list("version", flat=True), default=0) + 1
        before.delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(
                date=d.date,
                kind=d.kind,
                name=d.name,
                source=source,
                provisional=provisional,
                version=version,
            )
            for d in wanted
        )
        _record(actor, now, [year], len(wanted))


def _problems(year: int, days: list[Day], source: str) -> Iterator[tuple[str, str]]:
    if not source.strip():
        yield "source", "请填写通知的名称和文号"
    if not any(d.kind == CalendarDay.Kind.HOLIDAY for d in days):
        yield "days", "通知中没有放假日期"
    if len({d.date for d in days}) != len(days):
        yield "days", "同一日期出现两次"
    for day in days:
        if day.date.year != year:
            yield "days", f"{day.date}不在{year}年"
        if day.kind not in CalendarDay.Kind.values:
            yield "days", f"{day.date}的类别“{day.kind}”应为holiday或者makeup"


def _record(actor: Actor, now: datetime, years: list[int], count: int) -> None:
    payload = {"years": "、".join(map(str, years)), "days": count}
    ledger.append(kind=events.CALENDAR_CHANGED, subject=_SUBJECT, actor=actor, at=now, payload=payload)


def work_calendar() -> WorkCalendar:
    """The calendar the rules count with. A year whose notice is not loaded is not among its known years."""
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT)
        (fingerprint,) = cursor.fetchone()
    return _built(fingerprint)


@lru_cache(maxsize=2)
def _built(fingerprint: str | None) -> WorkCalendar:
    """The calendar of the table as it reads now; `fingerprint` tells one state of it from another."""
    days = list(CalendarDay.objects.all())
    return WorkCalendar(
        holidays=frozenset(d.date for d in days if d.kind == CalendarDay.Kind.HOLIDAY),
        makeup_days=frozenset(d.date for d in days if d.kind == CalendarDay.Kind.MAKEUP),
        known_years=frozenset(d.date.year for d in days if not d.provisional),
    )
