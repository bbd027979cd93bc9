"""公示的两面: every field as it stands on file, how it is treated, and what the public will read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanxiang.disclosure.redaction import FIELDS, REQUIRED
from sanxiang.disclosure.types import Choice, DecisionSource, FieldChoice
from sanxiang.flows.reading.types import PublicationPage
from sanxiang.rules.terms import PenaltyKind
from sanxiang.rules.verdict import Reason


@dataclass(frozen=True, slots=True)
class Row:
    """One field in both panes."""

    name: str
    label: str
    internal: str
    #: None = the public does not see the field
    public: str | None
    choice: str
    reason: str
    required: bool
    fault: str


def rows(found: PublicationPage) -> list[Row]:
    """All fields in the order of the published page."""
    inside = _internal(found.source)
    faults = {r.remedy: r for r in found.verdict.reasons}
    return [_row(name, inside, found.public, found.choices[name], faults.get(name)) for name in FIELDS]


def _row(
    name: str, inside: Mapping[str, Any], public: Mapping[str, object], choice: Choice, fault: Reason | None
) -> Row:
    return Row(
        name=name,
        label=FIELDS[name],
        internal=text(inside[name]),
        public=text(public[name]) if name in public else None,
        choice=choice.choice.value,
        reason=choice.reason,
        required=name in REQUIRED,
        fault=fault.text if fault else "",
    )


def entered(sent: Mapping[str, Any]) -> dict[str, Choice]:
    """choice-<field> and reason-<field> of every field that was sent."""
    found = {}
    for name in FIELDS:
        value = sent.get(f"choice-{name}", "")
        if value in set(FieldChoice):
            reason = sent.get(f"reason-{name}", "").strip() if value != FieldChoice.SHOW else ""
            found[name] = Choice(FieldChoice(value), reason)
    return found


def concealed(sent: Mapping[str, Any]) -> tuple[str, ...]:
    """Names and passages to be hidden besides those that the file knows, one a line."""
    return tuple(filter(None, map(str.strip, sent.get("conceal", "").splitlines())))


def text(value: Any) -> str:
    """A field of either side in words."""
    if isinstance(value, Mapping):
        return str(value["name"])
    if isinstance(value, list | tuple):
        return "、".join(_item(v) for v in value)
    return str(value)


def _item(value: Any) -> str:
    return f"《{value['law']['name']}》{value['place']}" if isinstance(value, Mapping) else str(value)


def _internal(s: DecisionSource) -> dict[str, Any]:
    return {
        "document_no": s.document_no,
        "party_name": s.party.name,
        "uscc": s.party.uscc,
        "violation": s.violation,
        "facts": s.facts,
        "basis": s.basis,
        "discretion": s.discretion,
        "penalty_kinds": [PenaltyKind.parse(kind).label for kind in s.penalty_kinds],
        "result": s.result,
        "agency": s.agency,
        "handlers": s.handlers,
        "decided_on": s.decided_on.isoformat(),
        "remedies": s.remedies,
    }
