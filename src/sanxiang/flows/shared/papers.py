"""文书的内容, assembled from the case: no field that the case already knows is typed again.

`data_for` gives the dict that the template of a document prints; `fields` are the document's own answers
(an opinion, a reason, questions and answers) and win over what is assembled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sanxiang.cases.types import Decision, Proposal, Record
from sanxiang.flows.shared.facts import facts_of
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.weighing import discretion
from sanxiang.kernel import BEIJING, Actor, Refused, Role
from sanxiang.rules import deadline_table, review
from sanxiang.rules.citations import cite
from sanxiang.rules.guards.commencement import choice_said
from sanxiang.rules.guards.notice import hearing_offered
from sanxiang.rules.money import format_yuan, in_words
from sanxiang.rules.sentences import chinese_date as day
from sanxiang.rules.terms import OpinionType, Outcome, PenaltyKind, ServiceMode
from sanxiang.rules.verdict import Reason

Data = dict[str, Any]

#: what the drafter may say in a document that is assembled from the case
_OWN: Mapping[str, tuple[str, ...]] = {
    "D02": ("facts",),
    "D03": ("facts", "reasons", "reply"),
    "D16": ("process",),
    "D26": ("statement",),
    "D27": ("statement", "hearing"),
    "D28": ("statement", "reasons", "education"),
    "D39": ("property",),
}
#: what acts add: the opinions on a sheet
_ACTS_OWN = ("opinions",)
#: what no document of a case may say otherwise; who was there, a record may
_THE_CASE = ("agency", "case", "party")

#: the words under which an opinion stands on an approval sheet, by the signer's office; the first that fits
_OPINION_ROLES: tuple[tuple[Role, str], ...] = (
    (Role.AGENCY_HEAD, "负责人审批意见"),
    (Role.LEGAL_REVIEWER, "法制审核机构意见"),
    (Role.UNIT_HEAD, "承办机构意见"),
    (Role.OFFICER, "承办人意见"),
)


def data_for(code: str, file: CaseFile, fields: Mapping[str, Any]) -> Data:
    """Everything document `code` of this case says.

    Where the case says it already, the case is right: what is to be punished, how, and on which law cannot be
    typed into notice, report or decision (57). Fields that are not the document's own are left out.
    """
    build = _BUILDERS.get(code)
    if build is None:
        return {**_common(file), **{name: value for name, value in fields.items() if name not in _THE_CASE}}
    own = {name: value for name, value in fields.items() if name in (*_OWN.get(code, ()), *_ACTS_OWN)}
    return {**_common(file), **build(file), **own}


def opinion_role(actor: Actor) -> str:
    """The words under which the opinion of this person stands on a sheet; StopIteration for who gives none."""
    return next(label for needed, label in _OPINION_ROLES if actor.has(needed))


def with_opinion(data: Mapping[str, Any], file: CaseFile, text: str) -> Data:
    """The data of an approval sheet with the actor's own opinion added or replaced."""
    actor, role = file.actor, opinion_role(file.actor)
    others = [o for o in data.get("opinions", []) if o["role"] != role]
    own = {"role": role, "text": text, "signer": actor.name, "date": file.today.isoformat()}
    own |= {"credential": c} if (c := _credential(file, actor)) else {}
    order = [label for _, label in reversed(_OPINION_ROLES)]
    return {**data, "opinions": sorted([*others, own], key=lambda o: order.index(o["role"]))}


def penalties(p: Proposal | Decision) -> list[str]:
    """处罚内容 in words, one line for each kind."""
    if p.outcome != Outcome.PENALTY:
        return [Outcome(p.outcome).label]
    lines = []
    for kind in map(PenaltyKind, p.kinds):
        if kind is PenaltyKind.FINE:
            lines.append(f"罚款{in_words(p.fine)}（{format_yuan(p.fine)}）")
        elif kind is PenaltyKind.CONFISCATE_GAINS and p.confiscated:
            lines.append(f"没收违法所得{in_words(p.confiscated)}（{format_yuan(p.confiscated)}）")
        else:
            lines.append(kind.label)
    return lines


def violation(file: CaseFile) -> str:
    """案由, short: the name of the item without its framing words."""
    name = file.item.name if file.item else file.case.title
    return name.removeprefix("对").removesuffix("的处罚").removesuffix("行为")


def remedies(file: CaseFile) -> str:
    """救济途径 and periods (行政复议法 20; 行政诉讼法 46)."""
    a = file.issuer
    return (
        f"如不服本决定，可以自收到本决定书之日起六十日内向{a.reconsideration_body}申请行政复议，"
        f"或者自收到本决定书之日起六个月内依法向{a.court}提起行政诉讼。"
    )


