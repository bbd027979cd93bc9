"""两个来源的核对: which wordings only one source has, and where both have one, what differs. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sanxiang.rules.citations import Place
from sanxiang.statutes.importing import by_article
from sanxiang.statutes.sources import LawText

ONLY_FIRST, ONLY_SECOND, SAME, DIFFERS = "只有甲有", "只有乙有", "一致", "不一致"


@dataclass(frozen=True, slots=True)
class Compared:
    """One wording: its title and date, and what was found. `articles`: those whose texts differ."""

    title: str
    version_date: date | None
    verdict: str
    said: str = ""
    articles: tuple[str, ...] = ()


def reconcile(first: Iterable[LawText], second: Iterable[LawText]) -> list[Compared]:
    """Every wording of both sources by title and date of promulgation: only in one, the same, or what differs."""
    a, b = _by_wording(first), _by_wording(second)
    return [_compared(key, a.get(key), b.get(key)) for key in sorted({*a, *b}, key=_order)]


def _compared(key: tuple[str, date | None], a: LawText | None, b: LawText | None) -> Compared:
    title, day = key
    if a is None or b is None:
        return Compared(title, day, ONLY_SECOND if a is None else ONLY_FIRST)
    said = list(_facts(a, b))
    articles, texts = _articles(a), _articles(b)
    missing = [str(p) for p in sorted({*articles} ^ {*texts}, key=_place)]
    differing = [str(p) for p in sorted({*articles} & {*texts}, key=_place) if articles[p] != texts[p]]
    if missing and not (a.extract or b.extract):
        said.append(f"{len(missing)}条只有一方有：{'、'.join(missing[:5])}{'等' if len(missing) > 5 else ''}")
    if differing:
        said.append(
            f"{len(differing)}条文字不同：{'、'.join(differing[:5])}{'等' if len(differing) > 5 else ''}"
        )
    return Compared(title, day, DIFFERS if said else SAME, "；".join(said), tuple(differing))


def _facts(a: LawText, b: LawText) -> Iterator[str]:
    if a.effective_date and b.effective_date and a.effective_date != b.effective_date:
        yield f"施行日期{a.effective_date}与{b.effective_date}"
    if a.expired != b.expired:
        yield "一方标明已经失效"


def _articles(text: LawText) -> Mapping[Place, str]:
    """Article → its words as they count."""
    rows = ((Place(p.place.article, p.place.suffix), p.text) for p in text.parsed.provisions)
    return by_article(rows)


def _by_wording(texts: Iterable[LawText]) -> dict[tuple[str, date | None], LawText]:
    """The fullest text of each wording: sources are read with the fullest first."""
    found: dict[tuple[str, date | None], LawText] = {}
    for text in texts:
        found.setdefault((text.short_title, text.version_date), text)
    return found


def _order(key: tuple[str, date | None]) -> tuple[str, date]:
    return key[0], key[1] or date.min


def _place(place: Place) -> tuple[int, int]:
    return place.article, place.suffix
