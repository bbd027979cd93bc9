"""文书内容: what a flow hands over, made into plain JSON, and the words that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any
from uuid import UUID

from sanxiang.kernel import BEIJING
from sanxiang.rules import money


def plain(value: Any) -> Any:
    """JSON-ready copy: dates as 2026-11-26, instants as Beijing 2026-11-26T09:30, Decimal and UUID as text.

    None is left out of mappings and lists; control characters other than newline are dropped from text. Raises
    TypeError for any other type (floats too: an amount is a Decimal).
    """
    if isinstance(value, str):
        text = value.value if isinstance(value, Enum) else value
        return "".join(char for char in text if char == "\n" or char.isprintable() or char == "\u3000")
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise TypeError("文书中的时间必须带时区")
        return value.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value if item is not None]
    raise TypeError(f"文书中不能使用的类型：{type(value).__name__}")


def amounts(data: Mapping[str, Any]) -> dict[str, str]:
    """大写 and figures of the top-level `amount` (元), so that both always agree; nothing without an amount."""
    try:
        amount = Decimal(str(data.get("amount", 0)))
    except InvalidOperation:
        return {}
    if amount <= 0:
        return {}
    return {
        "amount_words": money.in_words(amount),
        "amount_figures": money.format_yuan(amount).removesuffix("元"),
    }


def complete(code: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with every key its template reads, empty where the draft says nothing yet: a draft always prints."""
    return _over(_BLANKS["*"] | _BLANKS.get(code, {}), data) | amounts(data)


def _over(blank: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` over `blank`, mapping by mapping; a list replaces the blank one as a whole."""
    filled = dict(blank) | dict(data)
    for key, default in blank.items():
        if isinstance(default, Mapping) and isinstance(filled[key], Mapping):
            filled[key] = _over(default, filled[key])
    return filled


def _texts(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), "")


def _lists(names: str) -> dict[str, Any]:
    return {name: [] for name in names.split()}


_FINDING = _texts("facts") | _lists("evidence violated law penalties") | {"discretion": {}}
_RECORD = _texts("started_at ended_at place")
#: what each template reads without asking whether it is there; "*" = all of them
_BLANKS: dict[str, dict[str, Any]] = {
    "*": {
        "agency": _texts("name code address phone reconsideration_body court payee_bank"),
        "case": _texts("number title"),
        "party": _texts("name") | {"kind": "organisation"},
        "officers": [],
    },
    "D01": _texts("source received_on clue handling_opinion") | {"handler": _texts("name")},
    "D02": _texts("source facts") | _lists("law opinions"),
    "D03": _texts("source facts reasons") | _lists("opinions"),
    "D04": _RECORD | _texts("findings") | {"present": _texts("name")},
    "D05": _RECORD | _lists("qa") | {"person": _texts("name")},
    "D16": _FINDING | _texts("process proposal"),
    "D17": _texts("facts proposal submitted_at submitter") | _lists("triggers materials"),
    "D18": _texts("submitted_at issued_at opinion reasons")
    | _lists("checklist")
    | {"reviewer": _texts("name")},
    "D19": _FINDING | {"reply_days": 5, "contact": {}},
    "D20": _FINDING | {"reply_days": 5, "contact": {}},
    "D21": _texts("made_at mode statement"),
    "D25": _texts("held_at place recorder report conclusion")
    | _lists("attendees")
    | {"chair": _texts("name")},
    "D26": _FINDING | _texts("statement") | _lists("opinions"),
    "D27": _FINDING | _texts("statement") | {"payment": _texts("bank")},
    "D28": _texts("facts reasons") | _lists("evidence law"),
    "D31": _texts("recipient place mode served_on") | {"document": _texts("title")},
    "D39": _texts("performance publication") | _lists("penalties opinions"),
    "D40": _texts("fonds title started_on ended_on retention pages remark made_by made_on")
    | _lists("contents"),
}
