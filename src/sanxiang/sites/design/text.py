"""文字: how dates, amounts, numbers and names are written on screens (GB/T 15835, GB/T 9704).

Filters emit <time> and .sx-num, which do not break over lines.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from markupsafe import Markup

from sanxiang.kernel import BEIJING
from sanxiang.rules.money import in_words

Day = dt.date | dt.datetime
_LINE = re.compile(r"\n+")


def _local(value: Day) -> Day:
    return value.astimezone(BEIJING) if isinstance(value, dt.datetime) else value


def _time_tag(value: Day, shown: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), shown)


def date_long(value: Day) -> Markup:
    """2024年3月5日, for running text."""
    d = _local(value)
    return _time_tag(value, f"{d.year}年{d.month}月{d.day}日")


def date_short(value: Day) -> Markup:
    """2024-03-05, for lists."""
    return _time_tag(value, f"{_local(value):%Y-%m-%d}")


def time_of_day(value: dt.datetime) -> Markup:
    """16:20, Beijing time."""
    return _time_tag(value, f"{_local(value):%H:%M}")


def moment(value: dt.datetime) -> Markup:
    """2024年3月5日16:20, Beijing time."""
    d = _local(value)
    return _time_tag(value, f"{d.year}年{d.month}月{d.day}日{d:%H:%M}")


def stamp(value: dt.datetime) -> Markup:
    """2024-03-05 16:20, Beijing time, for lists and cards."""
    return _time_tag(value, f"{_local(value):%Y-%m-%d %H:%M}")


def money(value: Decimal | int, *, cents: bool = True) -> Markup:
    """210,000.00元 (yuan)."""
    return Markup('<span class="sx-num">{}元</span>').format(f"{value:,.2f}" if cents else f"{value:,.0f}")


def amount_zh(value: Decimal | int) -> str:
    """人民币贰拾壹万元整: an amount in yuan as documents write it."""
    return in_words(Decimal(value))


def workdays(value: int) -> str:
    """5个工作日: working days are always named as such."""
    return f"{value}个工作日"


def count(value: int) -> str:
    """11,963: counts on screens are grouped."""
    return f"{value:,}"


def case_no(value: str) -> Markup:
    """A case or document number, kept on one line."""
    return Markup('<span class="sx-doc">{}</span>').format(value)


def masked(name: str) -> str:
    """A natural person's name with only the family name shown: 张某某 for any given name."""
    return f"{name[:1]}某某" if name else ""


def size(value: int) -> str:
    """11.2GB: a file size in decimal units."""
    amount = float(value)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f}{unit}" if unit == "B" else f"{amount:.1f}{unit}"
        amount /= 1000
    return f"{amount:.1f}TB"


def paragraphs(value: str) -> Markup:
    """Plain text with its lines as paragraphs; everything is escaped."""
    lines = (line.strip() for line in _LINE.split(value))
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines if line)
