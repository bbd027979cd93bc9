"""逐行导入: every row is read, looked up and checked; then all of them are kept, or none.

Rows are kept through the services of the rooms that own them, in batches where the kind can. A batch in which
anything is refused is done again row by row, each row inside its own savepoint, so that one faulty row hides none of
the others: the report names every cell that is wrong.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from sanxiang.imports.matching import missing, remarks, swapped
from sanxiang.imports.tables import Row, Table
from sanxiang.imports.text import visible
from sanxiang.imports.types import Column, Held, Keeper, Kept, Kind, Outcome, Problem, Report, Scope, Values
from sanxiang.imports.values import Reader, Unfit
from sanxiang.kernel import InvalidInput, NotFound

Progress = Callable[[int, int], None]
#: after so many problems the file is looked at no further
ENOUGH = 2000


def import_table(
    kind: Kind,
    table: Table,
    columns: Mapping[str, int],
    *,
    given: Mapping[str, str],
    scope: Scope,
    dry_run: bool,
    progress: Progress,
) -> Report:
    """Check all rows and keep them, unless one is faulty or it is a dry run. `progress(done, total)`.

    `given`: name of a column that the file has not → what every row says there.
    """
    notes = (*table.notes, *remarks(kind, table, columns))
    if absent := missing(kind, columns, given):
        return Report(len(table.rows), (), tuple(absent), notes)
    read, problems = _read_rows(kind, table, columns, given)
    keeper = kind.keeper(scope)
    keeper.files = table.files
    read, aside = _set_aside(kind, read)
    with transaction.atomic(), _settled():
        kept, refused = _keep_rows(kind, keeper, read, progress)
        problems += refused
        keeper.finish()
        if problems or dry_run:
            transaction.set_rollback(True)
    if problems:
        notes += tuple(swapped(kind, table, columns))
    doubts = () if problems else tuple(sorted((*aside, *_doubts(kind, keeper, read)), key=lambda p: p.line))
    left = (Kept(line, None, Outcome.ASIDE) for line in dict.fromkeys(p.line for p in aside))
    return Report(len(table.rows), (*kept, *left), tuple(_first(problems)), notes, doubts)


@contextmanager
def _settled() -> Iterator[None]:
    """What is loaded by now stays: the collector of garbage need not go through it again for every batch."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _set_aside(kind: Kind, rows: list[tuple[int, Values]]) -> tuple[list[tuple[int, Values]], list[Problem]]:
    """The rows that can be registered, and why the others cannot."""
    ready, aside, seen = (
        list[tuple[int, Values]](),
        list[Problem](),
        dict[tuple[Any, ...], tuple[int, Values]](),
    )
    for line, values in rows:
        said = list(_said(kind, line, values, kind.aside(values)))
        first = seen.setdefault(_key(kind, values), (line, values)) if kind.repeats and not said else None
        if first and first[0] != line:
            differs = "，内容不同，请核对" if first[1] != values else ""
            told = f"与第{first[0]}行相同{differs}；只登记了第{first[0]}行"
            said.append(Problem(line, _key_title(kind), str(_key(kind, values)[0]), told))
        aside += said
        if not said:
            ready.append((line, values))
    return ready, aside


def _key(kind: Kind, values: Values) -> tuple[Any, ...]:
    return tuple(values.get(name) for name in kind.key)


def _key_title(kind: Kind) -> str:
    return "、".join(c.title for name in kind.key if (c := kind.column(name)))


def _doubts(kind: Kind, keeper: Keeper, rows: Sequence[tuple[int, Values]]) -> Iterator[Problem]:
    read = dict(rows)
    for line, name, message in keeper.doubts(rows):
        yield from _said(kind, line, read[line], [(name, message)])


def _first(problems: list[Problem]) -> list[Problem]:
    """In the order of the file, as many as anybody will read, and a line that says so."""
    found = sorted(problems, key=lambda p: p.line)
    if len(found) <= ENOUGH:
        return found
    return [Problem(0, "", "", f"问题超过{ENOUGH}处，只列出前面的；改好后请再试"), *found[:ENOUGH]]


def _keep_rows(
    kind: Kind, keeper: Keeper, rows: list[tuple[int, Values]], progress: Progress
) -> tuple[list[Kept], list[Problem]]:
    kept, problems = list[Kept](), list[Problem]()
    ordered = list(kind.order(rows))
    for start in range(0, len(ordered), kind.batch):
        batch = ordered[start : start + kind.batch]
        together = _keep_together(keeper, batch) if len(batch) > 1 else None
        if together is None:
            alone, refused = _keep_singly(kind, keeper, batch)
            problems += refused
        kept += alone if together is None else together
        progress(start + len(batch), len(ordered))
        if len(problems) > ENOUGH:
            break
    return kept, problems


