"""裁量标准 read from words in all five forms, amounts from them, and what is wrong with a benchmark (34; 国办发〔2022〕27号)."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.discretion import BenchmarkForm as F
from sanxiang.rules.standards import (
    Graded,
    Standard,
    amount_range,
    benchmark_faults,
    read_standard,
    scales,
    statutory_spans,
    sum_said,
)


@pytest.mark.parametrize(
    ("text", "form", "low", "high", "base"),
    [
        ("责令改正，处二万元以上十万元以下罚款", F.FIXED_RANGE, 20_000, 100_000, ""),
        ("可处3万元以上5.5万元以下的罚款", F.FIXED_RANGE, 30_000, 55_000, ""),
        ("没收违法所得，并处30,000元以上50,000元以下罚款", F.FIXED_RANGE, 30_000, 50_000, ""),
        ("对责任人处十二万以上十五万元以下罚款", F.FIXED_RANGE, 120_000, 150_000, ""),
        ("可以处二万元以下的罚款", F.FIXED_RANGE, 0, 20_000, ""),
        ("处以十万元罚款", F.FIXED, 100_000, None, ""),
        ("处货值金额1倍以上2倍以下的罚款", F.MULTIPLE, 1, 2, "货值金额"),
        ("责令限期改正，处代为处置费用两倍的罚款", F.MULTIPLE, 2, 2, "代为处置费用"),
        ("没收违法所得，可以并处违法所得一倍的罚款", F.MULTIPLE, 1, 1, "违法所得"),
        ("处建设项目总投资额百分之一以上百分之二以下的罚款", F.PERCENT, 1, 2, "建设项目总投资额"),
        ("处以直接损失30%的罚款", F.PERCENT, 30, 30, "直接损失"),
        ("给予警告", F.NON_MONEY, None, None, ""),
        ("责令停产停业三个月", F.NON_MONEY, None, None, ""),
    ],
)  # fmt: skip
def test_five_forms_are_read(text: str, form: F, low: int | None, high: int | None, base: str) -> None:
    found = read_standard(text)
    assert (found.form, found.low, found.high, found.base, found.doubt) == (form, low, high, base, "")
    assert found.text == text


def test_a_sum_that_grows_with_each_factor() -> None:
    found = read_standard(
        "处二十万元以上七十万元以下罚款（每增加1个超标因子增加五万元，每个因子超标每0.2倍增加二万元）"
    )
    assert (found.form, found.low, found.high) == (F.ADDITIVE, 200_000, 700_000)
    assert [(s.per, s.amount) for s in found.steps] == [
        ("增加1个超标因子", 50_000),
        ("个因子超标每0.2倍", 20_000),
    ]
    counts = {"增加1个超标因子": 2, "个因子超标每0.2倍": 3}
    assert amount_range(found, counts=counts) == (360_000, 360_000)
    assert amount_range(found, counts=counts | {"增加1个超标因子": 99}) == (700_000, 700_000)
    assert amount_range(found, counts=dict.fromkeys(counts, 0)) == (200_000, 200_000)
    assert sum_said(found, counts) == (
        "从200,000.00元起；每增加1个超标因子加50,000.00元，2次，加100,000.00元；"
        "每个因子超标每0.2倍加20,000.00元，3次，加60,000.00元；合计360,000.00元"
    )
    assert sum_said(found, counts | {"增加1个超标因子": 99}).endswith("超过上限，按700,000.00元计")


@pytest.mark.parametrize("counts", [None, {}, {"增加1台设备": -1}])
def test_what_is_not_counted_is_not_taken_as_nought(counts: dict[str, int] | None) -> None:
    found = read_standard("处二万元以上七万元以下罚款，每增加1台设备加2000元")
    with pytest.raises(ValueError, match="“每增加1台设备”有几次"):
        amount_range(found, counts=counts)


def test_a_sum_that_grows_without_a_limit_of_its_own() -> None:
    found = read_standard("处二万元罚款，每增加1台设备加2000元，最高不超过五万元")
    assert (found.form, found.low, found.high, found.doubt) == (F.ADDITIVE, 20_000, None, "")
    assert amount_range(found, counts={"增加1台设备": 3}) == (26_000, 26_000)
    assert amount_range(found, counts={"增加1台设备": 30}) == (50_000, 50_000)
    assert "没有读出" in read_standard("罚款每增加1台设备加2000元").doubt


@given(st.lists(st.integers(0, 500), min_size=2, max_size=2), st.integers(0, 1))
def test_one_more_of_anything_is_never_less_and_never_beyond_the_limit(n: list[int], more: int) -> None:
    found = read_standard("处二万元以上七万元以下罚款，每增加1台设备加2000元，每逾期1日增加500元")
    names = [step.per for step in found.steps]
    before = amount_range(found, counts=dict(zip(names, n, strict=True)))
    n = [count + (at == more) for at, count in enumerate(n)]
    after = amount_range(found, counts=dict(zip(names, n, strict=True)))
    assert before and after and before[0] <= after[0]
    assert after[0] == min(D(20_000 + 2000 * n[0] + 500 * n[1]), D(70_000))


def test_a_cap_and_the_persons_responsible() -> None:
    capped = read_standard("按照直接损失的百分之三十计算罚款，但是最高不超过一百万元")
    assert (capped.form, capped.base, capped.cap) == (F.PERCENT, "直接损失", 1_000_000)
    assert amount_range(capped, measure=D(10_000_000)) == (1_000_000, 1_000_000)
    both = read_standard("处以直接损失20%的罚款；对责任人员可以处上一年度收入10%以上20%以下的罚款")
    assert (both.low, both.persons) == (20, "对责任人员可以处上一年度收入10%以上20%以下的罚款")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("处七万元以下九万元以下罚款", "都是“以下”"),
        ("可以处二百以上五百元以下的罚款", "没有写单位"),
        ("处五万元以上三万元以下罚款", "上限低于下限"),
        ("处以相应罚款", "没有读出"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_guessed(text: str, said: str) -> None:
    assert said in read_standard(text).doubt


@given(st.text(alphabet="处以上下罚款元万百分之一二三十0123456789.%倍每增加,，；对责任人员 的", max_size=40))
def test_no_words_break_the_reader(text: str) -> None:
    found = read_standard(text)
    assert found.text == text
    if found.form is not F.NON_MONEY and not found.doubt:
        once = {step.per: 1 for step in found.steps}
        amounts = amount_range(found, measure=D(1000), counts=once)
        assert amounts is not None and amounts[0] <= amounts[1]


def test_a_base_must_be_measured() -> None:
    found = read_standard("处货值金额一倍以上二倍以下的罚款")
    with pytest.raises(ValueError, match="须先填写货值金额"):
        amount_range(found)
    assert amount_range(found, measure=D("12345.67")) == (D("12345.67"), D("24691.34"))


def lines(*texts: str) -> list[Graded]:
    return [Graded(n, f"情形{n}", read_standard(text)) for n, text in enumerate(texts, start=1)]


STATUTE = read_standard("处二万元以上二十万元以下的罚款")


def test_a_benchmark_that_divides_the_range_has_no_faults() -> None:
    good = lines("处二万元以上五万元以下罚款", "处五万元以上十万元以下罚款", "处十万元以上二十万元以下罚款")
    assert benchmark_faults(good, STATUTE) == ()
    points = lines("处违法所得一倍罚款", "处违法所得二倍罚款", "处违法所得三倍罚款")
    assert benchmark_faults(points, read_standard("处违法所得一倍以上五倍以下的罚款")) == ()


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("处二万元以上五万元以下罚款", "处六万元以上二十万元以下罚款"), "50,000至60,000没有规定"),
        (("处二万元以上五万元以下罚款", "处四万元以上二十万元以下罚款"), "40,000至50,000重叠"),
        (("处二万元以上五万元以下罚款", "处一万元以上三万元以下罚款"), "第2档比第1档还轻"),
        (("处一万元以上五万元以下罚款", "处五万元以上二十万元以下罚款"), "低于法定下限20,000"),
        (("处二万元以上五万元以下罚款", "处五万元以上三十万元以下罚款"), "高于法定上限200,000"),
    ],
)
def test_gaps_overlaps_and_what_leaves_the_law_are_found(texts: tuple[str, ...], said: str) -> None:
    assert any(said in fault for fault in benchmark_faults(lines(*texts), STATUTE))


def test_one_situation_in_two_grades_is_a_contradiction() -> None:
    a, b = lines("处二万元以上五万元以下罚款", "处五万元以上二十万元以下罚款")
    twice = Graded(2, a.conditions + "\n", b.standard)
    assert "出现在第1档、第2档" in benchmark_faults([a, twice])[0]


@given(st.lists(st.integers(1, 500), min_size=2, max_size=7, unique=True))
def test_any_division_without_gap_is_faultless_and_any_shift_is_found(borders: list[int]) -> None:
    cuts = [D(b * 1000) for b in sorted(borders)]

    def made(cuts: list[tuple[D, D]]) -> list[Graded]:
        return [
            Graded(n, str(n), Standard("", F.FIXED_RANGE, a, b)) for n, (a, b) in enumerate(cuts, start=1)
        ]

    pairs = list(zip(cuts, cuts[1:], strict=False))
    statute = Standard("", F.FIXED_RANGE, cuts[0], cuts[-1])
    assert benchmark_faults(made(pairs), statute) == ()
    shifted = [*pairs[:-1], (pairs[-1][0], pairs[-1][1] + 1)]
    assert benchmark_faults(made(shifted), statute)


@pytest.mark.parametrize(
    ("words", "form", "low", "high"),
    [
        ("处货值金额三倍以下的罚款", F.MULTIPLE, 0, 3),
        ("处货值金额三倍罚款", F.MULTIPLE, 3, 3),
        ("处货值金额三倍以上五倍以下的罚款", F.MULTIPLE, 3, 5),
        ("处总投资额百分之五以下的罚款", F.PERCENT, 0, 5),
        ("处总投资额5%以下的罚款", F.PERCENT, 0, 5),
        ("处总投资额百分之一以上百分之五以下的罚款", F.PERCENT, 1, 5),
    ],
)
def test_up_to_begins_at_nothing(words: str, form: F, low: int, high: int) -> None:
    found = read_standard(words)
    assert (found.form, found.low, found.high, found.doubt) == (form, D(low), D(high), "")


def test_steps_of_one_name_are_told_apart() -> None:
    found = read_standard(
        "处二万元以上十万元以下罚款，每增加一个因子增加一万元；情节严重的，每增加一个因子增加二万元"
    )
    assert [(s.per, s.amount) for s in found.steps] == [
        ("增加一个因子", D(10_000)), ("增加一个因子（2）", D(20_000)),
    ]  # fmt: skip
    counts = {"增加一个因子": 2, "增加一个因子（2）": 0}
    assert amount_range(found, counts=counts) == (D(40_000), D(40_000))


TWO_SCALES = [
    Graded(1, "未排放", read_standard("责令拆除，处十万元以上二十万元以下罚款")),
    Graded(2, "超标排放", read_standard("责令拆除，处二十万元以上五十万元以下罚款")),
    Graded(1, "未排放", read_standard("逾期不拆除的，处五十万元以上六十万元以下罚款")),
    Graded(2, "超标排放", read_standard("逾期不拆除的，处六十万元以上一百万元以下罚款")),
]


def test_grades_counted_anew_are_a_scale_of_their_own() -> None:
    law = read_standard("处十万元以上五十万元以下的罚款；逾期不拆除的，处五十万元以上一百万元以下的罚款")
    assert benchmark_faults(TWO_SCALES, law) == ()
    assert benchmark_faults(TWO_SCALES) == ()
    assert [len(part) for part in scales(TWO_SCALES)] == [2, 2]


def test_a_scale_outside_every_range_of_the_law_is_found() -> None:
    law = read_standard("处十万元以上五十万元以下的罚款")
    assert benchmark_faults(TWO_SCALES, law) == ("第2组：500,000至1,000,000不在法定的任何一个幅度之内",)
    assert statutory_spans("处五万元以下罚款；情节严重的，处五万元以上二十万元以下的罚款") == (
        (D(50_000), D(200_000)), (D(0), D(50_000)),
    )  # fmt: skip


def test_alternatives_within_a_grade_stay_in_their_scale() -> None:
    lines = [TWO_SCALES[0], TWO_SCALES[1], Graded(2, "造成事故", TWO_SCALES[1].standard)]
    assert [len(part) for part in scales(lines)] == [3]
