"""对照: two wordings of a law article by article: what stayed, what was renumbered, changed, added and struck out.

Pure. An article is the same if its words are, wherever it stands; else the one under the same number, else the one
that reads most alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: two articles that share at least so much are one article that was changed
ALIKE = 0.5
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its number as written (第三十三条) and its words without that number."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """An article of both wordings, or of one."""

    before: Article | None
    after: Article | None

    @property
    def kind(self) -> str:
        """相同, 条序调整, 修改, 新增 or 删去."""
        if self.before is None:
            return "新增"
        if self.after is None:
            return "删去"
        if _plain(self.before.text) != _plain(self.after.text):
            return "修改"
        return "相同" if self.before.label == self.after.label else "条序调整"


def compare(before: Sequence[Article], after: Sequence[Article]) -> list[Pairing]:
    """Every article of both wordings once, in the order of the newer; struck out ones where they stood."""
    partner = _partners(before, after)
    taken = set(partner.values())
    out: list[Pairing] = []
    struck = iter([n for n in range(len(before)) if n not in taken])
    waiting = next(struck, None)
    reached = -1
    for n, article in enumerate(after):
        own = partner.get(n)
        if own is not None:
            reached = max(reached, own)
        while waiting is not None and waiting < reached:
            out.append(Pairing(before[waiting], None))
            waiting = next(struck, None)
        out.append(Pairing(before[own] if own is not None else None, article))
    while waiting is not None:
        out.append(Pairing(before[waiting], None))
        waiting = next(struck, None)
    return out


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The two texts as one: ("same" | "old" | "new", words) in order."""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", before[a:b]
            continue
        if a < b:
            yield "old", before[a:b]
        if c < d:
            yield "new", after[c:d]


def _partners(before: Sequence[Article], after: Sequence[Article]) -> dict[int, int]:
    """Index in the newer wording → index in the older."""
    out: dict[int, int] = {}
    by_words: dict[str, list[int]] = {}
    for n, article in enumerate(before):
        by_words.setdefault(_plain(article.text), []).append(n)
    for n, article in enumerate(after):
        if found := by_words.get(_plain(article.text)):
            out[n] = found.pop(0)
    taken = set(out.values())
    labels = {a.label: n for n, a in enumerate(before) if n not in taken}
    for n, article in enumerate(after):
        own = labels.get(article.label)
        if n not in out and own is not None and _likeness(before[own].text, article.text) >= ALIKE:
            out[n] = own
    return out | _nearest(before, after, out)


def _nearest(
    before: Sequence[Article], after: Sequence[Article], paired: Mapping[int, int]
) -> dict[int, int]:
    taken = set(paired.values())
    scores = [
        (_likeness(before[b].text, after[a].text), a, b)
        for a in range(len(after))
        if a not in paired
        for b in range(len(before))
        if b not in taken
    ]
    out: dict[int, int] = {}
    for score, a, b in sorted(scores, reverse=True):
        if score >= ALIKE and a not in out and b not in out.values():
            out[a] = b
    return out


def _likeness(one: str, other: str) -> float:
    """The share of pairs of characters that two texts have in common, 0 to 1."""
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(text: str) -> frozenset[str]:
    words = _plain(text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


def _plain(text: str) -> str:
    return _BLANK.sub("", text)
