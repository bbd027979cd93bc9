"""金额: words, digits, and what people type."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.money import format_yuan, in_words, parse_amount

AMOUNTS = st.integers(0, 10**12).map(lambda fen: Decimal(fen) / 100)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("210000", "人民币贰拾壹万元整"),
        ("0", "人民币零元整"),
        ("0.5", "人民币伍角整"),
        ("0.05", "人民币伍分"),
        ("1.05", "人民币壹元零伍分"),
        ("10", "人民币壹拾元整"),
        ("100005", "人民币壹拾万零伍元整"),
        ("1001000", "人民币壹佰万壹仟元整"),
        ("20010000", "人民币贰仟零壹万元整"),
        ("100000005", "人民币壹亿零伍元整"),
        ("12345678.90", "人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整"),
    ],
)
def test_words(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "10000000000000000"])
def test_amounts_that_have_no_words(amount: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        in_words(Decimal(amount))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("21万元", "210000.00"),
        ("210,000.00元", "210000.00"),
        ("0.2万", "2000.00"),
        ("２１万元", "210000.00"),
        ("¥ 5000", "5000.00"),
        ("二十一万元", "210000.00"),
        ("人民币贰拾壹万元整", "210000.00"),
        ("壹元零伍分", "1.05"),
    ],
)
def test_what_people_type(typed: str, amount: str) -> None:
    assert parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "若干", "21万万元", "1,00元", "-5", "5.005"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        parse_amount(typed)


@given(AMOUNTS)
def test_digits_go_there_and_back(amount: Decimal) -> None:
    assert parse_amount(format_yuan(amount)) == amount


@given(st.integers(1, 99_999_999_99).map(lambda fen: Decimal(fen) / 100))
def test_words_go_there_and_back(amount: Decimal) -> None:
    assert parse_amount(in_words(amount)) == amount
