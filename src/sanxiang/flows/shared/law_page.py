"""法规公示页: a law as the public reads it: the wording that applies, and every other one held, with its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sanxiang.disclosure.law_types import ArticleData, LawData, WordingData
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.types import ArticleView, VersionView


def law_data(law: UUID, today: date) -> tuple[str, LawData] | None:
    """Public id and page of a law; of one that no longer applies, its last wording. None if none has begun."""
    held = statutes.versions(law)
    begun = [v for v in held if v.effective_from and v.effective_from <= today]
    shown = statutes.version_in_force(law, today) or max(
        begun, key=lambda v: v.effective_from or date.min, default=None
    )
    if shown is None:
        return None
    articles = statutes.contents_of([v.id for v in held])
    others = [_wording(v, articles[v.id]) for v in held if v.id != shown.id]
    about = shown.law
    return about.public_id, {
        "title": about.title,
        "short_title": about.short_title,
        "level": about.level,
        "issuer": about.issuer,
        **_wording(shown, articles[shown.id]),
        "wordings": others,
    }


def _wording(v: VersionView, articles: Sequence[ArticleView]) -> WordingData:
    return {
        "version_date": v.version_date.isoformat(),
        "effective_from": _day(v.effective_from),
        "effective_to": _day(v.effective_to),
        "document_no": v.document_no,
        "ended_by": v.ended_by,
        "expired": v.expired,
        "extract": v.extract,
        "articles": [_article(a) for a in articles],
    }


def _article(a: ArticleView) -> ArticleData:
    data: ArticleData = {
        "article": a.place.article,
        "suffix": a.place.suffix,
        "label": str(a.place),
        "chapter": a.chapter,
        "text": a.text,
    }
    return data if a.starts_on is None else {**data, "starts_on": a.starts_on.isoformat()}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
