"""裁量基准对上权力事项: which items an unlawful act of a benchmark may belong to (行政处罚法第三十四条).

A published table names the act and quotes its basis; the item has a name and bases of its own. The same provision, or
names that are much alike, make a candidate; a person ticks. Nothing is tied by this alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from sanxiang.rules.citations import Place
from sanxiang.rules.citing import find_citations, plain_name

#: candidates shown for one act
MOST = 3
#: names this much alike make a candidate without a common article; below the lower one even an article makes none
ALIKE, HARDLY = 0.6, 0.15
_FRAME = re.compile(r"^对|(?:行为)?的?(?:行政)?处罚$|(?:行为|的)$|[\s\W]")

#: law by its plain name, article and its suffix
_Article = tuple[str, int, int]
_Based = tuple[tuple[str, Place], ...]
_Cited = dict[_Article, list[Place]]


class Match(IntEnum):
    """How near the provisions of act and item lie, the nearer the greater."""

    #: the same article, but another paragraph or item of it: most likely another act
    ELSEWHERE = 0
    #: no common article, only names much alike
    NAMES = 1
    #: the duty is the same, what punishes is another article
    DUTY = 2
    #: the same article, of which one of the two names no paragraph or item
    ARTICLE = 3
    #: the same paragraph or item of an article
    PLACE = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A power item as far as a benchmark is compared with it: what punishes, and what lays down the duty."""

    id: str
    name: str
    penalties: _Based
    duties: _Based = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be meant: how near it lies, and its places beside those of the act ("" = no common article)."""

    item: str
    match: Match
    places: str
    alike: float

    @property
    def fits(self) -> bool:
        """May it be ticked unread: nothing in the two provisions speaks against it?"""
        return self.match >= Match.ARTICLE

    @property
    def why(self) -> str:
        """同一条款项：《水污染防治法》第八十二条第一项; 条同而款项不同：《环境影响评价法》，事项：第三十一条第一款；基准：…."""
        return f"{_SAID[self.match]}{self.places}"


_SAID = {
    Match.PLACE: "同一条款项：",
    Match.ARTICLE: "同一条：",
    Match.DUTY: "只是义务条款相同：",
    Match.NAMES: "只是名称相近",
    Match.ELSEWHERE: "条同而款项不同：",
}


def candidates(title: str, basis_text: str, items: Iterable[Item]) -> tuple[Candidate, ...]:
    """At most MOST items that the act may belong to: the nearest provision first, then the likest name."""
    cited = _by_article((c.law, c.place) for c in find_citations(basis_text) if c.place)
    found = []
    for item in items:
        match, places = _compared(cited, item)
        alike = likeness(title, item.name)
        if alike >= (HARDLY if places else ALIKE):
            found.append(Candidate(item.id, match, places, alike))
    return tuple(sorted(found, key=lambda c: (-c.match, -c.alike, c.item))[:MOST])


def likeness(title: str, name: str) -> float:
    """How many pairs of characters two names share, 0 to 1, without 对…的处罚 around them; an act has several names."""
    other = _pairs(name)
    return max((_dice(_pairs(line), other) for line in title.splitlines()), default=0.0)


def _compared(cited: _Cited, item: Item) -> tuple[Match, str]:
    """What punishes decides; a common duty only hints."""
    if punished := _common(cited, item.penalties):
        return punished
    match, places = _common(cited, item.duties) or (Match.NAMES, "")
    return (Match.DUTY, places) if match >= Match.ARTICLE else (Match.NAMES, "")


def _common(cited: _Cited, bases: _Based) -> tuple[Match, str] | None:
    """How near the common article lies that is farthest apart, and the places in it; None = no common article."""
    own = _by_article(bases)
    shared = [(_nearest(own[at], cited[at]), at) for at in own if at in cited]
    if not shared:
        return None
    match, at = min(shared)
    mine, theirs = "、".join(map(str, own[at])), "、".join(map(str, cited[at]))
    if match is Match.PLACE:
        mine = theirs = "、".join(str(place) for place in own[at] if place in cited[at])
    said = mine if mine == theirs else f"，事项：{mine}；基准：{theirs}"
    return match, f"《{at[0]}》{said}"


def _nearest(own: Sequence[Place], others: Sequence[Place]) -> Match:
    """Of places in one article: equal, at odds in a part that both name, or one less exact than the other."""
    if any(place in others and any(_within(place)) for place in own):
        return Match.PLACE
    open_ = any(_agree(one, other) for one in own for other in others)
    return Match.ARTICLE if open_ else Match.ELSEWHERE


def _agree(one: Place, other: Place) -> bool:
    parts = zip(_within(one), _within(other), strict=True)
    return all(mine == theirs or 0 in (mine, theirs) for mine, theirs in parts)


def _within(place: Place) -> tuple[int, int, int]:
    return place.paragraph, place.item, place.subitem


def _by_article(places: Iterable[tuple[str, Place]]) -> _Cited:
    found: _Cited = {}
    for law, place in dict.fromkeys(places):
        found.setdefault((_plain(law), place.article, place.suffix), []).append(place)
    return found


@lru_cache(maxsize=8192)
def _plain(law: str) -> str:
    return plain_name(law)


@lru_cache(maxsize=8192)
def _pairs(name: str) -> frozenset[str]:
    words = _FRAME.sub("", name.strip())
    words = _FRAME.sub("", words)
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
