"""期限: how much of each period is used, and how its last day was reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sanxiang.cases.types import PARTY_TERMS, ClockView
from sanxiang.flows.reading.types import CasePage


@dataclass(frozen=True, slots=True)
class Period:
    """A period as the page shows it; `used` and `total` in `unit`."""

    title: str
    basis: str
    used: int
    total: int
    unit: str
    due: date
    explain: str
    #: it runs for the party, not for the agency
    for_party: bool
    met_on: date | None


def main(page: CasePage) -> Period | None:
    """The agency's own period that ends first."""
    clock = page.file.case.next_due
    return _period(page, clock) if clock else None


def others(page: CasePage) -> list[Period]:
    """All other periods of the case: open ones first, then those met."""
    first = page.file.case.next_due
    rest = [c for c in page.clocks if first is None or c.rule != first.rule or c.satisfied_on]
    return [_period(page, c) for c in sorted(rest, key=lambda c: (c.satisfied_on is not None, c.due_on))]


def _period(page: CasePage, clock: ClockView) -> Period:
    rule, today = clock.period, clock.satisfied_on or page.file.today
    days = rule.unit == "WD"

    def between(start: date, end: date) -> int:
        return page.file.calendar.working_days_between(start, end) if days else (end - start).days

    return Period(
        title=clock.title,
        basis="、".join(map(str, rule.basis)),
        used=between(clock.started_on, today),
        total=between(clock.started_on, clock.due_on),
        unit="个工作日" if days else "日",
        due=clock.due_on,
        explain="；".join(clock.explanation),
        for_party=clock.rule in PARTY_TERMS,
        met_on=clock.satisfied_on,
    )
