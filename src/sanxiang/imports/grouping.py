"""同样的话说一次: problems and doubts that say the same of many rows, with the rows as ranges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sanxiang.imports.types import Problem

#: ranges that are spelled out; the report has every row
_RANGES = 8
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Group:
    """One remark on one column, and the rows it is about; `value` is that of the first."""

    column: str
    message: str
    value: str
    lines: tuple[int, ...]
    #: do all rows have that value?
    same: bool

    @property
    def where(self) -> str:
        """第2–761行, or 整个文件."""
        return f"第{ranges(self.lines)}行" if self.lines else "整个文件"

    @property
    def shown(self) -> str:
        """The value, or the first of several."""
        return (self.value or "（空）") + ("" if self.same else " 等")

    def __str__(self) -> str:
        if len(self.lines) < 2:  # noqa: PLR2004  one row needs no count
            return f"{self.where} {self.column}：{self.message}"
        return f"{len(self.lines)}行 {self.column}：{self.message}（{self.where}）"


def grouped(problems: Iterable[Problem]) -> list[Group]:
    """Remarks that are equal but for their date together, in the order in which each appears first."""
    found = defaultdict[tuple[str, str], list[Problem]](list)
    for problem in problems:
        found[problem.column, _DATE.sub("", problem.message)].append(problem)
    return [_group(same) for same in found.values()]


def _group(same: Sequence[Problem]) -> Group:
    first = same[0]
    if (kinds := len({p.message for p in same})) > 1:
        message = _DATE.sub(lambda date: f"{date[0]}等{kinds}个日期", first.message, count=1)
        first = replace(first, message=message)
    lines = tuple(sorted({p.line for p in same if p.line}))
    alike = all(p.value == first.value for p in same)
    return Group(first.column, first.message, first.value, lines, alike)


def ranges(lines: Sequence[int]) -> str:
    """Ascending numbers as ranges.

    >>> ranges((2, 3, 4, 7))
    '2–4、7'
    """
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    said = "、".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:_RANGES])
    return said + (f"等{len(lines)}" if len(runs) > _RANGES else "")
