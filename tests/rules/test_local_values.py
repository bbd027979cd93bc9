"""本地规定: what a city may set, and what follows from it (国办发〔2018〕118号（二十三）)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.local_values import (
    LOCAL_PERIODS,
    LOCAL_VALUES,
    LocalKey,
    check_number,
    check_training,
    fault_of,
    number_example,
    number_formats,
)
from sanxiang.rules.period_rule import of_the_place

NUMBER = LocalKey.CREDENTIAL_NUMBER


def test_every_key_has_a_default_that_may_stand() -> None:
    assert set(LOCAL_VALUES) == set(LocalKey)
    for key, value in LOCAL_VALUES.items():
        assert fault_of(key, value.default) == ""
        assert value.flag in "PLU" and value.basis and value.hint


def test_only_what_no_text_fixes_is_set_by_a_place() -> None:
    for rule, key in LOCAL_PERIODS.items():
        assert DEADLINES[rule].flag in "LU" and LOCAL_VALUES[key].default == str(DEADLINES[rule].n)


def test_a_length_of_the_place_brings_its_document() -> None:
    rule = DEADLINES["PEN.VERIFY"]
    assert of_the_place(rule, None, "") is rule
    own = of_the_place(rule, 10, "云府发〔2026〕3号")
    assert (own.n, str(own.basis[0])) == (10, "本地规定：云府发〔2026〕3号")


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (NUMBER, "", "请填写编号格式"),
        (NUMBER, "黔A", "没有一位数字"),
        (NUMBER, "#" * 33, "最多32位"),
        (NUMBER, "####、甲", "没有一位数字"),
        (LocalKey.TRAINING_FIRST, "六十", "整数学时"),
        (LocalKey.TRAINING_FIRST, "-1", "整数学时"),
        (LocalKey.TRAINING_YEARLY, "2001", "整数学时"),
        (LocalKey.TRAINING_YEARLY, "", "整数学时"),
        (LocalKey.VERIFY_DAYS, "0", "1至60之间的整数个工作日"),
        (LocalKey.REPLY_DAYS, "61", "1至60之间的整数个工作日"),
        (LocalKey.REVIEW_DAYS, "五", "1至60之间的整数个工作日"),
        (LocalKey.HISTORY_TERM, "21", "0至20之间的整数年"),
    ],
)
def test_a_value_that_cannot_be_is_said(key: LocalKey, text: str, said: str) -> None:
    assert said in fault_of(key, text)


@pytest.mark.parametrize(
    ("number", "formats", "ok"),
    [
        ("53990001001", "###########", True),
        ("5399000100", "###########", False),
        ("5399000100\uff11", "###########", False),
        ("黔A1234", "黔@####", True),
        ("黔a1234", "黔@####", False),
        ("云执.01", "云执.##", True),
        ("云执X01", "云执.##", False),
        ("1234", "#####、####", True),
    ],
)
def test_a_number_is_checked_against_the_formats(number: str, formats: str, ok: bool) -> None:
    assert check_number(number, number_formats(formats)).ok is ok


def test_what_is_wrong_with_a_number_shows_a_right_one() -> None:
    (reason,) = check_number("1", number_formats("#####、黔@##")).reasons
    assert reason.code == "credential.number"
    assert "应为5位数字，或者“黔@##”" in reason.text and "如12345" in reason.text


@given(st.lists(st.text("#@黔云.[]-09AZ", min_size=1, max_size=32).map(lambda t: t + "#"), min_size=1))
def test_the_example_always_fits(formats: list[str]) -> None:
    assert check_number(number_example(formats), formats).ok


@pytest.mark.parametrize(("hours", "asked", "ok"), [(60, 60, True), (59, 60, False), (0, 0, True)])
def test_the_hours_of_a_year(hours: int, asked: int, ok: bool) -> None:
    verdict = check_training(hours, asked)
    assert [r.code for r in verdict.reasons] == [] if ok else ["credential.training_yearly"]
