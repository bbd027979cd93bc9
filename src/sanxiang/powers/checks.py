"""权责的检查: what must be right before a power item, a benchmark or a review rule is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sanxiang.powers.models import PowerBasis, PowerItem, ReviewRule
from sanxiang.powers.types import LIMIT_UNITS, BasisInput, TierInput
from sanxiang.registry import selectors as registry
from sanxiang.rules.conditions import problems
from sanxiang.rules.money import format_yuan
from sanxiang.rules.review import FIELDS, FLAGS
from sanxiang.rules.terms import PenaltyKind, TierLevel
from sanxiang.statutes import selectors as statutes

Problem = tuple[str, str]
#: the tiers that divide the statutory range; 不予处罚 and 减轻 lie below it
_DIVIDING = (TierLevel.LENIENT, TierLevel.NORMAL, TierLevel.SEVERE)


def item_problems(item: PowerItem, bases: Sequence[BasisInput]) -> Iterator[Problem]:
    """Field of the agency, dates, flags, penalty kinds and fine range, and every basis in force."""
    if not item.enforcement_field:
        yield "enforcement_field", "请填写执法类别"
    elif item.enforcement_field not in registry.get_agency(item.agency_id).enforcement_fields:
        yield "enforcement_field", f"实施机关没有“{item.enforcement_field}”这一执法类别"
    for which, label in (("statutory", "法定期限"), ("promised", "承诺期限")):
        days, unit = getattr(item, f"{which}_days"), getattr(item, f"{which}_unit")
        if days is not None and unit not in LIMIT_UNITS:
            yield f"{which}_unit", f"填写了{label}的，请写明是工作日、日、月还是年"
    if item.effective_to and item.effective_to < item.effective_from:
        yield "effective_to", "失效日期不能早于生效日期"
    if unknown := sorted(set(item.flags) - set(FLAGS)):
        yield "flags", f"没有这些标记：{'、'.join(unknown)}"
    if item.kind == PowerItem.Kind.PENALTY:
        yield from _penalty_problems(item, bases)
    yield from basis_problems(bases, item.effective_from)


def _penalty_problems(item: PowerItem, bases: Sequence[BasisInput]) -> Iterator[Problem]:
    """A penalty names its kinds and its 罚则 (行政处罚法第四条、第三十九条)."""
    known = {kind.value for kind in PenaltyKind}
    if unknown := sorted(set(item.penalty_kinds) - known):
        yield "penalty_kinds", f"没有这些处罚种类：{'、'.join(unknown)}"
    if not item.penalty_kinds:
        yield "penalty_kinds", "至少填写一个处罚种类"
    if not any(b.role == PowerBasis.Role.PENALTY for b in bases):
        yield "bases", "行政处罚事项应当有罚则条款"
    if item.fine_max is not None and PenaltyKind.FINE not in item.penalty_kinds:
        yield "fine_max", "处罚种类中没有罚款，不应填写罚款幅度"


def basis_problems(bases: Sequence[BasisInput], on: date) -> Iterator[Problem]:
    """Every basis is a provision in force on the day (行政处罚法第三十八条: no basis, no penalty)."""
    if not bases:
        yield "bases", "至少填写一条法律依据"
    yield from role_problems(bases)
    for basis in bases:
        at = basis.place
        if statutes.text_in_force(basis.law, on, at.article, at.paragraph, at.item, at.suffix):
            continue
        version = statutes.version_in_force(basis.law, on)
        if version is None:
            yield "bases", f"《{statutes.get_law(basis.law).short_title}》在{on}没有有效版本"
        elif statutes.provision(version, at) is None:
            yield "bases", f"{on}有效的《{version.law.short_title}》没有{at}"
        else:
            yield "bases", f"《{version.law.short_title}》{at}在{on}还没有施行，它的施行日期另有规定"


def role_problems(bases: Sequence[BasisInput]) -> Iterator[Problem]:
    """What a basis is for is one of three."""
    for basis in bases:
        if basis.role not in PowerBasis.Role.values:
            yield "bases", f"依据的作用“{basis.role}”应为duty、penalty或者procedure"


def tier_problems(
    fine_min: Decimal | None, fine_max: Decimal | None, tiers: Sequence[TierInput]
) -> Iterator[Problem]:
    """Do the tiers divide the statutory range without gap or overlap (行政处罚法第三十四条)?

    从轻, 一般 and 从重 together reach from the lower to the upper limit; neighbours share one border. 减轻 lies
    below the lower limit. Amounts in 元.
    """
    yield from _order_problems(tiers)
    ranged = [t for t in tiers if t.level in _DIVIDING and t.low is not None and t.high is not None]
    if not ranged:
        yield "tiers", "至少应有一个从轻、一般或者从重阶次填写了金额"
        return
    for before, after in pairwise(ranged):
        yield from _border_problems(before, after)
    yield from _limit_problems(fine_min, fine_max, ranged)
    mitigated = next((t for t in tiers if t.level is TierLevel.MITIGATED), None)
    if mitigated and mitigated.high is not None and fine_min and mitigated.high > fine_min:
        yield "tiers", f"减轻阶次的上限应当低于法定下限{format_yuan(fine_min)}"


def _order_problems(tiers: Sequence[TierInput]) -> Iterator[Problem]:
    levels = [t.level for t in tiers]
    if levels != sorted(set(levels), key=list(TierLevel).index):
        yield "tiers", "阶次应当由轻到重排列，每个阶次一次"
    for tier in tiers:
        if tier.low is not None and tier.high is not None and tier.high < tier.low:
            yield "tiers", f"“{tier.level.label}”的上限低于下限"
        if not tier.conditions.strip():
            yield "tiers", f"“{tier.level.label}”没有适用条件"


def _border_problems(before: TierInput, after: TierInput) -> Iterator[Problem]:
    if before.high is None or after.low is None or before.high == after.low:
        return
    between = f"“{before.level.label}”与“{after.level.label}”之间"
    if after.low > before.high:
        yield "tiers", f"{between}{format_yuan(before.high)}至{format_yuan(after.low)}没有阶次"
    else:
        yield "tiers", f"{between}{format_yuan(after.low)}至{format_yuan(before.high)}重叠"


def _limit_problems(
    fine_min: Decimal | None, fine_max: Decimal | None, ranged: Sequence[TierInput]
) -> Iterator[Problem]:
    if fine_min is not None and ranged[0].low != fine_min:
        yield "tiers", f"最轻阶次应当从法定下限{format_yuan(fine_min)}开始"
    if fine_max is not None and ranged[-1].high != fine_max:
        yield "tiers", f"最重阶次应当到法定上限{format_yuan(fine_max)}为止"


def review_rule_problems(rule: ReviewRule) -> Iterator[Problem]:
    """The condition can be evaluated; the basis is given; the confidence flag is one of four."""
    yield from (("condition", message) for message in problems(rule.condition, FIELDS))
    if not rule.basis:
        yield "basis", "请填写依据"
    if rule.flag not in ("C", "P", "L", "U"):
        yield "flag", "确信度应为C、P、L、U之一"
