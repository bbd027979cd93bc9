"""公示文本: what the public copy of a decision document prints, from what the document itself printed.

The copy equals the served document except for what is hidden (市场监督管理行政处罚信息公示规定第七条;
政府信息公开条例第十五条; 个人信息保护法第三十四条). Whatever is not named here is not printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sanxiang.rules.disclosure import Treatment
from sanxiang.rules.masking import HIDDEN, Protected, mask_name
from sanxiang.rules.public_view import HIDDEN_FIELDS
from sanxiang.rules.terms import PartyKind

#: what the agency says of itself and what the law says: never changed
_OFFICIAL = ("agency", "law", "violated", "payment", "amount")
#: what is printed with the protected words replaced
_TEXTS = (
    "case", "facts", "evidence", "notice", "statement", "hearing", "review", "discussion", "discretion", "correction",
    "penalties", "remedies", "publication", "reasons", "education", "law_choice",
)  # fmt: skip
#: 公示字段 → what of the document says the same
_PASSAGES: dict[str, tuple[str, ...]] = {
    "violation": ("case",),
    "facts": (
        "facts",
        "evidence",
        "statement",
        "hearing",
        "discussion",
        "reasons",
        "education",
        "law_choice",
    ),
    "basis": ("law", "violated"),
    "discretion": ("discretion",),
    "result": ("penalties", "correction"),
    "remedies": ("remedies",),
}
#: what stands in the place of a passage that is not text
_BLANKS: dict[str, Any] = {
    "evidence": [{"name": HIDDEN, "proves": HIDDEN}],
    "law": [{"law": HIDDEN, "place": ""}],
    "violated": [{"law": HIDDEN, "place": ""}],
    "discretion": {"explanation": HIDDEN},
}
#: of the discretion of a decision without public facts only the benchmark, the tier and its range remain
_DISCRETION_FACTS = ("factors", "explanation")


def public_document(
    data: Mapping[str, Any],
    protected: Protected,
    *,
    stricter: Protected | None = None,
    treatments: Mapping[str, Treatment] | None = None,
) -> dict[str, Any]:
    """The data of the public copy of a decision document.

    `treatments` say for each 公示字段 what becomes of it (PUBLIC if it is not named); a masked field also loses
    what is in `stricter`. Party numbers, telephone, birth and the home of a natural person or of the operator
    of an individual business are never printed.
    """
    chosen = treatments or {}
    printed = {key: data[key] for key in _OFFICIAL if key in data}
    printed |= {key: _each(data[key], protected.mask) for key in _TEXTS if key in data}
    for field, keys in _PASSAGES.items():
        how = chosen.get(field, Treatment.PUBLIC)
        for key in (key for key in keys if key in data):
            if how is Treatment.HIDDEN:
                printed[key] = _BLANKS.get(key, HIDDEN)
            elif how is Treatment.MASKED and key not in _OFFICIAL:
                printed[key] = _each(printed[key], (stricter or protected).mask)
    if chosen.get("facts") is Treatment.HIDDEN and "discretion" in printed:
        printed["discretion"] = _without_facts(printed["discretion"])
    if "party" in data:
        printed["party"] = _party(data["party"], protected, chosen)
    return printed


def _party(party: Mapping[str, Any], protected: Protected, chosen: Mapping[str, Treatment]) -> dict[str, Any]:
    body = party.get("kind") == PartyKind.ORGANISATION
    hidden = {*HIDDEN_FIELDS, "employer"} - ({"address"} if body else set())
    shown = {key: HIDDEN if key in hidden and value else value for key, value in party.items()}
    for key in ("name", "legal_representative", "address"):
        if shown.get(key) not in (None, HIDDEN):
            shown[key] = protected.mask(shown[key])
    if not body and shown.get("legal_representative"):
        shown["legal_representative"] = mask_name(party["legal_representative"])
    if (
        party.get("kind") == PartyKind.PERSON
        or chosen.get("party_name", Treatment.PUBLIC) is not Treatment.PUBLIC
    ):
        shown["name"] = mask_name(party.get("name", ""))
    if chosen.get("uscc", Treatment.PUBLIC) is not Treatment.PUBLIC and shown.get("uscc"):
        shown["uscc"] = HIDDEN
    return shown


def _without_facts(discretion: Any) -> Any:
    if not isinstance(discretion, Mapping):
        return discretion
    return {
        key: ([HIDDEN] if key == "factors" else HIDDEN) if key in _DISCRETION_FACTS and value else value
        for key, value in discretion.items()
    }


def _each(value: Any, mask: Callable[[str], str]) -> Any:
    """`value` with every text in it masked."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {key: _each(item, mask) for key, item in value.items()}
    return [_each(item, mask) for item in value] if isinstance(value, list | tuple) else value
