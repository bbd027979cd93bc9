"""What 来历 answers with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sanxiang.imports.selectors import Origin
from sanxiang.kernel import Actor
from sanxiang.ledger.types import EntryView

#: rows that a search answers at most
FOUND = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: `kind` as in REGISTERS, `note` tells it from its namesakes."""

    kind: str
    id: UUID
    title: str
    note: str
    #: False = what holds for the whole city
    own: bool = True


@dataclass(frozen=True, slots=True)
class Drive:
    """What rests on the row: so many, `open` of them not finished (None: the question has no sense).

    `rows`: those of them that have a 来历 of their own, `names`: the others by name.
    """

    label: str
    count: int
    open: int | None = None
    rows: Sequence[Row] = ()
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the room of a row says of it; `parts` are rows that an import kept in its place."""

    row: Row
    bases: Sequence[str] = ()
    drives: Sequence[Drive] = ()
    #: (act, who and when) as the row itself has them
    people: Sequence[tuple[str, str]] = ()
    parts: Sequence[UUID] = ()
    #: rows that stand behind the bases, such as the law
    sources: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """The answers about one row."""

    row: Row
    #: (录入、核对、报审、审定, who and when) as they stand on the row, where acts of a batch have one entry for all
    people: tuple[tuple[str, str], ...]
    #: the imports and lines that made or changed it, the newest first; none = entered by hand
    origins: tuple[Origin, ...]
    #: every ledger entry about it, oldest first: who entered, changed, approved it
    entries: tuple[EntryView, ...]
    #: citations it rests on
    bases: tuple[str, ...]
    sources: tuple[Row, ...]
    drives: tuple[Drive, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """One register: how its rows are searched, and how one of them is read (NotFound outside the scope)."""

    label: str
    find: Callable[[UUID, str], Sequence[Row]]
    read: Callable[[Actor, UUID], Answer]
    #: the rows belong to the whole city and not to an agency
    city: bool = False
    #: a row came in with a batch whose entry begins its history
    in_batches: bool = False
