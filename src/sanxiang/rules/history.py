"""历史处罚: what the words of an old record say, and which names in it must not be read.

行政处罚法第九条 (kinds of penalty), 政府信息公开条例第十五条 (natural persons). What the words leave open is
read as the careful reading: a name that is no body's is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanxiang.rules.masking import mask_name
from sanxiang.rules.terms import PartyKind, PenaltyKind

_BETWEEN = re.compile(r"[、，,;；/|\s]+")
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")
_BODY = re.compile(
    r"(?:公司|集团|企业|合伙|工厂|商店|商行|超市|市场|银行|酒店|饭店|餐馆|餐厅|宾馆|药房|诊所|医院|学校|幼儿园|"
    r"合作社|经营部|门市部|服务部|营业部|分店|工作室|加工坊|养殖场|农场|中心|协会|学会|基金会|事务所|研究院|"
    r"委员会|居委会|村委会|管理局|监管局)$"
)
#: words as older lists write them
_CALLED = {"没收非法所得": PenaltyKind.CONFISCATE_GAINS}
_KINDS = {kind.label: kind for kind in PenaltyKind if kind is not PenaltyKind.OTHER} | _CALLED


@dataclass(frozen=True, slots=True)
class ShownParty:
    """当事人 as the public may read it; `kind` is None where neither the record nor the name says it."""

    name: str
    kind: PartyKind | None
    #: full names that must not be read anywhere else in the record
    persons: tuple[str, ...]


def shown_party(name: str, kind: PartyKind | None) -> ShownParty:
    """The party of an old record: names of bodies whole, all others masked (政府信息公开条例第十五条).

    Several parties stand with 、 between them. Only what is stated to be an organisation is shown without looking
    at its name: an individual business may bear the name of a person.
    """
    if kind is PartyKind.ORGANISATION:
        return ShownParty(name, kind, ())
    parts = [_REMARK.sub("", part).strip() for part in re.split(r"[、，,;；]", name)]
    persons = tuple(p for p in parts if p and (kind is PartyKind.PERSON or not _BODY.search(p)))
    shown = "、".join(mask_name(p) if p in persons else p for p in parts if p)
    if kind is None and parts and not persons and name:
        kind = PartyKind.ORGANISATION
    return ShownParty(shown, kind, persons)


def shown_until(decided_on: date | None, published_on: date | None, years: int) -> date | None:
    """The day on which an old record leaves the portal by itself; None = on none (信用修复管理办法; `years` local).

    Counted from the decision, where that day is not known from its first publication.

    >>> shown_until(date(2024, 2, 29), None, 3)
    datetime.date(2027, 2, 28)
    """
    start = decided_on or published_on
    if start is None or not years:
        return None
    leap = (start.month, start.day) == (2, 29)
    return start.replace(year=start.year + years, day=28 if leap else start.day)


def unread_kinds(text: str) -> tuple[str, ...]:
    """The words of 处罚种类 that name no kind of 行政处罚法第九条."""
    return tuple(word for word in _words(text) if word not in _KINDS)


def pending(values: Mapping[str, Any]) -> dict[str, str]:
    """待核: field → what the record leaves open, of the values of a row by field (行政处罚法第九条)."""
    party, kinds, amount = (values.get(name) for name in ("party_name", "penalty_kinds", "amount"))
    unread = "、".join(unread_kinds(kinds or ""))
    unread_amount, unread_day, unread_published = (
        values.get(name) for name in ("amount_text", "decided_text", "published_text")
    )
    fined = PenaltyKind.FINE.label in _words(kinds or "")
    remarks = (
        (not values.get("agency_id"), "agency_name", "处罚机关没有填写，或者没有在本平台登记"),
        (not party, "party_name", "当事人没有填写"),
        (party and not values.get("party_kind"), "party_kind", "没有填写，名称看不出是单位，按自然人隐名"),
        (not kinds, "penalty_kinds", "没有填写处罚种类"),
        (unread, "penalty_kinds", f"“{unread}”不是《行政处罚法》第九条列出的种类"),
        (fined and amount is None, "amount", "有罚款，没有金额"),
        (unread_amount, "amount", f"读不出金额：{unread_amount}"),
        (not values.get("decided_on"), "decided_on", "没有填写决定日期"),
        (unread_day, "decided_on", f"读不出日期：{unread_day}"),
        (unread_published, "published_on", f"读不出日期：{unread_published}"),
    )
    return {name: text for applies, name, text in remarks if applies}


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]
