"""裁量幅度的写法: the five forms of a standard in words (行政处罚法第三十四条)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sanxiang.rules.standard_words import amount_said, fine_said
from sanxiang.rules.standards import read_standard


@pytest.mark.parametrize(
    ("standard", "words"),
    [
        ("处一万元以上十万元以下罚款", "罚款10,000.00元至100,000.00元"),
        ("处一万元以下罚款", "罚款10,000.00元以下"),
        ("处十万元罚款", "罚款100,000.00元"),
        ("处货值金额一倍以上二倍以下的罚款", "货值金额的1倍至2倍"),
        ("处违法所得三倍以下罚款", "违法所得的3倍以下"),
        ("处建设项目总投资额百分之一以上百分之二以下的罚款", "建设项目总投资额的1%至2%"),
        ("处建设项目总投资额百分之一的罚款", "建设项目总投资额的1%"),
        ("处货值金额一倍以上二倍以下的罚款，最高不超过十万元", "货值金额的1倍至2倍，最高不超过100,000.00元"),
        (
            "处二万元以上七万元以下罚款（每增加1个因子增加一万元）",
            "从20,000.00元起，每增加1个因子加10,000.00元，最多70,000.00元",
        ),
        ("给予警告", "没有罚款"),
        ("处罚款若干元", ""),
    ],
)
def test_each_form_is_said(standard: str, words: str) -> None:
    assert amount_said(read_standard(standard)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (10_000, 50_000, "罚款10,000.00元至50,000.00元"),
        (10_000, 10_000, "罚款10,000.00元"),
        (None, 10_000, "罚款10,000.00元以下"),
        (0, 10_000, "罚款10,000.00元以下"),
        (10_000, None, "罚款10,000.00元以上"),
        (None, 0, "罚款0.00元"),
        (None, None, ""),
    ],
)
def test_a_range_may_be_open(low: int | None, high: int | None, words: str) -> None:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    assert fine_said(*ends) == words
