"""工作日历: seeded for all years, provisional where no notice is known, replaced by a notice."""

from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from sanxiang.kernel import InvalidInput
from sanxiang.registry import calendar
from sanxiang.registry.calendar import Day
from sanxiang.registry.models import CalendarDay
from sanxiang.registry.selectors import work_calendar
from tests.registry.conftest import DOING

pytestmark = pytest.mark.django_db
REFERENCE = (
    Path(os.environ.get("SANXIANG_DATA", Path(__file__).parents[3] / "shared" / "data"))
    / "calendar"
    / "cn_holidays_2004_2026.csv"
)


def test_an_empty_table_knows_no_year() -> None:
    assert work_calendar().is_provisional(date(2026, 1, 1), date(2026, 1, 2))


def test_seeding_twice_adds_nothing_the_second_time() -> None:
    assert calendar.seed_calendar(**DOING) > 600
    before = list(CalendarDay.objects.values())
    assert calendar.seed_calendar(**DOING) == 0
    assert list(CalendarDay.objects.values()) == before


def test_the_calendar_of_2026() -> None:
    calendar.seed_calendar(**DOING, years=[2026, 2027])
    days = work_calendar()
    assert not days.is_working(date(2026, 2, 17))  # 春节
    assert days.is_working(date(2026, 2, 14))  # Saturday, made up
    assert days.is_working(date(2026, 3, 2))
    assert not days.is_provisional(date(2026, 1, 1), date(2026, 12, 31))
    assert days.is_provisional(date(2026, 12, 31), date(2027, 1, 1))
    assert not days.is_working(date(2027, 10, 1))


def test_a_notice_replaces_the_provisional_year() -> None:
    calendar.seed_calendar(**DOING, years=[2027])
    notice = [Day(date(2027, 1, 1), "holiday", "元旦"), Day(date(2027, 1, 2), "makeup", "调休上班")]
    calendar.load_notice(**DOING, year=2027, days=notice, source="国办发明电〔2026〕1号")
    days = work_calendar()
    assert days.is_working(date(2027, 1, 2))
    assert days.is_working(date(2027, 10, 1))  # not in this notice
    assert not days.is_provisional(date(2027, 1, 1), date(2027, 1, 2))
    assert set(CalendarDay.objects.values_list("version", flat=True)) == {2}


def test_a_notice_with_mistakes_changes_nothing() -> None:
    calendar.seed_calendar(**DOING, years=[2027])
    before = list(CalendarDay.objects.values())
    wrong = [Day(date(2026, 1, 1), "feast", "元旦"), Day(date(2026, 1, 1), "makeup", "")]
    with pytest.raises(InvalidInput) as error:
        calendar.load_notice(**DOING, year=2027, days=wrong, source=" ")
    assert len(error.value.problems) == 6
    assert list(CalendarDay.objects.values()) == before


@pytest.mark.skipif(not REFERENCE.is_file(), reason="没有参考数据：请用SANXIANG_DATA指出其目录")
def test_every_day_since_2004_agrees_with_an_independent_table() -> None:
    calendar.seed_calendar(**DOING)
    days = work_calendar()
    with REFERENCE.open(encoding="utf-8-sig") as file:
        other = {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(file)}
    start, differing = date(2004, 1, 1), []
    for offset in range((date(2026, 12, 31) - start).days + 1):
        day = start + timedelta(offset)
        expected = other[day] == "makeup_workday" if day in other else day.weekday() < 5
        if days.is_working(day) != expected:
            differing.append(day)
    # The notice for 2006 made Saturday 31 December 2005 a working day; the other table begins each year afresh.
    assert differing == [date(2005, 12, 31)]
