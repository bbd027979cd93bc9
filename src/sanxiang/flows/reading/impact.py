"""影响: what rests on laws that change or end: items, benchmarks, review rules, open cases, and the program's texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxiang.cases.selectors import open_on_items
from sanxiang.flows.reading.program_text import ProgramText, program_texts
from sanxiang.kernel import Actor
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import Resting, ReviewRuleView
from sanxiang.rules.citations import Place, format_citation
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.citing.wording import nearest
from sanxiang.statutes.types import LawView


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that items rest on, and where its words seem to stand in the law that follows."""

    law: LawView
    place: Place
    items: int
    suggested: str

    @property
    def citation(self) -> str:
        return format_citation(self.law.short_title, self.place)


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of these laws touches, as things stand."""

    laws: tuple[LawView, ...]
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


def impact(*, actor: Actor, laws: Sequence[UUID], on: date) -> Impact:
    """Everything that cites any of these laws and is in force on the day or later; open cases also by ended versions.

    A fixed number of queries. NotFound for an unknown law.
    """
    views = tuple(statutes.get_law(law) for law in laws)
    bases = tuple(powers.resting_on(laws, on))
    items = list(dict.fromkeys(b.item for b in bases))
    return Impact(
        laws=views,
        bases=bases,
        benchmarks=powers.benchmarks_on(items, on),
        rules=tuple(powers.rules_naming([v.short_title for v in views], on)),
        cases=tuple(open_on_items(actor=actor, items=powers.versions_resting_on(laws))),
        program=program_texts(views),
    )


def spots(found: Impact, *, successor: UUID | None, on: date, before: date) -> list[Spot]:
    """The places that items rest on, each once; `successor`: the law to look for the same words in, as of `on`."""
    counted: dict[tuple[UUID, Place], set[UUID]] = {}
    for basis in found.bases:
        counted.setdefault((basis.law, basis.place), set()).add(basis.item)
    laws = {law.id: law for law in found.laws}
    target = statutes.version_in_force(successor, on) if successor else None
    articles = {a.place: a.text for a in statutes.law_contents(target.id)} if target else {}
    out = []
    for (law, place), items in counted.items():
        near = nearest(_words(law, place, before), articles) if articles else None
        words = format_citation(target.law.short_title, near) if target and near else ""
        out.append(Spot(laws[law], place, len(items), words))
    return out


def _words(law: UUID, place: Place, day: date) -> str:
    """The article as it stood that day, or in the last wording of a law that had ended by then."""
    version = statutes.version_in_force(law, day) or next(iter(statutes.versions(law)), None)
    found = statutes.provision(version, Place(place.article, place.suffix)) if version else None
    return found.text if found else ""
