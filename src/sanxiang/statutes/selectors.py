"""读取法规: which wording was in force on a date, and what it said at a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import connection
from django.db.models import Case, Max, Q, QuerySet, When

from sanxiang.kernel import NotFound
from sanxiang.rules.citations import Place
from sanxiang.statutes.citing.bases import BasisReader
from sanxiang.statutes.citing.check import check
from sanxiang.statutes.citing.types import CitedPlace
from sanxiang.statutes.importing import difference as differing_articles
from sanxiang.statutes.models import Commencement, Law, LawVersion, Provision
from sanxiang.statutes.parse import ParsedLaw, headings_between
from sanxiang.statutes.types import ArticleView, LawView, ProvisionView, VersionView

_TEXT_ON = """
SELECT v.id, l.short_title, p.chapter, p.text, p.paragraph, p.item
FROM statutes_lawversion v
JOIN statutes_law l ON l.id = v.law_id
JOIN statutes_provision p ON p.version_id = v.id
LEFT JOIN statutes_commencement c
    ON c.version_id = v.id AND c.article = p.article AND c.article_suffix = p.article_suffix
WHERE v.law_id = %s AND v.effective_from IS NOT NULL AND COALESCE(c.starts_on, v.effective_from) <= %s
    AND (v.effective_to IS NULL OR v.effective_to >= %s) AND NOT (v.expired AND v.effective_to IS NULL)
    AND p.article = %s AND p.article_suffix = %s
