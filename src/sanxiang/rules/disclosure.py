"""公示: what of a decision is public, when, where and for how long.

- 指导意见（国办发〔2018〕118号）（六）: penalties and licences within 7 working days, others within 20.
- 行政处罚法第四十八条: a changed, annulled or unlawful decision is withdrawn within 3 days, with reasons.
- 政府信息公开条例第十四条至第十七条: what is not public, and that it is examined before release.
- 信用修复管理办法（2026-04-01起）: three tiers, each with a shortest and a longest time on credit channels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.citations import cite
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.facts import PublicationFacts
from sanxiang.rules.periods import Due, compute
from sanxiang.rules.terms import PenaltyKind, Term
from sanxiang.rules.verdict import Basis, Reason, Verdict

#: 权力类型 = its period; every other kind has 20 working days
DISCLOSE_WITHIN: dict[str, str] = {"penalty": "PEN.PUBLISH", "licence": "LIC.PUBLISH"}


def disclosure_due(kind: str, decided_on: date, calendar: WorkCalendar) -> Due:
    """By when a decision of this kind of act (penalty, licence, …) is published: G118 （六）."""
    return compute(DEADLINES[DISCLOSE_WITHIN.get(kind, "OTHER.PUBLISH")], decided_on, calendar)


class WithholdGround(Term):
    """不予公开的理由."""

    STATE_SECRET = "state_secret", "国家秘密"
    FORBIDDEN = "forbidden", "法律、行政法规禁止公开"
    SAFETY = "safety", "可能危及国家安全、公共安全、经济安全、社会稳定"
    TRADE_SECRET = "trade_secret", "商业秘密"
    PRIVACY = "privacy", "个人隐私"
    MINOR = "minor", "涉及未成年人"
    INTERNAL = "internal", "内部事务、过程性信息或者执法案卷信息"


WITHHOLD_BASIS: dict[WithholdGround, tuple[Basis, ...]] = {
    WithholdGround.STATE_SECRET: cite("GIO14"),
    WithholdGround.FORBIDDEN: cite("GIO14"),
    WithholdGround.SAFETY: cite("GIO14"),
    WithholdGround.TRADE_SECRET: cite("GIO15"),
    WithholdGround.PRIVACY: cite("GIO15"),
    WithholdGround.MINOR: cite("Kunming plan (2019)"),
    WithholdGround.INTERNAL: cite("GIO16"),
}


class CreditTier(Term):
    """失信信息分类 (信用修复管理办法)."""

    MINOR = "MINOR", "轻微"
    GENERAL = "GENERAL", "一般"
    SERIOUS = "SERIOUS", "严重"


_SERIOUS = frozenset(
    {
        PenaltyKind.REVOKE_LICENCE,
        PenaltyKind.RESTRICT_BUSINESS,
        PenaltyKind.SUSPEND_BUSINESS,
        PenaltyKind.CLOSE_BUSINESS,
        PenaltyKind.BAN_PRACTICE,
    }
)
_GENERAL = frozenset(
    {
        PenaltyKind.SUSPEND_LICENCE,
        PenaltyKind.DOWNGRADE,
        PenaltyKind.CONFISCATE_GAINS,
        PenaltyKind.CONFISCATE_PROPERTY,
    }
)
_CREDIT_PERIODS: dict[CreditTier, tuple[str, str]] = {
    CreditTier.MINOR: ("", "CRED.MINOR.MAX"),
    CreditTier.GENERAL: ("CRED.GENERAL.MIN", "CRED.GENERAL.MAX"),
    CreditTier.SERIOUS: ("CRED.SERIOUS.MIN", "CRED.SERIOUS.MAX"),
}


def credit_tier(kinds: frozenset[PenaltyKind], fine: Decimal, *, large_fine: Decimal) -> CreditTier:
    """The tier of a penalty; the industry department sets what a large fine is (P)."""
    if kinds & _SERIOUS:
        return CreditTier.SERIOUS
    if kinds & _GENERAL or (PenaltyKind.FINE in kinds and fine >= large_fine):
        return CreditTier.GENERAL
    return CreditTier.MINOR


def credit_period(tier: CreditTier, recognised_on: date, calendar: WorkCalendar) -> tuple[date, date]:
    """Earliest repair and automatic stop; counted from the recognition of the decision."""
    low, high = _CREDIT_PERIODS[tier]
    shortest = compute(DEADLINES[low], recognised_on, calendar).due if low else recognised_on
    return shortest, compute(DEADLINES[high], recognised_on, calendar).due


class Channel(Term):
    """公示渠道; each has its own policy."""

    PORTAL = "portal", "行政执法公示平台"
    CREDIT = "credit", "信用信息公示"
    MARKET = "market", "国家企业信用信息公示系统"


@dataclass(frozen=True, slots=True)
class PublicationPolicy:
    """One channel's versioned rule. `large_fine` splits 轻微 from 一般, 元 (P)."""

    channel: Channel
    version: int
    within: str
    basis: tuple[Basis, ...]
    #: simple-procedure penalties are left out
    skips_summary: bool = False
    #: penalties of only these kinds are left out
    skips_only: frozenset[PenaltyKind] = frozenset()
    #: a natural person's record is left out
    skips_persons: bool = False
    #: display ends by credit tier; otherwise it stays until withdrawn
    by_tier: bool = False
    large_fine: Decimal = Decimal(100_000)


