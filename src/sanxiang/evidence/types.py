"""证据: the values others may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sanxiang.rules.terms import Term


class EvidenceKind(Term):
    """证据种类, the eight of 《行政处罚法》第四十六条第一款."""

    DOCUMENTARY = "documentary", "书证"
    PHYSICAL = "physical", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    WITNESS = "witness", "证人证言"
    PARTY = "party", "当事人的陈述"
    EXPERT = "expert", "鉴定意见"
    RECORD = "record", "勘验笔录、现场笔录"

    label: str


class ItemStatus(Term):
    """证据状态; an invalid item stays, with its reason."""

    VALID = "valid", "有效"
    INVALID = "invalid", "标记无效"

    label: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One piece of evidence. `taken_at` says when it was gathered, `stored_at` when it came in (both UTC)."""

    id: UUID
    case_id: UUID
    #: 证据1, 证据2 … within the case
    number: str
    stage: str
    kind: EvidenceKind
    name: str
    purpose: str
    sha256: str
    size: int
    mime: str
    taken_at: datetime
    taken_place: str
    taken_by: str
    stored_at: datetime
    stored_by: str
    status: ItemStatus
    invalid_reason: str
    confirmed_at: datetime | None
    confirmed_by: str
    last_verified_at: datetime | None
    #: digest of the preview image, "" if there is none
    thumbnail: str


@dataclass(frozen=True, slots=True)
class Check:
    """校验结果: whether the stored bytes still have the recorded digest, and if not, why."""

    intact: bool
    message: str
