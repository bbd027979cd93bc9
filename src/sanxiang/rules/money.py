"""金额: 元 as Decimal with two places; words for documents; what people type."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from sanxiang.rules.citations import from_numeral

FEN = Decimal("0.01")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = Decimal(10) ** 16
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "亿": 100_000_000}
_TO_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
_TYPED = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[百千万十亿]*)元?")
_WRITTEN = re.compile(
    r"(?:(?P<yuan>[零一二两三四五六七八九十百千万]+)元)?整?(?:(?P<jiao>[零一二三四五六七八九])角)?"
    r"整?(?:(?P<fen>[一二三四五六七八九])分)?"
)


def round_fen(amount: Decimal) -> Decimal:
    """Rounded half up to 分."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def format_yuan(amount: Decimal) -> str:
    """210,000.00元."""
    return f"{round_fen(amount):,.2f}元"


def format_range(low: Decimal, high: Decimal) -> str:
    """10,000.00元至50,000.00元; one sum where both are the same."""
    return "至".join(dict.fromkeys((format_yuan(low), format_yuan(high))))


def in_words(amount: Decimal) -> str:
    """大写: 人民币贰拾壹万元整; ValueError if negative or from 10^16 元 on."""
    amount = round_fen(amount)
    if not 0 <= amount < _LIMIT:
        raise ValueError("金额应当在0元以上、1亿亿元以下")
    yuan, fen = divmod(int(amount * 100), 100)
    text = _yuan_words(yuan) + "元" if yuan else ""
    if not fen:
        return f"人民币{text or '零元'}整"
    jiao, fen = divmod(fen, 10)
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif text:
        text += "零"
    return f"人民币{text}{_DIGITS[fen] + '分' if fen else '整'}"


def _yuan_words(yuan: int) -> str:
    """Groups of four digits from the left; one 零 wherever digits are skipped in between."""
    groups = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    text, gap = "", False
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group:
            gap = gap or group < 1000
            text += ("零" if gap and text else "") + _group_words(group) + _group_unit(index, groups)
        gap = group == 0
    return text


def _group_unit(index: int, groups: list[int]) -> str:
    """万亿 shares its 亿 with the group of 亿 behind it, if there is one."""
    return "万" if index == 3 and groups[2] else _GROUPS[index]


def _group_words(group: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[place]
        gap = digit == 0
    return text


def parse_amount(text: str) -> Decimal:
    """What people type: 210000, 210,000.00元, 21万元, 0.2万, 二十一万元, 人民币贰拾壹万元整.

    Raises ValueError with a Chinese message; never rounds silently below 分.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("，", ",")
    plain = plain.removeprefix("人民币").removeprefix("¥").removeprefix("￥").translate(_TO_PLAIN)
    amount = _typed(plain)
    if amount is None:
        amount = _written(plain)
    if amount is None:
        raise ValueError(f"不能识别的金额：{text}")
    if amount != round_fen(amount):
        raise ValueError(f"金额最多到分：{text}")
    return round_fen(amount)


def _typed(plain: str) -> Decimal | None:
    found = _TYPED.fullmatch(plain)
    if not found or found["scale"] not in _SCALES:
        return None
    return Decimal(found["number"].replace(",", "")) * _SCALES[found["scale"]]


def _written(plain: str) -> Decimal | None:
    found = _WRITTEN.fullmatch(plain.replace("元零", "元"))
    if not found or not any(found.groups()):
        return None
    yuan = from_numeral(found["yuan"]) if found["yuan"] else 0
    small = [from_numeral(found[part]) if found[part] else 0 for part in ("jiao", "fen")]
    return Decimal(yuan) + Decimal(small[0]) / 10 + Decimal(small[1]) / 100