def _common(file: CaseFile) -> Data:
    a, case = file.issuer, file.case
    agency = {
        name: getattr(a, name)
        for name in (
            "name",
            "code",
            "address",
            "phone",
            "complaint_phone",
            "reconsideration_body",
            "court",
            "payee_bank",
        )
    }
    data: Data = {
        "agency": agency,
        "case": {"number": case.number, "title": case.title},
        "officers": [{"name": o.name, "credential": _number_of(file, o.id)} for o in file.officers],
    }
    return data | ({"party": _party(file)} if file.party else {})


def _party(file: CaseFile) -> Data:
    p = file.party
    assert p is not None
    names = (
        "kind", "name", "uscc", "legal_representative", "address", "phone", "sex", "id_kind", "id_number"
    )  # fmt: skip
    party = {name: getattr(p, name) for name in names if getattr(p, name)}
    return party | ({"born_on": p.born_on.isoformat()} if p.born_on else {})


def _laws(p: Proposal, *roles: str) -> list[Data]:
    return [
        {"law": b["law"], "place": b["place"], "text": b["text"]} for b in p.provisions if b["role"] in roles
    ]


def _evidence(file: CaseFile) -> list[Data]:
    return [
        {"number": e.number, "name": e.name, "kind": e.kind.label, "proves": e.purpose}
        for e in file.evidence
        if not e.invalid_reason
    ]


def _matter(file: CaseFile) -> Data:
    """What report, notice, approval and decision share."""
    p = _proposal(file)
    data: Data = {
        "facts": p.facts,
        "reasons": p.reasons,
        "evidence": _evidence(file),
        "violated": _laws(p, "duty"),
        "law": _laws(p, "penalty", "procedure"),
        "discretion": discretion(file, p),
        "penalties": penalties(p),
        "remedies": remedies(file),
        "proposal_version": p.version,
    }
    data |= {"correction": p.correction} if p.correction else {}
    return data | ({"amount": str(p.fine)} if p.fine else {})


def _proposal(file: CaseFile) -> Proposal:
    p = file.course.proposal
    if p is None:
        raise Refused(Reason("proposal.missing", "还没有拟处理意见", cite("APL57.1"), "propose_outcome"))
    return p


def _d02(file: CaseFile) -> Data:
    law = [{"law": b.basis.law, "place": str(b.basis.place), "text": b.text or ""} for b in file.bases]
    return {"source": file.case.source, "facts": file.case.findings or file.case.clue_text, "law": law}


def _d16(file: CaseFile) -> Data:
    p = _proposal(file)
    return {
        **_matter(file),
        "source": file.case.source,
        "filed_on": _iso(file.case.filed_on),
        "process": "\n".join(_told(r, file) for r in file.course.records),
        "proposal": "；".join(penalties(p)) + "。",
    }


def _d17(file: CaseFile) -> Data:
    facts, p = facts_of(file), _proposal(file)
    fired = review.triggers_fired(file.triggers, facts, file.case.procedure)
    return {
        "facts": p.facts,
        "proposal": "；".join(penalties(p)) + "。",
        "triggers": [
            {
                "code": t.trigger.code,
                "name": t.trigger.title,
                "basis": "、".join(map(str, t.trigger.basis)),
                "input": t.sentence,
            }
            for t in fired
        ],
        "materials": [{"name": m.title} for m in review.materials(facts) if m.present],
        "submitted_at": file.today.isoformat(),
        "submitter": file.actor.name,
        "unit": file.unit.name,
        "round": len(file.reviews) + 1,
    }


def _d18(file: CaseFile) -> Data:
    r = file.reviews[-1]
    return {
        "submitted_at": _local(r.submitted_at),
        "issued_at": _local(r.issued_at),
        "checklist": [
            {"n": n, "title": review.CHECKLIST[n], "result": a.state, "note": a.note}
            for n, a in sorted(r.points.items())
        ],
        "opinion": OpinionType(r.opinion).label,
        "reasons": r.opinion_text,
        "counsel_opinion": r.counsel_opinion,
        "reviewer": {
            "name": r.reviewer,
            "qualification": "国家统一法律职业资格" if r.reviewer_qualified else "",
        },
        "round": r.round,
    }


def _d19(file: CaseFile) -> Data:
    lead = file.officers[0] if file.officers else None
    contact = {"name": lead.name if lead else "", "phone": file.agency.phone, "address": file.agency.address}
    days = facts_of(file).policy.reply_days
    return {**_matter(file), "reply_days": days, "contact": contact, **_hearing(file)}


