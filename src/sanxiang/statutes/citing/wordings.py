"""所需的文本: the wordings and provisions that a set of citations points to, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from sanxiang.rules.citations import Place
from sanxiang.rules.in_force import Term, governing
from sanxiang.statutes.citing.wording import joined
from sanxiang.statutes.models import Commencement, LawVersion, Provision
from sanxiang.statutes.types import LawView

_WANTED = """
    SELECT p.version_id, p.article, p.article_suffix, p.paragraph, p.item, p.text, c.starts_on
    FROM statutes_provision p
    LEFT JOIN statutes_commencement c
      ON c.version_id = p.version_id AND c.article = p.article AND c.article_suffix = p.article_suffix
    JOIN (SELECT DISTINCT * FROM unnest(%s::uuid[], %s::int[])) AS wanted(version, article)
      ON p.version_id = wanted.version AND p.article = wanted.article
    ORDER BY p.version_id, p.ordinal
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a law, without its text."""

    id: UUID
    law: LawView
    version_date: date
    term: Term
    extract: bool
    articles: int
    #: short title of the law that ended it; "" where a newer wording did
    ended_by: str
    #: (article, suffix) → its day, of those that begin on a day of their own (分别施行)
    own: Mapping[tuple[int, int], date]

    @property
    def ended(self) -> bool:
        """The source says that it is no longer in force and not since when."""
        return self.term.expired and self.term.ends is None


@dataclass(slots=True)
class Article:
    """The text of one article of one wording, and the paragraphs and items it has."""

    text: str = ""
    #: where it begins on a day of its own (分别施行)
    starts_on: date | None = None
    #: paragraph → the numbers of its items
    items: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def wordings_of(laws: Iterable[UUID]) -> dict[UUID, list[Wording]]:
    """All wordings of the laws, the newest first. One query."""
    begun = Commencement.objects.filter(version=OuterRef("pk"), starts_on__isnull=False)
    own = JSONObject(article="article", suffix="article_suffix", day="starts_on")
    out: dict[UUID, list[Wording]] = defaultdict(list)
    found = (
        LawVersion.objects.filter(law__in=set(laws))
        .select_related("law", "ended_by")
        .defer("preamble", "annex")
        .annotate(own=ArraySubquery(begun.values(json=own)))
    )
    for v in found.order_by("-version_date"):
        law = v.law
        view = LawView(law.pk, law.public_id, law.title, law.short_title, law.level, law.issuer)
        out[law.pk].append(
            Wording(
                id=v.pk,
                law=view,
                version_date=v.version_date,
                term=Term(v.effective_from, v.effective_to, v.expired),
                extract=v.extract,
                articles=v.found_articles,
                ended_by=v.ended_by.short_title if v.ended_by else "",
                own={(c["article"], c["suffix"]): date.fromisoformat(c["day"]) for c in v.own},
            )
        )
    return out


def wording_for(wordings: Sequence[Wording], place: Place | None, on: date) -> Wording | None:
    """The one in force on that day for that article, by its own day where it has one; else the one of the law."""
    if place is None:
        return wording_on(wordings, on)
    head = (place.article, place.suffix)
    return governing(((w, w.term, w.own.get(head)) for w in wordings), on) or wording_on(wordings, on)


def wording_on(wordings: Iterable[Wording], on: date) -> Wording | None:
    """The one in force on that day."""
    return governing(((w, w.term, None) for w in wordings), on)


def articles_of(wanted: Iterable[tuple[UUID, int]]) -> dict[tuple[UUID, Place], Article]:
    """The articles with those numbers (and their 之一, 之二) of those wordings. One query."""
    pairs = sorted(set(wanted))
    out: dict[tuple[UUID, Place], Article] = defaultdict(Article)
    with connection.cursor() as cursor:
        cursor.execute(_WANTED, [[str(version) for version, _ in pairs], [number for _, number in pairs]])
        for version, number, suffix, paragraph, item, text, starts_on in cursor.fetchall():
            article = out[version, Place(number, suffix)]
            article.starts_on = starts_on
            article.text = f"{article.text}\n{text}" if article.text else text
            article.items[paragraph].update([item] if item else [])
    return dict(out)


def whole_texts(versions: Iterable[UUID]) -> dict[UUID, dict[Place, str]]:
    """The articles of whole wordings. One query."""
    rows: dict[UUID, list[tuple[Place, str]]] = defaultdict(list)
    found = Provision.objects.filter(version__in=set(versions)).order_by("version", "ordinal")
    for version, number, suffix, text in found.values_list("version", "article", "article_suffix", "text"):
        rows[version].append((Place(number, suffix), text))
    return {version: joined(places) for version, places in rows.items()}
