"""演示账户: the table that `sanxiang demo` prints, aligned for Chinese characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple


class DemoAccount(NamedTuple):
    """A person of the demo city whom a newcomer can be."""

    login: str
    password: str
    who: str
    try_this: str


def table(accounts: Iterable[DemoAccount]) -> str:
    """One line per account under a heading, columns aligned."""
    rows = [("账户", "密码", "身份", "可以试试"), *accounts]
    widths = [max(_width(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
