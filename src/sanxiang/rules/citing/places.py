"""条款项目的列举: read 第三条第一款第（一）（三）项、第五条至第七条 as single places, from a folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sanxiang.rules.citations import Place, from_numeral

_NUM = r"[零一二两三四五六七八九十百千万\d]{1,12}"
_ONE = rf"(?:\({_NUM}\)|{_NUM})"
_RANGE = "至到—–~\uff5e-"
_SEP = rf"(?:[、,]|和|及|与|或者?|[{_RANGE}]|(?=\())"
#: numbers that share one unit: 第八、九、十条; at most 24, so that a text cannot make the search slow
_GROUP = re.compile(
    rf"第?(?P<numbers>{_ONE}(?:{_SEP}第?{_ONE}){{0,23}})(?P<unit>条|款|项|目)(?:之(?P<suffix>{_NUM}))?"
)
_NUMBER = re.compile(rf"(?P<sep>[{_RANGE}])?(?P<lead>第?)(?P<open>\(?)(?P<number>{_NUM})\)?")
_JOIN = re.compile(rf"[、,;]?(?:以及|[{_RANGE}]|和|及其?|与|或者?|、)?(?=第|{_NUM}条)")
#: 第…条 ahead, the head of every place; a lone 第 is cheap to refuse
OPENING = rf"第(?:{_ONE}(?:{_SEP}第?{_ONE}){{0,23}})条"
_LEVELS = {"条": 1, "款": 2, "项": 3, "目": 4}
_FIELDS = {2: "paragraph", 3: "item", 4: "subitem"}
_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a list, and where it stands in the folded text."""

    start: int
    end: int
    place: Place
    until: Place | None = None


def read_places(text: str, at: int) -> list[Spot]:
    """The places listed from that position on; empty if none opens there. The first names an article."""
    spots: list[Spot] = []
    found = _GROUP.match(text, at)
    if not found or found["unit"] != "条":
        return spots
    level = 0
    ranged = False
    while found:
        own = _LEVELS[found["unit"]]
        deeper = bool(spots) and own > level and found.start() == spots[-1].end
        grown = _spots(found, spots[-1].place if spots else Place(0), own)
        if not grown:
            break
        _join(spots, grown, deeper=deeper, ranged=ranged)
        level = own
        found, ranged = _next(text, found.end())
    return spots


def _next(text: str, at: int) -> tuple[re.Match[str] | None, bool]:
    """The group that goes on with the list, and whether it ends a range."""
    if deeper := _GROUP.match(text, at):
        return (deeper, False) if deeper["unit"] != "条" and text[at] in "第(" else (None, False)
    join = _JOIN.match(text, at)
    if not join or not join[0]:
        return None, False
    return _GROUP.match(text, join.end()), join[0][-1] in _RANGE


def _join(spots: list[Spot], grown: list[Spot], *, deeper: bool, ranged: bool) -> None:
    """Add the spots of the next group: it completes the last place, ends its range, or stands beside it."""
    if deeper or ranged:
        last, first = spots.pop(), grown.pop(0)
        if ranged:
            spots.append(replace(last, end=first.end, until=first.place))
        else:
            spots.append(replace(first, start=last.start))
    spots += grown


def _spots(group: re.Match[str], last: Place, level: int) -> list[Spot]:
    """The places of one group; what it does not say it takes from the place before."""
    out: list[Spot] = []
    base = group.start("numbers")
    for found in _NUMBER.finditer(group["numbers"]):
        number = _value(found["number"])
        if not 0 < number < _LIMIT:
            return out
        place = _at(last, level, number)
        start, end = base + found.start("lead"), base + found.end()
        if found["sep"] and out:
            out.append(replace(out.pop(), end=end, until=place))
        else:
            out.append(Spot(start, end, place))
    out[0] = replace(out[0], start=group.start())
    end = group.end("unit")
    if group["suffix"] and level == 1 and (suffix := _value(group["suffix"])):
        end = group.end()
        out[-1] = replace(out[-1], place=replace(out[-1].place, suffix=suffix))
    out[-1] = replace(out[-1], end=end)
    return out


def _at(last: Place, level: int, number: int) -> Place:
    if level == 1:
        return Place(number)
    kept = {name: getattr(last, name) if above < level else 0 for above, name in _FIELDS.items()}
    return Place(last.article, last.suffix, **(kept | {_FIELDS[level]: number}))


def _value(numeral: str) -> int:
    """The number, also of 一〇五 written digit by digit; 0 for what is none."""
    try:
        return from_numeral(numeral)
    except ValueError:
        return 0
