"""放假日历表: lines of a table, of one year out of many (《全国年节及纪念日放假办法》)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.holiday_table import is_table, read_days

TABLE = "date,kind,name\n2025-12-31,off,除夕\n2026-01-01,off,元旦\n2026/2/14\t上班\t春节调休\n20260215 休"


def test_the_days_of_one_year_are_read() -> None:
    found = read_days(TABLE, 2026)
    assert found.problems == ()
    assert [(d.date, d.working, d.name) for d in found.days] == [
        (date(2026, 1, 1), False, "元旦"), (date(2026, 2, 14), True, "调休上班"), (date(2026, 2, 15), False, "放假"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "table"),
    [(TABLE, True), ("2026-01-01,off", True), ("元旦：1月1日至3日放假，共3天。", False), ("", False)],
)
def test_a_table_is_told_from_a_notice(text: str, table: bool) -> None:  # noqa: FBT001
    assert is_table(text) is table


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-02-30,off,不存在", "第2行：没有2026年02月30日这一天"),
        ("2026-02-03,也许,节", "“也许”应为“放假”或者“上班”"),
        ("春节", "第2行“春节”不是日期"),
        ("2026111,休", "第2行“2026111,休”不是日期"),
        ("2026-01-01,班", "第2行：2026-01-01又放假又上班"),
    ],
)
def test_a_wrong_line_is_named(line: str, said: str) -> None:
    assert any(said in p for p in read_days(f"2026-01-01,off,元旦\n{line}", 2026).problems)


@given(st.dictionaries(st.integers(0, 364), st.booleans(), min_size=1))
def test_what_is_listed_is_read_back(days: dict[int, bool]) -> None:
    said = {date(2026, 1, 1) + timedelta(days=n): worked for n, worked in days.items()}
    text = "\n".join(f"{day},{'班' if worked else '休'},某节" for day, worked in said.items())
    found = read_days(text, 2026)
    assert {d.date: d.working for d in found.days} == said and found.problems == ()
