"""依据的写法: a basis as people write it, line by line, and the provisions it points to.

    罚则：《排污许可管理条例》第三十三条第一项
    程序：《行政处罚法》第二十八条第一款

A line without 义务, 罚则 or 程序 before it is the penal provision of a penalty, else the provision that gives the power.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sanxiang.powers.types import BasisInput, BasisView
from sanxiang.statutes.citing.bases import BasisReader

_ROLES = {"义务": "duty", "罚则": "penalty", "程序": "procedure"}
_WORDS = {role: word for word, role in _ROLES.items()}
_LINE = re.compile(r"\s*(?:(义务|罚则|程序)(?:条款|依据)?[：:])?\s*(.+)")


@dataclass(frozen=True, slots=True)
class TiedBasis:
    """What a text points to, each provision once, and what in it could not be tied, in Chinese."""

    bases: tuple[BasisInput, ...]
    problems: tuple[str, ...]


def tie(text: str, *, kind: str, read: BasisReader) -> TiedBasis:
    """The provisions in force that a basis names on the day of the reader; `kind` is that of the power item."""
    plain = "penalty" if kind == "penalty" else "duty"
    entries = _entries(text)
    bases: dict[BasisInput, None] = {}
    problems: list[str] = []
    for (role, _), found in zip(entries, read([words for _, words in entries]), strict=True):
        bases |= {BasisInput(law, place, role or plain): None for law, place in found.places}
        problems += found.problems
    return TiedBasis(tuple(bases), tuple(problems))


def _entries(text: str) -> list[tuple[str, str]]:
    """Role and words of each basis; a line that names neither a role nor a law quotes the one before."""
    out: list[tuple[str, str]] = []
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found and (found[1] or "《" in line or not out):
            out.append((_ROLES[found[1]] if found[1] else "", found[2]))
        elif found:
            role, words = out[-1]
            out[-1] = role, f"{words}\n{found[2]}"
    return out


def written(bases: Iterable[BasisView]) -> str:
    """The bases of an item as this module reads them."""
    return "\n".join(f"{_WORDS[b.role]}：{b.citation}" for b in bases)
