"""折叠与二字组: how published text is cut for search, so that a search finds exactly what a reader would.

Folding works character by character (width, case, traditional to simplified), hence the fold of a substring is
a substring of the fold: recall against a plain substring match is exactly one. Whitespace separates segments.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from opencc import OpenCC

#: stands between segments, so that no phrase reaches from one into the next
BREAK = "\ue000"


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=65_536)
def fold_char(char: str) -> str:
    """One character in the form in which it is compared; may become several (㈠ → (一))."""
    folded = unicodedata.normalize("NFKC", char).lower()
    return str(_simplifier().convert(folded))


def fold(text: str) -> str:
    """A text in the form in which it is compared.

    >>> fold("行政執法ＡＢＣ")
    '行政执法abc'
    """
    return "".join(map(fold_char, text))


def words(query: str) -> list[str]:
    """The words of a query, folded; all of them must occur."""
    return fold(query).split()


def grams(text: str) -> str:
    """The bigrams of every segment in order, for a whitespace tokeniser."""
    return f" {BREAK} ".join(" ".join(bigrams(segment)) for segment in fold(text).split())


def bigrams(segment: str) -> list[str]:
    """The bigrams of a folded segment; a single character is found through `characters`.

    >>> bigrams("行政处罚")
    ['行政', '政处', '处罚']
    """
    return [segment[i : i + 2] for i in range(len(segment) - 1)]


def characters(text: str) -> str:
    """The different characters of a text, for a whitespace tokeniser."""
    return " ".join(sorted(set("".join(fold(text).split()))))


def excerpt(text: str, wanted: list[str], *, around: int = 36) -> str:
    """The part of `text` around the first match of a word, cut by … where it goes on."""
    at = min((found for word in wanted if (found := _find(text, word)) >= 0), default=0)
    start, end = max(0, at - around // 2), min(len(text), at + 2 * around)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def marks(text: str, wanted: list[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it matches one of the words (all of it, in order)."""
    folded, places = _folded_with_places(text)
    hit = [False] * len(text)
    for word in wanted:
        at = folded.find(word)
        while word and at >= 0:
            for place in range(places[at], places[at + len(word) - 1] + 1):
                hit[place] = True
            at = folded.find(word, at + 1)
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or hit[end] != hit[start]:
            yield text[start:end], hit[start]
            start = end


def _find(text: str, word: str) -> int:
    folded, places = _folded_with_places(text)
    at = folded.find(word)
    return places[at] if at >= 0 else -1


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    pieces = [fold_char(char) for char in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]
