"""哪些条: the articles that words such as 第三章、第十条至第十二条 mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sanxiang.rules.citations import Place, from_numeral

_NUMERAL = "[\u3007零一二三四五六七八九十百千\\d]+"
_ONE = rf"第({_NUMERAL})条(?:之({_NUMERAL}))?"
_ARTICLES = re.compile(rf"{_ONE}(?:(?:至|到|-|—){_ONE})?")
_HEADING = re.compile(rf"(?:第{_NUMERAL}[编章节])+")
_PART = re.compile(rf"第({_NUMERAL})([编章节])")


def articles_named(words: str, articles: Sequence[tuple[Place, str]]) -> list[Place]:
    """The articles meant, in their order; `articles` are all of the wording as (place, chapter path).

    Reads 第三章, 第二章第一节, 第十条, 第十条之一 and 第十条至第十二条, in a list with 、 or commas.
    Raises ValueError with a Chinese message for a word that is none of these or names nothing.

    >>> articles_named("第二章", [(Place(1), "第一章 总则"), (Place(2), "第二章 罚则")])
    [Place(article=2, suffix=0, paragraph=0, item=0, subitem=0)]
    """
    meant: set[Place] = set()
    parts = [part for part in re.split(r"[、，,；;。\s和]+", words) if part]
    if not parts:
        raise ValueError("请写出哪些条，例如“第三章”或者“第十条至第十二条”")
    for part in parts:
        found = set(_meant(part, articles))
        if not found:
            raise ValueError(f"这一文本没有“{part}”")
        meant |= found
    return [place for place, _ in articles if place in meant]


def _meant(part: str, articles: Iterable[tuple[Place, str]]) -> Iterable[Place]:
    if _HEADING.fullmatch(part):
        wanted = _headings(part)
        return [place for place, chapter in articles if wanted <= _headings(chapter)]
    found = _ARTICLES.fullmatch(part)
    if not found:
        raise ValueError(f"看不懂“{part}”，请写成“第三章”“第十条”或者“第十条至第十二条”")
    first = _number(found[1], found[2])
    last = _number(found[3], found[4]) if found[3] else first
    if last < first:
        raise ValueError(f"“{part}”的前后颠倒了")
    return [place for place, _ in articles if first <= (place.article, place.suffix) <= last]


def _number(article: str, suffix: str | None) -> tuple[int, int]:
    return from_numeral(article), from_numeral(suffix) if suffix else 0


def _headings(text: str) -> set[tuple[int, str]]:
    """The numbered headings in a path or in words: 第二章 总则 / 第一节 → (2, 章), (1, 节)."""
    return {(from_numeral(number), unit) for number, unit in _PART.findall(text)}
