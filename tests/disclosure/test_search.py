"""搜索: recall exactly that of a substring match; only what is published; one writer, many readers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sanxiang.disclosure import search, services
from sanxiang.disclosure.search import folding, index
from sanxiang.disclosure.search.texts import Text
from tests.factories import disclosure as sample

pytestmark = pytest.mark.django_db

CHARS = "行政处罚执法审核公示一二三ABab12 0　（），執罰\n"


@pytest.fixture
def city() -> None:
    sample.publish_lists()
    sample.publish(sample.decision())
    sample.publish(sample.person_decision())
    search.refresh_index()


def titles(query: str, **scope) -> set[str]:
    return {hit.title for hit in search.find(query, search.Scope(**scope), limit=100)[1]}


def test_found_by_name_number_and_traditional_characters(city):
    for query in ("恒源砖业", "云环罚〔2026〕112号", "91520000MA6H1N2P3Q", "恒源磚業", "未取得排汙許可證"):
        assert "云屏市恒源砖业有限公司 未取得排污许可证排放污染物" in titles(query, kind="result"), query


def test_words_are_anded_and_single_characters_work(city):
    assert titles("恒源 罚款") and not titles("恒源 没收")
    assert titles("窑", kind="result") == {"云屏市恒源砖业有限公司 未取得排污许可证排放污染物"}
    assert titles("") == set()


def test_groups_have_counts_and_articles_have_anchors(city):
    groups = {group.kind: group for group in search.find_grouped("处罚")}
    assert groups["law"].total >= 2
    assert {hit.anchor for hit in groups["law"].hits} >= {"a48"}
    assert groups["power"].total == 3


def test_a_question_finds_what_is_nearest(city):
    question = "没有排污许可证就排放污染物怎么处罚"
    assert search.find(question)[0] == 0
    assert "未取得排污许可证" in search.find_similar(question, search.Scope(kind="result"))[0].title
    traditional = search.find_similar("沒有排汙許可證就排放汙染物怎麼處罰", search.Scope(kind="result"))
    assert traditional == search.find_similar(question, search.Scope(kind="result"))
    assert search.find_similar("窑") == [] and search.find_similar("") == []


def test_protected_words_find_nothing(city):
    for secret in ("秦望野", "卓听澜", "520102199003071234", "梨花巷"):
        assert search.find(secret)[0] == 0


def test_scope_restricts(city):
    assert search.find("罚款", search.Scope(kind="result", agency="ag00000003"))[0] == 1
    assert search.find("罚款", search.Scope(kind="result", since=date(2026, 11, 18)))[0] == 0
    assert search.find("罚款", search.Scope(kind="result", until=date(2026, 11, 17)))[0] == 2


def test_what_is_withdrawn_is_no_longer_found(city):
    source = sample.decision()
    services.withdraw_publication(
        actor=sample.RELEASER,
        now=sample.NOW,
        case_ref=source.case_ref,
        cause="annulled",
        reason="撤销",
        document="1号",
    )
    assert titles("恒源", kind="result")
    assert search.refresh_index() == 1
    assert not titles("恒源", kind="result")


def test_a_new_version_replaces_the_old(city):
    data = sample.law_data("aw00000003")
    data["articles"][0]["text"] = "禁止生产经营掺假掺杂的食品。"
    services.publish_snapshot(
        actor=sample.SYSTEM, now=sample.NOW, kind="law", public_id="aw00000003", data=data
    )
    search.refresh_index()
    assert titles("掺假掺杂", kind="law") == {"食品安全法 第三十四条"}
    assert not titles("虚假生产日期", kind="law")


def test_refreshing_and_rebuilding_agree(city):
    sample.publish(sample.decision(113))
    search.refresh_index()
    before = [search.find(q, limit=100) for q in ("云屏", "处罚", "砖业", "一")]
    search.rebuild_index()
    after = [search.find(q, limit=100) for q in ("云屏", "处罚", "砖业", "一")]
    assert [(n, {h.title for h in hits}) for n, hits in before] == [
        (n, {h.title for h in hits}) for n, hits in after
    ]
    assert search.refresh_index() == 0


def test_before_the_first_build_nothing_is_found():
    assert not search.ready()
    assert search.find("执法") == (0, [])
    assert search.find_grouped("执法") == []


def test_marks_cover_the_text_and_the_match():
    pieces = list(search.mark("嚴格執法，规范执法", "执法"))
    assert "".join(piece for piece, _ in pieces) == "嚴格執法，规范执法"
    assert [piece for piece, hit in pieces if hit] == ["執法", "执法"]


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bodies=st.lists(st.text(CHARS, max_size=24), min_size=1, max_size=12),
    query=st.text(CHARS, min_size=1, max_size=6),
)
def test_recall_equals_a_substring_match(bodies, query, monkeypatch):
    texts = [(f"law:{n}", [Text("law", str(n), "", body)]) for n, body in enumerate(bodies)]
    monkeypatch.setattr(index, "_all", lambda: iter(texts))
    search.rebuild_index()
    found = {hit.public_id for hit in search.find(query, limit=100)[1]}
    wanted = folding.words(query)
    expected = {
        str(n) for n, body in enumerate(bodies) if wanted and all(w in folding.fold(body) for w in wanted)
    }
    assert found == expected
