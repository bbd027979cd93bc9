"""隐去: from a signed decision to what the public may read of it.

`rules.public_view` sets the floor; the person who prepares the publication may hide more, with a reason, never
less (政府信息公开条例 15, 个人信息保护法 6). What can never be hidden is what 118号 (六) orders to publish:
执法机关、执法对象、执法类别、执法结论. Fields and public copy (公示文本) are masked by the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sanxiang.disclosure.types import BasisData, Choice, DecisionSource, FieldChoice
from sanxiang.rules.disclosure import PublicField, Treatment
from sanxiang.rules.masking import HIDDEN, Protected, mask_name
from sanxiang.rules.public_text import public_document
from sanxiang.rules.public_view import public_view
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
#: what 118号 (六) orders to publish, in words or masked
REQUIRED = ("document_no", "party_name", "violation", "penalty_kinds", "result", "agency", "decided_on")
#: fields on which rules.public_view has a say, by its name for them
_RULED = {
    "party_name": "party_name", "uscc": "uscc", "violation": "violation", "facts": "facts", "result": "content",
}  # fmt: skip
_TREATMENTS = {
    Treatment.PUBLIC: FieldChoice.SHOW,
    Treatment.MASKED: FieldChoice.MASK,
    Treatment.HIDDEN: FieldChoice.HIDE,
}
_TREATMENT_OF = {choice: treatment for treatment, choice in _TREATMENTS.items()}
#: written by people, so that others may be named in it
_TEXTS = ("violation", "facts", "result", "remedies", "discretion")
_STRICTER = (FieldChoice.SHOW, FieldChoice.MASK, FieldChoice.HIDE)
_SHOW = Choice(FieldChoice.SHOW)
_G118 = (Basis("国办发〔2018〕118号", "（六）"),)
_PRIVACY = (Basis("政府信息公开条例", "第十五条"), Basis("个人信息保护法", "第六条"))


def choices_for(source: DecisionSource, chosen: Mapping[str, Choice]) -> dict[str, Choice]:
    """The choice for every field: what was chosen, else what the rule says, else SHOW."""
    ruled = {name: Choice(_TREATMENTS[f.treatment], f.why) for name, f in _floor(source).items()}
    return {**dict.fromkeys(FIELDS, _SHOW), **ruled, **chosen}


def check_choices(source: DecisionSource, chosen: Mapping[str, Choice]) -> Verdict:
    """Why the choices cannot stand: an unknown field, no reason, a required field hidden, a protected one shown."""
    floor = _floor(source)
    reasons: list[Reason] = []
    for name, choice in choices_for(source, chosen).items():
        label = FIELDS.get(name, name)
        if name not in FIELDS:
            reasons.append(Reason("disclosure.field_unknown", f"没有名为{name}的公示字段"))
        elif choice.choice is not FieldChoice.SHOW and not choice.reason:
            reasons.append(Reason("disclosure.reason_missing", f"隐去“{label}”须写明理由", remedy=name))
        elif choice.choice is FieldChoice.HIDE and name in REQUIRED:
            reasons.append(Reason("disclosure.field_required", f"“{label}”必须公示，不能隐去", _G118, name))
        elif name in floor and _looser(choice, floor[name]):
            text = f"“{label}”须{floor[name].treatment}：{floor[name].why}"
            reasons.append(Reason("disclosure.field_protected", text, _PRIVACY, name))
    return Verdict(tuple(reasons))


def build_snapshot(source: DecisionSource, chosen: Mapping[str, Choice]) -> dict[str, Any]:
    """The published fields of a decision under lawful choices."""
    choices = choices_for(source, chosen)
    protected = protected_of(source, choices)
    hidden = {n: protected.mask(c.reason) for n, c in choices.items() if c.choice is not FieldChoice.SHOW}
    return {
        "title": source.title,
        "party_kind": str(source.party.kind),
        "power": dict(source.power),
        "field": source.field,
        "region": source.region,
        "amount": "" if source.amount is None else f"{source.amount:.2f}",
        "hidden": hidden,
        **_shown_fields(source, choices),
    }


def build_paper(
    source: DecisionSource, chosen: Mapping[str, Choice], data: Mapping[str, Any]
) -> dict[str, Any]:
    """What the public copy of the decision prints, of what the signed one printed (`data`), under the same choices.

    市场监督管理行政处罚信息公示规定第七条: it equals the served one except for what is hidden.
    """
    choices = choices_for(source, chosen)
    ruled = _ruled_only(source, choices)
    treatments = {name: _TREATMENT_OF[c.choice] for name, c in choices.items() if name not in ruled}
    return public_document(
        data, protected_of(source, choices), stricter=_stricter(source), treatments=treatments
    )


def protected_of(source: DecisionSource, choices: Mapping[str, Choice] | None = None) -> Protected:
    """What nobody may read: by the rules, and beyond them the names and codes hidden by choice."""
    party, hidden = source.party, _hidden_by(choices or {})
    body = party.kind == PartyKind.ORGANISATION
    named = party.named_as_person or "party_name" in hidden
    officers = frozenset(source.handlers)
    persons = {*source.third_persons, "" if body else party.legal_representative, party.name if named else ""}
    persons = persons | officers if "handlers" in hidden else persons - officers
    persons -= {party.legal_representative} if body else set()
    kept = {
        source.agency["name"],
        *officers,
        "" if named else party.name,
        "" if "uscc" in hidden else party.uscc,
    }
    return Protected(
        persons=_sorted(persons),
        addresses=_sorted({*source.addresses, *source.concealed}),
        numbers=_sorted({*source.numbers, party.uscc if "uscc" in hidden else ""}),
        kept=_sorted(kept - persons),
    )


def ledger_fields(snapshot: Mapping[str, Any]) -> dict[str, str]:
    """The published fields as text: what the leaf of the publication commits to."""
    fields = {name: _as_text(name, snapshot[name]) for name in FIELDS if name in snapshot}
    return {name: text for name, text in fields.items() if text}


def _as_text(name: str, value: Any) -> str:
    if name == "agency":
        return str(value["name"])
    if name == "basis":
        return "；".join(f"《{b['law']['name']}》{b['place']}" for b in value)
    return "、".join(value) if isinstance(value, list) else str(value)


def _floor(source: DecisionSource) -> dict[str, PublicField]:
    """What the rule says of the fields it knows."""
    values = {
        "party_name": source.party.name,
        "uscc": source.party.uscc,
        "violation": source.violation,
        "facts": source.facts,
        "content": source.result,
    }
    protected = protected_of(source)
    view = public_view(
        {name: value for name, value in values.items() if value},
        party_is_person=source.party.named_as_person,
        persons=protected.persons,
        addresses=protected.addresses,
        numbers=protected.numbers,
        kept=protected.kept,
    )
    by_name = {field.name: field for field in view.fields}
    return {name: by_name[ruled] for name, ruled in _RULED.items() if ruled in by_name}


def _looser(choice: Choice, floor: PublicField) -> bool:
    return _STRICTER.index(choice.choice) < _STRICTER.index(_TREATMENTS[floor.treatment])


def _shown_fields(source: DecisionSource, choices: Mapping[str, Choice]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "document_no": source.document_no,
        "party_name": source.party.name,
        "uscc": source.party.uscc,
        "violation": source.violation,
        "facts": source.facts,
        "basis": [_basis(b) for b in source.basis],
        "discretion": source.discretion,
        "penalty_kinds": [PenaltyKind.parse(kind).label for kind in source.penalty_kinds],
        "result": source.result,
        "agency": dict(source.agency),
        "handlers": list(source.handlers),
        "decided_on": source.decided_on.isoformat(),
        "remedies": source.remedies,
    }
    floor, ruled_only = _floor(source), _ruled_only(source, choices)
    protected, stricter = protected_of(source, choices), _stricter(source)
    shown: dict[str, Any] = {}
    for name, value in values.items():
        choice = choices[name].choice
        if choice is not FieldChoice.HIDE:
            ruled = floor[name].value if name in floor else value
            beyond = choice is FieldChoice.MASK and name not in ruled_only
            mask = stricter.mask if beyond else protected.mask
            shown[name] = _masked(name, ruled, choice, mask)
    return shown


def _masked(name: str, value: Any, choice: FieldChoice, mask: Callable[[str], str]) -> Any:
    """A field under its choice. Names and codes have no text in which others could be named."""
    if name == "party_name":
        return mask_name(value) if choice is FieldChoice.MASK else value
    if name == "handlers" and choice is FieldChoice.MASK:
        return [mask_name(one) for one in value]
    if name == "uscc" and choice is FieldChoice.MASK:
        return HIDDEN
    return mask(value) if name in _TEXTS else value


def _stricter(source: DecisionSource) -> Protected:
    """What a field loses that somebody chose to mask, beyond what the rule asks: every name in it."""
    protected = protected_of(source)
    more = {*source.handlers, source.party.legal_representative, source.party.name} - {""}
    return replace(protected, persons=_sorted(more | {*protected.persons}), kept=(source.agency["name"],))


def _ruled_only(source: DecisionSource, choices: Mapping[str, Choice]) -> frozenset[str]:
    """Texts that are masked because the rule says so, and not more than it says."""
    floor = _floor(source)
    return frozenset(
        name
        for name in _TEXTS
        if name in floor and choices[name] == Choice(_TREATMENTS[floor[name].treatment], floor[name].why)
    )


def _hidden_by(choices: Mapping[str, Choice]) -> frozenset[str]:
    return frozenset(name for name, choice in choices.items() if choice.choice is not FieldChoice.SHOW)


def _sorted(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if word.strip()))


def _basis(basis: BasisData) -> dict[str, Any]:
    return {**basis, "law": dict(basis["law"])}
