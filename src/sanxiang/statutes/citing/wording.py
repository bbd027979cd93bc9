"""引文: the words that a text quotes after a citation, and where they stand in a wording. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sanxiang.rules.citations import Place

#: after a citation: “…”, 规定：“…”, ：… or, behind blanks, the rest of the line
_QUOTE = re.compile(
    r"(?:(?:的?规定)?[:：]\s*|[ \t\u3000]+)?“(?P<marked>[^”]{8,2000})”"
    r"|(?:[:：]\s*|[ \t\u3000]+)(?P<line>[^\s《“][^\n《]{11,})"
)
_MORE = re.compile(r"\n[ \t\u3000]*(?P<line>[(（][^\n]+)")
_CUT = re.compile(r"[。；;：:\n！？]|[(（][一二三四五六七八九十]{1,3}[)）]|\d[.\uff0e、]")
_MARK = re.compile(r"[\s，,、“”\"'（）()《》。；;：:]|^第[^条]{1,9}条(?:之.)?")
#: a clause shorter than this says too little to be looked for
_CLAUSE = 8
_ALIKE = 0.5


def quoted_after(text: str, end: int) -> str:
    """The words quoted after a citation that ends there: in “” or as the rest of the paragraph; "" if none are."""
    found = _QUOTE.match(text, end)
    if not found or found["marked"]:
        return found["marked"] if found else ""
    lines, at = [found["line"]], found.end()
    while more := _MORE.match(text, at):
        lines.append(more["line"])
        at = more.end()
    return "\n".join(lines)


def plain(text: str) -> str:
    """A text without what two careful typists may set differently, and without the number of the article."""
    return _MARK.sub("", text)


def clauses(text: str) -> list[str]:
    """The clauses of a text without marks and blanks, those long enough to be looked for."""
    return [c for part in _CUT.split(text) if len(c := plain(part)) >= _CLAUSE]


def differs(quote: str, article: str) -> bool:
    """Does the quote hold a clause that the article does not?"""
    held = plain(article)
    return any(clause not in held for clause in clauses(quote.rstrip("…")))


def nearest(words: str, articles: Mapping[Place, str]) -> Place | None:
    """The article that reads most like the words, if one reads at least half like them."""
    wanted = _pairs(words)
    if not wanted:
        return None
    scores = ((_likeness(wanted, _pairs(text)), place) for place, text in articles.items())
    score, place = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return place if score >= _ALIKE else None


def _likeness(wanted: frozenset[str], held: frozenset[str]) -> float:
    """The share of the words that the article has, lowered where the article says much else."""
    if not held:
        return 0.0
    common = len(wanted & held)
    return common / len(wanted) * 0.8 + common / len(held) * 0.2


def _pairs(text: str) -> frozenset[str]:
    words = plain(text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


def joined(rows: Iterable[tuple[Place, str]]) -> dict[Place, str]:
    """Articles, each with its paragraphs and items in order, from rows of places and texts in order."""
    out: dict[Place, list[str]] = {}
    for place, text in rows:
        out.setdefault(Place(place.article, place.suffix), []).append(text)
    return {place: "\n".join(lines) for place, lines in out.items()}
