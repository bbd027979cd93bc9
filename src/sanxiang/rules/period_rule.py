"""期限规则: what a period is made of; how it is counted stands in `periods`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sanxiang.rules.citations import cite, cite_default
from sanxiang.rules.verdict import Basis


class Unit(StrEnum):
    """How a period is counted; the value is the law annex's code."""

    CD = "CD"
    WD = "WD"
    M = "M"
    Y = "Y"
    H = "H"
    #: a fixed month and day, the first one after the trigger
    DATE = "DATE"


class Roll(StrEnum):
    """What happens when the last day is a rest day; OPEN: the question does not arise."""

    NEXT = "NEXT"
    NONE = "NONE"
    OPEN = "-"


class PauseKind(StrEnum):
    """What may stop a period, each only with a document (law annex 12, clock model)."""

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


@dataclass(frozen=True, slots=True)
class Extension:
    """An approved extension by `n` of the rule's own unit; without a document it is ignored."""

    n: int
    document: str = ""


#: confidence of what a text states for everybody it is applied to; L and U are defaults
_STATED = "CP"


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One statutory period. `n` < 0: the latest moment *before* the trigger date."""

    id: str
    title: str
    trigger: str
    #: the trigger in words
    event: str
    n: int
    unit: Unit
    roll: Roll
    #: short key of the articles, read by `citations.cite`
    source: str
    #: confidence C, P, L or U
    flag: str
    pause_kinds: frozenset[PauseKind] = frozenset()
    #: how much an extension may add, in the rule's unit; 0 = the law knows none
    max_extension: int = 0
    #: the n days must lie free between the two events (strict reading of "七日前")
    clear_days: bool = False
    #: month and day for Unit.DATE
    month_day: tuple[int, int] | None = None
    #: the document by which the place has set its own `n`
    local: str = ""

    @property
    def basis(self) -> tuple[Basis, ...]:
        if self.local:
            return (Basis(f"本地规定：{self.local}", titled=False),)
        return cite(self.source) if self.flag in _STATED else cite_default(self.source)


def of_the_place(rule: PeriodRule, n: int | None, source: str) -> PeriodRule:
    """The period with the length that a place has set by a document; None = as it stands."""
    return rule if n is None else replace(rule, n=n, local=source)
