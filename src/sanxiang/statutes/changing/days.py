"""日期: articles that begin on a day of their own, a corrected day of effect, and laws that another law ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sanxiang.rules.citations import Place
from sanxiang.rules.sentences import chinese_date
from sanxiang.statutes.changing.articles import version_of, version_said
from sanxiang.statutes.changing.named import articles_named
from sanxiang.statutes.importing import provisions_of
from sanxiang.statutes.models import Commencement, Law, LawChange, LawVersion, Repeal
from sanxiang.statutes.parse import articles_in
from sanxiang.statutes.terms import find_title, refresh_intervals

Problem = tuple[str, str]


def commence_problems(change: LawChange) -> Iterator[Problem]:
    """The articles are there, some of them only, and begin on a day that is not before the publication."""
    version, starts = version_of(change), date.fromisoformat(change.says["starts_on"])
    if starts < version.version_date:
        yield "starts_on", f"施行日期不能早于公布日期{chinese_date(version.version_date)}"
    try:
        named = places_named(change)
    except ValueError as error:
        yield "articles", str(error)
        return
    if len(named) == version.found_articles:
        yield "articles", "这是全部条文，请更正这一文本的施行日期"


def apply_commence(change: LawChange) -> None:
    """Give the articles their day; the day they had before stays with the change."""
    version, starts = version_of(change), date.fromisoformat(change.says["starts_on"])
    named = places_named(change)
    days = own_days(version, named)
    change.before = {"days": days} if days else None
    Commencement.objects.bulk_create(
        [
            Commencement(version=version, article=p.article, article_suffix=p.suffix, starts_on=starts)
            for p in named
        ],
        update_conflicts=True,
        unique_fields=["version", "article", "article_suffix"],
        update_fields=["starts_on"],
    )


def commence_said(change: LawChange) -> str:
    """《…》…公布的文本第三章自2027年1月1日起施行."""
    day = chinese_date(date.fromisoformat(change.says["starts_on"]))
    return f"{version_said(version_of(change))}{change.says['articles']}自{day}起施行"


def date_problems(change: LawChange) -> Iterator[Problem]:
    """The day is not before the publication, and another than the one that holds."""
    version, day = version_of(change), date.fromisoformat(change.says["effective_from"])
    if day < version.version_date:
        yield "effective_from", f"施行日期不能早于公布日期{chinese_date(version.version_date)}"
    elif day == version.effective_from and not version.effective_note:
        yield "effective_from", "与现在的施行日期相同"


def apply_date(change: LawChange) -> None:
    """Set the day a wording took effect, where the import had to infer it or it was entered wrongly."""
    version = version_of(change)
    change.before = {"effective_from": str(version.effective_from or ""), "note": version.effective_note}
    version.effective_from, version.effective_note = date.fromisoformat(change.says["effective_from"]), ""
    version.save(update_fields=["effective_from", "effective_note"])
    refresh_intervals()


def date_said(change: LawChange) -> str:
    """《…》…公布的文本自2026年1月1日起施行."""
    day = chinese_date(date.fromisoformat(change.says["effective_from"]))
    return f"{version_said(version_of(change))}自{day}起施行"


def repeal_problems(change: LawChange) -> Iterator[Problem]:
    """Every law is registered, once, and is not the one that repeals; the day is not before that one was published."""
    day = date.fromisoformat(change.says["on"])
    published = Law.objects.get(pk=change.law_id).versions.order_by("version_date").first()
    if published and day < published.version_date:
        yield "on", f"废止日期不能早于本法规的公布日期{chinese_date(published.version_date)}"
    by_title = dict(Law.objects.values_list("title", "id"))
    for title in change.says["laws"]:
        law = find_title(title, by_title)
        if law is None:
            yield "laws", f"没有登记《{title}》，请核对名称，或者先登记它"
        elif law == change.law_id:
            yield "laws", f"《{title}》不能废止它自己"


def apply_repeal(change: LawChange) -> None:
    """End the laws on the day; a day entered before for the same law gives way and stays with the change."""
    day, laws = date.fromisoformat(change.says["on"]), repealed(change)
    days = [[r.law.title, str(r.on)] for r in standing_repeals(change.law_id).filter(law__in=laws)]
    change.before = {"days": days} if days else None
    Repeal.objects.bulk_create(
        [Repeal(law=law, by_id=change.law_id, on=day) for law in laws],
        update_conflicts=True,
        unique_fields=["law", "by"],
        update_fields=["on"],
    )
    refresh_intervals()


def repealed(change: LawChange) -> Sequence[Law]:
    """The laws that a repeal ends."""
    by_title = dict(Law.objects.values_list("title", "id"))
    found = [law for title in change.says["laws"] if (law := find_title(title, by_title))]
    return list(Law.objects.filter(pk__in=found))


def repeal_said(change: LawChange) -> str:
    """《…》自2026年3月1日起废止《甲》《乙》."""
    law = Law.objects.get(pk=change.law_id)
    ended = "".join(f"《{title}》" for title in change.says["laws"])
    return f"《{law.title}》自{chinese_date(date.fromisoformat(change.says['on']))}起废止{ended}"


def standing_repeals(by: UUID) -> QuerySet[Repeal]:
    """What was entered about the laws that this one ends, and not withdrawn, by title."""
    return Repeal.objects.filter(by=by, on__isnull=False).select_related("law").order_by("law__title")


def own_days(version: LawVersion, places: Iterable[Place]) -> list[list[str]]:
    """[article, day] of those of the articles that begin on a day of their own."""
    begun = version.commencements.filter(starts_on__isnull=False)
    held = {(c.article, c.article_suffix): c.starts_on for c in begun}
    return [[str(p), str(day)] for p in places if (day := held.get((p.article, p.suffix)))]


def places_named(change: LawChange) -> list[Place]:
    """The articles that a change of their days names; raises ValueError for words that name none."""
    articles = articles_in(provisions_of(version_of(change)))
    return articles_named(str(change.says["articles"]), [(place, chapter) for place, chapter, _ in articles])
