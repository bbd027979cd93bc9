"""不予处罚清单: which rows are about an item, and what is said of them (行政处罚法第三十三条)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sanxiang.rules.citations import Place
from sanxiang.rules.guards.cautions import no_penalty_listed
from sanxiang.rules.no_penalty import NoPenaltyRow, rows_for
from sanxiang.rules.terms import Outcome
from tests.rules.lawful import CASE, PROPOSAL

ROW = NoPenaltyRow(
    "3", "未备案环境影响登记表", "首次违法；在期限内改正。", basis="《环境影响评价法》第二十二条第四款"
)
BASES = [("环境影响评价法", Place(22, paragraph=4)), ("行政处罚法", Place(28))]


@pytest.mark.parametrize(
    ("row", "about"),
    [
        (ROW, True),
        (replace(ROW, basis="《中华人民共和国环境影响评价法》第二十二条"), True),
        (replace(ROW, basis="《环境影响评价法》第三十一条"), False),
        (replace(ROW, basis="《水污染防治法》第二十二条、《环境影响评价法》第三十一条"), False),
        (replace(ROW, basis="《环境影响评价法》第一百二十二条"), False),
        (replace(ROW, basis=""), False),
        (replace(ROW, item_code="CF-1"), True),
        (replace(ROW, item_code="CF-2"), False),
    ],
)
def test_a_row_is_about_an_item_by_its_code_or_its_article(row: NoPenaltyRow, about: bool) -> None:  # noqa: FBT001
    assert bool(rows_for([row], item_code="CF-1", bases=BASES)) is about


def test_a_penalty_is_proposed_with_the_conditions_in_sight() -> None:
    listed = replace(CASE, proposal=PROPOSAL, no_penalty=(ROW,))
    (said,) = no_penalty_listed(listed)
    assert said.text == "不予处罚清单3“未备案环境影响登记表”：首次违法；在期限内改正。请核对本案是否全部符合"
    spared = replace(PROPOSAL, outcome=Outcome.NO_PENALTY)
    assert list(no_penalty_listed(replace(listed, proposal=spared))) == []
    assert list(no_penalty_listed(replace(listed, no_penalty=()))) == []
