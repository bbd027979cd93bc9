"""期限: when a period ends, and why.

- 行政处罚法第八十五条: only 二日、三日、五日、七日 are working days; other days are calendar days.
- 民事诉讼法第八十五条 (by analogy): the day (hour) of the event is not counted; if the last day is a
  legal rest day, the first working day after it is the last day, where the rule rolls.
- months and years end on the same-numbered day, or at month end where there is none.
- pauses are a union of documented intervals; an undocumented pause or extension counts for nothing
  and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sanxiang.rules import sentences
from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.period_rule import Extension, Pause, PauseKind, PeriodRule, Roll, Unit

__all__ = [
    "Due",
    "ExplanationStep",
    "Extension",
    "Pause",
    "PauseKind",
    "PeriodRule",
    "Roll",
    "Unit",
    "add_months",
    "compute",
    "union",
]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExplanationStep:
    """One step of the count in a sentence; `on` is the day it speaks of, if it is one day."""

    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a period and how it was found."""

    rule: PeriodRule
    start: date
    #: the last day on which the act is in time
    due: date
    #: the last day before rolling over a rest day
    unrolled: date
    steps: tuple[ExplanationStep, ...]
    #: touches a year whose holiday notice is not loaded
    provisional: bool = False
    #: a pause is running: the end moves on until it stops
    running_pause: bool = False
    #: the instant, for periods in hours
    due_at: datetime | None = None
    #: pauses and extensions that counted for nothing, and why
    ignored: tuple[str, ...] = ()

    @property
    def explanation(self) -> str:
        """The whole count as one Chinese sentence."""
        return "，".join(step.text for step in self.steps) + "。"

    def is_overdue(self, today: date) -> bool:
        return today > self.due

    def days_left(self, today: date) -> int:
        """Calendar days until the last day; negative once it has passed."""
        return (self.due - today).days


def compute(
    rule: PeriodRule,
    start: date | datetime,
    calendar: WorkCalendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
    *,
    as_of: date | None = None,
) -> Due:
    """The end of `rule` when its trigger happened on `start`.

    `start` is a legal date, for Unit.H an aware instant in local time (ValueError otherwise).
    `as_of` is needed when a pause is still running (ValueError without it): the pause counts
    through that day.
    """
    if rule.unit is Unit.H:
        return _compute_hours(rule, start)
    if isinstance(start, datetime):
        raise ValueError(f"{rule.id} counts days: pass a legal date, not an instant")
    paused, counted, pause_notes = _paused_days(rule, pauses, as_of)
    more, extension_notes = _granted(rule, extensions)
    unrolled = _count(rule, start, rule.n + more, calendar, paused)
    due = calendar.next_working_day(unrolled) if rule.roll is Roll.NEXT else unrolled
    steps = sentences.explain(rule, start, unrolled, due, calendar, _touching(counted, start, unrolled), more)
    return Due(
        rule=rule,
        start=start,
        due=due,
        unrolled=unrolled,
        steps=tuple(ExplanationStep(text, on) for text, on in steps),
        provisional=_is_provisional(rule, start, unrolled, due, calendar),
        running_pause=any(p.end is None for p in counted),
        ignored=pause_notes + extension_notes,
    )


def union(pauses: Iterable[Pause], as_of: date | None = None) -> frozenset[date]:
    """Every day that lies in at least one of the intervals; a running one reaches to `as_of`."""
    days: set[date] = set()
    for pause in pauses:
        end = pause.end or as_of
        if end is None:
            raise ValueError("a pause is running: pass as_of")
        days.update(pause.start + _DAY * i for i in range((end - pause.start).days + 1))
    return frozenset(days)


def _compute_hours(rule: PeriodRule, start: date | datetime) -> Due:
    """Elapsed hours: nights, rest days and holidays do not stop them."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ValueError(f"{rule.id} counts hours: pass an aware instant")
    due_at = start + timedelta(hours=rule.n)
    steps = sentences.explain_hours(rule, start, due_at)
    return Due(
        rule=rule,
        start=start.date(),
        due=due_at.date(),
        unrolled=due_at.date(),
        steps=tuple(ExplanationStep(text, on) for text, on in steps),
        due_at=due_at,
    )


def _paused_days(
    rule: PeriodRule, pauses: Iterable[Pause], as_of: date | None
) -> tuple[frozenset[date], tuple[Pause, ...], tuple[str, ...]]:
    """Days that do not count, the pauses they come from, and why others do not stop the clock."""
    counted: list[Pause] = []
    notes: list[str] = []
    for pause in pauses:
        if not pause.document.strip():
            notes.append(f"{pause.kind}没有书面文书，不扣除期限")
        elif pause.kind not in rule.pause_kinds:
            notes.append(f"{rule.title}期限不因{pause.kind}扣除")
        else:
            counted.append(pause)
    return union(counted, as_of), tuple(counted), tuple(notes)


def _granted(rule: PeriodRule, extensions: Iterable[Extension]) -> tuple[int, tuple[str, ...]]:
    """How much the documented extensions add, at most what the law allows."""
    total, notes = 0, []
    for extension in extensions:
        if not extension.document.strip():
            notes.append("延长没有批准文书，不计算")
        elif total + extension.n > rule.max_extension:
            notes.append(f"延长超过规定的上限{rule.max_extension}，超出部分不计算")
            total = rule.max_extension
        else:
            total += extension.n
    return total, tuple(notes)


def _count(rule: PeriodRule, start: date, n: int, calendar: WorkCalendar, paused: frozenset[date]) -> date:
    if rule.unit in (Unit.CD, Unit.WD):
        n -= 1 if rule.clear_days and n < 0 else 0
        return _nth_day(start, n, paused, calendar if rule.unit is Unit.WD else None)
    if rule.unit is Unit.DATE:
        return _next_month_day(start, rule.month_day)
    months = n * 12 if rule.unit is Unit.Y else n
    return _pushed(start, add_months(start, months), paused)


def _nth_day(start: date, n: int, paused: frozenset[date], calendar: WorkCalendar | None) -> date:
    """The n-th day after (before) `start` that counts; with a calendar only working days count."""
    step = _DAY if n > 0 else -_DAY
    day, left = start, abs(n)
    while left:
        day += step
        if day not in paused and (calendar is None or calendar.is_working(day)):
            left -= 1
    return day


def add_months(start: date, months: int) -> date:
    """Same-numbered day `months` later, or that month's last day if it has none."""
    index = start.year * 12 + start.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    after = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + _DAY * (start.day - 1), after - _DAY)


def _pushed(start: date, end: date, paused: frozenset[date]) -> date:
    """`end` moved on by every paused day that lies after `start` and not after the result."""
    return _nth_day(start, (end - start).days, paused, None)


def _next_month_day(start: date, month_day: tuple[int, int] | None) -> date:
    if month_day is None:
        raise ValueError("Unit.DATE needs month_day")
    this_year = date(start.year, *month_day)
    return this_year if this_year > start else date(start.year + 1, *month_day)


def _touching(pauses: tuple[Pause, ...], start: date, end: date) -> tuple[Pause, ...]:
    return tuple(p for p in pauses if p.start <= end and (p.end is None or p.end > start))


def _is_provisional(rule: PeriodRule, start: date, unrolled: date, due: date, calendar: WorkCalendar) -> bool:
    if rule.unit is Unit.WD:
        return calendar.is_provisional(start, unrolled)
    return rule.roll is Roll.NEXT and calendar.is_provisional(unrolled, due)
