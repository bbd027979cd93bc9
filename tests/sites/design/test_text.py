"""How dates, amounts and names are written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from markupsafe import Markup

from sanxiang.sites.design import text

LATE_EVENING_UTC = dt.datetime(2024, 3, 4, 16, 20, tzinfo=dt.UTC)


def test_dates_are_those_of_china() -> None:
    assert "2024年3月5日<" in text.date_long(LATE_EVENING_UTC)
    assert "2024-03-05<" in text.date_short(LATE_EVENING_UTC)
    assert "00:20<" in text.time_of_day(LATE_EVENING_UTC)
    assert "2024年3月5日00:20<" in text.moment(LATE_EVENING_UTC)
    assert "2024-03-05 00:20<" in text.stamp(LATE_EVENING_UTC)
    assert text.date_long(dt.date(2024, 3, 5)) == '<time datetime="2024-03-05">2024年3月5日</time>'


def test_amounts() -> None:
    assert "210,000.00元" in text.money(Decimal("210000"))
    assert "210,000元" in text.money(210_000, cents=False)
    assert text.amount_zh(Decimal("210000")) == "人民币贰拾壹万元整"
    assert text.count(11963) == "11,963"
    assert text.workdays(5) == "5个工作日"
    assert text.size(11_200_000_000) == "11.2GB"
    assert text.size(999) == "999B"


def test_names_are_hidden_except_the_family_name() -> None:
    assert text.masked("张三丰") == "张某某"
    assert text.masked("") == ""


def test_text_is_escaped() -> None:
    assert text.paragraphs("一<b>\n\n二") == Markup("<p>一&lt;b&gt;</p><p>二</p>")
    assert "&lt;i&gt;" in text.case_no("<i>")
