"""依据文字: from what a spreadsheet says in its column 依据 to places in stored laws, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxiang.rules.citations import Place
from sanxiang.statutes.citing.check import check
from sanxiang.statutes.citing.names import Names
from sanxiang.statutes.citing.types import CitedPlace


@dataclass(frozen=True, slots=True)
class ReadBases:
    """The bases in one text: places of stored laws in force on the day, and what cannot be taken, in Chinese."""

    places: tuple[tuple[UUID, Place], ...]
    problems: tuple[str, ...]


class BasisReader:
    """Reads the bases of power items (行政处罚法第三十八条: no basis, no penalty) from free text, for one day.

    Only what is in force as cited becomes a place; a range, a law without an article and a text without a law are
    problems, so that a person decides. Words quoted after a citation are compared with the article. The names of
    all laws are read once, however often it is called.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self._names: Names | None = None

    def __call__(self, texts: Sequence[str]) -> list[ReadBases]:
        """What each text says; at most three queries for all of them, after the first call."""
        self._names = self._names or Names()
        checked = check(texts, on=self.on, names=self._names)
        return [_read(text, cited) for text, cited in zip(texts, checked, strict=True)]


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
