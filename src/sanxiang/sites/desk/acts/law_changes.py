"""新旧条文: what the bases of an old case read today, beside what they read then (行政处罚法第三十七条)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sanxiang.powers.types import BasisText
from sanxiang.rules.wordings import word_changes

_GONE = "（已经失效）"


def law_changes(
    old: Sequence[BasisText], new: Sequence[BasisText]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each basis that reads otherwise: its citation, both texts as one; [] where none does."""
    return [
        (_cited(then, now), list(word_changes(_text(then, ""), _text(now, _GONE))))
        for then, now in _paired(old, new)
        if _text(then, "") != _text(now, _GONE)
    ]


def _paired(
    old: Sequence[BasisText], new: Sequence[BasisText]
) -> Iterator[tuple[BasisText | None, BasisText | None]]:
    """A basis and what took its place: of the same part in the item, in their order; a new law may count anew."""
    for role in dict.fromkeys(b.basis.role for b in (*old, *new)):
        yield from zip_longest(*([b for b in side if b.basis.role == role] for side in (old, new)))


def _text(basis: BasisText | None, gone: str) -> str:
    return (basis.text if basis else None) or gone


def _cited(then: BasisText | None, now: BasisText | None) -> str:
    places = dict.fromkeys(b.basis.citation for b in (then, now) if b)
    return "，现为".join(places)
