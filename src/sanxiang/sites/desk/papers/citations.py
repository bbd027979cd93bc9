"""文书中的引用: which provisions a draft cites, and which of them must be looked at before it is issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanxiang.disclosure.search.texts import anchor_of
from sanxiang.disclosure.selectors import published_articles
from sanxiang.rules.sentences import chinese_date
from sanxiang.statutes.citing.types import CitedPlace, CitedStatus
from sanxiang.statutes.selectors import cited_in

_TONES = {CitedStatus.OK: "ok", CitedStatus.UNCHECKED: "grey"}
_OLD_LAW = "适用旧文本的，在文书中写明理由（行政处罚法第三十七条）"


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A citation as the box shows it; `flagged` rows come first."""

    name: str
    label: str
    tone: str
    said: str
    flagged: bool
    #: the article on the public site, if the law is published
    url: str = ""


def cited_rows(data: Mapping[str, Any], *, today: date, act_on: date | None) -> list[CitedRow]:
    """The citations in the contents of a draft, each once, checked against today's law.

    What is outdated today and was right on the day of the act is no mistake (从旧兼从轻): it is said, not flagged.
    """
    texts = list(dict.fromkeys(_texts(data)))
    found = cited_in(texts, on=today)
    wrong = any(c.flagged for row in found for c in row)
    then = cited_in(texts, on=act_on) if wrong and act_on and act_on < today else found
    pairs = [pair for now, before in zip(found, then, strict=True) for pair in zip(now, before, strict=True)]
    published = published_articles(now.law.public_id for now, _ in pairs if now.law)
    rows = dict.fromkeys(_row(now, before, act_on, _url(now, published)) for now, before in pairs)
    return sorted(rows, key=lambda row: not row.flagged)


def _texts(value: Any) -> Iterator[str]:
    """Every text in the contents; a provision given as law, place and text is one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        if isinstance(value.get("law"), str) and value.get("place"):
            yield f"《{value['law']}》{value['place']}：\n{value.get('text', '')}"
        else:
            yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, Sequence):
        yield from (text for part in value for text in _texts(part))


def _row(now: CitedPlace, before: CitedPlace, act_on: date | None, url: str) -> CitedRow:
    name = str(now.citation) or now.citation.written
    if now.flagged and act_on and before.status is CitedStatus.OK:
        said = f"{now.message}。违法行为发生时（{chinese_date(act_on)}）有效；{_OLD_LAW}。"
        return CitedRow(name, "行为时有效", "blue", said, flagged=False, url=url)
    said = f"{now.message}。{now.remedy}。" if now.message else ""
    return CitedRow(name, now.status.label, _TONES.get(now.status, "warn"), said, now.flagged, url)


def _url(cited: CitedPlace, published: Mapping[str, frozenset[tuple[int, int]]]) -> str:
    law, place = cited.law, cited.citation.place
    if law is None or law.public_id not in published:
        return ""
    if place is None or (place.article, place.suffix) not in published[law.public_id]:
        return f"/law/{law.public_id}/"
    return f"/law/{law.public_id}/#{anchor_of({'article': place.article, 'suffix': place.suffix})}"
