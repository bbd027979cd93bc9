"""放假通知: the State Council's yearly notice on holidays, read into days and written from days.

《全国年节及纪念日放假办法》 names the holidays; which days are off and which weekends are worked, the notice of
each year says in sentences of one form: “春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）上班。”
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

MAKEUP_NAME = "调休上班"
_DAY = timedelta(days=1)
_HALF = str.maketrans("():,;~\u2014\u2013\uff5e\uff0d-", "（）：，；" + "至" * 6)
_CLAUSE = re.compile(r"[，；。\n](?![^（\n]*）)")
_HEADING = re.compile(r"^\s*(?:第?[一二三四五六七八九十]+、|\d+[.、])?\s*([^：\d]{1,20})：")
_DATE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（([^（）]*)）)?")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_SAID = re.compile(r"(放假|上班)")
_COUNT = re.compile(r"共(\d+)天")
_WEEKDAYS = "一二三四五六日"
_REST = re.compile(r"（.*?）|\(.*?\)")


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day that is off, or (`working`) a weekend that is worked."""

    date: date
    working: bool
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says; `problems` contradict themselves, `unread` name a date and say neither off nor work."""

    days: tuple[NoticeDay, ...]
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def read_notice(text: str, year: int) -> Notice:
    """Read a notice of a year; a date without a year belongs to it. Serves HOLR."""
    reading = _Reading(year)
    for clause in _CLAUSE.split(text.translate(_HALF)):
        reading.take(clause.strip())
    return reading.notice()


class _Reading:
    """The notice so far, and what a date or a count without more refers to."""

    def __init__(self, year: int) -> None:
        self.year, self.name, self.month = year, "放假", 0
        self.days: dict[date, NoticeDay] = {}
        self.last: list[date] = []
        self.problems: list[str] = []
        self.unread: list[str] = []

    def notice(self) -> Notice:
        days = tuple(self.days[day] for day in sorted(self.days))
        return Notice(days, tuple(self.problems), tuple(self.unread))

    def take(self, clause: str) -> None:
        if heading := _HEADING.match(clause):
            self.name, self.month = heading[1].strip(), 0
            clause = clause[heading.end() :]
        if found := _COUNT.search(clause):
            self._count(int(found[1]))
        said = _SAID.search(clause)
        if said and _DATE.search(clause[: said.start()]):
            self._keep(clause, list(self._dates(clause[: said.start()])), working=said[1] == "上班")
        elif _DATE.search(clause) and "月" in clause and "年" not in clause:
            self.unread.append(clause)

    def _keep(self, clause: str, dates: list[date], *, working: bool) -> None:
        self.last = [] if working else dates
        for day in dates:
            known = self.days.get(day)
            if known and known.working != working:
                self.problems.append(f"{day.month}月{day.day}日又放假又上班：“{clause}”")
            self.days[day] = NoticeDay(day, working, MAKEUP_NAME if working else self.name)

    def _count(self, said: int) -> None:
        if self.last and len(self.last) != said:
            self.problems.append(f"“{self.name}”写的是共{said}天，按日期算是{len(self.last)}天")

    def _dates(self, part: str) -> Iterator[date]:
        before: date | None = None
        end = 0
        for found in _DATE.finditer(part):
            day = self._date(found, before if "至" in part[end : found.start()] else None)
            if day is None:
                continue
            if before and "至" in part[end : found.start()]:
                yield from _between(before, day)
            yield day
            before, end = day, found.end()

    def _date(self, found: re.Match[str], start: date | None) -> date | None:
        """The day that was written; after 至 it is not before `start`, so 1月1日 after 12月30日 is next year's."""
        self.month = int(found[2] or self.month)
        year = int(found[1] or (start.year if start else self.year))
        if start and not found[1] and (self.month, int(found[3])) < (start.month, start.day):
            year += 1
        try:
            day = date(year, self.month, int(found[3]))
        except ValueError:
            self.problems.append(f"没有“{found[0]}”这一天")
            return None
        said = _WEEKDAY.search(found[4] or "")
        if said and said[1].replace("天", "日") != _WEEKDAYS[day.weekday()]:
            self.problems.append(
                f"{day:%Y}年{day.month}月{day.day}日是周{_WEEKDAYS[day.weekday()]}，不是周{said[1]}"
            )
        return day


def _between(start: date, end: date) -> Iterator[date]:
    day = start + _DAY
    while day < end:
        yield day
        day += _DAY


def write_notice(year: int, holidays: Mapping[date, str], makeup: AbstractSet[date]) -> str:
    """The days of a year as a notice says them, one paragraph per stretch; `read_notice` reads it back."""
    lines = [_stretch(days, holidays) for days in _stretches(year, holidays, makeup)]
    worked = "、".join(f"{day.month}月{day.day}日" for day in sorted(makeup) if day.year == year)
    return "\n".join([*lines, *([f"{MAKEUP_NAME}：{worked}上班。"] if worked else [])])


def _stretches(year: int, holidays: Mapping[date, str], makeup: AbstractSet[date]) -> Iterator[list[date]]:
    """Days off in a row, the weekends at and between them included, where one of them is a holiday."""
    run: list[date] = []
    day = date(year, 1, 1)
    while day.year == year:
        if day in holidays or (day.weekday() >= 5 and day not in makeup):
            run.append(day)
        else:
            if any(d in holidays for d in run):
                yield run
            run = []
        day += _DAY
    if any(d in holidays for d in run):
        yield run


def _stretch(days: list[date], holidays: Mapping[date, str]) -> str:
    names = [part.strip() for day in days for part in _REST.sub("", holidays.get(day, "")).split("、")]
    name = "、".join(dict.fromkeys(n for n in names if n and n != "休息日")) or "放假"
    first, last = days[0], days[-1]
    if first == last:
        return f"{name}：{first.month}月{first.day}日放假，共1天。"
    until = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
    return f"{name}：{first.month}月{first.day}日至{until}放假，共{len(days)}天。"
