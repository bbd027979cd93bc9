"""行政处罚法 17–21: who may enforce, and what may be entrusted to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.agencies import (
    POWERS,
    EntrustedFacts,
    HandoverFacts,
    check_delegation,
    check_end,
    check_handover,
    check_standing,
    check_take_back,
    check_within,
)
from sanxiang.rules.facts import AgencyFacts, DelegationFacts
from sanxiang.rules.verdict import Verdict

START, END = date(2026, 1, 1), date(2026, 12, 31)
GIVEN = DelegationFacts(
    "云委〔2026〕1号",
    frozenset({"CF-1"}),
    frozenset({"investigate", "decide"}),
    START,
    END,
    filed_on=START,
)
CITY = AgencyFacts("云屏市城市管理局")
TEAM = AgencyFacts("云屏市市容管理中心", "entrusted", delegations=(GIVEN,))
AGENT = EntrustedFacts(TEAM, manages_public_affairs=True, qualified_staff=3)
OWN = frozenset({"CF-1", "CF-2"})
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def codes(verdict: Verdict) -> set[str]:
    assert all(r.basis for r in verdict.reasons)
    return {r.code for r in verdict.reasons}


@given(DAYS)
def test_an_entrusted_body_acts_only_within_the_term(day: date) -> None:
    assert check_within(TEAM, "CF-1", "decide", day).ok == (START <= day <= END)


@given(DAYS, st.sampled_from(sorted(POWERS)), st.sampled_from(["CF-1", "CF-2"]))
def test_an_agency_of_its_own_right_needs_no_agreement(day: date, power: str, item: str) -> None:
    assert check_within(CITY, item, power, day).ok


@pytest.mark.parametrize(
    ("held", "item", "power", "expected"),
    [
        ((), "CF-1", "decide", {"delegation.matter"}),
        ((GIVEN,), "CF-2", "decide", {"delegation.matter"}),
        ((GIVEN,), "CF-1", "execute", {"delegation.power"}),
        ((replace(GIVEN, filed_on=None),), "CF-1", "decide", {"delegation.filed"}),
        ((replace(GIVEN, filed_on=None), GIVEN), "CF-1", "decide", set()),
        ((replace(GIVEN, valid_to=date(2026, 4, 30)),), "CF-1", "decide", {"delegation.term"}),
    ],
)
def test_beyond_the_agreement(
    held: tuple[DelegationFacts, ...], item: str, power: str, expected: set[str]
) -> None:
    assert codes(check_within(replace(TEAM, delegations=held), item, power, date(2026, 5, 1))) == expected


@given(DAYS, st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_a_body_enforces_between_its_first_and_last_day(
    day: date, first: date | None, last: date | None
) -> None:
    body = replace(CITY, active_from=first, active_to=last)
    lasting = (first is None or first <= day) and (last is None or day <= last)
    assert check_standing(body, day).ok == lasting
    assert not check_standing(replace(body, approved=False), day).ok


def test_a_body_that_is_not_founded_yet_does_not_enforce() -> None:
    assert codes(check_standing(replace(CITY, active_from=END), START)) == {"agency.not_yet"}
    assert codes(check_standing(replace(CITY, active_to=START), END)) == {"agency.ended"}


def test_an_ended_body_names_who_carries_on() -> None:
    (reason,) = check_standing(replace(CITY, active_to=START, successor="云屏市综合执法局"), END).reasons
    assert str(reason) == (
        "云屏市城市管理局自2026年1月1日后撤销，职权由云屏市综合执法局继续行使（《行政处罚法》第十七条）"
    )


@pytest.mark.parametrize(
    ("principal", "agent", "given_", "expected"),
    [
        (CITY, AGENT, GIVEN, set()),
        (replace(CITY, kind="entrusted"), AGENT, GIVEN, {"delegation.sub"}),
        (replace(CITY, kind="authorised"), AGENT, GIVEN, {"delegation.giver"}),
        (replace(CITY, approved=False), AGENT, GIVEN, {"agency.standing"}),
        (CITY, replace(AGENT, agency=replace(TEAM, kind="statutory")), GIVEN, {"delegation.kind"}),
        (CITY, replace(AGENT, gives=True), GIVEN, {"delegation.sub"}),
        (CITY, replace(AGENT, manages_public_affairs=False), GIVEN, {"delegation.public"}),
        (CITY, replace(AGENT, qualified_staff=0), GIVEN, {"delegation.staff"}),
        (CITY, replace(AGENT, lacks_technical_means=True), GIVEN, {"delegation.technical"}),
        (CITY, AGENT, replace(GIVEN, matters=frozenset({"CF-9"})), {"delegation.beyond"}),
        (CITY, AGENT, replace(GIVEN, matters=frozenset()), {"delegation.no_matters"}),
        (CITY, AGENT, replace(GIVEN, powers=frozenset()), {"delegation.no_powers"}),
        (CITY, AGENT, replace(GIVEN, valid_to=date(2025, 1, 1)), {"delegation.order"}),
    ],
)
def test_what_articles_20_and_21_ask(
    principal: AgencyFacts, agent: EntrustedFacts, given_: DelegationFacts, expected: set[str]
) -> None:
    assert codes(check_delegation(principal, agent, given_, OWN)) == expected


def test_an_agreement_carries_nothing_before_the_day_it_was_filed() -> None:
    late = replace(TEAM, delegations=(replace(GIVEN, filed_on=date(2026, 3, 5)),))
    (reason,) = check_within(late, "CF-1", "decide", date(2026, 3, 4)).reasons
    assert "自2026年3月5日备案公布，2026年3月4日还不能据以办理" in reason.text
    assert check_within(late, "CF-1", "decide", date(2026, 3, 5)).ok


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"on": date(2026, 3, 31)}, {"handover.early"}),
        ({"on": date(2026, 4, 3)}, {"handover.future"}),
        ({"basis": " "}, {"handover.basis"}),
        ({"reason": ""}, {"handover.reason"}),
    ],
)
def test_who_entrusted_takes_back_what_is_open_after_the_term(
    changes: dict[str, Any], expected: set[str]
) -> None:
    words = HandoverFacts(date(2026, 4, 1), "云委〔2026〕1号", "期满")
    verdict = check_take_back(TEAM, CITY, date(2026, 3, 31), replace(words, **changes), date(2026, 4, 2))
    assert codes(verdict) == expected
    assert all("《行政处罚法》第二十条第三款" in str(r) for r in verdict.reasons)


@given(st.integers(0, 50), st.sampled_from(["", "云屏市综合执法局"]))
def test_a_body_does_not_end_with_cases_that_nobody_carries_on(open_cases: int, successor: str) -> None:
    verdict = check_end(replace(CITY, successor=successor), open_cases)
    assert verdict.ok == (open_cases == 0 or successor != "")
    assert verdict.ok or codes(verdict) == {"agency.open_cases"}


TAKER = AgencyFacts("云屏市综合执法局")
GONE = replace(CITY, active_to=date(2026, 5, 1), successor=TAKER.name)
HANDED = HandoverFacts(date(2026, 5, 2), "云编〔2026〕9号", "合并")
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("body", "taker", "given_", "expected"),
    [
        (GONE, TAKER, HANDED, set()),
        (replace(GONE, active_to=None), TAKER, HANDED, {"handover.in_force"}),
        (GONE, replace(TAKER, name="云屏市水务局"), HANDED, {"handover.successor"}),
        (GONE, replace(TAKER, active_to=date(2026, 4, 1)), HANDED, {"agency.ended"}),
        (GONE, TAKER, replace(HANDED, on=date(2026, 5, 1)), {"handover.early"}),
        (GONE, TAKER, replace(HANDED, on=date(2026, 6, 2)), {"handover.future"}),
        (GONE, TAKER, replace(HANDED, basis=" ", reason=""), {"handover.basis", "handover.reason"}),
    ],
)
def test_who_takes_over_and_when(
    body: AgencyFacts, taker: AgencyFacts, given_: HandoverFacts, expected: set[str]
) -> None:
    assert codes(check_handover(body, taker, given_, TODAY)) == expected
