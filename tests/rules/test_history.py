"""历史记录的读法: whose name is shown, and which words of 处罚种类 are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.history import pending, shown_party, unread_kinds
from sanxiang.rules.terms import PartyKind


@pytest.mark.parametrize(
    ("name", "kind", "shown", "found"),
    [
        ("云屏市鸿发建材有限公司", None, "云屏市鸿发建材有限公司", PartyKind.ORGANISATION),
        ("云屏资本（有限合伙）", PartyKind.ORGANISATION, "云屏资本（有限合伙）", PartyKind.ORGANISATION),
        ("张三丰", None, "张某某", None),
        ("张三（云屏市鸿发建材有限公司经理）", None, "张某某", None),
        ("鸿发公司、欧阳明远", None, "鸿发公司、欧阳某某", None),
        ("张三", PartyKind.INDIVIDUAL_BUSINESS, "张某某", PartyKind.INDIVIDUAL_BUSINESS),
        ("老张饭店", PartyKind.INDIVIDUAL_BUSINESS, "老张饭店", PartyKind.INDIVIDUAL_BUSINESS),
        ("张公司", PartyKind.PERSON, "张某某", PartyKind.PERSON),
        ("", None, "", None),
    ],
)
def test_only_bodies_are_named(
    name: str, kind: PartyKind | None, shown: str, found: PartyKind | None
) -> None:
    party = shown_party(name, kind)
    assert (party.name, party.kind) == (shown, found)


@given(st.text("赵钱孙李周吴郑王明远丽华", min_size=2, max_size=4), st.sampled_from((None, PartyKind.PERSON)))
def test_a_name_is_never_shown_whole(name: str, kind: PartyKind | None) -> None:
    party = shown_party(name, kind)
    assert party.name == name[0] + "某某" and party.persons == (name,)


def test_kinds_of_article_9_are_known() -> None:
    assert unread_kinds("罚款、没收非法所得;警告") == ()
    assert unread_kinds("罚款、市场禁入、其他") == ("市场禁入", "其他")


def test_what_a_record_leaves_open_is_named() -> None:
    whole = {
        "agency_id": "a",
        "party_name": "甲公司",
        "party_kind": "organisation",
        "penalty_kinds": "警告、罚款",
        "amount": 1,
        "decided_on": "2023-03-20",
    }
    assert pending(whole) == {}
    assert set(pending({})) == {"agency_name", "party_name", "penalty_kinds", "decided_on"}
    assert pending(whole | {"amount": None}) == {"amount": "有罚款，没有金额"}
    assert pending(whole | {"amount": None, "penalty_kinds": "警告"}) == {}
    assert "三月间" in pending(whole | {"decided_on": None, "decided_text": "三月间"})["decided_on"]
