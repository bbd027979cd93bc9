"""引证: numerals and places both ways, and the annex's short keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.citations import (
    Place,
    cite,
    format_citation,
    from_numeral,
    kept_basis,
    parse_citation,
    parse_place,
    to_numeral,
)
from sanxiang.rules.deadline_table import DEADLINES


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (0, "零"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (33, "三十三"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1242, "一千二百四十二"),
        (10_000, "一万"),
        (10_500, "一万零五百"),
        (101_000, "十万一千"),
        (210_000, "二十一万"),
    ],
)
def test_numerals(number: int, numeral: str) -> None:
    assert to_numeral(number) == numeral
    assert from_numeral(numeral) == number


@given(st.integers(0, 99_999_999))
def test_numerals_go_there_and_back(n: int) -> None:
    assert from_numeral(to_numeral(n)) == n


@pytest.mark.parametrize("text", ["", "第", "一二三x", "三十元"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是中文数字"):
        from_numeral(text)


SMALL = st.integers(0, 30)


@given(st.integers(1, 1300), SMALL, SMALL, SMALL)
def test_places_go_there_and_back(article: int, suffix: int, paragraph: int, item: int) -> None:
    place = Place(article, suffix, paragraph, item)
    assert parse_place(str(place)) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("第三十三条第一款第（一）项", Place(33, paragraph=1, item=1)),
        ("第133条之一第2款", Place(133, suffix=1, paragraph=2)),
        ("第四十二条", Place(42)),
    ],
)
def test_places_as_people_write_them(text: str, place: Place) -> None:
    assert parse_place(text) == place


def test_a_citation_names_law_and_place() -> None:
    text = "《行政处罚法》第五十八条第一款第二项"
    law, place = parse_citation(text)
    assert (law, place) == ("行政处罚法", Place(58, paragraph=1, item=2))
    assert format_citation(law, place) == text
    assert parse_citation("《排污许可管理条例》") == ("排污许可管理条例", None)


@pytest.mark.parametrize("text", ["行政处罚法第五条", "《》第五条", "《行政处罚法》五条"])
def test_what_is_no_citation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不能识别"):
        parse_citation(text)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("APL61+85", ["《行政处罚法》第六十一条", "《行政处罚法》第八十五条"]),
        ("APL57.2", ["《行政处罚法》第五十七条第二款"]),
        ("APL64(1)", ["《行政处罚法》第六十四条第一项"]),
        ("SAMR45-9", ["《市场监督管理行政处罚信息公示规定》第九条"]),
        ("CPL95", ["《民事诉讼法》第九十五条"]),
    ],
)
def test_short_keys(key: str, shown: list[str]) -> None:
    assert [str(b) for b in cite(key)] == shown


def test_a_clause_of_the_guiding_opinion_keeps_its_brackets() -> None:
    assert cite("G118(13)")[0].place == "（十三）"


def test_an_unknown_source_is_an_error() -> None:
    with pytest.raises(KeyError):
        cite("XYZ9")


def test_a_default_taken_from_the_rules_of_one_field_is_no_article_of_every_field() -> None:
    (basis,) = DEADLINES["PEN.VERIFY"].basis
    assert str(basis).startswith("默认做法，参照《市场监督管理行政处罚程序规定》")
    assert "从其规定" in str(basis)


def test_a_basis_comes_back_from_a_table_as_it_was_cited() -> None:
    for key in ("L", "L(5..10)", "APL58(1)", "G118(6)"):
        (cited,) = cite(key)
        assert kept_basis(cited.law, cited.place) == cited
