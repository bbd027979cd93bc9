"""读值: what people write in cells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.imports import values
from sanxiang.imports.values import Unfit


@given(st.dates(date(1900, 3, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_date_is_the_same_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    ways = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.isoformat()} 00:00:00",
        "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in day.isoformat()),
    ]
    assert {values.day(way) for way in ways} == {day}
    if serial >= 10_000:
        assert values.day(str(serial)) == day


@pytest.mark.parametrize(
    ("read", "cell", "said"),
    [
        (values.day, "2026-02-30", "没有2026年2月30日这一天"),
        (values.day, "2026-13-01", "没有2026年13月1日这一天"),
        (values.day, "长期", "“长期”不是日期"),
        (values.yes, "也许", "应为“是”或者“否”"),
        (values.code, "5.39E+17", "科学计数"),
        (values.one_of({"city": "市级"}), "省级", "应为市级之一"),
    ],
)
def test_what_does_not_fit_says_how_to_mend_it(read: values.Reader, cell: str, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        read(cell)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (values.code, "\uff11\uff10", "10"),
        (values.yes, "√", True),
        (values.yes, "没有", False),
        (values.several, "生态环境、城市管理,生态环境；水利", ["生态环境", "城市管理", "水利"]),
        (values.code, " 9153 99\u200b00ma0000071w", "91539900MA0000071W"),
        (values.line, "  云屏市\n生态环境局\u3000", "云屏市 生态环境局"),
        (values.one_of({"city": "市级"}), "市级", "city"),
        (values.one_of({"city": "市级"}), "city", "city"),
    ],
)
def test_values(read: values.Reader, cell: str, value: object) -> None:
    assert read(cell) == value
