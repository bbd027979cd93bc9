"""分条: nothing is lost, and every line stands at its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.citations import Place, to_numeral
from sanxiang.statutes.parse import parse_articles, parse_law

LAW = """
序言一段。

## 第一章 总则

第一条 为了规范，制定本法。

第二条 下列行为：

（一）甲；

（二）乙。

前款所称甲，是指丙。

## 第二章 责任

### 第一节 一般规定

第二条之一 依照本法第三条规定处理的，从其规定。

第三条 公司有下列情形之一的：

(一)丁；

1.细目一；

附 则

第四条 本法自2020年1月1日起施行。

附件：

第一条 附件里的条不算条文。
"""


def places(text: str) -> list[str]:
    return [str(p.place) for p in parse_law(text).provisions]


def test_places_of_a_small_law() -> None:
    assert places(LAW) == [
        "第一条第一款", "第二条第一款", "第二条第一款第一项", "第二条第一款第二项", "第二条第二款",
        "第二条之一第一款", "第三条第一款", "第三条第一款第一项", "第四条第一款",
    ]  # fmt: skip


def test_headings_preamble_and_annex() -> None:
    law = parse_law(LAW)
    assert law.preamble == "序言一段。"
    assert law.annex == "附件：\n第一条 附件里的条不算条文。"
    assert law.provisions[0].chapter == "第一章 总则"
    assert law.provisions[-1].chapter == "附 则"
    assert law.provisions[5].chapter == "第二章 责任 / 第一节 一般规定"
    assert [str(a) for a in law.articles] == ["第一条", "第二条", "第二条之一", "第三条", "第四条"]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("第一条 甲。\n第二条 乙。 第三条 丙。", 3),  # printed in one line
        ("第一条 甲。第二条丙。", 2),  # without a blank
        ("第一条 甲。\n第二 条乙。", 2),  # with a blank inside
        ("第一条 依照前法。第二条规定的，从其规定。", 1),  # a reference
        ("第一条 甲。\n第二条规定的情形除外。", 1),  # a line that begins with a reference
        ("第一条 甲。\n第五条 乙。", 2),  # an extract
        ("第五条 甲。\n第一条 乙。", 1),  # going back is no article
        ("第零条 甲。", 0),
        ("一、甲。\n二、乙。", 0),
        ("", 0),
    ],
)
def test_what_opens_an_article(text: str, articles: int) -> None:
    assert len(parse_law(text).articles) == articles


def test_a_gap_is_remarked() -> None:
    assert parse_law("第一条 甲。\n第三条 乙。").remarks == ("第一条之后直接是第三条",)
    assert parse_law("第一条 甲。\n第二条 乙。").remarks == ()


def test_articles_given_as_rows() -> None:
    law = parse_articles(
        [("第一章 总则", "第一条", "甲。\n（一）乙。"), ("第一章 总则 / 第二节", "第二条", "丙。")]
    )
    assert [p.chapter for p in law.provisions] == ["第一章 总则", "第一章 总则", "第一章 总则 / 第二节"]
    assert law.provisions[1].place == Place(1, paragraph=1, item=1)
    assert law.headings == ((0, "## 第一章 总则"), (2, "### 第二节"))


WORDS = st.text("甲乙丙丁，；第条款项规定（）一二三 ", min_size=1, max_size=30)
LINES = st.lists(
    st.one_of(
        WORDS,
        st.builds(lambda n, w: f"第{to_numeral(n)}条 {w}", st.integers(1, 40), WORDS),
        st.builds(lambda n, w: f"（{to_numeral(n)}）{w}", st.integers(1, 12), WORDS),
        st.builds(lambda n, w: f"## 第{to_numeral(n)}章 {w}", st.integers(1, 9), WORDS),
        st.builds(lambda w: f"附件：{w}", WORDS),
        st.builds(lambda n, w: f"{n}.{w}", st.integers(1, 30), WORDS),
        st.sampled_from(["", "附 则", "# ", "第一条甲。第二条乙。"]),
    ),
    max_size=40,
)


@given(LINES)
def test_nothing_is_lost_and_no_place_is_used_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    law = parse_law(text)
    assert re.sub(r"\s", "", law.text()) == re.sub(r"\s", "", text)
    used = [p.place for p in law.provisions]
    assert len(used) == len(set(used))
    assert [(a.article, a.suffix) for a in law.articles] == sorted(
        (a.article, a.suffix) for a in law.articles
    )


@given(st.integers(1, 60))
def test_a_continuous_law_is_split_into_its_articles(n: int) -> None:
    text = "\n".join(f"第{to_numeral(i)}条 内容{i}。" for i in range(1, n + 1))
    law = parse_law(text)
    assert [a.article for a in law.articles] == list(range(1, n + 1))
    assert law.remarks == ()
    assert law.text() == text
