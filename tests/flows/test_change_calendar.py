"""修改工作日历: seen before, then done; every open period follows, and each leaves its entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sanxiang.flows.change_calendar import change_calendar
from sanxiang.kernel import InvalidInput, Refused, Role
from sanxiang.ledger.selectors import entries_of_case
from sanxiang.registry import services as registry
from sanxiang.registry.calendar import Day, year_of
from tests.factories.cases import lawful_case
from tests.factories.city import City, person

pytestmark = pytest.mark.django_db
SOURCE = "国办发明电〔2026〕99号"


def more_days_off(city: City, first: date, count: int) -> list[Day]:
    """The days of 2026, and so many more days off from the first."""
    known = year_of(2026).days
    more = [Day(first + timedelta(n), "holiday", "特别假期") for n in range(count)]
    return [*(d for d in known if d.date not in {m.date for m in more}), *more]


def test_a_longer_holiday_moves_what_runs_and_says_so_before(city: City) -> None:
    story = lawful_case(city, upto="notify_party")
    # counted in working days, so that days off lengthen it
    term = next(c for c in story.case.clocks if c.rule.startswith("PEN.STATEMENT") or "陈述" in c.title)
    asked = {"year": 2026, "days": more_days_off(city, story.now.date() + timedelta(1), 20), "source": SOURCE}
    keeper = person(city, "司理", 70, Role.ADMINISTRATOR)
    registry.update_agency(
        actor=keeper, now=story.now, agency=city.agency, enforcement_fields=["行政执法监督", "生态环境"]
    )
    entries = len(list(entries_of_case(story.case_id)))

    seen = change_calendar(actor=keeper, now=story.now, **asked, dry_run=True)
    moved = next(m for m in seen.moved if m.period == term.title)
    assert moved.before == term.due_on < moved.after and moved.number == story.case.number
    assert all(not working for _, working in seen.days)
    assert term in story.case.clocks and len(list(entries_of_case(story.case_id))) == entries

    assert change_calendar(actor=keeper, now=story.now, **asked) == seen
    after = next(c for c in story.case.clocks if c.rule == term.rule)
    assert after.due_on == moved.after
    assert len(list(entries_of_case(story.case_id))) == entries + len(seen.moved)
    again = change_calendar(actor=keeper, now=story.now, **asked)
    assert again.moved == () and again.days == ()


def test_only_the_justice_bureau_keeps_the_calendar(city: City) -> None:
    admin = person(city, "管清", 71, Role.ADMINISTRATOR)
    story = lawful_case(city, upto="register_clue")
    with pytest.raises(Refused, match="司法行政机关"):
        change_calendar(actor=admin, now=story.now, year=2026, days=year_of(2026).days, source=SOURCE)


def test_a_notice_without_source_changes_nothing(city: City) -> None:
    story = lawful_case(city, upto="register_clue")
    keeper = person(city, "司理", 70, Role.ADMINISTRATOR)
    registry.update_agency(
        actor=keeper, now=story.now, agency=city.agency, enforcement_fields=["行政执法监督"]
    )
    before = year_of(2026)
    with pytest.raises(InvalidInput, match="文号"):
        change_calendar(actor=keeper, now=story.now, year=2026, days=before.days, source=" ")
    assert year_of(2026) == before
