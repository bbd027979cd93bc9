"""文号与版本年份: 国办发〔2018〕118号, 国务院令第588号; the year of the wording in （2016年修订）."""

from __future__ import annotations

import re

_DIGITS = r"[零一二两三四五六七八九十百千\d]{1,6}"
_YEAR = r"(?:19|20)\d\d"
#: the part of a document number that nothing else looks like; the issuer stands before it
NUMBER = rf"(?P<number>[〔(]{_YEAR}[〕)]第?\d{{1,5}}号|令(?:\(第?{_DIGITS}号\)|第?{_DIGITS}号)|第{_DIGITS}号令|公告第?{_YEAR}年第?\d{{1,4}}号)"
_NUMBER = re.compile(NUMBER)
_ISSUER = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,30}$")
_REACH = 30
#: the issuer begins after the last of these
_BEFORE = re.compile(
    r"根据|依据|依照|按照|(?<!共)和|以及|[日年由以的按依据与及]|经(?!济|贸|信|委)|原(?=[国中卫农建人文环])|印发|公布|发布|修改"
)
#: numbers of cases and of decisions in single cases, which nobody cites as a basis
_CASES = re.compile(
    r"罚|决定|处[字理]|强制|责[改令]|受理|复议|许可|裁|批准文号|注册|备案|[民刑行][初终]|^文$|书$|证[字监]?罚|简易"
    r"|[立告听强责审决处案移催检查延撤执简]字?$"
)
_AMENDED = re.compile(
    rf"(?P<year>{_YEAR})年?(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:最新|第[一二三四五]次)?(?:修订|修正|修改|版|本|施行)"
)
_EDITION = re.compile(rf"(?P<year>{_YEAR})年(?:修订|修正|修改|版|公布|发布|施行|实施)?(?:的|后的)?$")


def issued(text: str, core: re.Match[str], floor: int) -> int:
    """Where the number with this core begins in the folded text, not before `floor`; -1 if it is none."""
    window = text[max(floor, core.start() - _REACH) : core.start()]
    found = _ISSUER.search(window)
    issuer = found[0] if found else ""
    cut = max((m.end() for m in _BEFORE.finditer(issuer)), default=0)
    issuer = issuer[cut:]
    short = core["number"][0] in "〔("
    if len(issuer) < 2 or _CASES.search(issuer) or (short and len(issuer) > 12):
        return -1
    return core.start() - len(issuer)


def number_in(note: str) -> str:
    """The first document number in a bracket beside a title, or ""."""
    found = _NUMBER.search(note)
    if not found:
        return ""
    start = issued(note, found, 0)
    return normal(note[start : found.end()]) if start >= 0 else ""


def normal(number: str) -> str:
    """A document number with 〔〕 around the year."""
    bracketed = re.sub(rf"[〔(]({_YEAR})[〕)]", r"〔\1〕", number)
    return re.sub(r"令\((.*)\)$", r"令\1", bracketed)


def edition_in(note: str) -> int:
    """The year of the wording that a bracket names (2016年修订), or 0."""
    found = _AMENDED.search(note)
    return int(found["year"]) if found else 0


def edition_before(text: str, at: int) -> int:
    """The year in front of a title (2019年修订的《…》), or 0."""
    found = _EDITION.search(text[max(0, at - 14) : at])
    return int(found["year"]) if found else 0
