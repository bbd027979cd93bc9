"""归纳: what a refused file says first."""

from __future__ import annotations

from sanxiang.imports.selectors import runs
from sanxiang.imports.summary import headline, repeated
from sanxiang.imports.types import Column, Problem
from sanxiang.imports.values import line
from tests.factories.city import SYSTEM, City
from tests.imports.conftest import bring


def test_what_is_wrong_with_the_whole_file_is_counted_as_such(city: City) -> None:
    run = bring(SYSTEM, "units", [("甲",), ["乙"]])
    assert run.headline == "整个文件有2个问题"
    assert run.reconciled == "文件1行，整个文件有2个问题，没有导入任何一行"


def test_rows_are_counted_once_and_a_file_cut_short_is_no_problem_of_its_own() -> None:
    rows = [
        Problem(3, "名称", "", "请填写名称"),
        Problem(3, "简称", "", "请填写简称"),
        Problem(5, "", "", "重复"),
    ]
    assert headline(rows) == "有问题的2行"
    assert headline([Problem(0, "", "", "问题超过2000处"), *rows]) == "有问题的2行"
    assert headline([Problem(0, "名称", "", "没有这一列"), *rows]) == "整个文件有1个问题，另有2行有问题"


def test_agencies_that_are_not_registered_are_named_once(city: City) -> None:
    names = [f"云屏市{word}局" for word in "甲乙丙"]
    bring(SYSTEM, "units", [("单位", "科室"), *([names[n % 3], f"第{n}科"] for n in range(12))])
    assert runs(SYSTEM)[0].repeated == (
        "表中有3个单位没有登记：云屏市甲局、云屏市乙局、云屏市丙局（共12行）。请先导入执法主体，或者改正名称",
    )


def test_other_refusals_of_many_rows_are_said_once() -> None:
    empty = [Problem(n, "科室", "", "请填写科室") for n in range(2, 9)]
    wrong = [Problem(n, "层级", "省级", "“省级”应为市级、县级") for n in range(2, 9)]
    few = [Problem(2, "电话", "1", "不是电话")]
    assert list(repeated([*empty, *wrong, *few])) == [
        "“科室”一列：请填写科室（共7行）",
        "“层级”一列：“省级”应为市级、县级（1个，共7行）",
    ]


def test_a_template_says_what_is_asked_on_submission() -> None:
    assert Column("a", "依据", line).asked == "选填"
    assert Column("a", "依据", line, submission="报审时必填").asked == "报审时必填"
    assert Column("a", "依据", line, submission="报审时必填", required=True).asked == "必填"
