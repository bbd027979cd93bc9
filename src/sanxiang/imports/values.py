"""值: what a cell says. A reader takes the visible text of a cell and gives its value, or raises Unfit.

Dates as people write them (2026-02-03, 2026/2/3, 2026年2月3日, 20260203, and the day numbers of spreadsheets); yes
and no; one or several of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sanxiang.imports.text import narrow, visible
from sanxiang.rules.money import parse_amount

Reader = Callable[[str], Any]

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(\.0+)?")
#: spreadsheets count days from here, having taken 1900 for a leap year
_DAY_ZERO = date(1899, 12, 30)
_YES, _NO = frozenset("是有√✓对Yy1") | {"yes", "true"}, frozenset("否无×✗不Nn0") | {"no", "false", "没有"}
_BETWEEN = re.compile(r"[、，,;；/|\n]+")


class Unfit(ValueError):  # noqa: N818  says what is wrong
    """The cell does not say what its column asks for; the message says how to mend it."""


def line(cell: str) -> str:
    """A text in one line."""
    found = visible(cell)
    return " ".join(found.split()) if " " in found or "\n" in found else found


def code(cell: str) -> str:
    """A code: narrow capitals without blanks. A number in powers of ten has lost its digits."""
    found = "".join(narrow(cell).split()).upper()
    if re.fullmatch(r"\d\.\d+E\+\d+", found):
        raise Unfit(f"“{found}”是被表格软件改成科学计数的数字，请把这一列设为文本后重新填写")
    return found


def day(cell: str) -> date:
    """A date."""
    found = narrow(cell)
    if match := _DATE.fullmatch(found) or _COMPACT.fullmatch(found):
        year, month, number = map(int, match.groups())
        try:
            return date(year, month, number)
        except ValueError:
            raise Unfit(f"没有{year}年{month}月{number}日这一天") from None
    if _SERIAL.fullmatch(found):
        return _DAY_ZERO + timedelta(days=int(float(found)))
    raise Unfit(f"“{visible(cell)}”不是日期，请写成2026-02-03的样子")


def yes(cell: str) -> bool:
    """是 or 否."""
    found = narrow(cell).lower()
    if found in _YES:
        return True
    if found in _NO:
        return False
    raise Unfit(f"“{visible(cell)}”应为“是”或者“否”")


def several(cell: str) -> list[str]:
    """Words divided by 、 or a comma, each once, in order."""
    return list(dict.fromkeys(filter(None, (line(part) for part in _BETWEEN.split(visible(cell))))))


def one_of(choices: Mapping[str, str]) -> Reader:
    """One of the choices: value → label; either may be written."""
    labels = {label: value for value, label in choices.items()} | {value: value for value in choices}

    def read(cell: str) -> str:
        found = line(cell)
        if found not in labels:
            raise Unfit(f"“{found}”应为{'、'.join(choices.values())}之一")
        return labels[found]

    return read


def text(cell: str) -> str:
    """A text whose lines are kept."""
    lines = (" ".join(visible(part).split()) for part in cell.splitlines())
    return "\n".join(filter(None, lines))


def money(cell: str) -> Decimal:
    """An amount in 元: 20000, 2万元, 二万元."""
    try:
        return parse_amount(visible(cell))
    except ValueError as error:
        raise Unfit(f"{error}，请写成20000或者2万元的样子") from None


_LIMIT = re.compile(r"(\d+)\s*个?(工作日|自然日|天|日|月|年)")
_UNITS = {"工作日": "WD", "自然日": "CD", "天": "CD", "日": "CD", "月": "M", "年": "Y"}
_AT_ONCE = frozenset({"即办", "当场", "当场办结", "即时", "即时办结", "0"})


def limit(cell: str) -> tuple[int, str]:
    """A time limit: (number, WD, CD, M or Y); 即办 is no working day at all."""
    found = narrow(cell).replace(" ", "")
    if found in _AT_ONCE:
        return 0, "WD"
    if match := _LIMIT.fullmatch(found):
        return int(match[1]), _UNITS[match[2]]
    raise Unfit(f"“{visible(cell)}”不是期限，请写成20个工作日、60日、3个月的样子")
