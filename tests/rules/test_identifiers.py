"""识别码: good ones pass, and a bad one is told what is wrong and where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sanxiang.rules.identifiers import (
    USCC_ALPHABET,
    DocumentNumber,
    age_on,
    birth_date,
    check_number,
    check_resident_id,
    check_uscc,
    document_number,
    parse_number,
    resident_check_character,
    uscc_check_character,
)

TODAY = date(2026, 11, 26)
GOOD_USCC = "11511301008778386B"
GOOD_ID = "11010519491231002X"


def test_good_ones_pass() -> None:
    assert check_uscc(GOOD_USCC).ok
    assert check_resident_id(GOOD_ID, today=TODAY).ok
    assert birth_date(GOOD_ID) == date(1949, 12, 31)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1151130100877838", "应为18位，现为16位"),
        ("11511301008778386C", "校验位应为“B”，现为“C”"),
        ("11511301008778386b", "第18位“b”不是允许的字符，请用大写字母"),
        ("1151130100877838OB", "第17位“O”不是允许的字符（不使用I、O、S、V、Z）"),
        ("115A1301008778386B", "第4位“A”应为数字"),
    ],
)
def test_a_bad_uscc_is_told_why(text: str, message: str) -> None:
    assert message in check_uscc(text).reasons[0].text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("110105194912310", "应为18位，现为15位"),
        ("11010519491231A02X", "第15位“A”应为数字"),
        ("11010519491331002X", "“19491331”不是有效的出生日期"),
        ("110105203012310020", "“20301231”不是有效的出生日期"),
        ("110105194912310021", "校验位应为“X”，现为“1”"),
        ("11010519491231002x", "校验位应为“X”，现为“x”，请用大写X"),
    ],
)
def test_a_bad_resident_id_is_told_why(text: str, message: str) -> None:
    assert message in check_resident_id(text, today=TODAY).reasons[0].text


BODIES = st.text(st.sampled_from("0123456789"), min_size=17, max_size=17)


@given(BODIES, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_never_passes(body: str, position: int, digit: str) -> None:
    assume(body[position] != digit)
    spoiled = body[:position] + digit + body[position + 1 :]
    assert check_uscc(body + uscc_check_character(body)).ok
    assert not check_uscc(spoiled + uscc_check_character(body)).ok
    assert resident_check_character(body) != resident_check_character(spoiled)


def test_the_alphabet_has_no_letters_that_look_like_digits() -> None:
    assert set("IOSVZ").isdisjoint(USCC_ALPHABET)
    assert len(USCC_ALPHABET) == 31


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 5, 1), 13), (date(2026, 5, 2), 14), (date(2026, 4, 30), 13)]
)
def test_a_year_of_age_is_full_on_the_day_after_the_birthday(day: date, age: int) -> None:
    assert age_on(date(2012, 5, 1), day) == age


def test_numbers_of_documents() -> None:
    number = document_number("云环", "D27", 2026, 31)
    assert str(number) == "云环罚〔2026〕31号"
    assert parse_number("云环罚〔2026〕31号") == number == DocumentNumber("云环罚", 2026, 31)
    assert check_number(str(number)).ok


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("云环罚[2026]31号", "六角括号"),
        ("云环罚（2026）31号", "六角括号"),
        ("云环罚2026-31", "缺少"),
        ("〔2026〕31号", "机关代字"),
        ("云环罚〔26〕31号", "四位数字"),
        ("云环罚〔2026〕第31号", "不加“第”字"),
        ("云环罚〔2026〕031号", "不编虚位"),
        ("云环罚〔2026〕31", "“号”字结尾"),
        ("云环罚〔2026〕卅号", "应当为数字"),
    ],
)
def test_a_bad_number_is_told_why(text: str, message: str) -> None:
    assert message in check_number(text).reasons[0].text
    with pytest.raises(ValueError, match=message.replace("“", ".").replace("”", ".")):
        parse_number(text)


@given(st.integers(1, 10**6), st.integers(2000, 2099))
def test_numbers_go_there_and_back(ordinal: int, year: int) -> None:
    number = document_number("云环", "D02", year, ordinal)
    assert parse_number(str(number)) == number
