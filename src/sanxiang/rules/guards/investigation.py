"""调查: evidence and what is proposed on it (law annex G6, G8, G9, G10, G13, E1–E7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from sanxiang.rules import discretion
from sanxiang.rules.facts import CaseFacts, ProposalFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.terms import Outcome, PenaltyKind, TierLevel
from sanxiang.rules.verdict import Reason

#: 证据种类, 行政处罚法第四十六条第一款
EVIDENCE_KINDS = (
    "书证",
    "物证",
    "视听资料",
    "电子数据",
    "证人证言",
    "当事人的陈述",
    "鉴定意见",
    "勘验笔录、现场笔录",
)
_FULL_AGE = 18
_PUNISHABLE_AGE = 14


def evidence_verified(facts: CaseFacts) -> Iterable[Reason]:
    """G6: facts rest on evidence of the eight kinds, verified, lawful and unchanged (40, 46)."""
    used = [e for e in facts.evidence if not e.excluded]
    if not used:
        yield no("evidence.none", "还没有可以作为定案根据的证据", "APL40", "evidence")
    for item in used:
        if item.kind not in EVIDENCE_KINDS:
            text = f"证据“{item.title}”的种类不属于法定的八种"
            yield no("evidence.kind", text, "APL46.1", "evidence")
        if not item.verified:
            text = f"证据“{item.title}”还没有查证属实"
            yield no("evidence.verified", text, "APL46.2", "evidence")
        if not item.intact:
            text = f"证据“{item.title}”的文件与固化时的校验值不一致"
            yield no("evidence.intact", text, "APL46.2", "evidence")


def investigated(facts: CaseFacts) -> Iterable[Reason]:
    """At least one step of the investigation is on record (47, 54)."""
    if not any(r.stage == "调查取证" for r in facts.records):
        yield no("investigation.record", "还没有调查取证的记录", "APL47+54", "record_step")


def proposal_complete(facts: CaseFacts) -> Iterable[Reason]:
    """The proposal says one of the four outcomes, the facts, the basis, and the penalty (57)."""
    p = facts.proposal
    if p is None:
        yield no("proposal.missing", "还没有拟处理意见", "APL57.1", "proposal")
        return
    if not p.facts_text.strip():
        yield no("proposal.facts", "拟处理意见没有写明事实", "APL57.1", "facts_text")
    if not p.basis:
        yield no("proposal.basis", "拟处理意见没有引用适用的条款", "APL57.1", "basis")
    if p.outcome is Outcome.PENALTY:
        yield from _penalty_faults(p)


def _penalty_faults(p: ProposalFacts) -> Iterable[Reason]:
    yield from _kind_faults(p)
    yield from _confiscation_faults(p)
    if p.benchmark_passed_over and not p.deviation_reason.strip():
        text = "没有选用违法行为发生时施行的裁量基准，也没有写明不适用的理由"
        yield no("proposal.benchmark", text, "APL34", "benchmark")
    if p.measures_unproved:
        text = f"罚款按{'、'.join(p.measures_unproved)}计算，还没有关联证明其数额、次数的证据"
        yield no("proposal.measure", text, "APL40", "measure")
    if p.evidence_unknown:
        text = f"裁量因素、计算基数引用的{'、'.join(p.evidence_unknown)}不在案卷中或者已经排除"
        yield no("proposal.evidence", text, "APL40", "factors")
    if PenaltyKind.FINE in p.kinds and p.fine <= 0:
        yield no("proposal.fine", "没有填写罚款金额", "APL57.1", "fine")
    if PenaltyKind.FINE not in p.kinds and p.fine > 0:
        yield no("proposal.fine_kind", "填写了罚款金额，处罚种类里没有罚款", "APL9", "kinds")
    if not p.discretion_note.strip():
        yield no("proposal.discretion", "还没有填写裁量基准适用说明", "APL34", "discretion_note")


def _kind_faults(p: ProposalFacts) -> Iterable[Reason]:
    if not p.kinds:
        yield no("proposal.kinds", "没有选择处罚种类", "APL9", "kinds")
    if p.kinds_not_provided:
        names = "、".join(sorted(k.label for k in p.kinds_not_provided))
        yield no("proposal.kind_not_provided", f"该事项没有设定{names}的处罚", "APL4", "kinds")


def _confiscation_faults(p: ProposalFacts) -> Iterable[Reason]:
    if p.confiscated < 0:
        yield no("proposal.confiscated", "没收金额不能小于零", "APL57.1", "confiscated")
    if p.confiscated > 0 and not p.kinds & _CONFISCATIONS:
        text = "填写了没收金额，处罚种类里没有没收违法所得、没收非法财物"
        yield no("proposal.confiscated_kind", text, "APL9", "kinds")


_CONFISCATIONS = frozenset({PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_PROPERTY})


def correction_ordered(facts: CaseFacts) -> Iterable[Reason]:
    """G13: a penalty comes with the order to correct, unless nothing is left to correct (28)."""
    p = facts.proposal
    if _punishes(p) and not p.orders_correction and not p.correction_needless.strip():
        text = "没有责令当事人改正或者限期改正，也没有说明不需要改正的理由"
        yield no("proposal.correction", text, "APL28.1", "orders_correction")


def no_second_fine(facts: CaseFacts) -> Iterable[Reason]:
    """G8: the same act is not fined twice (29)."""
    p = facts.proposal
    if _punishes(p) and PenaltyKind.FINE in p.kinds and p.fined_before:
        text = "对当事人的同一个违法行为，不得给予两次以上罚款"
        yield no("proposal.second_fine", text, "APL29", "kinds")


def responsible_party(facts: CaseFacts) -> Iterable[Reason]:
    """G9: under 14 and without capacity no penalty; from 14 to 18 a lighter one (30, 31)."""
    p, party = facts.proposal, facts.party
    if party is None or not _punishes(p):
        return
    if party.incapable:
        text = "当事人在不能辨认或者不能控制自己行为时有违法行为，不予行政处罚"
        yield no("party.incapable", text, "APL31", "outcome")
    if party.is_person and party.age is None:
        yield no("party.age", "还没有查明当事人的年龄", "APL30", "party")
    elif party.age is not None and party.age < _PUNISHABLE_AGE:
        yield no("party.child", "当事人不满十四周岁，不予行政处罚", "APL30", "outcome")
    elif party.age is not None and party.age < _FULL_AGE and p.tier not in _LIGHTER:
        text = "当事人已满十四周岁不满十八周岁，应当从轻或者减轻行政处罚"
        yield no("party.minor", text, "APL30", "tier")


_LIGHTER = (TierLevel.NONE, TierLevel.MITIGATED, TierLevel.LENIENT)


def within_discretion(facts: CaseFacts) -> Iterable[Reason]:
    """E1–E3 and the tier: the amount keeps to the statute and the benchmark, or says why not."""
    if _punishes(facts.proposal):
        yield from discretion.assess(facts.proposal, discussed=True, policy=facts.policy).verdict.reasons


def _punishes(p: ProposalFacts | None) -> TypeGuard[ProposalFacts]:
    return p is not None and p.outcome is Outcome.PENALTY


GUARDS = {
    "evidence_verified": evidence_verified,
    "investigated": investigated,
    "proposal_complete": proposal_complete,
    "correction_ordered": correction_ordered,
    "no_second_fine": no_second_fine,
    "responsible_party": responsible_party,
    "within_discretion": within_discretion,
}
