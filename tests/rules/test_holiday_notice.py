"""放假通知: the notices of the State Council in their own words, and days written and read back."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.holiday_notice import Notice, read_notice, write_notice

# the operative sentences of the notices 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号
NOTICES = {
    2024: """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2025: """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
    2026: """各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日""",
}


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(i) for i in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def calendar_of(notice: Notice) -> WorkCalendar:
    return WorkCalendar(
        frozenset(d.date for d in notice.days if not d.working),
        frozenset(d.date for d in notice.days if d.working),
    )


@pytest.mark.parametrize("year", NOTICES)
def test_a_real_notice_gives_the_days_that_an_independent_table_has(year: int) -> None:
    notice = read_notice(NOTICES[year], year)
    assert notice.problems == ()
    china = holidays.country_holidays("CN", years=[year])
    independent = WorkCalendar(frozenset(china), frozenset(china.weekend_workdays))
    read = calendar_of(notice)
    assert [d for d in days_of(year) if read.is_working(d) != independent.is_working(d)] == []


def test_names_are_those_of_the_paragraphs() -> None:
    by_day = {d.date: d.name for d in read_notice(NOTICES[2025], 2025).days}
    assert by_day[date(2025, 10, 6)] == "国庆节、中秋节" and by_day[date(2025, 1, 26)] == "调休上班"


def test_half_width_marks_are_read_too() -> None:
    notice = read_notice("1. 元旦:1月1日(周五)-3日(周日)放假,共3天.", 2027)
    assert [d.date.day for d in notice.days] == [1, 2, 3] and notice.problems == ()


def test_a_stretch_over_new_year_keeps_its_years() -> None:
    notice = read_notice("元旦：12月30日至1月1日放假，共3天。", 2023)
    assert [d.date for d in notice.days] == [date(2023, 12, 30), date(2023, 12, 31), date(2024, 1, 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("春节：2月15日（周一）放假。", "2026年2月15日是周日，不是周一"),
        ("春节：2月15日至23日放假，共8天。", "“春节”写的是共8天，按日期算是9天"),
        ("春节：2月30日放假。", "没有“2月30日”这一天"),
        ("春节：2月15日放假。2月15日上班。", "2月15日又放假又上班"),
    ],
)
def test_a_notice_that_contradicts_itself_says_where(text: str, said: str) -> None:
    assert any(said in problem for problem in read_notice(text, 2026).problems)


def test_a_date_that_says_neither_is_named() -> None:
    assert read_notice("国庆节：10月1日至7日休息。", 2026).unread == ("10月1日至7日休息",)


@given(st.integers(2004, 2040), st.data())
def test_what_is_written_is_read_back(year: int, data: st.DataObject) -> None:
    weekdays = [d for d in days_of(year) if d.weekday() < 5]
    weekends = [d for d in days_of(year) if d.weekday() >= 5]
    off = data.draw(
        st.dictionaries(st.sampled_from(weekdays), st.sampled_from(["元旦", "春节（补假）", "休息日"]))
    )
    worked = frozenset(data.draw(st.sets(st.sampled_from(weekends))))
    before = WorkCalendar(frozenset(off), worked)
    notice = read_notice(write_notice(year, off, worked), year)
    after = calendar_of(notice)
    assert notice.problems == () and notice.unread == ()
    assert [d for d in days_of(year) if before.is_working(d) != after.is_working(d)] == []
