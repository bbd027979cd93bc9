"""撤销: what was approved and should not have been entered.

A repeal or a day of an article's own stays as a row without its day; a whole wording goes, with its words kept in the
change.
"""

from __future__ import annotations

from collections.abc import Iterator

from sanxiang.statutes.changing.articles import version_of, version_said
from sanxiang.statutes.changing.days import own_days, places_named, repealed, standing_repeals
from sanxiang.statutes.changing.types import ChangeKind
from sanxiang.statutes.models import Law, LawChange
from sanxiang.statutes.selectors import full_text
from sanxiang.statutes.terms import find_title, refresh_intervals

Problem = tuple[str, str]
#: the changes by which a wording comes in
_ENTRIES = (ChangeKind.REGISTER, ChangeKind.VERSION, ChangeKind.IMPORT)


def commence_problems(change: LawChange) -> Iterator[Problem]:
    """Each of the articles begins on a day of its own."""
    try:
        named = places_named(change)
    except ValueError as error:
        yield "articles", str(error)
        return
    with_day = {label for label, _ in own_days(version_of(change), named)}
    if without := [str(p) for p in named if str(p) not in with_day]:
        yield "articles", f"{'、'.join(without)}没有登记分别施行，不用撤销"


def apply_commence(change: LawChange) -> None:
    """Let the articles begin with their wording; the day they had stays with the change."""
    version, named = version_of(change), places_named(change)
    change.before = {"days": own_days(version, named)}
    heads = {(p.article, p.suffix) for p in named}
    rows = [c for c in version.commencements.all() if (c.article, c.article_suffix) in heads]
    version.commencements.filter(pk__in=[c.pk for c in rows]).update(starts_on=None)


def commence_said(change: LawChange) -> str:
    """《…》…公布的文本第三章与全文同日施行."""
    return f"{version_said(version_of(change))}{change.says['articles']}与全文同日施行"


def wording_problems(change: LawChange) -> Iterator[Problem]:
    """Nobody has worked on the wording since: then it is no mistake of entry, and is corrected."""
    others = LawChange.objects.filter(version=version_of(change)).exclude(pk=change.pk)
    entered = others.filter(kind__in=_ENTRIES, status=LawChange.Status.APPROVED)
    if found := others.exclude(pk__in=entered).exclude(status=LawChange.Status.DISCARDED).first():
        kind = ChangeKind(found.kind).label
        yield (
            "",
            f"这一文本还有“{kind}”（{found.get_status_display()}），不能作为误录撤除；请更正，或者登记新的文本",
        )


def apply_wording(change: LawChange) -> None:
    """Keep the words with the change; the row goes after this (`services.remove_wording`)."""
    version = version_of(change)
    change.before = {
        "wording": version_said(version),
        "source": version.source,
        "text": full_text(version.pk),
    }


def wording_said(change: LawChange) -> str:
    """《…》2026年2月1日公布的文本, also once it has gone."""
    return str(change.before["wording"]) if change.before else version_said(version_of(change))


def repeal_problems(change: LawChange) -> Iterator[Problem]:
    """Each of the laws was ended by this one, by what a person entered and not by the words of an article."""
    held = {r.law_id for r in standing_repeals(change.law_id)}
    by_title = dict(Law.objects.values_list("title", "id"))
    if not change.says["laws"]:
        yield "laws", "请至少写一部法规"
    for title in change.says["laws"]:
        if find_title(title, by_title) not in held:
            yield (
                "laws",
                f"没有登记过本法规废止《{title}》；条文自己写明同时废止的，条文有误时更正条文",
            )


def apply_repeal(change: LawChange) -> None:
    """Let the laws be in force again as if this one had not ended them; the day stays with the change."""
    held = standing_repeals(change.law_id).filter(law__in=repealed(change))
    change.before = {"days": [[r.law.title, str(r.on)] for r in held]}
    held.update(on=None)
    refresh_intervals()


def repeal_said(change: LawChange) -> str:
    """《…》没有废止《甲》《乙》."""
    ended = "".join(f"《{title}》" for title in change.says["laws"])
    return f"《{Law.objects.get(pk=change.law_id).title}》没有废止{ended}"
