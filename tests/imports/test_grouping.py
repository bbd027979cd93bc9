"""同样的话说一次: equal remarks of many rows are one line with the rows as ranges."""

from __future__ import annotations

from sanxiang.imports.grouping import grouped, ranges
from sanxiang.imports.types import Problem


def test_equal_remarks_are_one_with_their_rows() -> None:
    same = [Problem(n, "区划代码", "539900", "没有登记") for n in range(2, 762)]
    other = Problem(5, "名称", "甲", "没有登记")
    first, second = grouped([*same, other])
    assert str(first) == "760行 区划代码：没有登记（第2–761行）" and first.shown == "539900"
    assert str(second) == "第5行 名称：没有登记"


def test_different_values_and_the_whole_file_are_said() -> None:
    (one,) = grouped(
        [Problem(3, "列", "乙", "不对"), Problem(2, "列", "", "不对"), Problem(3, "列", "丙", "不对")]
    )
    assert (one.where, one.shown) == ("第2–3行", "乙 等")
    (whole,) = grouped([Problem(0, "", "", "没有表头")])
    assert whole.where == "整个文件" and whole.shown == "（空）"


def test_many_ranges_end_with_their_number() -> None:
    assert ranges((2, 3, 4, 7)) == "2–4、7"
    assert ranges(range(2, 40, 2)) == "2、4、6、8、10、12、14、16等19"


def test_remarks_that_differ_in_their_date_alone_are_one() -> None:
    said = "公示期限{}已经届满，登记以后不公示"
    (one,) = grouped(Problem(n, "公示截止", "", said.format(f"2025-01-0{n}")) for n in (2, 3, 4))
    assert str(one) == "3行 公示截止：公示期限2025-01-02等3个日期已经届满，登记以后不公示（第2–4行）"
    (single,) = grouped([Problem(2, "公示截止", "", said.format("2025-01-02"))] * 2)
    assert single.message == said.format("2025-01-02")
