"""对列: which column of a file is which column of a kind, and what to suggest where nobody can be sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sanxiang.imports.tables import Table
from sanxiang.imports.text import heading
from sanxiang.imports.types import Column, Kind, Problem
from sanxiang.imports.values import Unfit

_ALIKE = 0.6
_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class Matching:
    """`columns`: name of a column → position in the file; `suggested`: those of it that are only likely."""

    columns: Mapping[str, int]
    suggested: frozenset[str]
    #: positions that nothing is read from
    left_over: tuple[int, ...]

    @property
    def sure(self) -> bool:
        return not self.suggested


def match_columns(kind: Kind, table: Table) -> Matching:
    """By equal headings first, then by likeness; every column of the file is used once."""
    headings = [heading(h) for h in table.headings]
    found: dict[str, int] = {}
    for column in kind.columns:
        names = [heading(name) for name in (column.title, *column.also, column.name)]
        at = next((headings.index(n) for n in names if n in headings), None)
        if at is not None and at not in found.values():
            found[column.name] = at
    likely = _likely(kind, headings, found)
    used = {*found.values(), *likely.values()}
    left = tuple(i for i, name in enumerate(headings) if i not in used and name)
    return Matching(found | likely, frozenset(likely), left)


def _likely(kind: Kind, headings: Sequence[str], found: Mapping[str, int]) -> dict[str, int]:
    """The best pairs among what is left, best first."""
    pairs = [
        (max(_likeness(headings[i], heading(name)) for name in (c.title, *c.also)), c.name, i)
        for c in kind.columns
        if c.name not in found
        for i in range(len(headings))
        if i not in found.values() and headings[i]
    ]
    out: dict[str, int] = {}
    for score, name, at in sorted(pairs, key=lambda pair: (-pair[0], pair[2])):
        if score >= _ALIKE and name not in out and at not in out.values():
            out[name] = at
    return out


def _likeness(one: str, other: str) -> float:
    if min(len(one), len(other)) >= 2 and (one in other or other in one):
        return 0.9
    return SequenceMatcher(None, one, other).ratio()


def missing(kind: Kind, matching: Matching) -> list[Problem]:
    """Columns that must be there and are not."""
    return [
        Problem(0, c.title, "", f"没有“{c.title}”这一列，请在表中加上，或者在对列时指定")
        for c in kind.columns
        if c.required and c.name not in matching.columns
    ]


def swapped(kind: Kind, table: Table, matching: Matching) -> list[str]:
    """Two columns whose contents fit each other's heading and not their own."""
    columns = [c for c in kind.columns if c.name in matching.columns]
    said = []
    for n, one in enumerate(columns):
        for other in columns[n + 1 :]:
            here, there = matching.columns[one.name], matching.columns[other.name]
            if _fit(one, table, here) < 0.5 <= _fit(one, table, there) and _fit(other, table, there) < _fit(
                other, table, here
            ):
                said.append(f"“{one.title}”和“{other.title}”两列的内容像是放反了")
    return said


def _fit(column: Column, table: Table, at: int) -> float:
    cells = [row.cells[at] for row in table.rows[:_SAMPLE] if at < len(row.cells) and row.cells[at].strip()]
    return sum(_readable(column, cell) for cell in cells) / len(cells) if cells else 1.0


def _readable(column: Column, cell: str) -> bool:
    try:
        column.read(cell)
    except Unfit:
        return False
    return True
