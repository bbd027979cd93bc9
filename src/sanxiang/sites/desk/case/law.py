"""法条与裁量: articles in force, tiers beside the proposal, and what the review list says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sanxiang.flows.reading.types import CasePage
from sanxiang.flows.shared.weighing import computed_of
from sanxiang.powers.types import BenchmarkView
from sanxiang.rules.discretion import FACTORS
from sanxiang.rules.money import format_yuan
from sanxiang.rules.review import CHECKLIST
from sanxiang.rules.terms import Outcome, PenaltyKind, TierLevel

__all__ = ["CHECKLIST", "Bar", "bar_of", "context"]


@dataclass(frozen=True, slots=True)
class Bar:
    """What `ui.range_bar` takes."""

    at: Decimal
    low: Decimal
    high: Decimal
    tier_low: Decimal
    tier_high: Decimal
    tier: str


def context(page: CasePage) -> dict[str, Any]:
    """What the tab shows."""
    p = page.file.course.proposal
    used = next((b for b in page.file.benchmarks if p and b.id == p.benchmark_id), None)
    return {
        "proposal": p,
        "computed": computed_of(p, used) if p else "",
        "outcome": Outcome(p.outcome).label if p else "",
        "kinds": "、".join(PenaltyKind(kind).label for kind in p.kinds) if p else "",
        "range": bar_of(page),
        "benchmarks": [(b, tier_rows(b)) for b in page.file.benchmarks],
        "factors": factor_rows(page),
        "fired": {f.trigger.code: f.sentence for f in page.fired},
    }


def bar_of(page: CasePage) -> Bar | None:
    """Where the proposed fine stands between the limits of the law and of the tier; None without a fine."""
    p, item = page.file.course.proposal, page.file.item
    if p is None or item is None or PenaltyKind.FINE not in p.kinds or item.fine_max is None:
        return None
    low = item.fine_min or Decimal(0)
    tier_low, tier_high = p.tier_min, p.tier_max
    if tier_low is None:
        return None
    tier = TierLevel(p.tier).label if p.tier else ""
    return Bar(p.fine, low, item.fine_max, tier_low, tier_low if tier_high is None else tier_high, tier)


def tier_rows(benchmark: BenchmarkView) -> list[tuple[str, str, str]]:
    """(阶次, 适用情形, 幅度) of a benchmark."""
    return [
        (
            t.label,
            t.conditions,
            "至".join(dict.fromkeys(format_yuan(v) for v in (t.low, t.high) if v is not None))
            or t.standard
            or "不设金额",
        )
        for t in benchmark.tiers
    ]


def factor_rows(page: CasePage) -> list[tuple[str, str, str, str]]:
    """(情节, 方向, 依据, 证据) of the proposal's factors."""
    p = page.file.course.proposal
    rows = []
    for factor in p.factors if p else ():
        known = FACTORS[str(factor["code"])]
        proof = "、".join(factor["evidence"]) or "没有关联证据"
        rows.append((known.title, known.weight.value, "、".join(map(str, known.basis)), proof))
    return rows
