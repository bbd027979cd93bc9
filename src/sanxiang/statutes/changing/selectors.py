"""读取变更: the changes of a law or of all, one change with what it does, and the sources of a wording."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sanxiang.kernel import NotFound
from sanxiang.rules.citations import Place
from sanxiang.statutes.changing import articles, imported, texts
from sanxiang.statutes.changing.days import standing_repeals
from sanxiang.statutes.changing.kinds import KINDS
from sanxiang.statutes.changing.types import ChangeKind, ChangeView, SourceView, TextPair, TextPreview
from sanxiang.statutes.importing import by_article, differing, provisions_of
from sanxiang.statutes.models import LawChange, LawVersion, SourceText
from sanxiang.statutes.parse import ProvisionText, articles_in
from sanxiang.statutes.selectors import version_view
from sanxiang.statutes.types import VersionView


def changes_of(law: UUID) -> list[ChangeView]:
    """Every change of a law, the newest first."""
    return [_view(c) for c in LawChange.objects.filter(law_id=law).select_related("version__law")]


def waiting() -> list[ChangeView]:
    """The drafts entered by hand that wait for approval, the newest first; those of imports: `waiting`."""
    found = LawChange.objects.filter(status=LawChange.Status.DRAFT, batch__isnull=True)
    return [_view(c) for c in found.select_related("version__law")]


def get_change(change: UUID) -> ChangeView:
    """One change; raises NotFound."""
    return _view(_one(change))


def preview(change: UUID) -> TextPreview | None:
    """What the parser makes of the text of a registration, a wording or an import; None for another kind."""
    row = _one(change)
    return texts.preview(row) if "text" in row.says and "version_date" in row.says else None


def ended_by(law: UUID) -> list[str]:
    """Titles of the laws that this one ends by what was entered and approved, and not withdrawn."""
    return [r.law.title for r in standing_repeals(law)]


def touched(change: UUID) -> list[Place]:
    """The articles whose words an approval would replace."""
    row = _one(change)
    return imported.touched(row) if row.kind == ChangeKind.IMPORT else articles.touched(row)


def get_version(version: UUID) -> VersionView:
    """One wording; raises NotFound."""
    return version_view(_version(version))


def sources(version: UUID) -> list[SourceView]:
    """The sources of a wording, the one in use first; the others with the articles that read differently."""
    row = _version(version)
    held = provisions_of(row)
    used = row.source_texts.filter(text_sha256=row.text_sha256).first()
    others = row.source_texts.exclude(text_sha256=row.text_sha256).order_by("source")
    first = SourceView(used.pk if used else None, row.source, row.found_articles, used=True)
    return [first, *(_source(held, text) for text in others)]


def compared(version: UUID, source_text: UUID) -> list[TextPair]:
    """The articles in which a kept text differs from the one in use. Raises NotFound."""
    row = _version(version)
    text = row.source_texts.filter(pk=source_text).first()
    if text is None:
        raise NotFound("这一文本没有这个来源")
    held, other = (
        {place: words for place, _, words in articles_in(rows)}
        for rows in (provisions_of(row), articles.provisions_in(text))
    )
    found = differing(provisions_of(row), articles.provisions_in(text))
    return [TextPair(place, held.get(place, ""), other.get(place, "")) for place in found]


def differing_versions(limit: int = 50) -> list[VersionView]:
    """Wordings that two sources print differently, by title."""
    found = LawVersion.objects.filter(source_texts__isnull=False).select_related("law", "ended_by").distinct()
    return [version_view(v) for v in found.order_by("law__short_title", "version_date")[:limit]]


def _source(held: Iterable[ProvisionText], text: SourceText) -> SourceView:
    rows = articles.provisions_in(text)
    count = len(by_article((Place(p.place.article, p.place.suffix), p.text) for p in rows))
    return SourceView(text.pk, text.source, count, used=False, differing=tuple(differing(held, rows)))


def _one(change: UUID) -> LawChange:
    row = LawChange.objects.select_related("version__law").filter(pk=change).first()
    if row is None:
        raise NotFound("没有这项法规变更")
    return row


def _version(version: UUID) -> LawVersion:
    row = LawVersion.objects.select_related("law", "ended_by").filter(pk=version).first()
    if row is None:
        raise NotFound("没有这个法规版本")
    return row


def _view(c: LawChange) -> ChangeView:
    kind = ChangeKind(c.kind)
    return ChangeView(
        id=c.pk,
        kind=kind,
        law_id=c.law_id,
        version_id=c.version_id,
        says=c.says,
        before=c.before,
        title=KINDS[kind].said(c),
        basis=c.basis,
        status=c.status,
        status_label=c.get_status_display(),
        entered_at=c.entered_at,
        entered_by=c.entered_by,
        authors=tuple(c.authors),
        approved_by=c.approved_by,
        approved_on=c.approved_on,
        batch=c.batch,
    )
