"""期限: the vectors of law annex 12, and what holds for every period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.periods import Extension, Pause, PauseKind, PeriodRule, Unit, add_months, compute, union
from tests.rules.calendar_2026 import CALENDAR

DAYS = st.dates(date(2026, 1, 1), date(2026, 9, 30))
DAY_RULES = st.sampled_from([r for r in DEADLINES.values() if r.unit is not Unit.H])
COUNTED = st.sampled_from([r for r in DEADLINES.values() if r.unit in (Unit.CD, Unit.WD) and r.n > 0])


@pytest.mark.parametrize(
    ("rule", "event", "unrolled", "due"),
    [
        ("PEN.PUBLISH", "2026-02-10", "2026-02-26", "2026-02-26"),
        ("OTHER.PUBLISH", "2026-02-10", "2026-03-16", "2026-03-16"),
        ("PEN.DECIDE", "2026-01-05", "2026-04-05", "2026-04-07"),
        ("PEN.DECIDE", "2026-07-05", "2026-10-03", "2026-10-08"),
        ("PEN.PAY", "2026-09-20", "2026-10-05", "2026-10-08"),
        ("PEN.HEAR.REQ", "2026-09-29", "2026-10-12", "2026-10-12"),
        ("PEN.WITHDRAW", "2026-04-30", "2026-05-08", "2026-05-08"),
        ("PEN.EVIDHOLD", "2026-09-24", "2026-10-12", "2026-10-12"),
        ("LIC.DECIDE", "2026-09-18", "2026-10-22", "2026-10-22"),
        ("ENF.SEAL", "2026-09-05", "2026-10-05", "2026-10-05"),
        ("ARL.APPLY", "2026-08-05", "2026-10-04", "2026-10-08"),
        ("SVC.ANNOUNCE", "2026-09-01", "2026-10-01", "2026-10-01"),
        ("PEN.HEAR.NOTICE", "2026-10-12", "2026-09-23", "2026-09-23"),
    ],
)
def test_the_vectors_of_2026(rule: str, event: str, unrolled: str, due: str) -> None:
    found = compute(DEADLINES[rule], date.fromisoformat(event), CALENDAR)
    assert (found.unrolled.isoformat(), found.due.isoformat()) == (unrolled, due)


def test_the_lenient_count_before_a_hearing_is_a_day_later() -> None:
    lenient = replace(DEADLINES["PEN.HEAR.NOTICE"], clear_days=False)
    assert compute(lenient, date(2026, 10, 12), CALENDAR).due == date(2026, 9, 24)


def test_the_explanation_is_a_sentence_a_citizen_understands() -> None:
    found = compute(DEADLINES["PEN.PUBLISH"], date(2026, 2, 10), CALENDAR)
    assert found.explanation == (
        "自2026年2月10日（作出决定）的次日起算7个工作日，当日不计入，2月14日调休上班，计入，"
        "2月15日至23日春节放假，不计入，至2026年2月26日届满。"
    )


def test_rolling_names_the_holiday() -> None:
    found = compute(DEADLINES["PEN.DECIDE"], date(2026, 7, 5), CALENDAR)
    assert "最后一日2026年10月3日是国庆节假期，顺延至其后第一个工作日" in found.explanation


def test_hours_run_through_the_night_and_the_holiday() -> None:
    start = datetime(2026, 9, 30, 22, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
    found = compute(DEADLINES["ENF.EMERG"], start, CALENDAR)
    assert found.due_at == start + timedelta(hours=24)
    assert found.explanation == (
        "自2026年9月30日22时15分当场实施起算24小时，连续计算，不扣除休息日，至2026年10月1日22时15分届满。"
    )


def test_hours_need_an_instant_and_days_a_date() -> None:
    with pytest.raises(ValueError, match="instant"):
        compute(DEADLINES["ENF.EMERG"], date(2026, 9, 30), CALENDAR)
    with pytest.raises(ValueError, match="legal date"):
        compute(DEADLINES["PEN.PAY"], datetime(2026, 9, 30, tzinfo=ZoneInfo("UTC")), CALENDAR)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 15), -1, date(2026, 2, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_number_or_at_month_end(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        ("STAT.ANNUAL", date(2025, 12, 31), date(2026, 1, 31)),
        ("STAT.KUNMING", date(2026, 1, 1), date(2026, 12, 15)),
    ],
)
def test_fixed_dates_are_the_first_after_the_trigger(rule: str, start: date, due: date) -> None:
    assert compute(DEADLINES[rule], start, CALENDAR).due == due


HEARING = Pause(PauseKind.HEARING, date(2026, 8, 3), date(2026, 8, 14), "云环听通〔2026〕3号")


def test_a_documented_pause_moves_the_end_by_its_days() -> None:
    found = compute(DEADLINES["PEN.DECIDE"], date(2026, 6, 1), CALENDAR, [HEARING])
    assert found.unrolled == date(2026, 6, 1) + timedelta(days=90 + 12)
    assert "听证期间（8月3日至14日）不计入（云环听通〔2026〕3号）" in found.explanation


def test_a_pause_without_document_counts_for_nothing_and_is_reported() -> None:
    found = compute(DEADLINES["PEN.DECIDE"], date(2026, 6, 1), CALENDAR, [replace(HEARING, document=" ")])
    assert found.unrolled == date(2026, 8, 30)
    assert found.ignored == ("听证没有书面文书，不扣除期限",)


def test_a_pause_the_law_does_not_know_counts_for_nothing() -> None:
    found = compute(DEADLINES["PEN.PAY"], date(2026, 8, 1), CALENDAR, [HEARING])
    assert found.unrolled == date(2026, 8, 16)
    assert found.ignored == ("缴纳罚款期限不因听证扣除",)


def test_a_running_pause_needs_a_day_to_count_to() -> None:
    running = replace(HEARING, end=None)
    with pytest.raises(ValueError, match="as_of"):
        compute(DEADLINES["PEN.DECIDE"], date(2026, 6, 1), CALENDAR, [running])
    found = compute(DEADLINES["PEN.DECIDE"], date(2026, 6, 1), CALENDAR, [running], as_of=date(2026, 8, 5))
    assert found.running_pause
    assert found.unrolled == date(2026, 8, 30) + timedelta(days=3)


def test_an_extension_needs_its_document_and_keeps_to_the_limit() -> None:
    rule, start = DEADLINES["PEN.REVIEW"], date(2026, 3, 2)
    granted = compute(rule, start, CALENDAR, extensions=[Extension(3, "审批表")])
    assert granted.due == CALENDAR.add_working_days(start, 8)
    silent = compute(rule, start, CALENDAR, extensions=[Extension(3)])
    assert (silent.due, silent.ignored) == (date(2026, 3, 9), ("延长没有批准文书，不计算",))
    capped = compute(rule, start, CALENDAR, extensions=[Extension(9, "审批表")])
    assert capped.due == CALENDAR.add_working_days(start, 10)


def test_a_year_without_notice_is_provisional() -> None:
    assert compute(DEADLINES["PEN.PUBLISH"], date(2026, 12, 30), CALENDAR).provisional
    assert not compute(DEADLINES["PEN.PUBLISH"], date(2026, 12, 1), CALENDAR).provisional
    assert compute(DEADLINES["PEN.DECIDE"], date(2026, 11, 1), CALENDAR).provisional


@given(DAY_RULES, DAYS, st.integers(0, 60))
def test_a_later_event_never_ends_earlier(rule: PeriodRule, day: date, later: int) -> None:
    first = compute(rule, day, CALENDAR)
    second = compute(rule, day + timedelta(days=later), CALENDAR)
    assert first.due <= second.due


@given(COUNTED, DAYS, st.integers(1, 30))
def test_a_longer_period_never_ends_earlier(rule: PeriodRule, day: date, more: int) -> None:
    longer = replace(rule, n=rule.n + more)
    assert compute(rule, day, CALENDAR).due <= compute(longer, day, CALENDAR).due


INTERVALS = st.lists(
    st.tuples(st.dates(date(2026, 6, 1), date(2026, 12, 31)), st.integers(0, 25)), min_size=1, max_size=4
)


@given(st.dates(date(2026, 5, 1), date(2026, 9, 1)), INTERVALS)
def test_overlapping_pauses_count_once(start: date, intervals: list[tuple[date, int]]) -> None:
    pauses = [Pause(PauseKind.APPRAISAL, a, a + timedelta(days=n), "委托书") for a, n in intervals]
    found = compute(DEADLINES["PEN.DECIDE"], start, CALENDAR, pauses)
    paused = [d for d in union(pauses) if start < d <= found.unrolled]
    assert (found.unrolled - start).days == 90 + len(paused)
    assert compute(DEADLINES["PEN.DECIDE"], start, CALENDAR, [*pauses, *pauses]).due == found.due


@given(DAY_RULES, DAYS)
def test_every_period_ends_with_its_date(rule: PeriodRule, day: date) -> None:
    found = compute(rule, day, CALENDAR)
    ending = f"{found.due.year}年{found.due.month}月{found.due.day}日"
    assert ending in found.explanation
    assert rule.basis
