"""期限说明: the words in which a period explains itself to a citizen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.period_rule import Pause, PeriodRule

_DAY = timedelta(days=1)
_UNIT_WORDS = {"CD": "日", "WD": "个工作日", "M": "个月", "Y": "年", "H": "小时"}
#: a run of days off longer than a weekend is worth a word
_LONG_BREAK = 3
Line = tuple[str, date | None]


def chinese_date(d: date) -> str:
    """2026年2月10日."""
    return f"{d.year}年{d.month}月{d.day}日"


def short_date(d: date, after: date) -> str:
    """2月10日, with its year if that differs from the year of `after`."""
    return f"{d.month}月{d.day}日" if d.year == after.year else chinese_date(d)


def span(low: date, high: date, after: date) -> str:
    """2月15日至23日."""
    if low == high:
        return short_date(low, after)
    tail = f"{high.day}日" if (low.year, low.month) == (high.year, high.month) else short_date(high, low)
    return f"{short_date(low, after)}至{tail}"


def amount(rule: PeriodRule, more: int = 0) -> str:
    """7个工作日, 90日, 2年, 24小时."""
    return f"{abs(rule.n) + more}{_UNIT_WORDS[rule.unit]}"


def explain(
    rule: PeriodRule,
    start: date,
    unrolled: date,
    due: date,
    calendar: WorkCalendar,
    pauses: tuple[Pause, ...],
    more: int,
) -> list[Line]:
    """The steps of the count, in order."""
    lines = [_opening(rule, start, more)]
    if rule.unit == "WD":
        lines += sorted(_breaks(calendar, start, unrolled), key=lambda line: line[1] or start)
    lines += [_pause_line(p, start) for p in pauses]
    if due != unrolled:
        lines.append(_roll_line(unrolled, calendar))
    closing = "应当不迟于" if rule.n < 0 else "至"
    ending = "" if rule.n < 0 or rule.unit == "DATE" else "届满"
    lines.append((f"{closing}{chinese_date(due)}{ending}", due))
    return lines


def explain_hours(rule: PeriodRule, start: datetime, due_at: datetime) -> list[Line]:
    """Hours run through nights, rest days and holidays."""
    return [
        (f"自{_moment(start)}{rule.event}起算{amount(rule)}，连续计算，不扣除休息日", start.date()),
        (f"至{_moment(due_at)}届满", due_at.date()),
    ]


def _moment(at: datetime) -> str:
    return f"{chinese_date(at.date())}{at.hour}时{at.minute:02d}分"


def _opening(rule: PeriodRule, start: date, more: int) -> Line:
    if rule.unit == "DATE":
        return (f"{rule.event}（{chinese_date(start)}）后按规定日期计算", start)
    if rule.n < 0:
        free = "，中间须隔足" if rule.clear_days else "前"
        return (f"自{chinese_date(start)}（{rule.event}）向前计算{free}{amount(rule)}", start)
    added = f"（含批准延长的{more}{_UNIT_WORDS[rule.unit]}）" if more else ""
    return (
        f"自{chinese_date(start)}（{rule.event}）的次日起算{amount(rule, more)}{added}，当日不计入",
        start,
    )


def _breaks(calendar: WorkCalendar, start: date, end: date) -> Iterator[Line]:
    """Long breaks and make-up working days between the two dates."""
    low, high = sorted((start, end))
    days = [low + _DAY * i for i in range((high - low).days + 1)]
    for first, last in _runs([d for d in days if not calendar.is_working(d)]):
        name = next((calendar.names[d] for d in _days(first, last) if d in calendar.names), "")
        if name or (last - first).days + 1 >= _LONG_BREAK:
            yield f"{span(first, last, start)}{name or '放假'}{'放假' if name else ''}，不计入", first
    for day in days[1:] if end > start else days[:-1]:
        if day in calendar.makeup_days:
            yield f"{short_date(day, start)}调休上班，计入", day


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * i for i in range((last - first).days + 1))


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Maximal runs of consecutive days."""
    if not days:
        return
    first = days[0]
    for before, after in pairwise(days):
        if after - before > _DAY:
            yield first, before
            first = after
    yield first, days[-1]


def _pause_line(pause: Pause, start: date) -> Line:
    if pause.end is None:
        return (
            f"{pause.kind}自{short_date(pause.start, start)}起仍在进行，暂不计入（{pause.document}）",
            pause.start,
        )
    return (
        f"{pause.kind}期间（{span(pause.start, pause.end, start)}）不计入（{pause.document}）",
        pause.start,
    )


def _roll_line(unrolled: date, calendar: WorkCalendar) -> Line:
    name = calendar.names.get(unrolled, "")
    why = f"{name}假期" if name else "休息日"
    return (f"最后一日{chinese_date(unrolled)}是{why}，顺延至其后第一个工作日", unrolled)
