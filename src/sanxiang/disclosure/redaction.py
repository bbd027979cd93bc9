"""隐去: from a signed decision to what the public may read of it.

政府信息公开条例 15 (trade secrets and privacy), 个人信息保护法 6 (only what is needed), 118号 part 二 (不宜公开的
适当处理后公开), 市场监督管理行政处罚信息公示规定 7 (equal to the decision served, except what is redacted).
What may never be hidden is what 118号 (六) orders to publish: 执法机关、执法对象、执法类别、执法结论.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanxiang.disclosure.types import BasisData, Choice, DecisionSource, FieldChoice
from sanxiang.ledger.canonical import canonical
from sanxiang.rules.masking import mask_name, mask_text
from sanxiang.rules.terms import PartyKind, PenaltyKind
from sanxiang.rules.verdict import Basis, Reason, Verdict

#: every published field with its label, in the order of the page
FIELDS: dict[str, str] = {
    "document_no": "决定书文号",
    "party_name": "行政相对人",
    "uscc": "统一社会信用代码",
    "violation": "违法行为",
    "facts": "违法事实",
    "basis": "处罚依据",
    "discretion": "裁量阶次",
    "penalty_kinds": "处罚种类",
    "result": "处罚内容",
    "agency": "执法机关",
    "handlers": "执法人员",
    "decided_on": "决定日期",
    "remedies": "救济途径和期限",
}
#: what 118号 (六) orders to publish; the name of a natural person is masked, never hidden
REQUIRED = ("document_no", "party_name", "violation", "penalty_kinds", "result", "agency", "decided_on")
_TEXTS = ("violation", "facts", "result", "remedies")
_SHOW = Choice(FieldChoice.SHOW)
_PERSON_NAME = Choice(FieldChoice.MASK, "自然人姓名依法隐去")
_G118 = (Basis("国办发〔2018〕118号", "（六）"),)
_PIPL = (Basis("个人信息保护法", "第六条"), Basis("政府信息公开条例", "第十五条"))


@dataclass(frozen=True, slots=True)
class PublicForm:
    """What will be published: the fields, and the file that the ledger entry names."""

    snapshot: dict[str, Any]
    file: bytes
    file_name: str


def choices_for(source: DecisionSource, chosen: Mapping[str, Choice]) -> dict[str, Choice]:
    """The choice for every field: what was chosen, else SHOW, and MASK for a natural person's name and texts."""
    defaults = dict.fromkeys(FIELDS, _SHOW)
    if source.party.kind == PartyKind.PERSON:
        defaults["party_name"] = _PERSON_NAME
    return {**defaults, **chosen}


def check_choices(source: DecisionSource, chosen: Mapping[str, Choice]) -> Verdict:
    """Why the choices cannot stand: an unknown field, a required one hidden, no reason, a person's name shown."""
    reasons: list[Reason] = []
    for name, choice in choices_for(source, chosen).items():
        label = FIELDS.get(name, name)
        if name not in FIELDS:
            reasons.append(Reason("disclosure.field_unknown", f"没有名为{name}的公示字段"))
        elif choice.choice is not FieldChoice.SHOW and not choice.reason:
            reasons.append(Reason("disclosure.reason_missing", f"隐去“{label}”须写明理由", remedy=name))
        elif choice.choice is FieldChoice.HIDE and name in REQUIRED:
            reasons.append(Reason("disclosure.field_required", f"“{label}”必须公示，不能隐去", _G118, name))
    shown = choices_for(source, chosen)["party_name"].choice is FieldChoice.SHOW
    if source.party.kind == PartyKind.PERSON and shown:
        text = "自然人姓名须隐去后公示"
        reasons.append(Reason("disclosure.person_name_shown", text, _PIPL, "party_name"))
    return Verdict(tuple(reasons))


def build_form(source: DecisionSource, chosen: Mapping[str, Choice]) -> PublicForm:
    """The public form of a decision under lawful choices.

    The decision's own PDF is published only when nothing in it is redacted; otherwise the redacted copy, and
    without one a summary (118号: summary or full text), so that no protected word leaves inside a file.
    """
    choices = choices_for(source, chosen)
    snapshot = {
        "title": source.title,
        "party_kind": source.party.kind,
        "power": dict(source.power),
        "agency": dict(source.agency),
        "field": source.field,
        "region": source.region,
        "amount": "" if source.amount is None else f"{source.amount:.2f}",
        "decided_on": source.decided_on.isoformat(),
        "document_no": source.document_no,
        "hidden": {n: c.reason for n, c in choices.items() if c.choice is not FieldChoice.SHOW},
        **_fields(source, choices),
    }
    whole = source.party.kind != PartyKind.PERSON and not source.third_persons and not snapshot["hidden"]
    pdf = source.redacted_pdf or (source.pdf if whole else None)
    snapshot["form"] = "full" if pdf else "summary"
    if pdf:
        return PublicForm(snapshot, pdf, "决定书.pdf")
    return PublicForm(snapshot, canonical(snapshot), "公示信息.json")


def ledger_fields(snapshot: Mapping[str, Any]) -> dict[str, str]:
    """The published fields as text: what the leaf of the publication commits to."""
    basis = "；".join(f"《{b['law']['name']}》{b['place']}" for b in snapshot.get("basis", ()))
    plain = {name: snapshot[name] for name in FIELDS if isinstance(snapshot.get(name), str)}
    lists = {name: "、".join(snapshot[name]) for name in ("penalty_kinds", "handlers") if name in snapshot}
    return {**plain, **lists, "agency": snapshot["agency"]["name"], **({"basis": basis} if basis else {})}


def _fields(source: DecisionSource, choices: Mapping[str, Choice]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "party_name": source.party.name,
        "uscc": source.party.uscc,
        "violation": source.violation,
        "facts": source.facts,
        "basis": [_basis(b) for b in source.basis],
        "discretion": source.discretion,
        "penalty_kinds": [PenaltyKind.parse(kind).label for kind in source.penalty_kinds],
        "result": source.result,
        "handlers": list(source.handlers),
        "remedies": source.remedies,
    }
    shown = {name: value for name, value in values.items() if choices[name].choice is not FieldChoice.HIDE}
    if choices["party_name"].choice is FieldChoice.MASK:
        shown["party_name"] = mask_name(source.party.name)
    if choices["handlers"].choice is FieldChoice.MASK:
        shown["handlers"] = [mask_name(name) for name in source.handlers]
    for name in _TEXTS:
        if name in shown:
            shown[name] = _clean(shown[name], source)
    return shown


def _clean(text: str, source: DecisionSource) -> str:
    """Protected names and numbers out of a text: always, whatever was chosen for the field."""
    names = source.third_persons
    if source.party.kind == PartyKind.PERSON:
        names = (source.party.name, *names)
    elif source.party.legal_representative:
        names = (source.party.legal_representative, *names)
    return mask_text(text, names)


def _basis(basis: BasisData) -> dict[str, Any]:
    return {**basis, "law": dict(basis["law"])}
