"""裁量基准可能属于哪些权力事项: the same provision or names much alike, the nearest first (行政处罚法第三十四条)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.citations import Place
from sanxiang.rules.tying import ALIKE, MOST, Item, Match, candidates, likeness

LAW = "中华人民共和国水污染防治法"
MONITOR = Item("1", "对未按照规定自行监测水污染物的处罚", ((LAW, Place(82, item=1)),))
OUTLET = Item("2", "对未按照规定设置排污口的处罚", ((LAW, Place(84, paragraph=2)),))
REFUSAL = Item("3", "对拒绝现场检查的处罚", ((LAW, Place(81)),))
RECORDS = Item("4", "对未保存原始监测记录的处罚", ((LAW, Place(82, item=2)),))
ITEMS = (OUTLET, REFUSAL, RECORDS, MONITOR)
ACT = "未按照规定对所排放的水污染物自行监测，或者未保存原始监测记录的"


def one(basis: str, item: Item, title: str = "") -> tuple[Match, str]:
    """How an act of that basis and, unless it is said, of the same name lies to an item, and what is said of it."""
    (found,) = candidates(title or item.name, basis, [item])
    return found.match, found.why


def test_the_same_item_comes_first_and_another_item_of_the_article_last() -> None:
    found = candidates(ACT, "《水污染防治法》（2017年修订）第八十二条第（一）项：违反本法规定……", ITEMS)
    assert [(c.item, c.match) for c in found] == [
        (MONITOR.id, Match.PLACE),
        (RECORDS.id, Match.ELSEWHERE),
    ]
    assert found[0].why == "同一条款项：《水污染防治法》第八十二条第一项"
    assert [c.fits for c in found] == [True, False]


def test_what_differs_within_an_article_is_said_on_both_sides() -> None:
    law = "中华人民共和国环境影响评价法"
    unfiled = Item("9", "对未依法备案环境影响登记表的处罚", ((law, Place(31, paragraph=1)),))
    said = one("《环境影响评价法》（2018年修订）第三十一条第三款：建设单位未依法备案的……", unfiled)
    words = "条同而款项不同：《环境影响评价法》，事项：第三十一条第一款；基准：第三十一条第三款"
    assert said == (Match.ELSEWHERE, words)
    both = one("《环境影响评价法》第三十一条第二款、第三款", unfiled)
    assert both[1].endswith("事项：第三十一条第一款；基准：第三十一条第二款、第三十一条第三款")
    assert one("《环境影响评价法》第三十一条第一款、第三款", unfiled)[0] is Match.PLACE


def test_names_alike_come_before_another_place_of_the_article() -> None:
    named = Item("8", ACT, ((LAW, Place(99)),))
    found = candidates(ACT, "《水污染防治法》第八十二条第三项", [RECORDS, named])
    assert [(c.item, c.fits) for c in found] == [(named.id, False), (RECORDS.id, False)]


@pytest.mark.parametrize(
    ("basis", "match", "words"),
    [
        ("《水污染防治法》第八十二条", Match.ARTICLE, "同一条：《水污染防治法》，事项：第八十二条第一项；基准：第八十二条"),
        ("《水污染防治法》第八十二条第一款第一项", Match.ARTICLE, "同一条：《水污染防治法》，事项：第八十二条第一项；基准：第八十二条第一款第一项"),
        ("《水污染防治法》第八十二条第二款第二项", Match.ELSEWHERE, "条同而款项不同"),
        ("《水污染防治法》第八十二条之一第一项", Match.NAMES, "只是名称相近"),
        ("《大气污染防治法》第八十二条第一项", Match.NAMES, "只是名称相近"),
    ],
)  # fmt: skip
def test_how_near_two_provisions_lie(basis: str, match: Match, words: str) -> None:
    found, said = one(basis, MONITOR)
    assert found is match and said.startswith(words)


def test_an_article_named_alike_by_both_is_the_same_article() -> None:
    assert one("《水污染防治法》第八十一条", REFUSAL) == (Match.ARTICLE, "同一条：《水污染防治法》第八十一条")


def test_what_punishes_decides_and_a_common_duty_only_hints() -> None:
    duty = ((LAW, Place(23, paragraph=1)),)
    item = Item("7", MONITOR.name, ((LAW, Place(82, item=2)),), duty)
    basis = "《水污染防治法》第二十三条第一款、第八十二条第一项"
    assert one(basis, item)[0] is Match.ELSEWHERE
    elsewhere = Item("7", MONITOR.name, ((LAW, Place(90)),), duty)
    assert one(basis, elsewhere) == (Match.DUTY, "只是义务条款相同：《水污染防治法》第二十三条第一款")
    assert not candidates(MONITOR.name, basis, [elsewhere])[0].fits


def test_an_article_with_quite_another_name_makes_no_candidate() -> None:
    other = Item("5", "对偷逃税款的处罚", ((LAW, Place(82)),))
    assert candidates(ACT, "《水污染防治法》第八十二条", [other]) == ()


def test_names_much_alike_are_candidates_without_an_article() -> None:
    found = candidates("拒绝现场检查的", "", ITEMS)
    assert [(c.item, c.match, c.why) for c in found] == [(REFUSAL.id, Match.NAMES, "只是名称相近")]
    assert candidates("擅自倾倒垃圾的", "", ITEMS) == ()


def test_each_of_the_names_of_an_act_counts() -> None:
    assert likeness("拆除设施的\n拒绝现场检查的", REFUSAL.name) == 1


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_words_have_at_most_so_many_candidates_and_names_are_alike_both_ways(a: str, b: str) -> None:
    assert len(candidates(a, b, ITEMS)) <= MOST
    assert all(c.places or c.alike >= ALIKE for c in candidates(a, b, ITEMS))
    one, other = a.replace("\n", ""), "".join(b.split())
    assert 0 <= likeness(one, other) <= 1
