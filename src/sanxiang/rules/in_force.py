"""施行和失效: whether a wording, or one of its articles, is in force on a day, and which of several wordings governs.

《立法法》第六十一条: a law states the day on which it begins. 第六十三条: one that is amended gets a new text, one that
is repealed ends. 第一百零三条: of a new and an old provision of the same body the new one governs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

Held = TypeVar("Held")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """有效期间: the first and the last day of a wording, both inclusive."""

    #: None = it was overtaken before it began, or nobody knows when it did; then it is in force on no day
    begins: date | None
    #: None = it has not ended, or nobody knows when
    ends: date | None = None
    #: the source says that it no longer applies; where it does not say since when, it is in force on no day
    expired: bool = False

    def covers(self, on: date, own: date | None = None) -> bool:
        """Is it in force that day? `own`: of an article that begins on a day of its own (分别施行), that day.

        >>> Term(date(2026, 3, 1)).covers(date(2026, 3, 1)), Term(date(2026, 3, 1)).covers(date(2026, 2, 28))
        (True, False)
        """
        if self.begins is None or (self.expired and self.ends is None):
            return False
        return (own or self.begins) <= on and (self.ends is None or on <= self.ends)


def governing(held: Iterable[tuple[Held, Term, date | None]], on: date) -> Held | None:
    """Of wordings (with the own day of the article asked for, if it has one), the one in force that began last.

    Two are in force on one day where an article of the newer begins before its wording does. None if none is.
    """
    applies = [(term.begins, found) for found, term, own in held if term.covers(on, own)]
    return max(applies, key=lambda pair: pair[0] or date.min, default=(None, None))[1]


def first_gap(held: Iterable[tuple[Held, Term, date | None]], since: date, by: date) -> date | None:
    """The first day from `since` to `by`, both inclusive, on which none of the wordings is in force; None if there is none.

    >>> first_gap([("old", Term(date(2020, 1, 1), date(2026, 5, 31)), None)], date(2026, 3, 1), date(2026, 12, 31))
    datetime.date(2026, 6, 1)
    """
    rows = list(held)
    ends = [term.ends + _DAY for _, term, _ in rows if term.ends and term.ends < date.max]
    days = sorted({since, *(day for day in ends if since < day <= by)})
    return next((day for day in days if governing(rows, day) is None), None)


def next_day(held: Iterable[tuple[Held, Term, date | None]], after: date) -> date | None:
    """The first day after that one on which one of the wordings begins, for the article asked for; None if none does."""
    starts = [(own or term.begins, term, own) for _, term, own in held]
    return min(
        (day for day, term, own in starts if day and day > after and term.covers(day, own)), default=None
    )
