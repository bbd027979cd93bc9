"""各种变更: for each kind, what stands in the way of it, how it is done, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sanxiang.statutes.changing import articles, days, imported, texts, withdrawing
from sanxiang.statutes.changing.types import ChangeKind
from sanxiang.statutes.models import LawChange

_Problems = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change. `entry`: asked of a draft; `problems`: asked again when it is approved."""

    entry: Callable[[LawChange], _Problems]
    problems: Callable[[LawChange], _Problems]
    apply: Callable[[LawChange], None]
    said: Callable[[LawChange], str]
    #: what the form of this kind holds
    fields: tuple[str, ...]


_TEXT = ("adopted_on", "version_date", "document_no", "effective_from", "text")
KINDS: dict[ChangeKind, Kind] = {
    ChangeKind.REGISTER: Kind(
        texts.entry_problems, texts.problems, texts.apply, texts.said, ("title", "level", "issuer", "region", *_TEXT)
    ),
    ChangeKind.IMPORT: Kind(
        imported.entry_problems, imported.problems, imported.apply, imported.said, imported.FIELDS
    ),
    ChangeKind.VERSION: Kind(texts.entry_problems, texts.problems, texts.apply, texts.said, _TEXT),
    ChangeKind.ARTICLE: Kind(
        articles.article_problems, articles.article_problems, articles.apply_article, articles.article_said,
        ("article", "suffix", "text"),
    ),
    ChangeKind.SOURCE: Kind(
        articles.source_problems, articles.source_problems, articles.apply_source, articles.source_said,
        ("source_text",),
    ),
    ChangeKind.COMMENCE: Kind(
        days.commence_problems, days.commence_problems, days.apply_commence, days.commence_said,
        ("articles", "starts_on"),
    ),
    ChangeKind.DATE: Kind(
        days.date_problems, days.date_problems, days.apply_date, days.date_said, ("effective_from",)
    ),
    ChangeKind.REPEAL: Kind(
        days.repeal_problems, days.repeal_problems, days.apply_repeal, days.repeal_said, ("laws", "on")
    ),
    ChangeKind.UNCOMMENCE: Kind(
        withdrawing.commence_problems, withdrawing.commence_problems, withdrawing.apply_commence,
        withdrawing.commence_said, ("articles",),
    ),
    ChangeKind.UNREPEAL: Kind(
        withdrawing.repeal_problems, withdrawing.repeal_problems, withdrawing.apply_repeal,
        withdrawing.repeal_said, ("laws",),
    ),
    ChangeKind.WITHDRAW: Kind(
        withdrawing.wording_problems, withdrawing.wording_problems, withdrawing.apply_wording,
        withdrawing.wording_said, (),
    ),
}  # fmt: skip
