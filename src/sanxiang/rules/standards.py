"""裁量标准: what one line of a benchmark says, read from its words (行政处罚法第三十四条; 国办发〔2022〕27号).

Five forms occur: a range of 元, a multiple or percentage of a measured base, a fixed sum, a sum that grows with each
factor, and no money at all. What cannot be read is said and left to a person; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sanxiang.rules.citations import from_numeral
from sanxiang.rules.discretion import BenchmarkForm
from sanxiang.rules.money import format_yuan, round_fen

_N = r"[零\u3007一二两三四五六七八九十百千万亿\d.,]+"
_SUM = rf"(?:{_N})元"
_RANGE = re.compile(rf"({_N})(元?)以上({_N})元以下")
_CROSSED = re.compile(rf"{_SUM}以下{_SUM}以下")
_UPTO = re.compile(rf"({_N})元以下")
_FIXED = re.compile(rf"({_N})元")
_SHARE = rf"(?:百分之({_N})|({_N})%)"
_PERCENT = re.compile(rf"{_SHARE}(?:(以下)|以上{_SHARE}(?:以下)?)?")
_TIMES = re.compile(rf"({_N})倍(?:(以下)|以上({_N})倍以下)?")
_STEP = re.compile(rf"每([^,;。元]{{1,40}}?)(?:加处|加罚|增加|(?<!增)加)({_N})元")
_BASE = re.compile(r"(?:处以|处|按照|按)(.*?)的?$")
_PERSON = re.compile(
    r"[,;]?并?对(?:责任人|直接负责|其他直接|建设单位的法定代表人|法定代表人|主要负责人|单位负责人)"
)
_MONEY = re.compile(r"罚款|元")
_CAP = re.compile(rf"最高不(?:得)?超过({_N})元")


@dataclass(frozen=True, slots=True)
class Step:
    """累加: `amount` 元 more for each `per` beyond the first."""

    per: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Standard:
    """裁量标准. `low` and `high` are 元, times or per cent, as the form says; `base` is what these are taken of."""

    text: str
    form: BenchmarkForm
    low: Decimal | None = None
    high: Decimal | None = None
    base: str = ""
    #: additive: how the sum grows from `low`, up to `high` (None = no limit but `cap` and the law)
    steps: tuple[Step, ...] = ()
    #: the most that may be fined, 元
    cap: Decimal | None = None
    #: what is said of the persons responsible, kept as words
    persons: str = ""
    #: what in the words could not be read
    doubt: str = ""

    @property
    def measured(self) -> bool:
        """Is the amount taken of a base that must be measured?"""
        return self.form in (BenchmarkForm.MULTIPLE, BenchmarkForm.PERCENT)


def read_standard(text: str) -> Standard:
    """What the words of a standard fix. Never raises: what cannot be read stands in `doubt`."""
    words = _plain(text)
    own, persons = _divided(words)
    if not _MONEY.search(own):
        return Standard(text, BenchmarkForm.NON_MONEY, persons=persons)
    try:
        cap = _first(_CAP, own)
        read = _share(own) or _times(own) or _amount(_STEP.sub("", own))
        steps = _steps(own)
    except ValueError:
        read = None
    if read is None:
        return Standard(
            text,
            BenchmarkForm.NON_MONEY,
            persons=persons,
            doubt="没有读出罚款的数额，请写成一万元以上三万元以下的样子",
        )
    form, low, high, base, doubt = read
    if low is not None and high is not None and high < low:
        doubt = "上限低于下限"
    if steps and form in _IN_MONEY:
        form = BenchmarkForm.ADDITIVE
    return Standard(text, form, low, high, base, steps, cap, persons, doubt)


def amount_range(
    standard: Standard, *, measure: Decimal | None = None, counts: Mapping[str, int] | None = None
) -> tuple[Decimal, Decimal] | None:
    """The range of the fine in 元; None where the standard fixes no money.

    `measure` is the base in 元, `counts` how many times each step of an additive standard applies; ValueError
    where one that is needed has not been entered.
    """
    if standard.form is BenchmarkForm.NON_MONEY or standard.low is None:
        return None
    low, high = standard.low, standard.low if standard.high is None else standard.high
    if standard.form is BenchmarkForm.ADDITIVE:
        grown = low + sum(added for _, _, added in _grown(standard, counts or {}))
        low = high = grown if standard.high is None else min(grown, standard.high)
    elif standard.measured:
        if measure is None:
            raise ValueError(f"按倍数或者比例计算的裁量标准，须先填写{standard.base or '计算基数'}")
        part = measure / 100 if standard.form is BenchmarkForm.PERCENT else measure
        low, high = round_fen(low * part), round_fen(high * part)
    if standard.cap is not None:
        low, high = min(low, standard.cap), min(high, standard.cap)
    return low, high


def sum_said(standard: Standard, counts: Mapping[str, int]) -> str:
    """How an additive sum came about: 从20,000.00元起，每增加1台设备加2,000.00元，3次，加6,000.00元，合计…; ValueError as above."""
    amounts = amount_range(standard, counts=counts)
    if standard.form is not BenchmarkForm.ADDITIVE or amounts is None or standard.low is None:
        return ""
    parts, total = [f"从{format_yuan(standard.low)}起"], standard.low
    for step, count, added in _grown(standard, counts):
        parts.append(f"每{step.per}加{format_yuan(step.amount)}，{count}次，加{format_yuan(added)}")
        total += added
    over = f"，超过上限，按{format_yuan(amounts[1])}计" if amounts[1] < total else ""
    return f"{'；'.join(parts)}；合计{format_yuan(total)}{over}"


def _grown(standard: Standard, counts: Mapping[str, int]) -> Iterator[tuple[Step, int, Decimal]]:
    """Each step, how many times it applies and what it adds, 元; ValueError for one that was not counted."""
    for step in standard.steps:
        count = counts.get(step.per)
        if count is None or count < 0:
            raise ValueError(f"累加的裁量标准，须填写“每{step.per}”有几次，没有的填0")
        yield step, count, step.amount * count


def _steps(words: str) -> tuple[Step, ...]:
    """How the sum grows; a name that comes again is told apart by its place."""
    found: dict[str, Decimal] = {}
    for match in _STEP.finditer(words):
        name, n = match[1], 1
        while name in found:
            n += 1
            name = f"{match[1]}（{n}）"
        found[name] = _number(match[2])
    return tuple(Step(per, amount) for per, amount in found.items())


_SCALES = {"亿": Decimal(10**8), "万": Decimal(10**4)}
_Read = tuple[BenchmarkForm, Decimal | None, Decimal | None, str, str]


def _share(words: str) -> _Read | None:
    found = _PERCENT.search(words)
    if not found:
        return None
    first, above = found[1] or found[2], found[4] or found[5]
    low, high = _span(first, above, upto=bool(found[3]))
    return BenchmarkForm.PERCENT, low, high, _base(words, found.start()), ""


def _times(words: str) -> _Read | None:
    """A multiple of a base in money; “每超标一倍增加” belongs to the steps."""
    for found in _TIMES.finditer(words):
        base = _base(words, found.start())
        if base and "每" not in base:
            low, high = _span(found[1], found[3], upto=bool(found[2]))
            return BenchmarkForm.MULTIPLE, low, high, base, ""
    return None


def _span(first: str, above: str | None, *, upto: bool) -> tuple[Decimal, Decimal]:
    """三倍 is three, 三倍以下 is nought to three, 三倍以上五倍以下 is three to five."""
    if upto:
        return Decimal(0), _number(first)
    return _number(first), _number(above or first)


def _amount(words: str) -> _Read | None:
    if crossed := _CROSSED.search(words):
        return BenchmarkForm.NON_MONEY, None, None, "", f"“{crossed[0]}”前后都是“以下”，请核对原文"
    if found := _RANGE.search(words):
        low, high = _number(found[1]), _number(found[3])
        doubt = "" if found[2] or low >= 1000 else f"“{found[0]}”的下限没有写单位，请核对"
        return BenchmarkForm.FIXED_RANGE, low, high, "", doubt
    if found := _UPTO.search(words):
        return BenchmarkForm.FIXED_RANGE, Decimal(0), _number(found[1]), "", ""
    if found := _FIXED.search(words):
        return BenchmarkForm.FIXED, _number(found[1]), None, "", ""
    return None


def _base(words: str, at: int) -> str:
    """The words before a share or a multiple that name what it is taken of."""
    found = _BASE.search(re.split("[,;。]", words[:at])[-1])
    return found[1] if found else ""


def _divided(words: str) -> tuple[str, str]:
    """What is said of the unit, and what of the persons responsible; a standard for persons alone is their own."""
    found = _PERSON.search(words)
    if not found or not found.start():
        return words, ""
    return words[: found.start()], words[found.start() :].lstrip(",;并")


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text)
    return (
        re.sub(r"\s", "", narrow).replace("，", ",").replace("；", ";").replace("(", "（").replace(")", "）")
    )


def _number(written: str) -> Decimal:
    """三万, 30000, 1.5万 and 30,000 as numbers."""
    plain = written.replace(",", "").replace("\u3007", "零").replace("两", "二")
    for word, times in _SCALES.items():
        if plain.endswith(word) and plain[:-1].replace(".", "", 1).isdigit():
            return Decimal(plain[:-1]) * times
    if plain.replace(".", "", 1).isdigit():
        return Decimal(plain)
    return Decimal(from_numeral(plain))


def _first(pattern: re.Pattern[str], words: str) -> Decimal | None:
    found = pattern.search(words)
    return _number(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Graded:
    """A line of a benchmark: grades count from the lightest; several lines of a grade are alternatives."""

    grade: int
    conditions: str
    standard: Standard


def benchmark_faults(lines: Sequence[Graded], statutory: Standard | None = None) -> tuple[str, ...]:
    """Gaps, overlaps, contradictions and what leaves the statutory range (34: 罚款幅度 must be divided lawfully).

    A table counts its grades anew for another scale of the same act (逾期不改的, 对责任人的); each is judged by itself.
    """
    parts = scales(lines)
    if len(parts) == 1:
        return tuple(_faults_of(lines, statutory))
    spans = statutory_spans(statutory.text) if statutory else ()
    faults = list[str]()
    for n, part in enumerate(parts, start=1):
        own = [*_faults_of(part, None), *_outside(part, spans)]
        faults += [f"第{n}组：{fault}" for fault in own]
    return tuple(faults)


def scales(lines: Sequence[Graded]) -> list[list[Graded]]:
    """The lines in groups: a new one begins where the grades fall back to the first of the group before."""
    parts: list[list[Graded]] = []
    for line in lines:
        again = parts and line.grade < parts[-1][-1].grade and line.grade <= parts[-1][0].grade
        if not parts or again:
            parts.append([])
        parts[-1].append(line)
    return parts or [[]]


def statutory_spans(text: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """Every range of 元 that the words of a law name: 一万元以上三万元以下, 五万元以下."""
    words = _plain(text)
    ranges = [(_number(found[1]), _number(found[3])) for found in _RANGE.finditer(words)]
    rest = _RANGE.sub("", words)
    return (*ranges, *((Decimal(0), _number(found[1])) for found in _UPTO.finditer(rest)))


def _outside(lines: Sequence[Graded], spans: Sequence[tuple[Decimal, Decimal]]) -> Iterator[str]:
    """A scale lies within one of the ranges of the law, where the law names any."""
    ends = _ends(lines)
    if not ends or not spans or any(line.standard.form not in _IN_MONEY for line in lines):
        return
    low, high = min(low for low, _ in ends.values()), max(high for _, high in ends.values())
    if not any(bottom <= low and high <= top for bottom, top in spans):
        yield f"{_shown(low)}至{_shown(high)}不在法定的任何一个幅度之内"


def _faults_of(lines: Sequence[Graded], statutory: Standard | None) -> list[str]:
    faults = [*_repeated(lines)]
    ends = _ends(lines)
    points = all(low == high for low, high in ends.values())
    for (grade, (_, high)), (above, (low, top)) in pairwise(sorted(ends.items())):
        between = f"第{grade}档与第{above}档之间"
        if top < high:
            faults.append(f"第{above}档比第{grade}档还轻")
        elif low > high and not points:
            faults.append(f"{between}{_shown(high)}至{_shown(low)}没有规定")
        elif low < high:
            faults.append(f"{between}{_shown(low)}至{_shown(high)}重叠")
    if ends and statutory is not None and statutory.low is not None and _same_measure(lines, statutory):
        faults += _beyond(ends, statutory)
    return faults


def _repeated(lines: Sequence[Graded]) -> Iterator[str]:
    """The same circumstances in two grades contradict each other."""
    grades: dict[str, set[int]] = {}
    for line in lines:
        grades.setdefault("".join(line.conditions.split()), set()).add(line.grade)
    for conditions, found in grades.items():
        if len(found) > 1:
            shown = "、".join(f"第{grade}档" for grade in sorted(found))
            yield f"同一情形“{conditions[:30]}”出现在{shown}"


def _ends(lines: Sequence[Graded]) -> dict[int, tuple[Decimal, Decimal]]:
    """Lowest and highest amount of each grade; none where the lines measure in different ways."""
    if len({(line.standard.form in _IN_MONEY, line.standard.base) for line in lines}) > 1:
        return {}
    ends: dict[int, tuple[Decimal, Decimal]] = {}
    for line in lines:
        if line.standard.low is None or line.standard.form is BenchmarkForm.ADDITIVE:
            return {}
        low, high = line.standard.low, line.standard.high
        high = low if high is None else high
        before = ends.get(line.grade, (low, high))
        ends[line.grade] = (min(before[0], low), max(before[1], high))
    return ends


_IN_MONEY = frozenset({BenchmarkForm.FIXED_RANGE, BenchmarkForm.FIXED})


def _same_measure(lines: Sequence[Graded], statutory: Standard) -> bool:
    first = lines[0].standard
    return (first.form in _IN_MONEY) == (statutory.form in _IN_MONEY) and first.base == statutory.base


def _beyond(ends: Mapping[int, tuple[Decimal, Decimal]], statutory: Standard) -> Iterator[str]:
    low, high = min(low for low, _ in ends.values()), max(high for _, high in ends.values())
    if statutory.low and low < statutory.low:
        yield f"最轻的{_shown(low)}低于法定下限{_shown(statutory.low)}"
    top = statutory.low if statutory.high is None else statutory.high
    if top is not None and high > top:
        yield f"最重的{_shown(high)}高于法定上限{_shown(top)}"


def _shown(amount: Decimal) -> str:
    return f"{amount:,.2f}".rstrip("0").rstrip(".")
