"""期限 (first part): what may stop a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PauseKind(StrEnum):
    """What may stop a period, each only with a document (law.md 12, clock model)."""

    HEARING = "听证"
    ANNOUNCEMENT = "公告送达"
    APPRAISAL = "鉴定、检测、检验、检疫"
    EXPERTS = "专家评审"
    TENDER = "招标、拍卖"
    SUSPENSION = "中止"
    SUPPLEMENT = "补正"
    LITIGATION = "复议、诉讼"
    REFUND = "责令退还多收价款"
    IDENTIFICATION = "权利人辨认"


@dataclass(frozen=True, slots=True)
class Pause:
    """An interval, both days inclusive, that does not count. `end` None = still running.

    `document` is the number or title of the written notice; without one the pause is ignored.
    """

    kind: PauseKind
    start: date
    end: date | None
    document: str = ""
