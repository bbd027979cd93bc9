"""公示: limits, tiers, channels, masking, public view, release and withdrawal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.disclosure import (
    DEFAULT_POLICIES,
    WITHHOLD_BASIS,
    Channel,
    CreditTier,
    PublicationPlan,
    Treatment,
    WithdrawalCause,
    WithholdGround,
    check_withdrawal,
    credit_period,
    credit_tier,
    disclosure_due,
    plan_publication,
    withdrawal_due,
)
from sanxiang.rules.masking import Protected, leaks, mask_name, mask_text
from sanxiang.rules.public_view import HIDDEN_FIELDS, PUBLIC_FIELDS, public_view
from sanxiang.rules.terms import PenaltyKind
from tests.rules.calendar_2026 import CALENDAR

K = PenaltyKind
LARGE = Decimal(100_000)


@pytest.mark.parametrize(
    ("kind", "decided", "due"),
    [
        ("penalty", "2026-02-10", "2026-02-26"),
        ("licence", "2026-02-10", "2026-02-26"),
        ("coercion", "2026-02-10", "2026-03-16"),
        ("inspection", "2026-02-10", "2026-03-16"),
    ],
)
def test_seven_days_for_penalties_and_licences_twenty_for_others(kind: str, decided: str, due: str) -> None:
    assert disclosure_due(kind, date.fromisoformat(decided), CALENDAR).due.isoformat() == due


def test_withdrawal_has_three_working_days() -> None:
    assert withdrawal_due(date(2026, 4, 30), CALENDAR).due == date(2026, 5, 8)


@pytest.mark.parametrize(
    ("kinds", "fine", "tier"),
    [
        ({K.WARNING}, 0, CreditTier.MINOR),
        ({K.WARNING, K.CRITICISM}, 0, CreditTier.MINOR),
        ({K.FINE}, 99_999, CreditTier.MINOR),
        ({K.FINE}, 100_000, CreditTier.GENERAL),
        ({K.FINE, K.CONFISCATE_GAINS}, 1, CreditTier.GENERAL),
        ({K.DOWNGRADE}, 0, CreditTier.GENERAL),
        ({K.FINE, K.REVOKE_LICENCE}, 1, CreditTier.SERIOUS),
        ({K.BAN_PRACTICE}, 0, CreditTier.SERIOUS),
        ({K.SUSPEND_BUSINESS}, 0, CreditTier.SERIOUS),
    ],
)
def test_credit_tiers(kinds: set[PenaltyKind], fine: int, tier: CreditTier) -> None:
    assert credit_tier(frozenset(kinds), Decimal(fine), large_fine=LARGE) is tier


@pytest.mark.parametrize(
    ("tier", "shortest", "longest"),
    [
        (CreditTier.MINOR, "2026-11-06", "2027-02-06"),
        (CreditTier.GENERAL, "2027-02-06", "2027-11-06"),
        (CreditTier.SERIOUS, "2027-11-06", "2029-11-06"),
    ],
)
def test_credit_periods(tier: CreditTier, shortest: str, longest: str) -> None:
    found = credit_period(tier, date(2026, 11, 6), CALENDAR)
    assert [d.isoformat() for d in found] == [shortest, longest]


def plan(
    channel: Channel, kinds: set[PenaltyKind], fine: int = 0, *, person: bool = False, summary: bool = False
) -> PublicationPlan:
    return plan_publication(
        DEFAULT_POLICIES[channel],
        decided_on=date(2026, 11, 6),
        kinds=frozenset(kinds),
        fine=Decimal(fine),
        party_is_person=person,
        summary_procedure=summary,
        calendar=CALENDAR,
    )


def test_each_channel_has_its_own_rule() -> None:
    assert plan(Channel.PORTAL, {K.WARNING}, person=True, summary=True).why_not == ""
    assert plan(Channel.PORTAL, {K.FINE}, 210_000).max_until is None
    assert plan(Channel.CREDIT, {K.FINE}, 210_000).why_not == ""
    assert plan(Channel.CREDIT, {K.FINE}, 210_000).max_until == date(2027, 11, 6)
    assert "简易程序" in plan(Channel.CREDIT, {K.FINE}, 210_000, summary=True).why_not
    assert "自然人" in plan(Channel.CREDIT, {K.FINE}, 210_000, person=True).why_not
    assert "轻微" in plan(Channel.CREDIT, {K.FINE}, 100).why_not
    assert "警告" in plan(Channel.MARKET, {K.WARNING}).why_not
    assert plan(Channel.MARKET, {K.WARNING, K.FINE}, 100).why_not == ""
    assert plan(Channel.MARKET, {K.FINE}).due.due == date(2026, 12, 4)
    assert plan(Channel.PORTAL, {K.FINE}).due.due == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张某某"), ("张三丰", "张某某"), ("欧阳修", "欧阳某某"), ("欧阳", "欧某某"), ("", "")],
)
def test_names_keep_the_surname_only(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "110105491231002",
        "13812345678",
        "138 1234 5678",
        "0871-65432100",
        "6222020200012345678",
    ],
)
def test_numbers_of_persons_disappear(number: str) -> None:
    masked = mask_text(f"李某某，{number}。")
    assert number not in masked
    assert "已遮蔽" in masked
    assert leaks(masked, [number]) == ()
    assert leaks(f"电话{number}", []) == (number,)


def test_document_numbers_and_amounts_stay() -> None:
    text = "云环罚〔2026〕31号，罚款210,000.00元，统一社会信用代码115113010087783860"
    assert mask_text("云环罚〔2026〕31号，罚款210,000.00元") == "云环罚〔2026〕31号，罚款210,000.00元"
    assert "210,000.00元" in mask_text(text)


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF), min_size=0, max_size=30)
NAME = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40), min_size=2, max_size=4)


@given(st.lists(HAN, min_size=1, max_size=5), st.lists(NAME, min_size=1, max_size=4))
def test_masking_never_leaks_a_name(parts: list[str], names: list[str]) -> None:
    text = "".join(part + name for part, name in zip(parts, names * 5, strict=False))
    assert leaks(mask_text(text, names), names) == ()


@pytest.mark.parametrize(
    ("home", "written"),
    [
        ("云岭县城关镇望岭街21号", "在望岭街21号门前堆放"),
        ("云岭县城关镇望岭街21号2单元501室", "在望岭街２１号门前堆放"),
        ("云屏市云山区云湖南路小区2幢", "在云湖南路小区2幢制作"),
        ("云屏市云山区石门村三组", "在石门村三组饲养"),
        ("云屏市云山区望湖街道柳巷3弄", "在柳巷3弄 经营"),
    ],
)
def test_a_home_is_hidden_however_short_it_is_written(home: str, written: str) -> None:
    shown = Protected(addresses=(home,)).mask(written)
    assert shown.startswith("在（不公开）"), shown
    assert Protected(addresses=(home,)).mask("云屏市云岭县云山区城关镇") == "云屏市云岭县云山区城关镇"


def test_a_public_name_that_contains_a_persons_stays_whole() -> None:
    protected = Protected(persons=("张三",), kept=("云屏市张三饭店", "115113010087783860"))
    text = "云屏市张三饭店（115113010087783860）由张 三经营"
    assert protected.mask(text) == "云屏市张三饭店（115113010087783860）由张某某经营"
    assert protected.left_in(text) == ("张 三",)


@given(HAN, st.integers(10**16, 10**17 - 1), st.sampled_from("0123456789X"), HAN)
def test_masking_never_leaks_an_identity_number(before: str, body: int, check: str, after: str) -> None:
    number = f"{body}{check}"
    assert number not in mask_text(before + number + after)


DECISION = {
    "number": "云环罚〔2026〕31号",
    "agency": "云屏市生态环境局",
    "party_name": "张三丰",
    "party_kind": "自然人",
    "id_number": "11010519491231002X",
    "address": "云屏市东湖区柳巷3号",
    "phone": "13812345678",
    "legal_representative": "",
    "facts": "张三丰在云屏市东湖区柳巷3号（电话13812345678）与李四海焚烧垃圾",
    "kinds": "罚款",
    "fine": "2000.00",
    "inner_note": "内部意见",
}


def test_a_natural_person_can_not_be_read_off_the_public_view() -> None:
    view = public_view(DECISION, party_is_person=True, persons=["李四海"])
    shown = view.as_mapping()
    assert shown["party_name"] == "张某某"
    assert shown["facts"] == "张某某在（不公开）（电话（联系电话已遮蔽））与李某某焚烧垃圾"
    secrets = ["张三丰", "李四海", DECISION["id_number"], DECISION["address"], DECISION["phone"], "内部意见"]
    assert leaks("\n".join(shown.values()), secrets) == ()
    assert {"id_number", "address", "phone", "inner_note", "legal_representative"}.isdisjoint(shown)


def test_every_field_says_what_happens_to_it_and_why() -> None:
    view = public_view(DECISION, party_is_person=True, persons=["李四海"])
    by_name = {f.name: f for f in view.fields}
    assert by_name["number"].treatment is Treatment.PUBLIC
    assert by_name["party_name"].treatment is Treatment.MASKED
    assert by_name["inner_note"].why == "不在公开字段目录内"
    assert all(f.why for f in view.fields if f.treatment is not Treatment.PUBLIC)
    assert list(by_name)[:2] == ["number", "agency"]


def test_an_organisation_is_named_and_its_trade_secret_is_not() -> None:
    firm = DECISION | {"party_name": "云屏市鸿发建材有限公司", "uscc": "11511301008778386B"}
    view = public_view(firm, party_is_person=False, trade_secrets=["facts"])
    shown = view.as_mapping()
    assert (shown["party_name"], shown["uscc"]) == (firm["party_name"], firm["uscc"])
    assert "facts" not in shown
    assert public_view(firm, party_is_person=False).as_mapping()["facts"].count("某某") == 0


def test_a_minor_and_a_withheld_decision_show_nothing() -> None:
    minor = public_view(DECISION, party_is_person=True, party_is_minor=True)
    assert (minor.withheld, dict(minor.as_mapping())) == (WithholdGround.MINOR, {})
    secret = public_view(DECISION, party_is_person=False, withheld=WithholdGround.STATE_SECRET)
    assert dict(secret.as_mapping()) == {}
    assert secret.fields[0].why == "不予公开：国家秘密"


FIELDS = st.dictionaries(st.sampled_from([*PUBLIC_FIELDS, *HIDDEN_FIELDS, "other"]), HAN, max_size=12)


@given(FIELDS, st.booleans())
def test_hidden_and_unknown_fields_are_never_shown(decision: dict[str, str], person: bool) -> None:
    shown = public_view(decision, party_is_person=person).as_mapping()
    assert set(shown) <= set(PUBLIC_FIELDS)


def test_every_ground_has_its_article() -> None:
    assert set(WITHHOLD_BASIS) == set(WithholdGround)


def test_a_withdrawal_has_cause_reason_and_document() -> None:
    assert check_withdrawal(WithdrawalCause.ANNULLED, "复议撤销", "云府复决〔2026〕1号").ok
    missing = check_withdrawal(None, " ", "").reasons
    assert [r.remedy for r in missing] == ["cause", "reason", "document"]
