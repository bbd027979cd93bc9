"""影响: what rests on laws that change or end: items, benchmarks, review rules, open cases, and the program's texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxiang.cases.selectors import open_on_items
from sanxiang.flows.reading.program_text import ProgramText, program_texts
from sanxiang.kernel import Actor
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import Resting, ReviewRuleView
from sanxiang.rules.citations import Place, format_citation
from sanxiang.rules.in_force import governing, next_day
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.citing.wording import nearest
from sanxiang.statutes.days import Head, articles_on, head, lapses, last_words, terms_of
from sanxiang.statutes.types import LawView


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that items rest on, and where its words seem to stand in the law that follows."""

    law: LawView
    place: Place
    items: int
    suggested: str
    #: its own law has the article on that day
    stays: bool
    #: where it has not: the day on which the article begins
    again: date | None

    @property
    def citation(self) -> str:
        return format_citation(self.law.short_title, self.place)


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of these laws touches, as things stand."""

    laws: tuple[LawView, ...]
    #: of laws that go on otherwise: only these articles
    articles: tuple[Head, ...]
    #: one for each basis; an item may stand more than once
    bases: tuple[Resting, ...]
    benchmarks: int
    rules: tuple[ReviewRuleView, ...]
    #: (id, number, title, power item)
    cases: tuple[tuple[UUID, str, str, UUID], ...]
    #: forms, acts and periods: only a release of the program moves them
    program: tuple[ProgramText, ...]

    @property
    def items(self) -> tuple[UUID, ...]:
        """The items touched, each once."""
        return tuple(dict.fromkeys(b.item for b in self.bases))

    @property
    def agencies(self) -> Mapping[str, int]:
        """Agency → how many of its items are touched."""
        found: dict[str, set[UUID]] = {}
        for basis in self.bases:
            found.setdefault(basis.agency, set()).add(basis.item)
        return {agency: len(items) for agency, items in found.items()}


def impact(*, actor: Actor, laws: Sequence[UUID], on: date, articles: Collection[Head] = ()) -> Impact:
    """Everything that cites any of these laws and is in force on the day or later; open cases also by ended versions.

    `articles`: of laws that go on otherwise, only these. A fixed number of queries. NotFound for an unknown law.
    """
    parts = [key for key in articles if key[0] not in laws]
    views = tuple(statutes.get_law(law) for law in dict.fromkeys([*laws, *(law for law, _ in parts)]))
    held = powers.resting_on([v.id for v in views], on)
    bases = tuple(b for b in held if b.law in laws or head(b.law, b.place) in parts)
    items = list(dict.fromkeys(b.item for b in bases))
    return Impact(
        laws=views,
        articles=tuple(parts),
        bases=bases,
        benchmarks=powers.benchmarks_on(items, on),
        rules=tuple(powers.rules_naming([v.short_title for v in views], on)),
        cases=tuple(open_on_items(actor=actor, items=_versions(laws, parts))),
        program=program_texts(views),
    )


def spots(found: Impact, *, successor: UUID | None, on: date, before: date) -> list[Spot]:
    """The places that items rest on, each once; `successor`: the law to look for the same words in, as of `on`.

    Asked article by article: one that begins later than its law is not proposed before its own day.
    """
    counted: dict[tuple[UUID, Place], set[UUID]] = {}
    for basis in found.bases:
        counted.setdefault((basis.law, basis.place), set()).add(basis.item)
    laws = {law.id: law for law in found.laws}
    title = statutes.get_law(successor).short_title if successor else ""
    articles = {a.place: a.text for a in articles_on(successor, on)} if successor else {}
    terms = terms_of(head(law, place) for law, place in counted)
    out = []
    for (law, place), items in counted.items():
        words = last_words(law, place, before) if articles else ""
        near = nearest(words, articles) if words else None
        held = terms.get(head(law, place), [])
        stays = governing(held, on) is not None
        again = None if stays else next_day(held, on)
        suggested = format_citation(title, near) if near else ""
        out.append(Spot(laws[law], place, len(items), suggested, stays, again))
    return out


def first_day(found: Impact, *, since: date, by: date) -> date | None:
    """The first day on which one of the articles that items rest on has no text; None if each has, up to `by`."""
    heads = {head(b.law, b.place) for b in found.bases}
    return min((lapse.since for lapse in lapses(heads, since=since, by=by)), default=None)


def _versions(laws: Sequence[UUID], parts: Sequence[Head]) -> list[UUID]:
    """Every approved version of an item that rests on the laws or on those articles."""
    out = powers.versions_resting_on(laws)
    for law, place in parts:
        out += powers.versions_resting_at(law, [place], date.min, None)
    return list(dict.fromkeys(out))
