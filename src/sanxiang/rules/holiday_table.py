"""放假日历表: a table of days as spreadsheets and open data have it, one day in a line: date, off or worked, name.

    2026-01-01,off,元旦
    2026/2/14	上班	春节调休

A table of many years may be given; the lines of other years are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sanxiang.rules.holiday_notice import MAKEUP_NAME, Notice, NoticeDay

_DATE = r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))"
_LINE = re.compile(rf"^\s*{_DATE}\s*[,，;\t |]+\s*([^,，;\t|]+?)\s*(?:[,，;\t|]+\s*(.*?))?\s*$")
_OFF = frozenset({"off", "holiday", "休", "休息", "放假", "节假日", "法定节假日", "假"})
_WORKED = frozenset({"makeup_workday", "workday", "work", "班", "上班", "补班", "调休上班", "调休"})


def is_table(text: str) -> bool:
    """Does the text list days line by line, rather than in sentences?"""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(bool(_LINE.match(line)) for line in lines) * 2 > len(lines) > 0


def read_days(text: str, year: int) -> Notice:
    """The days of a year out of a table; what no line can be is a problem with its number."""
    days: dict[date, NoticeDay] = {}
    problems = list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or (number == 1 and not _LINE.match(line)):
            continue  # the headings
        for found in _day(number, line, problems):
            if found.date.year != year:
                continue
            known = days.get(found.date)
            if known and known.working != found.working:
                problems.append(f"第{number}行：{found.date}又放假又上班")
            days[found.date] = found
    return Notice(tuple(days[day] for day in sorted(days)), tuple(problems))


def _day(number: int, line: str, problems: list[str]) -> Iterator[NoticeDay]:
    match = _LINE.match(line)
    if match is None:
        problems.append(f"第{number}行“{line.strip()[:30]}”不是日期、放假或者上班、名称")
        return
    year, month, day_of = match[1], match[2] or match[4], match[3] or match[5]
    try:
        day = date(int(year), int(month), int(day_of))
    except ValueError:
        problems.append(f"第{number}行：没有{year}年{month}月{day_of}日这一天")
        return
    said, name = match[6].strip(), (match[7] or "").strip()
    word = said.lower()
    if word not in _OFF | _WORKED:
        problems.append(f"第{number}行：“{said}”应为“放假”或者“上班”")
        return
    working = word in _WORKED
    yield NoticeDay(day, working, MAKEUP_NAME if working else (name or "放假")[:60])
