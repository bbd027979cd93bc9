"""文本: registering a law, adding a wording, and what the parser makes of the text entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sanxiang.rules.sentences import chinese_date
from sanxiang.statutes.changing.types import LEVELS, ChangeKind, TextPreview
from sanxiang.statutes.dates import effective_date_of, repealed_titles, starts_in
from sanxiang.statutes.importing import copy_provisions, new_version
from sanxiang.statutes.models import Law, LawChange
from sanxiang.statutes.parse import ParsedLaw, articles_in, mark_headings, parse_law
from sanxiang.statutes.sources import LawText
from sanxiang.statutes.terms import find_title, refresh_intervals
from sanxiang.statutes.types import ArticleView

SOURCE = "手工录入"
_NATION = "中华人民共和国"
#: the clauses that say when a law applies and what it repeals stand among its last provisions
_CLOSING = 6
Problem = tuple[str, str]


def title_of(change: LawChange) -> str:
    """The full title of the law concerned, registered or about to be."""
    if "title" in change.says:
        return str(change.says["title"])
    return Law.objects.values_list("title", flat=True).filter(pk=change.law_id).first() or "已撤除的法规"


def parsed(change: LawChange) -> ParsedLaw:
    """The text entered, split; that of an import has its headings marked already."""
    text = str(change.says["text"])
    return parse_law(text if change.kind == ChangeKind.IMPORT else mark_headings(text))


def entry_problems(change: LawChange) -> Iterator[Problem]:
    """What is wrong with the entry as it stands; a text may still be missing."""
    says = change.says
    if change.kind == ChangeKind.REGISTER:
        yield from _law_problems(change)
    published, effective = _day(says["version_date"]), _day(says["effective_from"])
    if effective < published:
        yield "effective_from", f"施行日期不能早于公布日期{chinese_date(published)}"
    if says["adopted_on"] and _day(says["adopted_on"]) > published:
        yield "adopted_on", f"通过日期不能晚于公布日期{chinese_date(published)}"
    if change.kind == ChangeKind.VERSION:
        law = Law.objects.get(pk=change.law_id)
        if law.versions.filter(version_date=published).exists():
            yield (
                "version_date",
                f"{chinese_date(published)}公布的文本已经登记，个别条文有误的，在该文本上更正条文",
            )


def _law_problems(change: LawChange) -> Iterator[Problem]:
    title = str(change.says["title"])
    titles = {title, title.removeprefix(_NATION), _NATION + title}
    if held := Law.objects.filter(title__in=titles).first():
        yield "title", f"《{held.title}》已经登记，新的文本在它的页面上增加"
    if change.says["level"] not in LEVELS:
        yield "level", f"效力级别应当是{'、'.join(LEVELS)}之一"


def problems(change: LawChange) -> Iterator[Problem]:
    """What stands in the way of the approval."""
    yield from entry_problems(change)
    if not parsed(change).provisions:
        yield "text", "没有识别出条文，每一条应当另起一行，以“第…条”开头"


def apply(change: LawChange) -> None:
    """Store the law, if it is new, and the wording; bring the intervals up to date."""
    says = change.says
    if change.kind == ChangeKind.REGISTER:
        title = str(says["title"])
        Law.objects.create(
            pk=change.law_id, title=title, short_title=title.removeprefix(_NATION),
            level=says["level"], issuer=says["issuer"], region=says["region"],
        )  # fmt: skip
    law = Law.objects.get(pk=change.law_id)
    text = parsed(change)
    version = new_version(law, _law_text(law, says, text))
    version.adopted_on = _day(says["adopted_on"]) if says["adopted_on"] else None
    version.document_no = says["document_no"]
    version.save(force_insert=True)
    copy_provisions([(version.pk, text.provisions)])
    refresh_intervals()
    change.version = version


def said(change: LawChange) -> str:
    """《…》2026年2月1日公布的文本."""
    return f"《{title_of(change)}》{chinese_date(_day(change.says['version_date']))}公布的文本"


def preview(change: LawChange) -> TextPreview:
    """What was recognised in the text of a registration or a wording, and what was not."""
    text = parsed(change)
    closing = "\n".join(p.text for p in text.provisions[-_CLOSING:])
    by_title = dict(Law.objects.values_list("title", "id"))
    return TextPreview(
        articles=tuple(
            ArticleView(place, chapter, words) for place, chapter, words in articles_in(text.provisions)
        ),
        paragraphs=sum(not p.place.item for p in text.provisions),
        items=sum(bool(p.place.item) for p in text.provisions),
        preamble=text.preamble,
        annex=text.annex,
        remarks=(*text.remarks, *_closing_remarks(change, closing)),
        repeals=tuple((t, find_title(t, by_title) is not None) for t in repealed_titles(closing)),
    )


def _closing_remarks(change: LawChange, closing: str) -> Iterator[str]:
    """Where the closing clauses say another day than the form, or more than one."""
    published, effective = _day(change.says["version_date"]), _day(change.says["effective_from"])
    written = starts_in(closing)
    others = [d for d in dict.fromkeys(written) if d != effective and d >= published]
    if len(set(written)) > 1 and effective in written:
        yield f"条文还写有自{'、'.join(map(chinese_date, others))}起施行的，审定后请登记分别施行"
    elif others:
        stated, _ = effective_date_of(published, None, closing)
        yield f"条文写的是自{chinese_date(stated)}起施行，与填写的{chinese_date(effective)}不同"


def _law_text(law: Law, says: dict[str, Any], text: ParsedLaw) -> LawText:
    return LawText(
        file=SOURCE, line=0, rank=0, title=law.title, version_date=_day(says["version_date"]),
        effective_date=_day(says["effective_from"]), level=law.level, issuer=law.issuer, expired=False,
        stated_articles=None, history=(), source_id="", parsed=text,
    )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)
