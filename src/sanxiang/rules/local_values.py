"""本地规定: what no national text fixes, so that every city sets it (docs/adr/0007): the default, its source, how sure.

国办发〔2018〕118号（二十三）asks for training, examination and a credential, and says neither hours nor numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sanxiang.rules.citations import cite, cite_default
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.terms import Term
from sanxiang.rules.verdict import Basis, Reason, Verdict

#: in a number format: a digit, a capital letter
_DIGIT, _LETTER = "#", "@"
_MARKS = {_DIGIT: "[0-9]", _LETTER: "[A-Z]"}
_BETWEEN = re.compile(r"[、,，;；\s]+")
#: characters of a number (the column's width)
_LONGEST = 32


class LocalKey(Term):
    """Which value."""

    CREDENTIAL_NUMBER = "credential_number", "证件编号格式"
    TRAINING_FIRST = "training_first", "申领前的岗前培训学时"
    TRAINING_YEARLY = "training_yearly", "年审核对的年度培训学时"
    HISTORY_TERM = "history_term", "历史处罚公示期限"
    VERIFY_DAYS = "verify_days", "核查线索的期限"
    REPLY_DAYS = "reply_days", "陈述、申辩的期限"
    REVIEW_DAYS = "review_days", "法制审核的期限"


#: period of `deadline_table` → the value by which a place sets its length
LOCAL_PERIODS = {
    "PEN.VERIFY": LocalKey.VERIFY_DAYS,
    "PEN.STATEMENT": LocalKey.REPLY_DAYS,
    "PEN.REVIEW": LocalKey.REVIEW_DAYS,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a whole number counts, between which bounds, and what 0 means where it may be 0."""

    unit: str
    low: int
    high: int
    none: str = ""

    def fault_of(self, text: str) -> str:
        """What is wrong with a number that somebody writes, "" = nothing."""
        right = text.isascii() and text.isdigit() and self.low <= int(text) <= self.high
        return "" if right else f"请填写{self.low}至{self.high}之间的整数{self.unit}"

    def shown(self, text: str) -> str:
        """The number with its unit, or what 0 means."""
        return f"{text}{self.unit}" if int(text) else self.none


_HOURS = Counted("学时", 0, 2000, "不要求")
_YEARS = Counted("年", 0, 20, "公示到撤下为止")
_DAYS = Counted("个工作日", 1, 60)


@dataclass(frozen=True, slots=True)
class LocalValue:
    """A value that a city may set; `flag` P, L or U says how sure the default is."""

    key: LocalKey
    default: str
    #: short key of the article that leaves it to the place
    source: str
    flag: str
    #: how a right value is written, and where the default comes from
    hint: str
    #: None = no number but a format
    counted: Counted | None = None

    @property
    def basis(self) -> tuple[Basis, ...]:
        return cite_default(self.source) if self.key in LOCAL_PERIODS.values() else cite(self.source)


LOCAL_VALUES = {
    value.key: value
    for value in (
        LocalValue(
            LocalKey.CREDENTIAL_NUMBER, _DIGIT * 11, "G118(23)", "U",
            "#代表一位数字，@代表一位大写字母，其他的字照写；有几种格式的用顿号分开。常见的是区划6位加序号5位。",
        ),
        LocalValue(
            LocalKey.TRAINING_FIRST, "1", "G118(23)", "L",
            "填写学时数。全国没有统一规定，不设定的只要求有培训记录；0表示不要求。",
            _HOURS,
        ),
        LocalValue(
            LocalKey.TRAINING_YEARLY, "60", "G118(23)", "U",
            "填写学时数，年审时核对；0表示不要求。2023—2025年的行动计划（国办发〔2023〕27号）为60学时，此后由本地规定。",
            _HOURS,
        ),
        LocalValue(
            LocalKey.HISTORY_TERM, "3", "ORD36", "L",
            "填写年数，自决定之日起算，导入的表里写了公示截止的按表；0表示公示到撤下为止。3年是严重失信信息最长的公示期，轻微的最长3个月、"
            "一般的最长1年；市场监管的处罚一般3年（市场监督管理行政处罚信息公示规定第十三条）。",
            _YEARS,
        ),
        *(
            LocalValue(
                key, str(DEADLINES[rule].n), DEADLINES[rule].source, DEADLINES[rule].flag,
                "填写工作日数。法律没有规定，默认值参照市场监管的规定；设定以后开始的期限用它，正在计算的不变。",
                _DAYS,
            )
            for rule, key in LOCAL_PERIODS.items()
        ),
    )
}  # fmt: skip


def fault_of(key: LocalKey, text: str) -> str:
    """What is wrong with a value that somebody sets, "" = nothing."""
    if counted := LOCAL_VALUES[key].counted:
        return counted.fault_of(text)
    formats = number_formats(text)
    if not formats:
        return "请填写编号格式，如###########（11位数字）"
    for one in formats:
        if _DIGIT not in one:
            return f"“{one}”没有一位数字（#），编号就不能各不相同"
        if len(one) > _LONGEST:
            return f"“{one[:12]}…”有{len(one)}位，最多{_LONGEST}位"
    return ""


def number_formats(text: str) -> tuple[str, ...]:
    """The formats that a value lists.

    >>> number_formats("#####、黔@####")
    ('#####', '黔@####')
    """
    return tuple(one for one in _BETWEEN.split(text) if one)


def number_example(formats: Sequence[str]) -> str:
    """A number of the first format: digits count up, letters begin with A.

    >>> number_example(("黔@####",))
    '黔A1234'
    """
    digits = iter("1234567890" * 4)
    return "".join(next(digits) if c == _DIGIT else "A" if c == _LETTER else c for c in formats[0])


@lru_cache(maxsize=64)
def _pattern(one: str) -> re.Pattern[str]:
    return re.compile("".join(_MARKS.get(c, re.escape(c)) for c in one))


def check_number(number: str, formats: Sequence[str], *, default: bool = False) -> Verdict:
    """Does the number of a credential have one of the formats (118号（二十三）; format: local)?

    No formats: every number does. `default`: they are not the city's own, so the words only ask to look.
    """
    if not formats or any(_pattern(one).fullmatch(number) for one in formats):
        return Verdict()
    asked = "，或者".join(_worded(one) for one in formats)
    if default:
        text = f"证件编号与常见的格式（{asked}）不同，请核对；本市的格式可以在站点设置中设定"
    else:
        text = f"证件编号“{number}”不合本市的格式：应为{asked}，如{number_example(formats)}"
    return Verdict((Reason("credential.number", text, cite("G118(23)"), "number"),))


def check_training(hours: int, asked: int) -> Verdict:
    """Are there hours of training enough in the year for 年审合格 (118号（二十三）; number of hours: local)?"""
    if hours >= asked:
        return Verdict()
    text = f"年度培训{hours}学时，本市要求不少于{asked}学时，请补足后再作合格的结论"
    return Verdict((Reason("credential.training_yearly", text, cite("G118(23)"), "training_hours"),))


def _worded(one: str) -> str:
    return f"{len(one)}位数字" if set(one) == {_DIGIT} else f"“{one}”（#为数字、@为大写字母）"
