"""裁量: which tier the factors lead to, its range, and whether a proposal keeps to it.

- 行政处罚法第三十条至第三十四条: who must or may be treated more lightly; benchmarks are published.
- 行政处罚法第四十九条: in an emergency, quickly and more severely.
- 国办发〔2022〕27号: the decision says how the benchmark was applied; a departure is approved and filed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from sanxiang.rules.citations import cite
from sanxiang.rules.facts import PolicyFacts, ProposalFacts
from sanxiang.rules.money import format_yuan, round_fen
from sanxiang.rules.terms import PenaltyKind, TierLevel
from sanxiang.rules.verdict import Basis, Reason, Verdict

#: like decisions that a comparison needs at least
FEWEST_PEERS = 3


class BenchmarkForm(StrEnum):
    """How a benchmark states its amounts."""

    FIXED_RANGE = "FIXED_RANGE"
    #: so many times the measure (货值, 违法所得)
    MULTIPLE = "MULTIPLE"
    #: so many per cent of the measure (合同价款)
    PERCENT = "PERCENT"
    FIXED = "FIXED"
    #: so much more for each factor
    ADDITIVE = "ADDITIVE"
    NON_MONEY = "NON_MONEY"


@dataclass(frozen=True, slots=True)
class Tier:
    """裁量阶次. `low` and `high` are 元, multiples or per cent, as the benchmark's form says."""

    level: TierLevel
    low: Decimal | None = None
    high: Decimal | None = None
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """裁量基准 of one unlawful act: its form and its tiers."""

    title: str
    form: BenchmarkForm
    tiers: tuple[Tier, ...]

    def tier(self, level: TierLevel) -> Tier | None:
        return next((t for t in self.tiers if t.level is level), None)


class Weight(StrEnum):
    """Which way a factor pulls."""

    MUST_LIGHTEN = "应当从轻或者减轻"
    MAY_LIGHTEN = "可以从轻或者减轻"
    AGGRAVATES = "从重"


@dataclass(frozen=True, slots=True)
class Factor:
    """裁量因素."""

    code: str
    title: str
    weight: Weight
    basis: tuple[Basis, ...]
    flag: str


def _light(code: str, title: str, source: str, weight: Weight = Weight.MUST_LIGHTEN) -> Factor:
    return Factor(code, title, weight, cite(source), "C")


def _heavy(code: str, title: str, source: str = "L", flag: str = "U") -> Factor:
    return Factor(code, title, Weight.AGGRAVATES, cite(source), flag)


#: S02–S08 are typical, not statutory (U): an agency's benchmark decides whether they count
FACTORS: dict[str, Factor] = {
    f.code: f
    for f in (
        _light("F01", "主动消除或者减轻违法行为危害后果", "APL32(1)"),
        _light("F02", "受他人胁迫或者诱骗实施违法行为", "APL32(2)"),
        _light("F03", "主动供述行政机关尚未掌握的违法行为", "APL32(3)"),
        _light("F04", "配合行政机关查处违法行为有立功表现", "APL32(4)"),
        _light("F05", "法律、法规、规章规定其他应当从轻或者减轻", "APL32(5)"),
        _light("F06", "已满十四周岁不满十八周岁", "APL30"),
        _light("F07", "尚未完全丧失辨认或者控制自己行为能力", "APL31", Weight.MAY_LIGHTEN),
        _heavy("S01", "突发事件期间违反应对措施", "APL49", "C"),
        _heavy("S02", "一定期限内再次违法"),
        _heavy("S03", "拒不改正违法行为"),
        _heavy("S04", "伪造、隐匿、毁灭证据"),
        _heavy("S05", "多人实施中的组织者"),
        _heavy("S06", "危害公共安全或者生命健康"),
        _heavy("S07", "侵害未成年人、老年人、残疾人"),
        _heavy("S08", "阻碍执法"),
    )
}


