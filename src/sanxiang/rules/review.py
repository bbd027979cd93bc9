"""法制审核: when a decision must be reviewed, what is looked at, and what an opinion must be.

- 行政处罚法第五十八条: in four situations a decision may not be made without review, or if the review
  does not pass; who reviews for the first time must hold 国家统一法律职业资格.
- 指导意见（国办发〔2018〕118号）（十一）至（十四）: body, list, content, opinion, responsibility.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sanxiang.rules.citations import cite
from sanxiang.rules.conditions import Condition, holds, leaves, true_leaves
from sanxiang.rules.facts import CaseFacts, ReviewFacts
from sanxiang.rules.money import format_yuan
from sanxiang.rules.terms import HearingStatus, OpinionType, PenaltyKind, TierLevel
from sanxiang.rules.verdict import Basis, Reason, Verdict

#: 行政处罚法第五十八条 as revised in 2021
APPLIES_FROM = date(2021, 7, 15)
#: fact = its words in the sentence that explains a trigger
FIELDS: dict[str, str] = {
    "act_kind": "权力类型",
    "procedure": "适用程序",
    "party_is_person": "当事人为自然人",
    "fine": "拟处罚款",
    "confiscated": "拟没收违法所得、非法财物",
    "kinds": "拟处罚种类",
    "outcome": "处理结果",
    "tier": "拟适用阶次",
    "tier_departs": "拟适用阶次与裁量基准计算结果不一致",
    "hearing": "听证",
    "laws": "涉及法律法规数量",
    "flags": "案件标记",
}

#: 标记 = its words; items and proposals carry these
FLAGS: dict[str, str] = {
    "public_interest": "涉及重大公共利益",
    "party_rights": "直接关系当事人或者第三人重大权益",
    "complex": "案件情况疑难复杂、涉及多个法律关系",
    "catalogued": "法律、法规规定应当进行法制审核",
    "social_risk": "可能造成重大社会影响或者引发社会风险",
    "licence_refused": "不予许可、变更、延续，或者撤销许可",
    "coercion_grave": "拍卖、查封影响经营、强制拆除或者代履行",
    "asked": "机关负责人要求审核",
}


@dataclass(frozen=True, slots=True)
class ReviewTrigger:
    """One line of the major-decision list (重大执法决定法制审核目录) as data."""

    code: str
    title: str
    condition: Condition
    basis: tuple[Basis, ...]
    flag: str
    #: a policy switch: False = listed, but this agency does not use it
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class FiredTrigger:
    """A trigger that applies, what it looked at, and why in one sentence."""

    trigger: ReviewTrigger
    inputs: Mapping[str, object]
    sentence: str


def trigger_inputs(facts: CaseFacts, procedure: str = "penalty_ordinary") -> dict[str, object]:
    """The facts the triggers may read, one for every key of `FIELDS`."""
    item, proposal = facts.power_item, facts.proposal
    flags = (item.flags if item else frozenset()) | (proposal.flags if proposal else frozenset())
    held = facts.hearing.status is HearingStatus.HELD
    return {
        "act_kind": item.kind if item else "",
        "procedure": procedure,
        "party_is_person": bool(facts.party and facts.party.is_person),
        "fine": proposal.fine if proposal else Decimal(0),
        "confiscated": proposal.confiscated if proposal else Decimal(0),
        "kinds": proposal.kinds if proposal else frozenset(),
        "outcome": proposal.outcome.value if proposal else "",
        "tier": proposal.tier.value if proposal and proposal.tier else "",
        "tier_departs": bool(proposal and proposal.tier and proposal.tier is not proposal.computed_tier),
        "hearing": "held" if held else "",
        "laws": len({b.partition("》")[0] for b in proposal.basis}) if proposal else 0,
        "flags": flags,
    }


def triggers_fired(
    triggers: Iterable[ReviewTrigger], facts: CaseFacts, procedure: str = "penalty_ordinary"
) -> tuple[FiredTrigger, ...]:
    """The triggers that apply to the case as proposed, each with its sentence (58)."""
    inputs = trigger_inputs(facts, procedure)
    fired = []
    for trigger in triggers:
        if trigger.enabled and holds(trigger.condition, inputs):
            leaves = true_leaves(trigger.condition, inputs)
            seen = {
                str(leaf.get("field")): inputs[str(leaf.get("field"))] for leaf in leaves if "field" in leaf
            }
            because = "，".join(filter(None, (_words(leaf, inputs) for leaf in leaves)))
            fired.append(FiredTrigger(trigger, seen, f"{trigger.title}：{because}"))
    return tuple(fired)


def _words(leaf: Condition, inputs: Mapping[str, object]) -> str:
    """One true leaf in words; "" if it only narrows the kind of case."""
    name, op, value = str(leaf.get("field")), leaf.get("op"), leaf.get("value")
    if name == "flags":
        return FLAGS.get(str(value), str(value))
    if name == "kinds":
        return f"拟处{PenaltyKind.parse(str(value)).label}"
    if name == "hearing":
        return "案件经过听证"
    if name == "tier":
        return f"拟适用“{TierLevel.parse(str(inputs[name])).label}”阶次"
    if name in ("fine", "confiscated"):
        bound = "达到" if op == ">=" else "超过"
        return f"{FIELDS[name]}{format_yuan(Decimal(str(inputs[name])))}，{bound}{format_yuan(Decimal(str(value)))}"
    if name == "laws":
        return f"{FIELDS[name]}为{inputs[name]}部"
    if name == "procedure":
        return "适用普通程序"
    return FIELDS[name] if name == "tier_departs" else ""


def _flag(name: str) -> Condition:
    return {"op": "has", "field": "flags", "value": name}


def _over(field: str, person: int, organisation: int) -> Condition:
    """At least `person` 元 for a natural person, `organisation` 元 for others."""
    is_person = {"op": "==", "field": "party_is_person", "value": True}
    return {
        "op": "or",
        "args": [
            {"op": "and", "args": [is_person, {"op": ">=", "field": field, "value": person}]},
            {
                "op": "and",
                "args": [
                    {"op": "==", "field": "party_is_person", "value": False},
                    {"op": ">=", "field": field, "value": organisation},
                ],
            },
        ],
    }


def _any_kind(*kinds: PenaltyKind) -> Condition:
    return {"op": "or", "args": [{"op": "has", "field": "kinds", "value": k.value} for k in kinds]}


_LOCAL = cite("L")
_HELD: Condition = {"op": "==", "field": "hearing", "value": "held"}
_DEPARTS: Condition = {
    "op": "or",
    "args": [
        {"op": "==", "field": "tier_departs", "value": True},
        {"op": "==", "field": "tier", "value": TierLevel.MITIGATED.value},
    ],
}

#: T1–T13 (law annex 4.1); amounts of T6 and T7 are one city's (L) and meant to be replaced
DEFAULT_TRIGGERS: tuple[ReviewTrigger, ...] = (
    ReviewTrigger("T1", "涉及重大公共利益", _flag("public_interest"), cite("APL58.1(1)"), "C"),
    ReviewTrigger(
        "T2",
        "直接关系当事人或者第三人重大权益，经过听证程序",
        {"op": "and", "args": [_HELD, _flag("party_rights")]},
        cite("APL58.1(2)"),
        "C",
    ),
    ReviewTrigger(
        "T3",
        "案件情况疑难复杂、涉及多个法律关系",
        _flag("complex"),
        cite("APL58.1(3)"),
        "C",
    ),
    ReviewTrigger("T4", "法律、法规规定的其他情形", _flag("catalogued"), cite("APL58.1(4)"), "C"),
    ReviewTrigger("T5", "可能造成重大社会影响或者引发社会风险", _flag("social_risk"), cite("G118(12)"), "P"),
    ReviewTrigger("T6", "罚款达到较大数额", _over("fine", 10_000, 100_000), _LOCAL, "L"),
    ReviewTrigger("T7", "没收达到较大数额", _over("confiscated", 10_000, 100_000), _LOCAL, "L"),
    ReviewTrigger(
        "T8",
        "责令停产停业、吊销许可证件",
        _any_kind(PenaltyKind.SUSPEND_BUSINESS, PenaltyKind.CLOSE_BUSINESS, PenaltyKind.REVOKE_LICENCE),
        _LOCAL,
        "L",
    ),
    ReviewTrigger("T9", "减轻处罚或者超出裁量基准", _DEPARTS, _LOCAL, "L"),
    ReviewTrigger(
        "T10",
        "普通程序处罚全覆盖",
        {"op": "==", "field": "procedure", "value": "penalty_ordinary"},
        _LOCAL,
        "L",
        enabled=False,
    ),
    ReviewTrigger("T11", "不予许可、变更、延续或者撤销许可", _flag("licence_refused"), _LOCAL, "L"),
    ReviewTrigger("T12", "重大行政强制", _flag("coercion_grave"), _LOCAL, "L"),
    ReviewTrigger("T13", "机关负责人要求审核", _flag("asked"), _LOCAL, "L"),
)

#: code → the fact its amounts are about
_AMOUNTS = {"T6": "fine", "T7": "confiscated"}
TRIGGERS = {trigger.code: trigger for trigger in DEFAULT_TRIGGERS}
#: triggers that are about another kind of power than a penalty
_ACT_KINDS = {"T11": "licence", "T12": "coercion"}


def act_kind_of(code: str) -> str:
    """The kind of power (powers' value) that the trigger of that code is about."""
    return _ACT_KINDS.get(code, "penalty")


def trigger_of(code: str, *, person: int | None = None, organisation: int | None = None) -> ReviewTrigger:
    """The trigger of that code with an agency's own amounts (元) for natural persons and others.

    KeyError for an unknown code, ValueError for amounts where the trigger has none, or only one of the two.
    """
    trigger = TRIGGERS[code]
    if person is None and organisation is None:
        return trigger
    if code not in _AMOUNTS or person is None or organisation is None:
        raise ValueError(f"{code}不按金额触发" if code not in _AMOUNTS else "自然人和单位的金额都要填写")
    return replace(trigger, condition=_over(_AMOUNTS[code], person, organisation))


def amounts_of(code: str, condition: Condition) -> tuple[int, int] | None:
    """(natural person, others) in 元 of a trigger by amount; None for a trigger or a tree that is not of that shape."""
    found = [leaf["value"] for leaf in leaves(condition) if leaf.get("op") == ">="]
    if code not in _AMOUNTS or len(found) != 2:
        return None
    person, organisation = (int(str(value)) for value in found)
    return person, organisation


#: 审核要点 (law annex 4.3; G118 （十三） has eight heads: {1,2} {3} {4,5} {6,7} {8} {9} {10} {11})
CHECKLIST: dict[int, str] = {
    1: "执法主体合法",
    2: "执法人员具备执法资格",
    3: "执法程序合法",
    4: "案件事实清楚",
    5: "证据合法充分",
    6: "适用法律、法规、规章准确",
    7: "裁量基准运用适当",
    8: "没有超越法定权限",
    9: "执法文书完备、规范",
    10: "违法行为是否涉嫌犯罪、需要移送司法机关",
    11: "其他：追责期限、当事人认定、陈述申辩处理",
}

#: 送审材料 (law annex 4.2, L)
MATERIALS: dict[str, str] = {
    "report": "调查终结报告",
    "draft": "拟作出的处罚决定书",
    "evidence": "证据材料",
    "discretion": "裁量基准适用说明",
    "hearing": "听证笔录和听证报告",
    "appraisal": "评估、鉴定、专家意见",
}


@dataclass(frozen=True, slots=True)
class MaterialStatus:
    """One material: whether this case needs it, and whether it is there."""

    code: str
    title: str
    required: bool
    present: bool


def materials(facts: CaseFacts) -> tuple[MaterialStatus, ...]:
    """The materials to submit and which of them are missing (law annex 4.2, L)."""
    given = facts.review.materials if facts.review else frozenset()
    proposal, hearing = facts.proposal, facts.hearing.status is HearingStatus.HELD
    appraised = any(e.kind == "鉴定意见" for e in facts.evidence)
    penalty = proposal is not None and proposal.tier is not None
    present = {
        "report": facts.has_issued("D16"),
        "draft": bool(facts.documents_of("D27") or facts.documents_of("D28")),
        "evidence": bool(facts.evidence),
        "discretion": bool(proposal and proposal.discretion_note.strip()),
        "hearing": bool(facts.documents_of("D23") and facts.documents_of("D24")),
        "appraisal": appraised,
    }
    required = {"discretion": penalty, "hearing": hearing, "appraisal": appraised}
    return tuple(
        MaterialStatus(code, title, required.get(code, True), present[code] or code in given)
        for code, title in MATERIALS.items()
    )


def check_opinion(facts: CaseFacts) -> Verdict:
    """May this opinion be given by this reviewer (58; G118 （十三）（十四）)? Lists everything missing."""
    review = facts.review
    if review is None or review.opinion is None:
        return Verdict((Reason("review.opinion", "还没有选择审核意见", cite("APL58"), "opinion"),))
    return Verdict((*_reviewer_faults(review, facts), *_answer_faults(review), *_opinion_faults(review)))


def _reviewer_faults(review: ReviewFacts, facts: CaseFacts) -> Iterable[Reason]:
    """Who reviews is neither handler, hearing host nor approver; the first time, legally qualified."""
    who = review.reviewer_id
    if not who:
        yield Reason("review.reviewer", "还没有确定审核人员", cite("APL58.2"), "reviewer")
        return
    handlers = {o.person_id for o in facts.officers}
    approvers = {a.approver_id for a in (facts.decision and facts.decision.approval,) if a}
    roles = (
        (who in handlers, "本案承办人"),
        (who in facts.investigators - handlers, "参与过本案调查或者起草的人员"),
        (who == review.submitter_id, "本案送审人"),
        (who == facts.hearing.host_id, "本案听证主持人"),
        (who in approvers, "本案决定审批人"),
    )
    for conflict, role in roles:
        if conflict:
            yield Reason("review.conflict", f"审核人员是{role}，应当回避", cite("APL43+58"), "reviewer")
    if review.reviewer_first_time and not review.reviewer_qualified:
        text = "初次从事处罚决定法制审核的人员，应当取得国家统一法律职业资格"
        yield Reason("review.qualification", text, cite("APL58.2"), "reviewer")
    if review.counsel_needed and not review.counsel_opinion.strip():
        yield Reason("review.counsel", "法律顾问意见还没有出具", cite("G118(11)"), "counsel_opinion")


def _answer_faults(review: ReviewFacts) -> Iterable[Reason]:
    answers = {a.point: a for a in review.checklist}
    for point, title in CHECKLIST.items():
        answer = answers.get(point)
        if answer is None or answer.result not in ("pass", "fail", "na"):
            yield Reason(
                "review.unanswered",
                f"审核要点第{point}项“{title}”还没有作答",
                cite("G118(13)"),
                f"point-{point}",
            )
        elif answer.result == "fail" and not answer.note.strip():
            text = f"审核要点第{point}项“{title}”有问题，还没有写明问题"
            yield Reason("review.unexplained", text, cite("G118(13)"), f"point-{point}")


def _opinion_faults(review: ReviewFacts) -> Iterable[Reason]:
    failed = [a.point for a in review.checklist if a.result == "fail"]
    if review.opinion is OpinionType.AGREE and failed:
        which = "、".join(f"第{p}项" for p in failed)
        yield Reason(
            "review.agree_with_problem", f"审核要点{which}有问题，不能出具“同意”", cite("APL58"), "opinion"
        )
    if review.opinion is not OpinionType.AGREE and not review.opinion_reasons.strip():
        yield Reason(
            "review.reasons", "存在问题的审核意见应当写明理由和依据", cite("G118(13)"), "opinion_reasons"
        )
