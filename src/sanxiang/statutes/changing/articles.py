"""条文: correcting one article of a wording, and choosing which source's text runs. The text before is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from sanxiang.rules.citations import Place
from sanxiang.rules.sentences import chinese_date
from sanxiang.statutes.importing import copy_provisions, differing, digest, keep_source, provisions_of
from sanxiang.statutes.models import LawChange, LawVersion, Provision, SourceText
from sanxiang.statutes.parse import ProvisionText, articles_in, parse_law
from sanxiang.statutes.terms import refresh_intervals

Problem = tuple[str, str]


def place_of(change: LawChange) -> Place:
    """The article that a correction is about."""
    return Place(change.says["article"], change.says["suffix"])


def article_problems(change: LawChange) -> Iterator[Problem]:
    """The new text is that one article, from its 第…条 on, and reads differently from the old."""
    version, place = version_of(change), place_of(change)
    held = _rows(version, place)
    new = parse_law(str(change.says["text"]))
    if not held:
        yield "text", f"这一文本没有{place}"
    elif [found for found, _, _ in articles_in(new.provisions)] != [place] or new.preamble or new.annex:
        yield "text", f"请写出{place}的全文，以“{place}”开头，款、项各占一行，不要写别的条"
    elif digest(new.provisions) == digest(held):
        yield "text", "与现在的条文相同"


def apply_article(change: LawChange) -> None:
    """Put the corrected article in the place of the old one, whose words stay with the change."""
    version, place = version_of(change), place_of(change)
    rows = Provision.objects.filter(version=version, article=place.article, article_suffix=place.suffix)
    held = list(rows.order_by("ordinal"))
    change.before = {"text": "\n".join(p.text for p in held)}
    new = parse_law(str(change.says["text"])).provisions
    first, last, chapter = held[0].ordinal, held[-1].ordinal, held[0].chapter
    rows.delete()
    later = Provision.objects.filter(version=version, ordinal__gt=last)
    later.update(ordinal=F("ordinal") + len(new) - len(held))
    Provision.objects.bulk_create(
        Provision(
            version=version, chapter=chapter, article=place.article, article_suffix=place.suffix,
            paragraph=p.place.paragraph, item=p.place.item, ordinal=ordinal, text=p.text,
        )
        for ordinal, p in enumerate(new, start=first)
    )  # fmt: skip
    _seal(version)


def article_said(change: LawChange) -> str:
    """《…》2026年2月1日公布的文本第三条."""
    return f"{version_said(version_of(change))}{place_of(change)}"


def source_problems(change: LawChange) -> Iterator[Problem]:
    """The source is one of this wording, and not the one that runs."""
    version = version_of(change)
    text = version.source_texts.filter(pk=change.says["source_text"]).first()
    if text is None:
        yield "source_text", "这一文本没有这个来源"
    elif text.text_sha256 == version.text_sha256:
        yield "source_text", f"现在用的就是{text.source}的文本"


def apply_source(change: LawChange) -> None:
    """Let the other source's text run; the one that ran is kept beside it."""
    version = version_of(change)
    chosen = SourceText.objects.get(pk=change.says["source_text"])
    change.before = {"source": version.source}
    keep_source(version, version.source, provisions_of(version), version.preamble, version.annex)
    version.provisions.all().delete()
    copy_provisions([(version.pk, provisions_in(chosen))])
    version.source, version.preamble, version.annex = chosen.source, chosen.preamble, chosen.annex
    _seal(version)


def source_said(change: LawChange) -> str:
    """《…》2026年2月1日公布的文本，改用…."""
    chosen = SourceText.objects.get(pk=change.says["source_text"])
    return f"{version_said(version_of(change))}，改用{chosen.source}的文本"


def touched(change: LawChange) -> list[Place]:
    """The articles whose words the change would replace."""
    if "source_text" in change.says:
        chosen = SourceText.objects.get(pk=change.says["source_text"])
        return differing(provisions_of(version_of(change)), provisions_in(chosen))
    return [place_of(change)] if "article" in change.says else []


def provisions_in(text: SourceText) -> list[ProvisionText]:
    """The provisions of a kept text."""
    return [ProvisionText(Place(*row[1:5]), row[0], row[5]) for row in text.provisions]


def version_of(change: LawChange) -> LawVersion:
    """The wording concerned."""
    assert change.version is not None  # asked for when the change is entered
    return change.version


def version_said(version: LawVersion) -> str:
    """《…》2026年2月1日公布的文本."""
    return f"《{version.law.title}》{chinese_date(version.version_date)}公布的文本"


def _rows(version: LawVersion, place: Place) -> list[ProvisionText]:
    head: Any = (place.article, place.suffix)
    return [p for p in provisions_of(version) if (p.place.article, p.place.suffix) == head]


def _seal(version: LawVersion) -> None:
    """The digest, the number of articles, and what the closing clause ends follow the text."""
    text = provisions_of(version)
    version.text_sha256 = digest(text)
    version.found_articles = len(articles_in(text))
    version.save(update_fields=["text_sha256", "found_articles", "source", "preamble", "annex"])
    refresh_intervals()
