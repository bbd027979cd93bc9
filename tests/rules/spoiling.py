"""Ways to spoil one fact of a lawful case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.terms import PartyKind
from tests.rules.lawful import card, paper

Spoil = Callable[[CaseFacts], CaseFacts]


def part(name: str, **changes: object) -> Spoil:
    """Change fields of one part of the facts."""
    return lambda f: replace(f, **{name: replace(getattr(f, name), **changes)})


def whole(**changes: object) -> Spoil:
    return lambda f: replace(f, **changes)  # type: ignore[arg-type]


def first_officer(**changes: object) -> Spoil:
    return lambda f: replace(f, officers=(replace(f.officers[0], **changes), *f.officers[1:]))  # type: ignore[arg-type]


def first_card(**changes: object) -> Spoil:
    return first_officer(credential=replace(card("24060012087"), **changes))  # type: ignore[arg-type]


def first_evidence(**changes: object) -> Spoil:
    return lambda f: replace(f, evidence=(replace(f.evidence[0], **changes),))  # type: ignore[arg-type]


def without(code: str) -> Spoil:
    return lambda f: replace(f, documents=tuple(d for d in f.documents if d.code != code))


def document(code: str, **changes: object) -> Spoil:
    return lambda f: replace(
        without(code)(f), documents=(*without(code)(f).documents, paper(code, **changes))
    )


def approval(owner: str, **changes: object) -> Spoil:
    return lambda f: part(owner, approval=replace(getattr(f, owner).approval, **changes))(f)


def both(*spoils: Spoil) -> Spoil:
    def apply(f: CaseFacts) -> CaseFacts:
        for spoil in spoils:
            f = spoil(f)
        return f

    return apply


TEENAGER = part("party", kind=PartyKind.PERSON, age=16)