@dataclass(frozen=True, slots=True)
class TierComputation:
    """The tier the factors lead to, the tiers that may be chosen instead, and the reasoning."""

    tier: TierLevel
    allowed: frozenset[TierLevel]
    steps: tuple[str, ...]

    @property
    def explanation(self) -> str:
        return "；".join(self.steps) + "。"


def compute_tier(codes: Iterable[str]) -> TierComputation:
    """The tier that factors lead to (30–32, 49); KeyError for an unknown factor code.

    - a lightening factor: 从轻, and 减轻 may be chosen
    - an aggravating factor: 从重
    - both: the statutory "应当" stays; 从轻 and 一般 may be chosen, to be reasoned
    - neither: 一般
    """
    found = [FACTORS[c] for c in sorted(set(codes))]
    light = [f for f in found if f.weight is not Weight.AGGRAVATES]
    heavy = [f for f in found if f.weight is Weight.AGGRAVATES]
    must = any(f.weight is Weight.MUST_LIGHTEN for f in light)
    steps = [f"有“{f.title}”情节，{f.weight}（{'、'.join(map(str, f.basis))}）" for f in found]
    if light and heavy:
        tier = TierLevel.LENIENT if must else TierLevel.NORMAL
        steps.append(f"从轻、从重情节并存，综合适用“{tier.label}”阶次，须说明理由")
        return TierComputation(tier, frozenset({TierLevel.LENIENT, TierLevel.NORMAL}), tuple(steps))
    if light:
        steps.append("适用“从轻”阶次，也可以减轻处罚")
        allowed = {TierLevel.LENIENT, TierLevel.MITIGATED} | (set() if must else {TierLevel.NORMAL})
        return TierComputation(TierLevel.LENIENT, frozenset(allowed), tuple(steps))
    if heavy:
        steps.append("适用“从重”阶次")
        return TierComputation(TierLevel.SEVERE, frozenset({TierLevel.SEVERE}), tuple(steps))
    steps.append("没有从轻、减轻或者从重情节，适用“一般”阶次")
    return TierComputation(TierLevel.NORMAL, frozenset({TierLevel.NORMAL}), tuple(steps))


