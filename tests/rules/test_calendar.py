"""工作日历: make-up days work, holidays do not, and counting is additive."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.calendar_2026 import CALENDAR

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_the_notice_of_2026_has_33_days_off_and_6_made_up() -> None:
    assert (len(CALENDAR.holidays), len(CALENDAR.makeup_days)) == (33, 6)


def test_a_made_up_saturday_works_and_a_holiday_monday_does_not() -> None:
    assert CALENDAR.is_working(date(2026, 2, 14))
    assert not CALENDAR.is_working(date(2026, 2, 16))
    assert not CALENDAR.is_working(date(2026, 3, 1))


@given(DAYS, st.integers(1, 40))
def test_a_working_day_count_lands_on_a_working_day(day: date, n: int) -> None:
    assert CALENDAR.is_working(CALENDAR.add_working_days(day, n))
    assert CALENDAR.is_working(CALENDAR.add_working_days(day, -n))


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_counting_is_additive(day: date, a: int, b: int) -> None:
    once = CALENDAR.add_working_days(day, a + b)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(day, a), b) == once


@given(DAYS, st.integers(1, 30))
def test_days_between_undo_adding(day: date, n: int) -> None:
    later = CALENDAR.add_working_days(day, n)
    assert CALENDAR.working_days_between(day, later) == n
    assert CALENDAR.working_days_between(later, later) == 0
    assert CALENDAR.working_days_between(later, day - timedelta(days=1)) < 0


@given(DAYS)
def test_the_next_working_day_is_the_first_one(day: date) -> None:
    found = CALENDAR.next_working_day(day)
    skipped = [day + timedelta(days=i) for i in range((found - day).days)]
    assert CALENDAR.is_working(found)
    assert not any(CALENDAR.is_working(d) for d in skipped)


def test_years_without_a_notice_make_a_stretch_provisional() -> None:
    assert CALENDAR.is_provisional(date(2026, 12, 30), date(2027, 1, 4))
    assert not CALENDAR.is_provisional(date(2026, 1, 1), date(2026, 12, 31))
