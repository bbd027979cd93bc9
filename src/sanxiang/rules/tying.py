"""裁量基准对上权力事项: which items an unlawful act of a benchmark may belong to (行政处罚法第三十四条).

A published table names the act and quotes its basis; the item has a name and bases of its own. The same article, or
names that are much alike, make a candidate; a person ticks. Nothing is tied by these figures alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sanxiang.rules.citations import Place
from sanxiang.rules.citing import find_citations, plain_name

#: candidates shown for one act
MOST = 3
#: names this much alike make a candidate without a common article; below the lower one even an article makes none
ALIKE, HARDLY = 0.6, 0.15
_FRAME = re.compile(r"^对|(?:行为)?的?(?:行政)?处罚$|(?:行为|的)$|[\s\W]")

#: law by its plain name, article, its suffix, paragraph, item
Cited = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A power item as far as a benchmark is compared with it."""

    id: str
    name: str
    bases: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be meant: the article both rest on ("" = none), and how much alike the names are, 0 to 1."""

    item: str
    article: str
    alike: float

    @property
    def why(self) -> str:
        """同为《水污染防治法》第八十二条第一项，名称相近62%."""
        named = f"名称相近{self.alike * 100:.0f}%"
        return f"同为{self.article}，{named}" if self.article else named


def candidates(title: str, basis_text: str, items: Iterable[Item]) -> tuple[Candidate, ...]:
    """At most MOST items that the act may belong to, the likeliest first: the nearest place, then the likest name."""
    cited = {_cited(c.law, c.place) for c in find_citations(basis_text) if c.place}
    found: list[tuple[int, Candidate]] = []
    for item in items:
        depth, article = _common(cited, item.bases)
        alike = likeness(title, item.name)
        if (depth and alike >= HARDLY) or alike >= ALIKE:
            found.append((depth, Candidate(item.id, article, alike)))
    found.sort(key=lambda pair: (-pair[0], -pair[1].alike, pair[1].item))
    return tuple(candidate for _, candidate in found[:MOST])


def likeness(title: str, name: str) -> float:
    """How many pairs of characters two names share, 0 to 1, without 对…的处罚 around them; an act has several names."""
    other = _pairs(name)
    return max((_dice(_pairs(line), other) for line in title.splitlines()), default=0.0)


def _common(cited: set[Cited], bases: Sequence[tuple[str, Place]]) -> tuple[int, str]:
    """How deep the nearest common place lies (1 article, 2 paragraph, 3 item), and the place of the item; 0 = none."""
    best, words = 0, ""
    for law, place in bases:
        own = _cited(law, place)
        for one in cited:
            if one[:3] == own[:3]:
                depth = 1 + (one[3] == own[3] != 0) + (one[4] == own[4] != 0)
                if depth > best:
                    best, words = depth, f"《{plain_name(law)}》{place}"
    return best, words


@lru_cache(maxsize=8192)
def _cited(law: str, place: Place) -> Cited:
    return plain_name(law), place.article, place.suffix, place.paragraph, place.item


@lru_cache(maxsize=8192)
def _pairs(name: str) -> frozenset[str]:
    words = _FRAME.sub("", name.strip())
    words = _FRAME.sub("", words)
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