ORDER BY v.effective_from DESC, v.id, p.ordinal
"""


def find_law(title: str) -> LawView | None:
    """The law of that full or short title, with or without 《》; None if it is not stored."""
    title = title.strip().removeprefix("《").removesuffix("》")
    law = Law.objects.filter(Q(title=title) | Q(short_title=title)).order_by("-title").first()
    return _law(law) if law else None


def get_law(law: UUID) -> LawView:
    """The law of that id; raises NotFound."""
    return _law(_one(Law.objects.filter(pk=law)))


def law_ids(public_ids: Iterable[str]) -> list[UUID]:
    """The laws of those public ids, by title; one that is not held is left out."""
    return list(
        Law.objects.filter(public_id__in=set(public_ids)).order_by("title").values_list("id", flat=True)
    )


def laws(query: str = "", limit: int = 50) -> list[LawView]:
    """Laws whose title contains the words, national laws first."""
    found = Law.objects.filter(title__icontains=query)
    # 法律, then 行政法规, then everything else
    rank = Case(When(level="法律", then=0), When(level="行政法规", then=1), default=2)
    return [_law(law) for law in found.order_by(rank, "-level", "short_title")[:limit]]


def versions(law: UUID) -> list[VersionView]:
    """All wordings of a law, the newest first."""
    found = LawVersion.objects.filter(law=law).select_related("law", "ended_by").order_by("-version_date")
    return [version_view(v) for v in found]


def get_version(version: UUID) -> VersionView:
    """The wording of that id; raises NotFound."""
    found = LawVersion.objects.filter(pk=version).select_related("law", "ended_by").first()
    if found is None:
        raise NotFound("没有这个法规版本")
    return version_view(found)


def version_in_force(law: UUID, on: date) -> VersionView | None:
    """The wording in force on that day, or None.

    A wording that the source calls expired, without saying since when, is in force on no day: nobody can tell.
    """
    found = (
        _in_force(on).filter(law=law).select_related("law", "ended_by").order_by("-effective_from").first()
    )
    return version_view(found) if found else None


def ending(laws: Iterable[UUID], *, by: date) -> list[tuple[LawView, date | None]]:
    """Those of the laws that have no wording in force on that day, with the last day of the last; the earliest first.

    None = the source does not say since when.
    """
    wanted = list(laws)
    held = set(_in_force(by).filter(law__in=wanted).values_list("law_id", flat=True))
    gone = Law.objects.filter(pk__in=set(wanted) - held).annotate(last=Max("versions__effective_to"))
    return [(_law(law), law.last) for law in gone.order_by("last", "title")]


def text_in_force(
    law: UUID, on: date, article: int, paragraph: int = 0, item: int = 0, suffix: int = 0
) -> ProvisionView | None:
    """The text of 第article条(之suffix)第paragraph款第item项 in force on that day, or None.

    0 = the whole article or paragraph; an item without a paragraph belongs to the first. An article that takes effect
    on a day of its own (分别施行) is in force from that day; of two wordings that both have it then, the newer. One
    query, because it is asked for every basis of every item.
    """
    stands = paragraph or (1 if item else 0)
    with connection.cursor() as cursor:
        cursor.execute(_TEXT_ON, [law, on, on, article, suffix])
        found = cursor.fetchall()
    rows = [
        row
        for row in found
        if row[0] == found[0][0] and (not stands or row[4] == stands) and (not item or row[5] == item)
    ]
    if not rows:
        return None
    version, short_title, chapter = rows[0][:3]
    text = "\n".join(row[3] for row in rows)
    return ProvisionView(law, version, short_title, Place(article, suffix, paragraph, item), chapter, text)


def provision(version: VersionView, place: Place) -> ProvisionView | None:
    """The text at a place of one wording, or None. An item without a paragraph belongs to the first."""
    rows = Provision.objects.filter(
        version=version.id, article=place.article, article_suffix=place.suffix
    ).order_by("ordinal")
    paragraph = place.paragraph or (1 if place.item else 0)
    if paragraph:
        rows = rows.filter(paragraph=paragraph)
    if place.item:
        rows = rows.filter(item=place.item)
    found = list(rows)
    if not found:
        return None
    text = "\n".join(row.text for row in found)
    return ProvisionView(version.law.id, version.id, version.law.short_title, place, found[0].chapter, text)


def law_contents(version: UUID) -> list[ArticleView]:
    """The articles of a wording from end to end, each with its heading."""
    return contents_of([version])[version]


def contents_of(versions: Sequence[UUID]) -> dict[UUID, list[ArticleView]]:
    """As `law_contents`, for many wordings at once. Two queries."""
    begun = Commencement.objects.filter(version__in=versions)
    own = {(c.version_id, c.article, c.article_suffix): c.starts_on for c in begun}
    out: dict[UUID, list[ArticleView]] = {version: [] for version in versions}
    rows = Provision.objects.filter(version__in=versions).order_by("version_id", "ordinal")
    for key, group in groupby(rows, key=lambda r: (r.version_id, r.article, r.article_suffix)):
        out[key[0]].append(_article(list(group), own.get(key)))
    return out


def wordings_held() -> dict[tuple[str, date], tuple[UUID, bool]]:
    """Title and date of publication of every stored wording → its id, and whether it is an extract."""
    found = LawVersion.objects.values_list("law__title", "version_date", "id", "extract")
    return {(title, day): (key, extract) for title, day, key, extract in found}


def full_text(version: UUID) -> str:
    """A wording laid out by lines as `parse.parse_law` reads it, preamble and annex included."""
    found = LawVersion.objects.get(pk=version)
    lines, chapter = [found.preamble], ""
    for row in Provision.objects.filter(version=found).order_by("ordinal"):
        lines += [f"{'#' * level} {title}" for level, title in headings_between(chapter, row.chapter)]
        lines.append(row.text)
        chapter = row.chapter
    return "\n".join(filter(None, [*lines, found.annex]))


def difference(version: UUID, parsed: ParsedLaw) -> str:
    """In which articles another text of a stored wording reads differently, as a sentence; "" = in none."""
    return differing_articles(LawVersion.objects.get(pk=version), parsed)


def cite(provision: ProvisionView) -> str:
    """《行政处罚法》第三十三条第一款第二项."""
    return provision.citation


def cited(text: str, *, on: date, within: UUID | None = None, since: date | None = None) -> list[CitedPlace]:
    """The citations in a text, each checked against the laws as they stand on that day.

    `within` is the law whose text it is (本法, bare 第…条); `since` the day the text was written, if what it cites
    may have changed since. A constant number of queries, whatever the length.
    """
    return check([text], on=on, within=within, since=since)[0]


def cited_in(
    texts: Sequence[str], *, on: date, within: UUID | None = None, since: date | None = None
) -> list[list[CitedPlace]]:
    """As `cited`, for many texts at once: the same number of queries for all of them."""
    return check(texts, on=on, within=within, since=since)


def basis_reader(on: date) -> BasisReader:
    """Reads legal bases from free texts, such as the column 依据 of a spreadsheet, as the law stands on that day."""
    return BasisReader(on)


def _in_force(on: date) -> QuerySet[LawVersion]:
    return (
        LawVersion.objects.filter(effective_from__lte=on)
        .filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
        .exclude(expired=True, effective_to__isnull=True)
    )


def _one(found: QuerySet[Law]) -> Law:
    law = found.first()
    if law is None:
        raise NotFound("没有这部法规")
    return law


def _law(law: Law) -> LawView:
    return LawView(law.pk, law.public_id, law.title, law.short_title, law.level, law.issuer, law.region)


def version_view(v: LawVersion) -> VersionView:
    """A row as the room hands it out; its law and `ended_by` are read with it."""
    return VersionView(
        id=v.pk,
        law=_law(v.law),
        version_date=v.version_date,
        effective_from=v.effective_from,
        effective_to=v.effective_to,
        effective_note=v.effective_note,
        expired=v.expired,
        extract=v.extract,
        articles=v.found_articles,
        preamble=v.preamble,
        annex=v.annex,
        adopted_on=v.adopted_on,
        document_no=v.document_no,
        ended_by=v.ended_by.short_title if v.ended_by else "",
        source=v.source,
    )


def _article(rows: list[Provision], starts_on: date | None) -> ArticleView:
    first = rows[0]
    place = Place(first.article, first.article_suffix)
    return ArticleView(place, first.chapter, "\n".join(row.text for row in rows), starts_on)
