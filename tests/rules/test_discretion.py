"""裁量: from factors to tier, from tier to range, and the checks on one proposal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.rules.discretion import (
    FACTORS,
    Benchmark,
    BenchmarkForm,
    Tier,
    Weight,
    assess,
    compute_tier,
    departs,
    tier_range,
    unlike_peers,
)
from sanxiang.rules.facts import ApprovalFacts, CaseFacts, DecisionFacts, DiscussionFacts, PolicyFacts
from sanxiang.rules.guards.decision import departure_approved
from sanxiang.rules.terms import PenaltyKind, TierLevel
from tests.rules.lawful import CASE, PROPOSAL

D = Decimal


@pytest.mark.parametrize(
    ("factors", "tier", "allowed"),
    [
        ([], "NORMAL", {"NORMAL"}),
        (["F01"], "LENIENT", {"LENIENT", "MITIGATED"}),
        (["F01", "F04"], "LENIENT", {"LENIENT", "MITIGATED"}),
        (["F07"], "LENIENT", {"LENIENT", "MITIGATED", "NORMAL"}),
        (["S03"], "SEVERE", {"SEVERE"}),
        (["F01", "S03"], "LENIENT", {"LENIENT", "NORMAL"}),
        (["F07", "S03"], "NORMAL", {"LENIENT", "NORMAL"}),
    ],
)
def test_factors_lead_to_a_tier(factors: list[str], tier: str, allowed: set[str]) -> None:
    found = compute_tier(factors)
    assert (found.tier.value, {t.value for t in found.allowed}) == (tier, allowed)


@given(st.sets(st.sampled_from(sorted(FACTORS))))
def test_the_tier_is_among_the_allowed_and_is_explained(factors: set[str]) -> None:
    found = compute_tier(factors)
    assert found.tier in found.allowed
    assert all(FACTORS[c].title in found.explanation for c in factors)
    if any(FACTORS[c].weight is Weight.MUST_LIGHTEN for c in factors):
        assert found.tier is TierLevel.LENIENT


def test_an_unknown_factor_is_an_error() -> None:
    with pytest.raises(KeyError):
        compute_tier(["F99"])


def test_the_explanation_cites_the_article() -> None:
    assert compute_tier(["F01"]).explanation == (
        "有“主动消除或者减轻违法行为危害后果”情节，应当从轻或者减轻（《行政处罚法》第三十二条第一项）；"
        "适用“从轻”阶次，也可以减轻处罚。"
    )


def benchmark(form: BenchmarkForm, low: str | None, high: str | None) -> Benchmark:
    bounds = (D(low) if low else None, D(high) if high else None)
    return Benchmark("无证排放", form, (Tier(TierLevel.LENIENT, *bounds),))


@pytest.mark.parametrize(
    ("form", "low", "high", "measure", "expected"),
    [
        (BenchmarkForm.FIXED_RANGE, "200000", "360000", None, (D(200_000), D(360_000))),
        (BenchmarkForm.FIXED, "5000", None, None, (D(5_000), D(5_000))),
        (BenchmarkForm.MULTIPLE, "1", "1.5", D("8000"), (D(8_000), D(12_000))),
        (BenchmarkForm.PERCENT, "2", "2.6", D("1000000"), (D(20_000), D(26_000))),
        (BenchmarkForm.NON_MONEY, None, None, None, None),
        (BenchmarkForm.FIXED_RANGE, None, None, None, None),
    ],
)
def test_ranges(
    form: BenchmarkForm, low: str | None, high: str | None, measure: D | None, expected: tuple[D, D] | None
) -> None:
    assert tier_range(benchmark(form, low, high), TierLevel.LENIENT, measure) == expected


def test_a_tier_the_benchmark_lacks_has_no_range() -> None:
    assert tier_range(benchmark(BenchmarkForm.FIXED_RANGE, "1", "2"), TierLevel.SEVERE) is None


def test_a_multiple_needs_its_measure() -> None:
    with pytest.raises(ValueError, match="计算基数"):
        tier_range(benchmark(BenchmarkForm.MULTIPLE, "1", "2"), TierLevel.LENIENT)


def codes(*, discussed: bool = True, policy: PolicyFacts | None = None, **changes: object) -> list[str]:
    proposal = replace(PROPOSAL, **changes)  # type: ignore[arg-type]
    return [r.code for r in assess(proposal, discussed=discussed, policy=policy).verdict.reasons]


def test_a_proposal_within_its_tier_is_lawful() -> None:
    assert codes() == []
    assert codes(fine=D(200_000)) == codes(fine=D(360_000)) == []


def test_a_departure_from_the_tier_needs_its_reason() -> None:
    assert codes(fine=D(360_001)) == ["discretion.outside_tier"]
    assert codes(fine=D(360_001), deviation_reason="后果特别严重") == []


def test_nothing_excuses_more_than_the_statute() -> None:
    assert codes(fine=D(1_000_001), deviation_reason="后果特别严重") == ["discretion.over_statute"]


def test_below_the_statute_only_by_mitigation_with_a_factor_and_discussion() -> None:
    mitigated = {"fine": D(100_000), "tier": TierLevel.MITIGATED, "tier_min": None, "tier_max": None}
    assert codes(**mitigated) == []
    assert codes(**mitigated, discussed=False) == ["discretion.discussion"]
    assert codes(**mitigated, discussed=False, policy=PolicyFacts(discuss_mitigated=False)) == []
    lone = {**mitigated, "factors": (), "computed_tier": TierLevel.MITIGATED}
    assert codes(**lone) == ["discretion.under_statute", "discretion.mitigated"]
    assert codes(fine=D(100_000), tier_min=None) == ["discretion.under_statute"]


def test_amounts_do_not_matter_where_no_fine_is_proposed() -> None:
    assert codes(kinds=frozenset({PenaltyKind.WARNING}), fine=D(0)) == []


@given(st.integers(0, 2_000_000).map(D))
def test_a_lawful_fine_lies_within_statute_and_tier(fine: Decimal) -> None:
    assert (codes(fine=fine) == []) is (200_000 <= fine <= 360_000)


def test_a_fine_apart_from_like_decisions_is_pointed_out() -> None:
    """E6: 类案同罚."""
    peers = [Decimal(n) for n in (20_000, 22_000, 24_000)]
    assert unlike_peers(Decimal(30_000), peers, Decimal("0.5")) is None
    said = unlike_peers(Decimal(40_000), peers, Decimal("0.5"))
    assert said and "3件同类决定的中位数22,000.00元相差超过50%" in said.text
    assert unlike_peers(Decimal(40_000), peers[:2], Decimal("0.5")) is None


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({}, False),
        ({"fine": Decimal(10)}, True),
        ({"fine": Decimal(900_000)}, True),
        ({"tier": TierLevel.SEVERE, "tier_max": None}, True),
        ({"benchmark_passed_over": True}, True),
    ],
)
def test_leaving_the_benchmark(changes: dict[str, Any], left: bool) -> None:  # noqa: FBT001
    assert departs(replace(PROPOSAL, **changes)) is left


def test_a_departure_needs_the_heads_consent_or_a_discussion() -> None:
    """27号: departure_approved."""
    away = replace(PROPOSAL, fine=Decimal(900_000), deviation_reason="情节特殊")
    alone = replace(CASE, proposal=away, discussion=None, decision=None)

    def codes(facts: CaseFacts) -> list[str]:
        return [r.code for r in departure_approved(facts)]

    assert codes(replace(alone, proposal=PROPOSAL)) == []
    assert codes(alone) == ["departure.consent"]
    head = DecisionFacts(
        alone.today, ApprovalFacts("li", "head", alone.today), away.outcome, away.fine, away.kinds
    )
    assert codes(replace(alone, decision=head)) == ["departure.consent"]
    agreed = replace(head, departure_approved=True)
    assert codes(replace(alone, decision=agreed)) == []
    strict = replace(alone, decision=agreed, policy=PolicyFacts(discuss_departure=True))
    assert codes(strict) == ["departure.discussion"]
    talk = DiscussionFacts(
        alone.today, "head", frozenset({"head", "deputy"}), frozenset({"head", "deputy"}), "同意", 1
    )
    assert codes(replace(strict, discussion=talk)) == []
