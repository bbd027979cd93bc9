"""What a guard is: a question about the facts; its answer is everything that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sanxiang.rules.citations import cite
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.verdict import Reason

Guard = Callable[[CaseFacts], Iterable[Reason]]


def no(code: str, text: str, source: str, remedy: str = "") -> Reason:
    """A reason against, citing by short key (`citations.cite`)."""
    return Reason(code, text, cite(source), remedy)