DEFAULT_POLICIES: dict[Channel, PublicationPolicy] = {
    Channel.PORTAL: PublicationPolicy(Channel.PORTAL, 1, "PEN.PUBLISH", cite("G118(6)")),
    Channel.CREDIT: PublicationPolicy(
        Channel.CREDIT,
        1,
        "PEN.PUBLISH",
        (*cite("C424"), *cite("ORD36")),
        skips_summary=True,
        skips_persons=True,
        by_tier=True,
    ),
    Channel.MARKET: PublicationPolicy(
        Channel.MARKET,
        1,
        "PEN.PUBLISH.SAMR",
        cite("SAMR45-9"),
        skips_only=frozenset({PenaltyKind.WARNING}),
    ),
}


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """What one channel does with one decision. `why_not` non-empty = it is not published there."""

    policy: PublicationPolicy
    due: Due
    why_not: str = ""
    tier: CreditTier | None = None
    min_until: date | None = None
    max_until: date | None = None


def plan_publication(
    policy: PublicationPolicy,
    *,
    decided_on: date,
    kinds: frozenset[PenaltyKind],
    fine: Decimal,
    party_is_person: bool,
    summary_procedure: bool,
    calendar: WorkCalendar,
) -> PublicationPlan:
    """Whether, by when and until when a penalty decision is shown on the channel of `policy`."""
    due = compute(DEADLINES[policy.within], decided_on, calendar)
    tier = credit_tier(kinds, fine, large_fine=policy.large_fine) if policy.by_tier else None
    shortest, longest = credit_period(tier, decided_on, calendar) if tier else (None, None)
    exclusions = (
        (policy.skips_summary and summary_procedure, "简易程序处罚不在该渠道公示"),
        (policy.skips_persons and party_is_person, "自然人的处罚信息不在该渠道公示"),
        (bool(policy.skips_only) and kinds <= policy.skips_only, "仅受到警告的处罚不在该渠道公示"),
        (tier is CreditTier.MINOR, "轻微失信信息原则上不公示"),
    )
    why_not = next((text for applies, text in exclusions if applies), "")
    return PublicationPlan(policy, due, why_not, tier, shortest, longest)


def check_release(publication: PublicationFacts | None, *, party_is_minor: bool) -> Verdict:
    """May the snapshot go out: prepared by one, released by another person (GIO 17), minors withheld."""
    if publication is None:
        return Verdict((Reason("disclosure.prepared", "公示内容还没有编制", cite("GIO17"), "publication"),))
    reasons = []
    if not publication.releaser_id:
        reasons.append(Reason("disclosure.releaser", "公示内容还没有经第二人审核", cite("GIO17"), "releaser"))
    elif publication.releaser_id == publication.preparer_id:
        text = "公示内容的编制人和审核发布人应当是两个人"
        reasons.append(Reason("disclosure.two_persons", text, cite("GIO17"), "releaser"))
    if party_is_minor and not publication.withheld_ground:
        text = "当事人是未成年人，不予公开"
        reasons.append(
            Reason("disclosure.minor", text, WITHHOLD_BASIS[WithholdGround.MINOR], "withheld_ground")
        )
    return Verdict(tuple(reasons))


class WithdrawalCause(Term):
    """撤下的原因, 行政处罚法第四十八条第二款; 更正 is not a withdrawal."""

    CHANGED = "changed", "处罚决定被依法变更"
    ANNULLED = "annulled", "处罚决定被依法撤销"
    UNLAWFUL = "unlawful", "处罚决定被确认违法"
    VOID = "void", "处罚决定被确认无效"


def withdrawal_due(annulled_on: date, calendar: WorkCalendar) -> Due:
    """By when the publication is taken down and the reason published (48, 85: 3 working days)."""
    return compute(DEADLINES["PEN.WITHDRAW"], annulled_on, calendar)


def check_withdrawal(cause: WithdrawalCause | None, reason: str, document: str) -> Verdict:
    """May the publication be taken down: a statutory cause, a public reason and the deciding document."""
    basis = cite("APL48.2")
    missing = (
        (cause is None, "还没有选择撤下的法定原因", "cause"),
        (not reason.strip(), "还没有写明公开说明的理由", "reason"),
        (not document.strip(), "还没有写明变更、撤销或者确认违法的文书", "document"),
    )
    return Verdict(tuple(Reason(f"withdrawal.{f}", text, basis, f) for miss, text, f in missing if miss))


class Treatment(StrEnum):
    """What happens to a field on the public side."""

    PUBLIC = "公开"
    MASKED = "遮蔽后公开"
    HIDDEN = "不公开"


@dataclass(frozen=True, slots=True)
class PublicField:
    """One field of the public view. `value` is what the public reads; "" if hidden."""

    name: str
    label: str
    value: str
    treatment: Treatment
    why: str = ""


@dataclass(frozen=True, slots=True)
class PublicView:
    """A decision as the public sees it, or the ground on which it is withheld."""

    fields: tuple[PublicField, ...]
    withheld: WithholdGround | None = None

    def as_mapping(self) -> Mapping[str, str]:
        """name -> value of everything that is shown."""
        return {f.name: f.value for f in self.fields if f.treatment is not Treatment.HIDDEN}
