"""对照 of two wordings: each article once, and nothing of either lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.wordings import Article, Pairing, compare, word_changes

A, B, C, D = (
    Article("第一条", "为了规范排污许可管理，制定本条例。"),
    Article("第二条", "排污单位应当依法取得排污许可证；未取得的，不得排放污染物。"),
    Article("第三条", "未取得排污许可证排放污染物的，处一万元以上十万元以下的罚款。"),
    Article("第四条", "本条例自2020年3月1日起施行。"),
)
ARTICLES = st.lists(
    st.builds(
        Article, st.sampled_from(["第一条", "第二条", "第三条", "第四条"]), st.text("甲乙丙丁戊", max_size=8)
    ),
    max_size=6,
    unique_by=lambda a: a.label,
)


def kinds(found: list[Pairing]) -> list[str]:
    return [pairing.kind for pairing in found]


def test_an_article_that_moved_changed_came_or_went() -> None:
    fine = Article("第四条", "未取得排污许可证排放污染物的，处二万元以上二十万元以下的罚款。")
    new = Article("第三条", "排污单位应当公开自行监测数据。")
    after = [A, B, new, fine]
    found = compare([A, B, C, D], after)
    assert kinds(found) == ["相同", "相同", "新增", "修改", "删去"]
    assert (found[3].before, found[4].before) == (C, D)
    moved = Article("第五条", C.text)
    assert kinds(compare([C], [moved])) == ["条序调整"]


def test_the_words_of_a_change() -> None:
    assert list(word_changes("处一万元罚款", "处二万元罚款")) == [
        ("same", "处"), ("old", "一"), ("new", "二"), ("same", "万元罚款"),
    ]  # fmt: skip


@given(ARTICLES, ARTICLES)
def test_every_article_of_both_stands_once(before: list[Article], after: list[Article]) -> None:
    found = compare(before, after)
    assert [p.after for p in found if p.after] == after
    assert sorted(p.before.label for p in found if p.before) == sorted(a.label for a in before)


@given(ARTICLES)
def test_a_wording_is_the_same_as_itself(articles: list[Article]) -> None:
    assert set(kinds(compare(articles, articles))) <= {"相同", "条序调整"}


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙", max_size=12))
def test_changes_put_together_give_both_texts(before: str, after: str) -> None:
    found = list(word_changes(before, after))
    assert "".join(words for kind, words in found if kind != "new") == before
    assert "".join(words for kind, words in found if kind != "old") == after
