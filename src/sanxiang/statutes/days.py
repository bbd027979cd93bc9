"""逐条有效: what is in force article by article, where some begin on a day of their own or stand in one wording only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from sanxiang.rules.citations import Place
from sanxiang.rules.in_force import Term, first_gap, governing, next_day
from sanxiang.statutes import selectors
from sanxiang.statutes.types import ArticleView, LawView

#: each wording that has the article, its term, and the article's own day in it
Terms = list[tuple[UUID, Term, date | None]]
#: a law and one of its articles, without paragraph and item
Head = tuple[UUID, Place]

_TERMS = """
    SELECT DISTINCT v.law_id, p.article, p.article_suffix, v.id, v.effective_from, v.effective_to, v.expired, c.starts_on
    FROM statutes_lawversion v
    JOIN statutes_provision p ON p.version_id = v.id
    LEFT JOIN statutes_commencement c
      ON c.version_id = v.id AND c.article = p.article AND c.article_suffix = p.article_suffix
    JOIN unnest(%s::uuid[], %s::int[], %s::int[]) AS wanted(law, article, suffix)
      ON v.law_id = wanted.law AND p.article = wanted.article AND p.article_suffix = wanted.suffix
"""


@dataclass(frozen=True, slots=True)
class Lapse:
    """An article without text: from which day, and when the next begins, if one does."""

    law: LawView
    place: Place
    since: date
    again: date | None


def head(law: UUID, place: Place) -> Head:
    """The article that a place stands in."""
    return law, Place(place.article, place.suffix)


def terms_of(heads: Iterable[Head]) -> Mapping[Head, Terms]:
    """Every wording that has the article, for each of them. One query."""
    wanted = sorted(set(heads), key=str)
    out: dict[Head, Terms] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            _TERMS,
            [
                [str(law) for law, _ in wanted],
                [place.article for _, place in wanted],
                [place.suffix for _, place in wanted],
            ],
        )
        for law, article, suffix, version, begins, ends, expired, own in cursor.fetchall():
            out[law, Place(article, suffix)].append((version, Term(begins, ends, expired), own))
    return out


def lapses(heads: Iterable[Head], *, since: date, by: date) -> list[Lapse]:
    """Those of the articles that have no text on some day from `since` to `by`, the earliest first."""
    wanted = set(heads)
    terms = terms_of(wanted)
    gaps = {key: gap for key in wanted if (gap := first_gap(terms.get(key, []), since, by))}
    laws = {law: selectors.get_law(law) for law, _ in gaps}
    found = [Lapse(laws[key[0]], key[1], gap, next_day(terms.get(key, []), gap)) for key, gap in gaps.items()]
    return sorted(found, key=lambda lapse: (lapse.since, lapse.law.title, str(lapse.place)))


def articles_on(law: UUID, on: date) -> list[ArticleView]:
    """The articles in force that day, each as the wording that governs it has it; the newest wording's first."""
    versions = selectors.versions(law)
    contents = selectors.contents_of([v.id for v in versions])
    held: dict[Place, list[tuple[ArticleView, Term, date | None]]] = defaultdict(list)
    for version in versions:
        for article in contents[version.id]:
            held[article.place].append((article, version.term, article.starts_on))
    return [found for rows in held.values() if (found := governing(rows, on))]


def last_words(law: UUID, place: Place, on: date) -> str:
    """The article as it stood that day, or in the newest wording that has it; "" if none has."""
    found = selectors.text_in_force(law, on, place.article, suffix=place.suffix)
    if found:
        return found.text
    wordings = (selectors.provision(v, Place(place.article, place.suffix)) for v in selectors.versions(law))
    return next((held.text for held in wordings if held), "")
