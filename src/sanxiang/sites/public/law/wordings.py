"""历次文本: the wordings of a published law, which of them a reader asked for, and what each is on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from sanxiang.disclosure.search.texts import anchor_of
from sanxiang.rules.in_force import Term, governing
from sanxiang.sites.public.views import day, today, word


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a law; in force from `begins` to `ends`, both inclusive, None = not known or open."""

    #: the day of its publication as YYYY-MM-DD; no two wordings of a law share one
    key: str
    begins: date | None
    ends: date | None
    ended_by: str
    expired: bool
    extract: bool
    document_no: str
    articles: Sequence[Mapping[str, Any]]
    #: another wording followed it
    followed: bool = False

    @property
    def published(self) -> date | None:
        """The day of its publication."""
        return _day(self.key)

    @property
    def term(self) -> Term:
        """When it is in force."""
        return Term(self.begins, self.ends, self.expired)

    @property
    def numbers(self) -> frozenset[tuple[int, int]]:
        """Number and suffix of every article."""
        return frozenset((a["article"], a["suffix"]) for a in self.articles)

    def in_force(self, on: date) -> bool:
        """Whether it applies on that day."""
        return self.term.covers(on)

    def standing(self, on: date) -> tuple[str, str]:
        """What it is on that day, and the tone of its tag."""
        if self.in_force(on):
            return "现行有效", "ok"
        if self.expired or (self.ends and self.ends < on):
            if self.ended_by:
                return "已废止", "red"
            return ("已修改", "grey") if self.followed else ("已失效", "red")
        return ("尚未施行", "blue") if self.begins else ("施行日期不详", "warn")

    def article(self, anchor: str) -> Mapping[str, Any] | None:
        """The article of that anchor (a33, a33-1)."""
        return next((a for a in self.articles if anchor_of(a) == anchor), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader sees of a law: one wording, or why there is none for what was asked."""

    #: the newest first
    wordings: Sequence[Wording]
    chosen: Wording | None
    #: the day asked for
    on: date | None = None
    problem: str = ""
    #: where the problem leads: the wording nearest to what was asked
    nearest: Wording | None = None
    status: int = 200

    @property
    def current(self) -> Wording | None:
        """The wording that applies today."""
        return _on(self.wordings, today())

    @property
    def kept_query(self) -> str:
        """What an address within the law carries on, so that the reader stays in this wording."""
        if self.chosen is None or self.chosen == (self.current or self.wordings[0]):
            return ""
        return f"?text={self.chosen.key}"

    @property
    def early(self) -> list[tuple[Wording, Mapping[str, Any]]]:
        """分别施行: articles of a later wording that apply already on the day that is read."""
        on = self.on or today()
        later = [
            w for w in self.wordings if self.chosen and self.chosen.in_force(on) and w.key > self.chosen.key
        ]
        return [(w, a) for w in later for a in w.articles if (own := starts(a)) and w.term.covers(on, own)]


def wordings_of(data: Mapping[str, Any]) -> list[Wording]:
    """All wordings in a law's snapshot, the newest first."""
    rows = [data, *data.get("wordings", ())]
    last = max(row["version_date"] for row in rows)
    found = [_wording(row, followed=row["version_date"] < last) for row in rows]
    return sorted(found, key=lambda w: w.key, reverse=True)


def reading(request: HttpRequest, data: Mapping[str, Any]) -> Reading:
    """The wording asked for by its day of publication (`text`) or by a day (`on`); else the one that applies."""
    wordings = wordings_of(data)
    if key := word(request, "text", limit=10):
        chosen = next((w for w in wordings if w.key == key), None)
        if chosen is None:
            problem = f"没有收录“{key}”公布的文本，请从“历次文本”中选择。"
            return Reading(wordings, None, None, problem, wordings[0], status=404)
        return Reading(wordings, chosen)
    if said := word(request, "on", limit=20):
        on = day(request, "on")
        if on is None:
            problem = f"“{said}”不是日期，请按2026-01-31的样式填写。"
            return Reading(wordings, None, None, problem, wordings[0], status=400)
        return _on_day(wordings, on)
    shown = next(w for w in wordings if w.key == data["version_date"])
    return Reading(wordings, _on(wordings, today()) or shown)


def starts(article: Mapping[str, Any]) -> date | None:
    """The day on which an article takes effect, where that is not the day of the rest (分别施行)."""
    return _day(article.get("starts_on", ""))


def _on_day(wordings: Sequence[Wording], on: date) -> Reading:
    if found := _on(wordings, on):
        return Reading(wordings, found, on)
    said = f"{on.year}年{on.month}月{on.day}日"
    begun = [w for w in wordings if w.begins]
    first = min(begun, key=lambda w: w.begins or on, default=None)
    if first and first.begins and first.begins > on:
        begins = f"{first.begins.year}年{first.begins.month}月{first.begins.day}日"
        problem = (
            f"收录的最早文本自{begins}起施行，{said}还没有施行。此前是否另有文本，请查国家法律法规数据库。"
        )
        return Reading(wordings, None, on, problem, first)
    last = max(begun, key=lambda w: w.begins or on, default=None)
    ended = f"由《{last.ended_by}》废止" if last and last.ended_by else "失效，或者当日的文本没有收录"
    return Reading(wordings, None, on, f"{said}没有适用的文本：已{ended}。", last or wordings[0])


def _on(wordings: Sequence[Wording], on: date) -> Wording | None:
    return governing(((w, w.term, None) for w in wordings), on)


def _wording(data: Mapping[str, Any], *, followed: bool) -> Wording:
    return Wording(
        key=data["version_date"],
        begins=_day(data["effective_from"]),
        ends=_day(data.get("effective_to", "")),
        ended_by=data.get("ended_by", ""),
        expired=data.get("expired", False),
        extract=data.get("extract", False),
        document_no=data.get("document_no", ""),
        articles=data["articles"],
        followed=followed,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
