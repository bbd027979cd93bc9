"""写在程序里的引用: forms, acts and periods that cite a law; a release changes them, no data can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sanxiang.documents.citing import form_citations
from sanxiang.rules.citing import plain_name
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.procedures import PROCEDURES
from sanxiang.rules.verdict import Basis
from sanxiang.statutes.types import LawView


@dataclass(frozen=True, slots=True)
class ProgramText:
    """One text of the program that cites the laws asked for."""

    #: 文书文字, 文书样式, 办案环节 or 期限
    kind: str
    title: str
    bases: tuple[Basis, ...]

    @property
    def cited(self) -> str:
        """The places as they are cited, in their order."""
        return "、".join(str(basis) for basis in self.bases)


def program_texts(laws: Sequence[LawView]) -> tuple[ProgramText, ...]:
    """The texts that name any of these laws, with the places of these laws only; printed words come first."""
    names = {plain_name(name) for law in laws for name in (law.title, law.short_title)}
    found = (
        ProgramText(kind, title, tuple(b for b in bases if plain_name(b.law) in names))
        for kind, title, bases in _all()
    )
    return tuple(text for text in found if text.bases)


def _all() -> Iterator[tuple[str, str, Iterable[Basis]]]:
    forms = form_citations()
    yield from (("文书文字", f"{f.form.code} {f.form.title}", f.printed) for f in forms)
    yield from (("文书样式", f"{f.form.code} {f.form.title}", f.serves) for f in forms)
    for procedure in PROCEDURES.values():
        yield from (("办案环节", act.title, act.citations) for act in procedure.acts)
    yield from (("期限", rule.title, rule.basis) for rule in DEADLINES.values())
