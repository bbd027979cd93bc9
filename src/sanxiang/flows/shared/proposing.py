"""From what an officer enters to a complete proposal: tier, range and provisions are computed, not typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sanxiang.cases.types import Proposal
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.types import ProposalInput
from sanxiang.kernel import InvalidInput
from sanxiang.powers.types import TierView
from sanxiang.rules.discretion import FACTORS, compute_tier
from sanxiang.rules.guards.commencement import NEW_LAW
from sanxiang.rules.standards import amount_range, read_standard
from sanxiang.rules.terms import Outcome


def proposal_of(file: CaseFile, entered: ProposalInput, *, version: int) -> Proposal:
    """The proposal as it will stand on file."""
    penal = entered.outcome == Outcome.PENALTY
    known = [factor for factor in entered.factors if factor.code in FACTORS]
    computed = compute_tier(f.code for f in known).tier if penal else None
    tier = entered.tier or (computed.value if computed else "")
    line = _line(file, entered) if penal and entered.line else None
    of_base = line is not None and read_standard(line.standard).measured
    low, high = (_measured(line, entered) if line else _range(file, entered, tier)) if penal else (None, None)
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
        line=line.uid if line else None,
        line_label=f"{line.label}：{line.conditions}" if line else "",
        measure=entered.measure if of_base else None,
        measure_evidence=entered.measure_evidence if of_base else (),
        counts=_counts(line, entered) if line else (),
        factors=tuple({"code": f.code, "evidence": list(f.evidence), "note": f.note} for f in known),
        discretion_note=entered.discretion_note,
        deviation_reason=entered.deviation_reason,
        applied_law=entered.applied_law,
        law_reason=entered.law_reason,
        provisions=_provisions(file, entered.applied_law),
        flags=entered.flags,
        version=version,
    )


def _range(file: CaseFile, entered: ProposalInput, tier: str) -> tuple[Decimal | None, Decimal | None]:
    """The range of the chosen tier in the chosen benchmark, 元."""
    chosen = next((b for b in file.benchmarks if b.id == entered.benchmark), None)
    row = next((t for t in chosen.tiers if t.level == tier), None) if chosen else None
    return (row.low, row.high) if row else (None, None)


def _line(file: CaseFile, entered: ProposalInput) -> TierView:
    """The line chosen in the chosen benchmark; raises InvalidInput for one of another."""
    chosen = next((b for b in file.benchmarks if b.id == entered.benchmark), None)
    found = next((t for t in chosen.tiers if t.uid == entered.line), None) if chosen else None
    if found is None:
        raise InvalidInput(("line", "所选档次不属于所选的裁量基准"))
    return found


def _measured(line: TierView, entered: ProposalInput) -> tuple[Decimal | None, Decimal | None]:
    """The range that the words of the line give, 元; raises InvalidInput where its base or a count is missing."""
    counts = {c.per: c.count for c in entered.counts}
    try:
        found = amount_range(read_standard(line.standard), measure=entered.measure, counts=counts)
    except ValueError as error:
        raise InvalidInput(("measure", str(error))) from None
    return found or (None, None)


def _counts(line: TierView, entered: ProposalInput) -> tuple[dict[str, Any], ...]:
    """The counts of the line's own steps, in the order of its words."""
    given = {c.per: c for c in entered.counts}
    steps = (given[s.per] for s in read_standard(line.standard).steps if s.per in given)
    return tuple({"per": c.per, "count": c.count, "evidence": list(c.evidence)} for c in steps)


def _provisions(file: CaseFile, applied_law: str) -> tuple[dict[str, str], ...]:
    """The bases of the power item as they read on the day of the act, or today where the new law is milder (37)."""
    bases = [b for b in file.bases_today if b.in_force] if applied_law == NEW_LAW else file.bases
    return tuple(
        {
            "law": b.basis.law,
            "law_id": str(b.basis.law_id),
            "place": str(b.basis.place),
            "role": b.basis.role,
            "text": b.text or "",
        }
        for b in bases
    )
