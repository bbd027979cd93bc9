"""依据的写法: a basis as people write it, line by line, and the provisions it points to.

    罚则：《排污许可管理条例》第三十三条第一项
    程序：《行政处罚法》第二十八条第一款

A line without 义务, 罚则 or 程序 before it is the penal provision of a penalty, else the provision that gives the power.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sanxiang.powers.types import BasisInput, BasisView
from sanxiang.statutes import selectors as statutes

_ROLES = {"义务": "duty", "罚则": "penalty", "程序": "procedure"}
_WORDS = {role: word for word, role in _ROLES.items()}
_LINE = re.compile(r"\s*(?:(义务|罚则|程序)(?:条款|依据)?[：:])?\s*(.+)")


@dataclass(frozen=True, slots=True)
class TiedBasis:
    """What a text points to, each provision once, and what in it could not be tied, in Chinese."""

    bases: tuple[BasisInput, ...]
    problems: tuple[str, ...]


def tie(text: str, *, kind: str, on: date) -> TiedBasis:
    """The provisions in force on a day that a basis names; `kind` is that of the power item."""
    lines = [match for line in text.splitlines() if (match := _LINE.fullmatch(line))]
    plain = "penalty" if kind == "penalty" else "duty"
    bases: dict[BasisInput, None] = {}
    problems: list[str] = []
    for match, read in zip(lines, statutes.read_bases([m[2] for m in lines], on=on), strict=True):
        role = _ROLES[match[1]] if match[1] else plain
        bases |= {BasisInput(law, place, role): None for law, place in read.places}
        problems += read.problems
    return TiedBasis(tuple(bases), tuple(problems))


def written(bases: Iterable[BasisView]) -> str:
    """The bases of an item as this module reads them."""
    return "\n".join(f"{_WORDS[b.role]}：{b.citation}" for b in bases)
