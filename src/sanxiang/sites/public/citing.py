"""文中引用: citations in published texts lead to the cited articles, where that law is published."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from markupsafe import Markup

from sanxiang.disclosure import selectors
from sanxiang.disclosure.search.texts import anchor_of
from sanxiang.rules.citations import Place
from sanxiang.rules.citing import Citation, find_citations, plain_name
from sanxiang.sites.design.linking import TextLink, linked_paragraphs

#: ends a sentence and a line, so that no citation runs from one text into the next
_BETWEEN = "。\n"


@dataclass(frozen=True, slots=True)
class Writing:
    """Texts that are read as one: an abbreviation of the first is understood in the others."""

    texts: Sequence[str]
    #: title and public id of the law whose text it is; "" = none
    own: str = ""
    own_id: str = ""
    #: address of the page on which that law's articles are; "" = the page of the text itself
    own_page: str = ""
    #: its articles as number and suffix; None = those of the published wording
    own_articles: frozenset[tuple[int, int]] | None = None


def basis_writing(basis: Mapping[str, Any]) -> Writing:
    """The text of a provision that a power item or a decision rests on, which is a text of that law."""
    return Writing([basis["text"]], basis["law"]["name"])


def linked(*writings: Writing) -> list[list[Markup]]:
    """Every text of every writing as paragraphs with links. Two queries."""
    laws = selectors.published_laws()
    found = [find_citations(_BETWEEN.join(w.texts), w.own, laws) for w in writings]
    targets = [[_law_of(c, w, laws) for c in cs] for w, cs in zip(writings, found, strict=True)]
    articles = selectors.published_articles(t for row in targets for t in row if t)
    return [
        _texts(w, [(c, t, articles[t]) for c, t in zip(cs, row, strict=True) if t in articles])
        for w, cs, row in zip(writings, found, targets, strict=True)
    ]


def _law_of(c: Citation, writing: Writing, laws: dict[str, str]) -> str:
    name = plain_name(c.law)
    if writing.own_id and name == plain_name(writing.own):
        return writing.own_id
    return laws.get(name, "")


def _texts(
    writing: Writing, cited: Sequence[tuple[Citation, str, frozenset[tuple[int, int]]]]
) -> list[Markup]:
    """The texts of one writing, each with the links that fall into it."""
    lengths = [len(text) + len(_BETWEEN) for text in writing.texts]
    starts = [0, *accumulate(lengths)]
    links: list[list[TextLink]] = [[] for _ in writing.texts]
    for c, law, articles in cited:
        index = bisect_right(starts, c.start) - 1
        for url in _url(c.place, law, articles, writing):
            links[index].append(TextLink(c.start - starts[index], c.end - starts[index], url))
    return [linked_paragraphs(text, own) for text, own in zip(writing.texts, links, strict=True)]


def _url(
    place: Place | None, law: str, articles: frozenset[tuple[int, int]], writing: Writing
) -> Iterator[str]:
    """The address of the article; of an article that the published wording does not have, none."""
    page = f"/law/{law}/"
    if law == writing.own_id:
        page = writing.own_page
        articles = articles if writing.own_articles is None else writing.own_articles
    if place is None:
        yield from [page] if page else []
    elif (place.article, place.suffix) in articles:
        yield f"{page}#{anchor_of({'article': place.article, 'suffix': place.suffix})}"
