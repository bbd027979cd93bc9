"""清单的样式: one list or text, the heads of its columns, and how its rows are made from what runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Rows = list[list[str]]
#: 六清单 and 四文本
LIST, TEXT = "清单", "文本"


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list: its title, the heads of its columns (without the running number), and its rows on a day."""

    code: str
    title: str
    heads: Sequence[str]
    rows: Callable[[UUID, date], Rows]
    #: the column that tells rows apart
    key: int = 0
    group: str = LIST
    #: kinds of power items that it lists; () = it does not list power items
    kinds: tuple[str, ...] = ()
