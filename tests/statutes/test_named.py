"""哪些条: words and the articles they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.citations import Place, to_numeral
from sanxiang.statutes.changing.named import articles_named
from sanxiang.statutes.parse import mark_headings, parse_law

ARTICLES = [
    (Place(n, suffix), f"第{to_numeral(1 + n // 10)}章 某某 / 第{to_numeral(1 + n % 10 // 5)}节 其他")
    for n in range(1, 45)
    for suffix in (0, 1)
]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("第三条", [3]),
        ("第九条至第十一条", [9, 10, 11]),
        ("第五章", [40, 41, 42, 43, 44]),
        ("第五章第一节、第三条", [3, 40, 41, 42, 43, 44]),
        ("第2条，第4条和第6条", [2, 4, 6]),
    ],
)
def test_words_and_articles(words: str, numbers: list[int]) -> None:
    whole = [a for a in ARTICLES if not a[0].suffix]
    assert [p.article for p in articles_named(words, whole)] == numbers


@given(st.sets(st.sampled_from([place for place, _ in ARTICLES]), min_size=1))
def test_articles_named_one_by_one_are_those(chosen: set[Place]) -> None:
    named = articles_named("、".join(str(p) for p in chosen), ARTICLES)
    assert named == [p for p, _ in ARTICLES if p in chosen]


@given(st.integers(1, 44), st.integers(1, 44))
def test_a_range_is_everything_between(first: int, last: int) -> None:
    words = f"第{to_numeral(first)}条至第{to_numeral(last)}条"
    if last < first:
        with pytest.raises(ValueError, match="颠倒"):
            articles_named(words, ARTICLES)
    else:
        named = articles_named(words, ARTICLES)
        assert [p.article for p in named if not p.suffix] == list(range(first, last + 1))


@pytest.mark.parametrize("words", ["", "、", "第四十九条", "第九章", "后面几条", "第三款"])
def test_what_names_nothing_is_said(words: str) -> None:
    with pytest.raises(ValueError, match="请写|没有|看不懂"):
        articles_named(words, ARTICLES)


def test_pasted_headings_are_recognised() -> None:
    text = "第一章　总则\n第一条 甲。\n第二章 罚则\n第一节 一般规定\n第二条 乙。\n第二章规定的除外。\n附 则\n第三条 丙。"
    found = parse_law(mark_headings(text)).provisions
    assert [(str(p.place), p.chapter) for p in found] == [
        ("第一条第一款", "第一章 总则"),
        ("第二条第一款", "第二章 罚则 / 第一节 一般规定"),
        ("第二条第二款", "第二章 罚则 / 第一节 一般规定"),
        ("第三条第一款", "附 则"),
    ]
