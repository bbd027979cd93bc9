"""依据文字: from what a spreadsheet says in its column 依据 to places in stored laws, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxiang.rules.citations import Place
from sanxiang.statutes.citing.check import check
from sanxiang.statutes.citing.types import CitedPlace


@dataclass(frozen=True, slots=True)
class ReadBases:
    """The bases in one text: places of stored laws in force on the day, and what cannot be taken, in Chinese."""

    places: tuple[tuple[UUID, Place], ...]
    problems: tuple[str, ...]


def read_bases(texts: Sequence[str], *, on: date) -> list[ReadBases]:
    """Read the bases of power items (行政处罚法第三十八条: no basis, no penalty) from free text.

    Only what is in force as cited becomes a place; a range, a law without an article and a text without a law are
    problems, so that a person decides. Words quoted after a citation are compared with the article.
    """
    return [_read(text, cited) for text, cited in zip(texts, check(texts, on=on), strict=True)]


def _read(text: str, cited: Sequence[CitedPlace]) -> ReadBases:
    places = [
        (c.law.id, c.citation.place) for c in cited if c.law and c.citation.place and not _problem(text, c)
    ]
    problems = list(dict.fromkeys(filter(None, (_problem(text, c) for c in cited))))
    if text.strip() and not places and not problems:
        problems = ["没有读到法律依据：请写成《法规全称》第…条第…款第…项"]
    return ReadBases(tuple(dict.fromkeys(places)), tuple(problems))


def _problem(text: str, c: CitedPlace) -> str:
    said = "".join(_said(c))
    return f"“{_short(text[c.citation.start : c.citation.end])}”：{said}" if said else ""


def _said(c: CitedPlace) -> Iterator[str]:
    if c.message:
        yield f"{c.message}。{c.remedy}"
    elif c.citation.place is None and c.law:
        yield "没有写明条款。请写到条，有款、项的写到款、项"
    elif c.citation.until:
        yield "引用了一段条文。请逐条写明"


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
