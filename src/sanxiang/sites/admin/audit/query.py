"""查询条件: what the address asks for, read leniently: a date that cannot be asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from sanxiang.kernel import BEIJING
from sanxiang.sites.design.parts import Link, Pager

SIZES = (20, 50, 100)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters as they were given, and the moments that the days stand for (Beijing)."""

    given: dict[str, str]
    number: int
    size: int

    @classmethod
    def of(cls, request: HttpRequest, *names: str) -> Query:
        given = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "from", "to", *names)}
        number, size = request.GET.get("page", ""), request.GET.get("size", "")
        return cls(
            {name: value for name, value in given.items() if value},
            max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1,
            int(size) if size in map(str, SIZES) else SIZES[1],
        )

    def get(self, name: str) -> str:
        return self.given.get(name, "")

    @property
    def since(self) -> datetime | None:
        day = _day(self.get("from"))
        return datetime.combine(day, time(), BEIJING) if day else None

    @property
    def until(self) -> datetime | None:
        """The end of the last day."""
        day = _day(self.get("to"))
        return datetime.combine(day + _DAY, time(), BEIJING) if day else None

    @property
    def subject(self) -> UUID | None:
        try:
            return UUID(self.get("subject"))
        except ValueError:
            return None

    def pager(self, total: int) -> Pager:
        return Pager(self.number, total, self.size, self.given)

    def first(self, total: int) -> int:
        """How many rows stand before the page."""
        return (min(self.number, self.pager(total).pages) - 1) * self.size

    def chips(self, words: dict[str, str]) -> list[Link]:
        """A link per condition to the list without it; `words`: how a condition is called."""
        return [
            Link(said, "?" + urlencode({k: v for k, v in self.given.items() if k != name}))
            for name, said in words.items()
            if name in self.given
        ]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 3000 else None
