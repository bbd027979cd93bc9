"""行: what every reader of files gives, and how much it may be."""

from __future__ import annotations

from dataclasses import dataclass

MAX_ROWS = 200_000
MAX_COLUMNS = 200


class Unreadable(ValueError):  # noqa: N818  says what is wrong
    """The file cannot be read as a table; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, as a spreadsheet numbers it, and its cells."""

    line: int
    cells: tuple[str, ...]
