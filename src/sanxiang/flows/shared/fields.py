"""文书要素: where the rules find each essential field in the content of a document.

The rules name the fields that the law asks for (`rules.documents`); the templates print nested blocks. This table
says which block fills which field, so that "还没有填写…" means what the paper would show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]


def rule_fields(data: Data) -> dict[str, object]:
    """The essential fields of a document as the rules ask for them; what has the same name goes as it is."""
    found = {name: value for name, value in data.items() if name not in ("own",)}
    return {**found, **{name: read(data) for name, read in _FIELDS.items() if name not in found}}


def _at(*path: str) -> Callable[[Data], object]:
    def read(data: Data) -> object:
        value: Any = data
        for name in path:
            value = value.get(name, "") if isinstance(value, Mapping) else ""
        return value

    return read


def _first(*reads: Callable[[Data], object]) -> Callable[[Data], object]:
    return lambda data: next((value for read in reads if (value := read(data))), "")


def _opinion(role: str) -> Callable[[Data], object]:
    return lambda data: next((o["text"] for o in data.get("opinions", ()) if o["role"] == role), "")


def _views(data: Data) -> object:
    views = [a.get("view", "") for a in data.get("attendees", ())]
    return "；".join(views) if views and all(views) else ""


_FIELDS: dict[str, Callable[[Data], object]] = {
    "party_name": _at("party", "name"),
    "party_identifier": _first(_at("party", "uscc"), _at("party", "id_number")),
    "party_address": _at("party", "address"),
    "agency_name": _at("agency", "name"),
    # numbered and dated when it is issued, on the same day
    "issued_on": _at("agency", "name"),
    "cause": _at("case", "title"),
    "provisions": _at("law"),
    "basis": _at("law"),
    "officer_opinion": _opinion("承办人意见"),
    "unit_opinion": _opinion("承办机构意见"),
    "review_opinion": _at("review"),
    "head_opinion": _opinion("负责人审批意见"),
    "person_name": _first(_at("person", "name"), _at("party", "name")),
    "dialogue": _at("qa"),
    "confirmation": _at("party_opinion"),
    "trigger": _at("triggers"),
    "submitted_on": _at("submitted_at"),
    "received_on": _at("submitted_at"),
    "qualification": _at("reviewer", "qualification"),
    "penalty": _at("penalties"),
    "kinds": _at("penalties"),
    "rights": _at("reply_days"),
    "deadline": _at("reply_days"),
    "hearing_required": _at("hearing_days"),
    "hearing_right": _at("hearing_days"),
    "statement_handling": _at("statement"),
    "performance": _at("payment", "days"),
    "fine": _at("amount"),
    "payee": _at("payment", "bank"),
    "late_fine": _at("payment", "days"),
    "publicity": _first(_at("publication"), _at("agency", "name")),
    "remedies": _at("agency", "reconsideration_body"),
    "host": _at("chair"),
    "views": _views,
    "signatures": _at("attendees"),
    "content": _first(_at("statement"), _at("clue")),
    "document_title": _at("document", "title"),
    "document_number": _at("document", "number"),
    "signed_by": _at("received_by"),
    "left": _at("refusal"),
    "execution": _at("performance"),
    "property_disposal": _at("property"),
}
