"""对列: which column of a file is which column of a kind, and what to suggest where nobody can be sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from sanxiang.imports.tables import Table
from sanxiang.imports.text import heading
from sanxiang.imports.types import Column, Kind, Problem
from sanxiang.imports.values import Unfit

_ALIKE = 0.6
#: ends the heading of a column that a downloaded table has for people alone
FOR_READERS = "（不读入）"
_SAMPLE = 50
#: so many headings of a kind are no accident
_MANY = 3


def match_columns(kind: Kind, table: Table) -> dict[str, int]:
    """Name of a column → its position in the file: by equal headings first, then by likeness; each once."""
    headings = ["" if h.endswith(FOR_READERS) else heading(h) for h in table.headings]
    found: dict[str, int] = {}
    for column in kind.columns:
        at = next((headings.index(name) for name in _names(column) if name in headings), None)
        if at is not None and at not in found.values():
            found[column.name] = at
    return found | _likely(kind, headings, found)


def remarks(kind: Kind, table: Table, columns: Mapping[str, int]) -> Iterator[str]:
    """What a person should look at: columns taken for another by likeness, and columns that nothing is read from."""
    for column in kind.columns:
        at = columns.get(column.name)
        if at is not None and heading(table.headings[at]) not in _names(column):
            yield f"“{table.headings[at]}”这一列当作“{column.title}”读入，请核对"
    unread = [
        name
        for at, name in enumerate(table.headings)
        if name and at not in columns.values() and not name.endswith(FOR_READERS)
    ]
    if unread:
        yield f"没有读入这些列：{'、'.join(unread)}"


def _names(column: Column) -> list[str]:
    return [heading(name) for name in (column.title, *column.also, column.name)]


def _likely(kind: Kind, headings: Sequence[str], found: Mapping[str, int]) -> dict[str, int]:
    """The best pairs among what is left, best first."""
    pairs = [
        (max(_likeness(headings[i], name) for name in _names(c)), c.name, i)
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
    """0 to 1; names of fields in letters are equal or they are not: “tier” is no “issuer”."""
    if one.isascii() or other.isascii():
        return 0.0
    if min(len(one), len(other)) >= 2 and (one in other or other in one):
        return 0.9
    return SequenceMatcher(None, one, other).ratio()


def missing(kind: Kind, columns: Mapping[str, int], given: Mapping[str, str]) -> list[Problem]:
    """Columns that must be there and are not, unless all rows are given the same content."""
    return [
        Problem(0, c.title, "", f"没有“{c.title}”这一列，请在表中加上，或者在对列时指定")
        for c in kind.columns
        if c.required and c.name not in columns and c.name not in given
    ]


def likelier(kind: Kind, table: Table, kinds: Iterable[Kind]) -> Kind | None:
    """The kind whose headings a file has, where it has few of those of the kind that was chosen."""
    headings = {heading(name) for name in table.headings}

    def has(other: Kind) -> int:
        return sum(not headings.isdisjoint(_names(column)) for column in other.columns)

    best = max(kinds, key=has)
    return best if has(best) >= max(_MANY, 2 * has(kind)) else None


def swapped(kind: Kind, table: Table, columns: Mapping[str, int]) -> Iterator[str]:
    """Two columns whose contents fit each other's heading and not their own."""
    for one, other in combinations([c for c in kind.columns if c.name in columns], 2):
        here, there = columns[one.name], columns[other.name]
        misfit = _fit(one, table, here) < 0.5 <= _fit(one, table, there)
        if misfit and _fit(other, table, there) < _fit(other, table, here):
            yield f"“{one.title}”和“{other.title}”两列的内容像是放反了"


def _fit(column: Column, table: Table, at: int) -> float:
    cells = [row.cells[at] for row in table.rows[:_SAMPLE] if at < len(row.cells) and row.cells[at].strip()]
    return sum(_readable(column, cell) for cell in cells) / len(cells) if cells else 1.0


def _readable(column: Column, cell: str) -> bool:
    try:
        column.read(cell)
    except Unfit:
        return False
    return True
