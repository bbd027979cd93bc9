"""裁量基准适用说明: how the benchmark was applied, for notice, report and decision (国办发〔2022〕27号)."""

from __future__ import annotations

from typing import Any

from sanxiang.cases.types import Proposal
from sanxiang.flows.shared.file import CaseFile
from sanxiang.powers.selectors import get_benchmark
from sanxiang.powers.types import BenchmarkView, TierView
from sanxiang.rules.discretion import FACTORS, compute_tier
from sanxiang.rules.guards.commencement import choice_said
from sanxiang.rules.money import format_range, format_yuan
from sanxiang.rules.standards import read_standard, sum_said
from sanxiang.rules.terms import TierLevel


def discretion(file: CaseFile, p: Proposal) -> dict[str, Any]:
    """裁量基准适用说明: benchmark, tier, factors and how they lead to it."""
    benchmark = get_benchmark(p.benchmark_id) if p.benchmark_id else None
    codes = [str(x["code"]) for x in p.factors]
    named = [
        f"{FACTORS[c].title}（{'、'.join(x['evidence'])}）" for c, x in zip(codes, p.factors, strict=True)
    ]
    low, high = p.tier_min, p.tier_max
    return {
        "benchmark": f"{benchmark.title}（{benchmark.document_no}）" if benchmark else "",
        "tier": p.line_label or (TierLevel(p.tier).label if p.tier else ""),
        "factors": named,
        "range": format_range(low, high) if low is not None and high is not None else "",
        "explanation": _applied(p, benchmark, codes),
    }


def computed_of(p: Proposal, benchmark: BenchmarkView | None) -> str:
    """What the amount was computed of and from which evidence: a measured base, or the counts of an additive line."""
    line = _line(p, benchmark)
    if line is None:
        return ""
    read = read_standard(line.standard)
    if p.counts:
        counted = sum_said(read, {x["per"]: x["count"] for x in p.counts})
        proofs = dict.fromkeys(n for x in p.counts for n in x["evidence"])
    elif p.measure is not None:
        counted = f"以{read.base}{format_yuan(p.measure)}为基数"
        proofs = dict.fromkeys(p.measure_evidence)
    else:
        return ""
    return counted + (f"（{'、'.join(proofs)}）" if proofs else "")


def _line(p: Proposal, benchmark: BenchmarkView | None) -> TierView | None:
    return next((t for t in benchmark.tiers if t.uid == p.line), None) if benchmark and p.line else None


def _applied(p: Proposal, benchmark: BenchmarkView | None, codes: list[str]) -> str:
    """How the benchmark was applied: what was computed, then what the officer adds, then why it is departed from."""
    line = _line(p, benchmark)
    if line is None:
        computed = compute_tier(codes).explanation
    else:
        taken = f"，{found}" if (found := computed_of(p, benchmark)) else ""
        computed = f"违法情节属于“{line.conditions}”，裁量标准为“{line.standard.rstrip('。；')}”{taken}。"
    own = p.discretion_note.strip()
    parts = [computed, own if own and own not in computed else ""]
    if p.deviation_reason.strip():
        parts.append(f"不按上述幅度裁量的理由：{p.deviation_reason.strip()}")
    parts.append(choice_said(p.applied_law, p.law_reason))
    return "".join(part if part.endswith(("。", "！", "？")) else f"{part}。" for part in parts if part)
