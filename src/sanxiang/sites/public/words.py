"""用语: labels of kinds and states as the public reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

#: kinds of decisions and power items (powers.PowerItem.Kind)
KINDS: dict[str, str] = {
    "penalty": "行政处罚",
    "licence": "行政许可",
    "coercion": "行政强制",
    "levy": "行政征收",
    "benefit": "行政给付",
    "confirmation": "行政确认",
    "ruling": "行政裁决",
    "inspection": "行政检查",
    "reward": "行政奖励",
    "other": "其他行政权力",
}
#: kinds that end in a published decision
RESULT_KINDS = ("penalty", "licence", "coercion", "inspection", "levy", "benefit", "confirmation", "ruling")
LEVELS: dict[str, str] = {"city": "市级", "county": "县级", "town": "乡级"}
SCOPES: dict[str, str] = {
    "results": "执法结果",
    "agencies": "执法部门",
    "officers": "执法人员",
    "powers": "权责事项",
    "law": "法规依据",
}
#: search scope → kind in the index
SCOPE_KINDS: dict[str, str] = {
    "results": "result",
    "agencies": "agency",
    "officers": "officer",
    "powers": "power",
    "law": "law",
    "lists": "list",
    "news": "news",
}
KIND_WORDS: dict[str, str] = {
    "result": "执法结果",
    "agency": "执法部门",
    "officer": "执法人员",
    "power": "权责事项",
    "law": "法规依据",
    "list": "清单文本",
    "news": "综合信息",
}
_SOON = timedelta(days=30)


def disclosure_status(state: str, due_on: date, today: date) -> str:
    """The status code of a publication; one that is due and late is overdue."""
    return "overdue" if state == "due" and due_on < today else state


def credential_status(credential: Mapping[str, Any], today: date) -> str:
    """The status code of a credential today: what was done to it comes before its term."""
    if credential["status"] != "valid":
        return str(credential["status"])
    if credential.get("valid_from", "") > today.isoformat():
        return "not_yet"
    ends = date.fromisoformat(credential["valid_to"])
    if ends < today:
        return "expired"
    return "expiring" if ends <= today + _SOON else "valid"