def _keep_together(keeper: Keeper, rows: Sequence[tuple[int, Values]]) -> list[Kept] | None:
    """A batch at once; None, with nothing kept, if anything in it is refused."""
    try:
        with transaction.atomic():
            wanted = [keeper.resolve(dict(values)) for _, values in rows]
            found = keeper.find_all(wanted)
            new = [values for values, held in zip(wanted, found, strict=True) if held is None]
            created = iter(keeper.create_all(new))
            return [
                Kept(line, next(created), Outcome.CREATED)
                if held is None
                else _bring_up(keeper, line, held, values)
                for (line, _), values, held in zip(rows, wanted, found, strict=True)
            ]
    except (InvalidInput, NotFound, IntegrityError):
        return None


def _keep_singly(
    kind: Kind, keeper: Keeper, rows: Sequence[tuple[int, Values]]
) -> tuple[list[Kept], list[Problem]]:
    kept, problems = list[Kept](), list[Problem]()
    for line, values in rows:
        try:
            with transaction.atomic():
                kept.append(_keep(keeper, line, dict(values)))
        except InvalidInput as invalid:
            problems += _told(kind, line, values, invalid)
        except NotFound as gone:
            problems.append(Problem(line, "", "", str(gone)))
    return kept, problems


def _read_rows(
    kind: Kind, table: Table, columns: Mapping[str, int], given: Mapping[str, str]
) -> tuple[list[tuple[int, Values]], list[Problem]]:
    """The values of the rows that can be read; a row that stands twice in the file is a problem."""
    rows, problems, seen = list[tuple[int, Values]](), list[Problem](), dict[tuple[Any, ...], int]()
    placed = [
        _Placed(c, columns.get(c.name), given.get(c.name, ""), lru_cache(maxsize=1024)(c.read))
        for c in kind.columns
    ]
    for row in table.rows:
        values, found = _read_row(row, placed)
        key = _key(kind, values)
        if not found and key in seen and not kind.repeats:
            found.append(
                Problem(row.line, _key_title(kind), str(key[0]), f"与第{seen[key]}行重复，请删去一行")
            )
        problems += found
        if not found:
            seen[key] = row.line
            rows.append((row.line, values))
        if len(problems) > ENOUGH:
            break
    return rows, problems


class _Placed(NamedTuple):
    """A column, where it stands in the file (None: every row says `given`), and its reader, which remembers: most
    columns repeat themselves.
    """

    column: Column
    at: int | None
    given: str
    read: Reader


def _read_row(row: Row, columns: Sequence[_Placed]) -> tuple[Values, list[Problem]]:
    """An empty cell gives no value: what is kept already stays as it is."""
    values, problems, width = Values(), list[Problem](), len(row.cells)
    for column, at, given, read in columns:
        cell = given if at is None else row.cells[at] if at < width else ""
        if not cell:
            if column.required:
                problems.append(Problem(row.line, column.title, "", f"请填写{column.title}"))
            continue
        try:
            values[column.name] = read(cell)
        except Unfit as unfit:
            problems.append(Problem(row.line, column.title, visible(cell[:100]), str(unfit)))
    return values, problems


def _keep(keeper: Keeper, line: int, values: Values) -> Kept:
    values = keeper.resolve(values)
    held = keeper.find(values)
    if held is None:
        return Kept(line, keeper.create(values), Outcome.CREATED)
    return _bring_up(keeper, line, held, values)


def _bring_up(keeper: Keeper, line: int, held: Held, values: Values) -> Kept:
    changes = {name: value for name, value in values.items() if held.values.get(name) != value}
    if not changes:
        return Kept(line, held.id, Outcome.UNCHANGED)
    before = {name: held.values.get(name) for name in changes}
    keeper.update(held.id, changes)
    return Kept(line, held.id, Outcome.UPDATED, before)


def _told(kind: Kind, line: int, values: Values, invalid: InvalidInput) -> Iterator[Problem]:
    """What a service says of its fields, said of the columns."""
    yield from _said(kind, line, values, invalid.problems)


def _said(kind: Kind, line: int, values: Values, said: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    for name, message in said:
        column = kind.column(name) or kind.column(name.removesuffix("_id"))
        value = str(values.get(column.name, "")) if column else ""
        yield Problem(line, column.title if column else "", value[:100], message)
