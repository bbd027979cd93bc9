"""裁量基准可能属于哪些权力事项: the same article or names much alike, the nearest first (行政处罚法第三十四条)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.citations import Place
from sanxiang.rules.tying import ALIKE, MOST, Item, candidates, likeness

LAW = "中华人民共和国水污染防治法"
MONITOR = Item("1", "对未按照规定自行监测水污染物的处罚", ((LAW, Place(82, item=1)),))
OUTLET = Item("2", "对未按照规定设置排污口的处罚", ((LAW, Place(84, paragraph=2)),))
REFUSAL = Item("3", "对拒绝现场检查的处罚", ((LAW, Place(81)),))
RECORDS = Item("4", "对未保存原始监测记录的处罚", ((LAW, Place(82, item=2)),))
ITEMS = (OUTLET, REFUSAL, RECORDS, MONITOR)
ACT = "未按照规定对所排放的水污染物自行监测，或者未保存原始监测记录的"


def test_the_same_item_of_an_article_comes_before_the_article_alone() -> None:
    found = candidates(ACT, "《水污染防治法》（2017年修订）第八十二条第（一）项：违反本法规定……", ITEMS)
    assert [c.item for c in found] == [MONITOR.id, RECORDS.id]
    assert found[0].why.startswith("同为《水污染防治法》第八十二条第一项，名称相近")


def test_an_article_with_quite_another_name_makes_no_candidate() -> None:
    other = Item("5", "对偷逃税款的处罚", ((LAW, Place(82)),))
    assert candidates(ACT, "《水污染防治法》第八十二条", [other]) == ()


def test_names_much_alike_are_candidates_without_an_article() -> None:
    found = candidates("拒绝现场检查的", "", ITEMS)
    assert [(c.item, c.article) for c in found] == [(REFUSAL.id, "")]
    assert found[0].why == "名称相近100%"
    assert candidates("擅自倾倒垃圾的", "", ITEMS) == ()


def test_each_of_the_names_of_an_act_counts() -> None:
    assert likeness("拆除设施的\n拒绝现场检查的", REFUSAL.name) == 1


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_words_have_at_most_so_many_candidates_and_names_are_alike_both_ways(a: str, b: str) -> None:
    assert len(candidates(a, b, ITEMS)) <= MOST
    assert all(c.article or c.alike >= ALIKE for c in candidates(a, b, ITEMS))
    one, other = a.replace("\n", ""), "".join(b.split())
    assert 0 <= likeness(one, other) <= 1
