"""From what an officer enters to a complete proposal: tier, range and provisions are computed, not typed."""

from __future__ import annotations

from decimal import Decimal

from sanxiang.cases.types import Proposal
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.types import ProposalInput
from sanxiang.rules.discretion import FACTORS, compute_tier
from sanxiang.rules.terms import Outcome


def proposal_of(file: CaseFile, entered: ProposalInput, *, version: int) -> Proposal:
    """The proposal as it will stand on file."""
    penal = entered.outcome == Outcome.PENALTY
    known = [factor for factor in entered.factors if factor.code in FACTORS]
    computed = compute_tier(f.code for f in known).tier if penal else None
    tier = entered.tier or (computed.value if computed else "")
    low, high = _range(file, entered, tier) if penal else (None, None)
    return Proposal(
        outcome=entered.outcome,
        kinds=entered.kinds,
        fine=entered.fine,
        confiscated=entered.confiscated,
        facts=entered.facts,
        reasons=entered.reasons,
        correction=entered.correction,
        correction_needless=entered.correction_needless,
        benchmark_id=entered.benchmark,
        tier=tier,
        computed_tier=computed.value if computed else "",
        tier_min=low,
        tier_max=high,
        factors=tuple({"code": f.code, "evidence": list(f.evidence), "note": f.note} for f in known),
        discretion_note=entered.discretion_note,
        deviation_reason=entered.deviation_reason,
        provisions=_provisions(file),
        flags=entered.flags,
        version=version,
    )


def _range(file: CaseFile, entered: ProposalInput, tier: str) -> tuple[Decimal | None, Decimal | None]:
    """The range of the chosen tier in the chosen benchmark, 元."""
    chosen = next((b for b in file.benchmarks if b.id == entered.benchmark), None)
    row = next((t for t in chosen.tiers if t.level == tier), None) if chosen else None
    return (row.low, row.high) if row else (None, None)


def _provisions(file: CaseFile) -> tuple[dict[str, str], ...]:
    """The bases of the power item as they read on the day of the act."""
    return tuple(
        {
            "law": b.basis.law,
            "law_id": str(b.basis.law_id),
            "place": str(b.basis.place),
            "role": b.basis.role,
            "text": b.text or "",
        }
        for b in file.bases
    )
