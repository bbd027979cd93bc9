"""清单的对照: what differs between two editions of a list, row by row. Rows are told apart by one column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str]


def natural(number: str) -> tuple[tuple[int, int, str], ...]:
    """The order of numbers written as text: 1, 2, 10; 1-2 before 1-10.

    >>> sorted(["10", "1-10", "2", "1-2", "附1", "1"], key=natural)
    ['1', '1-2', '1-10', '2', '10', '附1']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", number)
    return tuple((0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs; None = the edition does not have it. `cells`: the columns whose words differ."""

    key: str
    before: Row | None
    after: Row | None
    cells: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        """新增, 减少 or 变化."""
        if self.before is None:
            return "新增"
        return "减少" if self.after is None else "变化"


def compare_tables(before: Sequence[Row], after: Sequence[Row], key: int) -> list[RowChange]:
    """The rows that came, went or changed, in the order of `after`, then what went; `key` = the naming column.

    Rows with the same key are matched in their order. Moving a row is no change.

    >>> [c.kind for c in compare_tables([["A", "旧"], ["B", "同"]], [["A", "新"], ["C", "同"]], 0)]
    ['变化', '新增', '减少']
    """
    waiting: dict[str, list[Row]] = defaultdict(list)
    for row in before:
        waiting[row[key]].append(row)
    out = []
    for row in after:
        name = row[key]
        old = waiting[name].pop(0) if waiting[name] else None
        if old is None:
            out.append(RowChange(name, None, row))
        elif tuple(old) != tuple(row):
            out.append(RowChange(name, old, row, _differing(old, row)))
    out += [RowChange(name, row, None) for name, rows in waiting.items() for row in rows]
    return out


def _differing(before: Row, after: Row) -> tuple[int, ...]:
    """Columns that differ; a column that only one of them has differs."""
    longest = max(len(before), len(after))
    return tuple(n for n in range(longest) if list(before[n : n + 1]) != list(after[n : n + 1]))
