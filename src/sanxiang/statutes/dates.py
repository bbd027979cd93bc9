"""施行与失效: what the text of a law itself says about when it applies, and which laws it ends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from sanxiang.rules.citations import from_numeral

#: round zero, a circle and a wide letter O all stand for nought in dates as typed
_NOUGHTS = "\u3007\u25cb\uff2f"
_DIGITS = {digit: str(n) for n, digit in enumerate("零一二三四五六七八九")} | dict.fromkeys(_NOUGHTS, "0")
_YEAR = rf"([12]\d{{3}}|[一二][{_NOUGHTS}零一二三四五六七八九]{{3}})"
_MONTH_DAY = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(rf"{_YEAR}\s*年\s*{_MONTH_DAY}\s*月\s*{_MONTH_DAY}\s*日")
_START = re.compile(r"自(.{1,24}?)起(?:施行|实施|生效|执行)")
_END = re.compile(r"[^。]*(?:同时|即行|予以)?废止[^。]*")
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》(?!第)")
_DAY = timedelta(days=1)

Key = TypeVar("Key")


def dates_in(text: str) -> list[date]:
    """All dates written 2021年7月15日 or 二〇二一年七月十五日, in order; impossible ones are left out."""
    return [d for found in _DATE.finditer(text) if (d := _date(*found.groups()))]


def _date(year: str, month: str, day: str) -> date | None:
    try:
        y = int("".join(_DIGITS.get(c, c) for c in year))
        return date(y, from_numeral(month), from_numeral(day))
    except ValueError:
        return None


def version_date_of(history: Sequence[str]) -> date | None:
    """The date of the last event in the title note (adoption, amendment), or None."""
    dated = [max(found) for line in history if (found := dates_in(line))]
    return dated[-1] if dated else None


def starts_in(closing: str) -> list[date]:
    """The days on which the closing clauses say that the text or a part of it begins to apply: 自…起施行."""
    return [d for clause in _START.findall(closing) for d in dates_in(clause)]


def effective_date_of(version_date: date, stated: date | None, closing: str) -> tuple[date, str]:
    """When a wording takes effect, and why if the source does not say it.

    An amended text keeps the original clause "自…起施行", so a date before the wording itself existed is the date
    of the original; the wording is then taken to apply from its own publication.
    """
    if stated and stated >= version_date:
        return stated, ""
    clauses, written = _START.findall(closing), starts_in(closing)
    if written and written[-1] >= version_date:
        return written[-1], "依条文所载施行日期"
    if written or stated:
        return version_date, "修正文本，按公布日期推定"
    if clauses and "之日" in clauses[-1]:
        return version_date, "依条文自公布之日起施行"
    return version_date, "未载明施行日期，按公布日期推定"


def repealed_titles(text: str) -> tuple[str, ...]:
    """Titles that a closing clause repeals as a whole: 《…》同时废止.

    >>> repealed_titles("本法自2026年8月15日起施行。《甲法》、《乙条例》同时废止。《丙法》第三条同时废止。")
    ('甲法', '乙条例')
    """
    return tuple(t for clause in _END.findall(text) if "同时废止" in clause for t in _TITLE.findall(clause))


@dataclass(frozen=True, slots=True)
class Wording(Generic[Key]):
    """A wording of one law, for the computation of intervals."""

    key: Key
    version_date: date
    effective_from: date


def intervals(
    wordings: Iterable[Wording[Key]], ends: Iterable[date] = ()
) -> dict[Key, tuple[date | None, date | None]]:
    """In force from–to of every wording of one law, both days inclusive; `to` None = still open.

    A newer wording ends the one before on the day before it takes effect. A wording overtaken before it took
    effect never applied: (None, None). `ends` are the days on which other laws repealed this one; each ends the
    wording that then applied.
    """
    ordered = sorted(wordings, key=lambda w: (w.version_date, w.effective_from))
    out: dict[Key, tuple[date | None, date | None]] = {}
    next_start: date | None = None
    for wording in reversed(ordered):
        if next_start and wording.effective_from >= next_start:
            out[wording.key] = (None, None)
            continue
        stop = min((e for e in ends if e > wording.effective_from), default=None)
        limits = [d for d in (next_start, stop) if d]
        out[wording.key] = (wording.effective_from, min(limits) - _DAY if limits else None)
        next_start = wording.effective_from
    return out
