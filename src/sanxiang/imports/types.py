"""What the room takes in and hands out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID, uuid4

from sanxiang.imports.tables import Table, read_table
from sanxiang.imports.values import Reader
from sanxiang.kernel import Actor

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of table."""

    name: str
    title: str
    read: Reader
    #: other headings people use for it
    also: tuple[str, ...] = ()
    example: str = ""
    note: str = ""
    required: bool = field(default=False, kw_only=True)
    #: must be filled in where that other column is, named by its title
    needed_with: str = field(default="", kw_only=True)
    #: an import may lack it, but the draft is not submitted without it: 报审时必填, or of what it is asked
    submission: str = field(default="", kw_only=True)

    @property
    def asked(self) -> str:
        """Whether it must be filled in, in words."""
        needed = f"有{self.needed_with}的必填" if self.needed_with else ""
        return "必填" if self.required else needed or self.submission or "选填"


@dataclass(frozen=True, slots=True)
class Held:
    """A row that is kept already: its id and its values as the columns would give them."""

    id: UUID
    values: Values


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell (or, without a column, a row or the whole file), and so how to mend it."""

    line: int
    column: str
    value: str
    message: str


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ASIDE = "aside"

    @property
    def label(self) -> str:
        return {"created": "新增", "updated": "更新", "unchanged": "没有变化", "aside": "存疑未登记"}[
            self.value
        ]


class Keeper(Protocol):
    """Keeps the rows of one kind for one import, through the services of the room that owns them."""

    #: what came beside the rows, by the name that a cell says
    files: Mapping[str, bytes]

    def resolve(self, values: Values) -> Values:
        """Names turned into what they stand for; raises InvalidInput with everything not found."""

    def find(self, values: Values) -> Held | None:
        """The row that these values would change."""

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        """`find` for each of many rows; raises InvalidInput where they have to be looked at one after the other."""

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """What is kept as it stands and needs a look: (line, column, Chinese message)."""

    def create(self, values: Values) -> UUID:
        """Keep a new row; raises InvalidInput."""

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        """`create` for each of many rows; raises InvalidInput or IntegrityError, and then keeps none."""

    def update(self, key: UUID, changes: Values) -> None:
        """Change a row; raises InvalidInput."""

    def remove(self, key: UUID) -> None:
        """Take back a row that an import made; raises InvalidInput if something rests on it."""

    def told_under(self, keys: Iterable[UUID]) -> Iterable[UUID]:
        """The subjects under which the ledger tells of these rows."""

    def finish(self) -> None:
        """Work out, once, what follows from all rows that were kept or taken back."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who imports, when, and into which agencies; None = all there are (the command line)."""

    actor: Actor
    now: datetime
    agencies: frozenset[UUID] | None = None
    #: False = a dry run: what no transaction takes back must not be done
    keeps: bool = True
    #: the import and its file; what waits for approval is approved as that batch
    run: UUID = field(default_factory=uuid4)
    filename: str = ""

    def covers(self, agency: UUID) -> bool:
        return self.agencies is None or agency in self.agencies


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table: what it is called, what its columns are, what tells one row from another."""

    code: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    #: columns that name a row
    key: tuple[str, ...]
    keeper: Callable[[Scope], Keeper]
    #: the order in which rows are kept, where one row rests on another of the file
    order: Callable[[list[tuple[int, Values]]], Iterable[tuple[int, Values]]] = field(default=iter)
    #: how many rows are kept at once; 1 where rows rest on one another
    batch: int = 1
    #: how a file becomes a table; raises rows.Unreadable
    read: Callable[[bytes, str, Sequence[str]], Table] = field(default=read_table)
    #: why a row cannot be registered and is left aside with the remark, (column, message); nothing = it can
    aside: Callable[[Values], Sequence[tuple[str, str]]] = field(default=lambda values: ())
    #: a row that stands twice in the file is left aside, not refused
    repeats: bool = False
    #: what has to follow before the rows count: who checks, who approves; "" = they hold at once
    after: str = ""
    #: personal data of one agency, which only its own administrator brings in
    personal: bool = False
    #: rows that are done while the person waits
    at_once: int = 300

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)

    @property
    def of_agencies(self) -> bool:
        """Is every row some agency's, so that a file without the column is all of one?"""
        column = self.column("agency")
        return column is not None and column.required

    def names(self) -> tuple[str, ...]:
        """All headings that are known."""
        return tuple(name for c in self.columns for name in (c.title, *c.also))


@dataclass(frozen=True, slots=True)
class Kept:
    """One row: where it came from, what it is now (None = left aside), what it was before."""

    line: int
    subject: UUID | None
    outcome: Outcome
    before: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do."""

    rows: int
    kept: tuple[Kept, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    #: rows that were kept as they stand, or left aside, and need a look: one for each doubtful cell
    doubts: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems

    def count(self, outcome: Outcome) -> int:
        return sum(k.outcome is outcome for k in self.kept)