def tier_range(
    benchmark: Benchmark, level: TierLevel, measure: Decimal | None = None
) -> tuple[Decimal, Decimal] | None:
    """The range of a tier in 元; None if the tier sets no amount.

    `measure` is what multiples and percentages are taken of, 元 (ValueError without it).
    """
    tier = benchmark.tier(level)
    if tier is None or benchmark.form is BenchmarkForm.NON_MONEY or tier.low is None:
        return None
    high = tier.low if tier.high is None else tier.high
    if benchmark.form in (BenchmarkForm.FIXED_RANGE, BenchmarkForm.FIXED):
        return tier.low, high
    if measure is None:
        raise ValueError("按倍数或者比例计算的裁量基准，须先填写计算基数")
    part = measure / 100 if benchmark.form is BenchmarkForm.PERCENT else measure
    return round_fen(tier.low * part), round_fen(high * part)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What stands against a proposal, and what only deserves attention."""

    verdict: Verdict
    warnings: tuple[Reason, ...] = ()


def assess(proposal: ProposalFacts, *, discussed: bool, policy: PolicyFacts | None = None) -> Assessment:
    """Checks E1–E5 and E7 of law annex 5 on one proposal (E6 compares cases: `unlike_peers`).

    `discussed`: the proposal has been through 集体讨论.
    """
    policy = policy or PolicyFacts()
    blocking = (*_amount_faults(proposal), *_tier_faults(proposal, discussed=discussed, policy=policy))
    return Assessment(Verdict(blocking), tuple(_doubts(proposal)))


def _amount_faults(p: ProposalFacts) -> Iterable[Reason]:
    """E1, E2, E3: the fine keeps to the law and to the tier."""
    if PenaltyKind.FINE not in p.kinds:
        return
    if p.statutory_max is not None and p.fine > p.statutory_max:
        text = f"拟处罚款{format_yuan(p.fine)}，高于法定上限{format_yuan(p.statutory_max)}"
        yield Reason("discretion.over_statute", text, cite("APL4+34"), "fine")
    mitigated = p.tier is TierLevel.MITIGATED and _lightens(p.factors)
    if p.statutory_min is not None and p.fine < p.statutory_min and not mitigated:
        text = (
            f"拟处罚款{format_yuan(p.fine)}，低于法定下限{format_yuan(p.statutory_min)}，又没有减轻处罚情节"
        )
        yield Reason("discretion.under_statute", text, cite("APL32"), "fine")
    low, high = p.tier_min, p.tier_max
    if _outside_tier(p) and not p.deviation_reason.strip():
        shown = "至".join(dict.fromkeys(format_yuan(v) for v in (low, high) if v is not None))
        text = f"拟处罚款{format_yuan(p.fine)}，不在所选阶次{shown}之内，还没有写明偏离基准的理由"
        yield Reason("discretion.outside_tier", text, (*cite("APL34"), *cite("G27")), "deviation_reason")


def departs(p: ProposalFacts) -> bool:
    """Does the proposal leave the benchmark: its range, the tier the factors lead to, or the benchmark itself?"""
    return _outside_tier(p) or _other_tier(p) or p.benchmark_passed_over


def _outside_tier(p: ProposalFacts) -> bool:
    low, high = p.tier_min, p.tier_max
    below = low is not None and p.fine < low
    return PenaltyKind.FINE in p.kinds and (below or (high is not None and p.fine > high))


def _other_tier(p: ProposalFacts) -> bool:
    if p.tier is None:
        return False
    return p.tier not in compute_tier(c for c in p.factors if c in FACTORS).allowed | {p.computed_tier}


def unlike_peers(fine: Decimal, peers: Sequence[Decimal], spread: Decimal) -> Reason | None:
    """E6: the fine stands apart from those of like decisions (元); None where it does not, or there are too few."""
    if len(peers) < FEWEST_PEERS:
        return None
    middle = median(peers)
    if not middle or abs(fine - middle) <= spread * middle:
        return None
    text = (
        f"拟处罚款{format_yuan(fine)}，与本机关{len(peers)}件同类决定的中位数{format_yuan(middle)}"
        f"相差超过{spread * 100:.0f}%，请核对是否类案同罚"
    )
    return Reason("discretion.peers", text, (*cite("APL34"), *cite("G27")), "fine")


def _tier_faults(p: ProposalFacts, *, discussed: bool, policy: PolicyFacts) -> Iterable[Reason]:
    """A lighter or heavier tier than the factors allow needs a reason; E7: 减轻 is discussed."""
    if p.tier is None:
        return
    if _other_tier(p) and not p.deviation_reason.strip():
        text = f"所选“{p.tier.label}”阶次与裁量因素不符，还没有写明理由"
        yield Reason("discretion.tier", text, (*cite("APL34"), *cite("G27")), "deviation_reason")
    if p.tier is TierLevel.MITIGATED and not _lightens(p.factors):
        yield Reason("discretion.mitigated", "减轻处罚没有法定情节", cite("APL32"), "factors")
    if p.tier is TierLevel.MITIGATED and policy.discuss_mitigated and not discussed:
        yield Reason(
            "discretion.discussion", "减轻处罚还没有经过集体讨论", cite("APL57.2"), "discuss_collectively"
        )


def _doubts(p: ProposalFacts) -> Iterable[Reason]:
    """E4, E5: worth a look, no bar."""
    for code in p.factors_unproved:
        title = FACTORS[code].title if code in FACTORS else code
        yield Reason("discretion.unproved", f"裁量因素“{title}”没有关联证据", cite("APL40"), "factors")
    if p.benchmark_doubt:
        yield Reason("discretion.benchmark", p.benchmark_doubt, cite("APL34+37"), "benchmark")


def _lightens(codes: Iterable[str]) -> bool:
    return any(c in FACTORS and FACTORS[c].weight is not Weight.AGGRAVATES for c in codes)
