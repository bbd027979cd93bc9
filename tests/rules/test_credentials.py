"""执法证件的效力: every standing on its day, explained; what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.credentials import (
    CredentialAct,
    Staffing,
    Standing,
    check_due_on,
    check_staffing,
    check_supervisor,
    standing_on,
    warning_on,
)
from sanxiang.rules.facts import CredentialActFacts, CredentialFacts

A, S = CredentialAct, Standing
FROM, UNTIL = date(2026, 1, 1), date(2027, 12, 31)


def card(*acts: tuple[CredentialAct, date], until: date = UNTIL) -> CredentialFacts:
    done = tuple(CredentialActFacts(kind, day, "查明的理由") for kind, day in acts)
    return CredentialFacts("53990000001", frozenset({"生态环境"}), frozenset({"5399"}), FROM, until, done)


def day(n: int) -> date:
    return FROM + timedelta(n)


@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        (card(), day(0), S.VALID),
        (card(), day(-1), S.NOT_YET),
        (card(), UNTIL, S.VALID),
        (card(), UNTIL + timedelta(1), S.EXPIRED),
        (card((A.SUSPENDED, day(9))), day(8), S.VALID),
        (card((A.SUSPENDED, day(9))), day(9), S.SUSPENDED),
        (card((A.SUSPENDED, day(9)), (A.LIFTED, day(20))), day(19), S.SUSPENDED),
        (card((A.SUSPENDED, day(9)), (A.LIFTED, day(20))), day(20), S.VALID),
        (card((A.CHECK_FAILED, day(9))), day(9), S.CHECK_FAILED),
        (card((A.CHECK_FAILED, day(9)), (A.CHECK_PASSED, day(30))), day(30), S.VALID),
        (
            card((A.CHECK_FAILED, day(3)), (A.SUSPENDED, day(4)), (A.CHECK_PASSED, day(5))),
            day(5),
            S.SUSPENDED,
        ),
        (card((A.SUSPENDED, day(3)), (A.CANCELLED, day(9))), day(9), S.CANCELLED),
        (card((A.CANCELLED, day(9))), UNTIL + timedelta(9), S.CANCELLED),
        (card((A.REVOKED, day(9))), day(9), S.REVOKED),
    ],
)
def test_the_standing_on_a_day(held: CredentialFacts, on: date, expected: Standing) -> None:
    """行政处罚法 42: a credential is good or not on the day of the act."""
    found = standing_on(held, on)
    assert found.standing is expected
    assert found.verdict.ok is (expected is S.VALID)
    if not found.verdict.ok:
        assert "《行政处罚法》第四十二条第一款" in str(found.verdict.reasons[0])


def test_it_says_why_and_how_to_mend_it() -> None:
    held = CredentialFacts(
        "1", frozenset(), frozenset(), FROM, UNTIL,
        (CredentialActFacts("suspended", day(9), "正在接受调查", day(39)),),
    )  # fmt: skip
    text = standing_on(held, day(50)).verdict.reasons[0].text
    assert "2026年1月10日起暂扣（正在接受调查；期限至2026年2月9日已满，应当办理解除）" in text
    assert "请指派其他人员" in text


@given(st.lists(st.tuples(st.sampled_from(A), st.integers(0, 700)), max_size=8), st.integers(0, 700))
def test_later_acts_never_change_an_earlier_day(acts: list[tuple[CredentialAct, int]], on: int) -> None:
    done = sorted(acts, key=lambda a: a[1])
    known = [(kind, day(n)) for kind, n in done if n <= on]
    assert standing_on(card(*((k, day(n)) for k, n in done)), day(on)) == standing_on(card(*known), day(on))


def test_the_yearly_check_is_due_a_year_after_the_last() -> None:
    assert check_due_on(FROM, ()) == date(2027, 1, 1)
    assert check_due_on(date(2024, 2, 29), ()) == date(2025, 3, 1)
    passed = (CredentialActFacts("passed", date(2026, 12, 20)),)
    assert check_due_on(FROM, passed) == date(2027, 12, 20)


@pytest.mark.parametrize(
    ("held", "on", "said"),
    [
        (card(), date(2026, 6, 1), ""),
        (card(), date(2026, 12, 2), "2027年1月1日前应当完成年审，还有30天"),
        (card(), date(2027, 1, 3), "年审应当在2027年1月1日前完成，已超过2天"),
        (card(until=day(100)), day(10), "到期，还有90天"),
        (card(until=day(100)), day(101), "不在有效期内"),
        (card((A.CANCELLED, day(3))), day(99), ""),
        (card((A.SUSPENDED, day(3))), day(9), "起暂扣"),
    ],
)
def test_what_an_agency_has_to_see_to(held: CredentialFacts, on: date, said: str) -> None:
    found = warning_on(held, on)
    assert said in found
    assert bool(said) == bool(found)


@given(st.integers(0, 5000), st.integers(0, 300))
def test_reviewers_are_five_percent_and_at_least_one(officers: int, reviewers: int) -> None:
    """118号（十一）: not fewer than 5 % of those who enforce; review.staffing says how many are missing."""
    found = Staffing(officers, reviewers)
    assert found.needed >= 1 and found.needed * 20 >= officers
    assert found.needed == 1 or (found.needed - 1) * 20 < officers
    assert found.short == max(0, found.needed - reviewers)
    (*told,) = (f"{r.code} {r.text}" for r in check_staffing(found).reasons)
    assert bool(told) == (reviewers < found.needed)
    assert all("review.staffing" in text and f"还缺{found.short}人" in text for text in told)


@pytest.mark.parametrize(("officers", "needed"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_the_share_is_rounded_up(officers: int, needed: int) -> None:
    assert Staffing(officers, 0).needed == needed
    assert f"{needed}人" in Staffing(officers, 0).explained


def test_a_supervisor_is_cautioned_without_a_good_card() -> None:
    """《行政执法监督条例》; the card of a supervisor is another one than that of who enforces."""
    assert check_supervisor(card(), day(0)).ok
    for held in (None, card((A.SUSPENDED, day(3))), card(until=day(2))):
        (reason,) = check_supervisor(held, day(5)).reasons
        assert reason.code == "supervisor.credential" and "行政执法监督证" in reason.text
