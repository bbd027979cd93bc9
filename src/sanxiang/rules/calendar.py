"""工作日历: which days are working days.

《全国年节及纪念日放假办法》 names the holidays; the State Council's yearly notice moves rest days
and names the make-up working days. A year whose notice has not been loaded is computed from
weekdays alone and every result that touches it is *provisional*.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """The days off and the make-up working days of the years that are known."""

    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    #: years whose notice is loaded; a computation that touches another year is provisional
    known_years: AbstractSet[int] | range = frozenset()
    #: holiday -> its name (春节), for explanations only
    names: Mapping[date, str] = field(default_factory=dict, compare=False)

    def is_working(self, d: date) -> bool:
        """True on a make-up working day, or on a weekday that is not a holiday."""
        return d in self.makeup_days or (d.weekday() < _SATURDAY and d not in self.holidays)

    def add_working_days(self, d: date, n: int) -> date:
        """The n-th working day after `d` (before it, if n < 0); the day of the event is not counted.

        `n = 0` answers `d` itself.
        """
        step = _DAY if n > 0 else -_DAY
        left = abs(n)
        while left:
            d += step
            left -= self.is_working(d)
        return d

    def next_working_day(self, d: date) -> date:
        """`d` itself if it is a working day, otherwise the first working day after it."""
        while not self.is_working(d):
            d += _DAY
        return d

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative if `end` is earlier."""
        low, high = sorted((start, end))
        days = (high - low).days
        count = sum(self.is_working(low + _DAY * i) for i in range(1, days + 1))
        return count if end >= start else -count

    def is_provisional(self, start: date, end: date) -> bool:
        """True if the stretch from `start` to `end` touches a year whose notice is not loaded."""
        low, high = sorted((start.year, end.year))
        return any(year not in self.known_years for year in range(low, high + 1))
