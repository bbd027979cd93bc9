"""判断: how a rule answers. A legal "no" is a value with reasons and articles, never an exception."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands: the short name of the instrument and the place in it.

    >>> str(Basis("行政处罚法", "第四十二条第一款"))
    '《行政处罚法》第四十二条第一款'
    """

    law: str
    place: str = ""
    #: False: `law` are words about where a default comes from, and no title
    titled: bool = True

    def __str__(self) -> str:
        return f"《{self.law}》{self.place}" if self.titled else self.law


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way: a stable code, a Chinese sentence, the articles behind it."""

    code: str
    text: str
    basis: tuple[Basis, ...] = ()
    #: what the user can do about it, as the name of an act or a field; "" if nothing here helps
    remedy: str = ""

    def __str__(self) -> str:
        cited = "、".join(str(b) for b in self.basis)
        return f"{self.text}（{cited}）" if cited else self.text


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may this be done?": lawful when there is no reason against it."""

    reasons: tuple[Reason, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.reasons

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(self.reasons + other.reasons)


LAWFUL = Verdict()
