"""写在程序里的引用: the forms, acts and periods that cite a law are named with the places they cite."""

from __future__ import annotations

from uuid import UUID

import pytest

from sanxiang.documents.citing import form_citations
from sanxiang.flows.reading.program_text import program_texts
from sanxiang.rules.citations import SOURCES
from sanxiang.statutes.types import LawView


def law(title: str) -> LawView:
    short = title.removeprefix("中华人民共和国")
    return LawView(UUID(int=1), "x", title, short, "law", "")


def test_the_words_printed_on_a_form_are_found_and_its_comments_are_not() -> None:
    forms = {f.form.code: f for f in form_citations()}
    printed = {str(basis) for basis in forms["D27"].printed}
    assert "《中华人民共和国行政处罚法》第七十二条第一款第一项" in printed
    assert "《中华人民共和国行政处罚法》第六十六条第二款" in printed, "该法 means the law named before"
    assert not any("第五十九条" in words for words in printed)
    assert forms["D20"].printed == forms["D19"].printed, "one template, two forms"


def test_a_law_is_found_by_either_name_with_its_own_places_only() -> None:
    texts = program_texts([law("中华人民共和国行政处罚法")])
    assert {t.kind for t in texts} == {"文书文字", "文书样式", "办案环节", "期限"}
    assert all(b.law in {"行政处罚法", "中华人民共和国行政处罚法"} for t in texts for b in t.bases)
    paid = next(t for t in texts if t.title == "缴纳罚款" and t.kind == "期限")
    assert paid.cited == "《行政处罚法》第六十七条"


def test_a_law_that_no_text_cites_touches_none() -> None:
    assert program_texts([law("云屏市排污许可管理条例")]) == ()


@pytest.mark.parametrize("title", ["行政处罚法", "行政强制法", "行政诉讼法"])
def test_the_laws_that_periods_cite_are_found(title: str) -> None:
    assert title in SOURCES.values() and any(t.kind == "期限" for t in program_texts([law(title)]))
