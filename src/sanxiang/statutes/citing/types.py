"""What the check of citations hands out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sanxiang.rules.citing import Citation
from sanxiang.statutes.types import LawView


class CitedStatus(StrEnum):
    """引用状态."""

    OK = "ok"
    UNCHECKED = "unchecked"
    UNKNOWN_LAW = "unknown_law"
    REPEALED = "repealed"
    NOT_YET = "not_yet"
    NO_ARTICLE = "no_article"
    NO_PLACE = "no_place"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The status in two to six characters."""
        return _LABELS[self]


_LABELS = {
    CitedStatus.OK: "有效",
    CitedStatus.UNCHECKED: "未核对",
    CitedStatus.UNKNOWN_LAW: "查无此法",
    CitedStatus.REPEALED: "已失效",
    CitedStatus.NOT_YET: "尚未施行",
    CitedStatus.NO_ARTICLE: "查无此条",
    CitedStatus.NO_PLACE: "款项不存在",
    CitedStatus.CHANGED: "文本已变",
}


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """所引条文: a citation, the wording it points to on the day asked for, and what is wrong with it."""

    citation: Citation
    status: CitedStatus
    #: None where the law is not stored, or the citation is a bare document number
    law: LawView | None = None
    #: the wording in force on that day
    version: UUID | None = None
    #: what is wrong and how to mend it; "" if nothing is
    message: str = ""
    remedy: str = ""

    @property
    def flagged(self) -> bool:
        """Is it wrong or outdated? What could not be checked is not."""
        return self.status not in (CitedStatus.OK, CitedStatus.UNCHECKED)