def _hearing(file: CaseFile) -> Data:
    """The right to a hearing is told where the penalty is heavy enough (63)."""
    return (
        {"hearing_days": deadline_table.DEADLINES["PEN.HEAR.REQ"].n}
        if hearing_offered(facts_of(file))
        else {}
    )


def _d26(file: CaseFile) -> Data:
    return {**_matter(file), "statement": _statement(file), "review": _review(file), **_discussion(file)}


def _d27(file: CaseFile) -> Data:
    notice = file.document("D19")
    told = file.course.notices[-1] if file.course.notices else None
    return {
        **_matter(file),
        "notice": {
            "number": notice.number if notice else "",
            "served_on": _iso(told.notified_on) if told else "",
        },
        "statement": _statement(file),
        **({"review": _review(file)} if file.reviews else {}),
        **_discussion(file),
        "payment": {"days": deadline_table.DEADLINES["PEN.PAY"].n, "bank": file.issuer.payee_bank},
    }


def _d28(file: CaseFile) -> Data:
    p = _proposal(file)
    data = {
        **_matter(file),
        "statement": _statement(file),
        "law_choice": choice_said(p.applied_law, p.law_reason),
    }
    return {**data, "law": _laws(p, "penalty", "procedure", "duty")}


def _d39(file: CaseFile) -> Data:
    d, case = file.course.decision, file.case
    if d is None:
        raise Refused(Reason("decision.none", "还没有作出决定", cite("APL57.1"), "decide_case"))
    paid = sum((p.amount for p in file.course.payments), Decimal(0))
    performed = f"已缴纳{format_yuan(paid)}" if paid else "无罚款"
    data: Data = {
        "source": case.source,
        "filed_on": _iso(case.filed_on),
        "decided_on": _iso(d.decided_on),
        "decision_number": d.number,
        "penalties": penalties(d),
        "performance": performed,
        "property": "无涉案财物",
        "archive_no": case.number,
        "publication": _published(file),
    }
    return data | ({"amount": str(d.fine)} if d.fine else {})


def _published(file: CaseFile) -> str:
    p = file.publication
    if p and p.published_on:
        return f"{day(p.published_on)}公示"
    return f"不予公开：{p.ground}" if p and p.ground else "尚未公示"


def _statement(file: CaseFile) -> str:
    """陈述申辩 and whether it was adopted, or that there was none."""
    said = file.course.statements
    if not said:
        return "当事人在规定期限内未提出陈述、申辩。"
    last = said[-1]
    if last.kind == "waived":
        return f"当事人于{day(last.made_on)}书面放弃陈述、申辩。"
    if last.kind == "expired":
        return "当事人在规定期限内未提出陈述、申辩。"
    adopted = "予以采纳" if last.adopted else "不予采纳"
    return f"当事人于{day(last.made_on)}提出：{last.text} 经复核，{adopted}。{last.response}"


def _review(file: CaseFile) -> str:
    done = [r for r in file.reviews if r.issued_at]
    if not done:
        return "本案不属于重大执法决定法制审核范围。"
    last = done[-1]
    assert last.issued_at is not None
    on = day(last.issued_at.astimezone(BEIJING).date())
    return f"经法制审核（第{last.round}轮），{on}审核意见为：{OpinionType(last.opinion).label}。"


def _discussion(file: CaseFile) -> Data:
    held = file.course.discussions
    return {"discussion": f"经集体讨论：{held[-1].conclusion}"} if held else {}


def _told(r: Record, file: CaseFile) -> str:
    names = "、".join(o.name for o in file.officers if o.id in r.officer_ids)
    return f"{day(r.occurred_at.astimezone(BEIJING).date())}，{names}在{r.place}进行{r.kind}：{r.text}"


def served(file: CaseFile, **service: Any) -> Data:
    """What 送达回证 (D31) says of one service."""
    mode = ServiceMode(service.pop("mode")).label
    return {**_common(file), **{k: v for k, v in service.items() if v}, "mode": mode}


def _number_of(file: CaseFile, officer: object) -> str:
    held = next((o.credential_on(file.today) for o in file.officers if o.id == officer), None)
    return held.number if held else ""


def _credential(file: CaseFile, actor: Actor) -> str:
    return _number_of(file, actor.officer_id) if actor.officer_id else ""


def _iso(on: Any) -> str:
    return on.isoformat() if on else ""


def _local(at: datetime | None) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M") if at else ""


_BUILDERS: Mapping[str, Callable[[CaseFile], Data]] = {
    "D02": _d02,
    "D03": _d02,
    "D16": _d16,
    "D17": _d17,
    "D18": _d18,
    "D19": _d19,
    "D20": _d19,
    "D26": _d26,
    "D27": _d27,
    "D28": _d28,
    "D39": _d39,
}
