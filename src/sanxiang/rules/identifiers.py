"""识别码: what identifies a party, a case and a document, and what exactly is wrong with a bad one.

- GB 32100-2015: 统一社会信用代码, 18 characters, the last one checks the others (modulus 31).
- GB 11643-1999: 公民身份号码, 17 digits with the birth date, the last one checks them (ISO 7064 MOD 11-2).
- GB/T 9704-2012 (7.2.5): 发文字号 is 机关代字, the year in 〔〕, the ordinal without leading zeros, 号.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from operator import mul

from sanxiang.rules.citations import cite
from sanxiang.rules.verdict import LAWFUL, Basis, Reason, Verdict

_USCC = cite("GB32100")
_RESIDENT = cite("GB11643")
_LAYOUT = (Basis("GB/T 9704-2012 党政机关公文格式", "7.2.5"),)

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_USCC_FORM = re.compile(f"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}")
_USCC_VALUES = {character: value for value, character in enumerate(USCC_ALPHABET)}
_USCC_WEIGHTS = tuple(pow(3, position, 31) for position in range(_LENGTH - 1))
#: GB 32100 puts the region code of the registering body at characters 3 to 8
_USCC_REGION = range(2, 8)
_ID_CHECKS = "10X98765432"

#: 文书代码 = the word between 机关代字 and the year (云环 + 罚告)
NUMBER_WORDS: dict[str, str] = {
    "D02": "立",
    "D03": "不立",
    "D11": "责改",
    "D16": "终",
    "D17": "送审",
    "D18": "法审",
    "D19": "罚告",
    "D20": "听告",
    "D25": "集议",
    "D26": "罚批",
    "D27": "罚",
    "D28": "不罚",
    "D31": "送",
    "D39": "结",
}


def _refusal(code: str, text: str, basis: tuple[Basis, ...], remedy: str) -> Verdict:
    return Verdict((Reason(code, text, basis, remedy),))


def uscc_check_character(first17: str) -> str:
    """The 18th character that belongs to the first 17, each in `USCC_ALPHABET`."""
    total = sum(map(mul, map(_USCC_VALUES.__getitem__, first17), _USCC_WEIGHTS))
    return USCC_ALPHABET[-total % 31]


def check_uscc(text: str) -> Verdict:
    """Is this a 统一社会信用代码? Says the first thing that is wrong, and where."""

    def refuse(message: str) -> Verdict:
        return _refusal("identifier.uscc", message, _USCC, "uscc")

    if _USCC_FORM.fullmatch(text) and text[17] == uscc_check_character(text[:17]):
        return LAWFUL
    if len(text) != _LENGTH:
        return refuse(f"统一社会信用代码应为18位，现为{len(text)}位")
    for position, char in enumerate(text):
        if position in _USCC_REGION and not (char.isascii() and char.isdigit()):
            return refuse(f"统一社会信用代码第{position + 1}位“{char}”应为数字（第3至8位是登记机关区划码）")
        if char not in USCC_ALPHABET:
            hint = "，请用大写字母" if char.upper() in USCC_ALPHABET else "（不使用I、O、S、V、Z）"
            return refuse(f"统一社会信用代码第{position + 1}位“{char}”不是允许的字符{hint}")
    expected = uscc_check_character(text[:17])
    return refuse(f"统一社会信用代码校验位应为“{expected}”，现为“{text[17]}”，请核对各位字符")


def resident_check_character(first17: str) -> str:
    """The 18th character that belongs to 17 digits."""
    return _ID_CHECKS[sum(int(c) * (pow(2, 17 - i) % 11) for i, c in enumerate(first17)) % 11]


def check_resident_id(text: str, *, today: date) -> Verdict:
    """Is this a 公民身份号码 of somebody already born on `today`?"""

    def refuse(message: str) -> Verdict:
        return _refusal("identifier.resident", message, _RESIDENT, "id_number")

    if len(text) != _LENGTH:
        return refuse(f"公民身份号码应为18位，现为{len(text)}位")
    for position, char in enumerate(text[:17]):
        if not (char.isascii() and char.isdigit()):
            return refuse(f"公民身份号码第{position + 1}位“{char}”应为数字")
    born = _birth(text)
    if born is None or born > today:
        return refuse(f"公民身份号码第7至14位“{text[6:14]}”不是有效的出生日期")
    expected = resident_check_character(text[:17])
    if text[17] != expected:
        hint = "，请用大写X" if text[17] == "x" and expected == "X" else ""
        return refuse(f"公民身份号码校验位应为“{expected}”，现为“{text[17]}”{hint}")
    return LAWFUL


def birth_date(resident_id: str) -> date:
    """Birth date in a valid 公民身份号码; ValueError if there is none."""
    born = _birth(resident_id)
    if born is None:
        raise ValueError("公民身份号码中没有有效的出生日期")
    return born


def age_on(born: date, day: date) -> int:
    """周岁 on `day`: one more from the day after the birthday (刑法司法解释 and practice)."""
    return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))


def _birth(text: str) -> date | None:
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """文号 or 案号: 机关代字（with the document's word）〔年份〕序号号."""

    word: str
    year: int
    ordinal: int

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.ordinal}号"


_NUMBER = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,16})〔(?P<year>\d{4})〕(?P<ordinal>[1-9]\d*)号", re.ASCII)
_WRONG_BRACKETS = re.compile(r"[(（\[【﹝]\d{4}[)）\]】﹞]")


def check_number(text: str) -> Verdict:
    """Is this a well-formed 文号? Says the first thing that is wrong."""
    if _NUMBER.fullmatch(text):
        return LAWFUL
    return _refusal("identifier.number", _number_fault(text), _LAYOUT, "number")


def _number_fault(text: str) -> str:
    if _WRONG_BRACKETS.search(text):
        return "年份应当用六角括号〔〕括入"
    if "〔" not in text or "〕" not in text:
        return "文号缺少用六角括号〔〕括入的年份"
    word, _, rest = text.partition("〔")
    year, _, tail = rest.partition("〕")
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,16}", word):
        return "文号应当以机关代字开头，代字为汉字"
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        return f"年份“{year}”应当为四位数字"
    if not tail.endswith("号"):
        return "文号应当以“号”字结尾"
    if tail.startswith("第"):
        return "序号前不加“第”字"
    if tail.startswith("0"):
        return "序号不编虚位（1不编为01）"
    return f"序号“{tail[:-1]}”应当为数字"


def parse_number(text: str) -> DocumentNumber:
    """The parts of a 文号; ValueError with the Chinese message of `check_number`."""
    found = _NUMBER.fullmatch(text)
    if not found:
        raise ValueError(_number_fault(text))
    return DocumentNumber(found["word"], int(found["year"]), int(found["ordinal"]))


def document_number(agency_code: str, code: str, year: int, ordinal: int) -> DocumentNumber:
    """The number of document `code` (D27 …) of an agency; KeyError for a document without numbers."""
    if ordinal < 1:
        raise ValueError("序号从1开始")
    return DocumentNumber(agency_code + NUMBER_WORDS[code], year, ordinal)


_COUNTY_DIGITS, _TOWN_DIGITS = 6, 9


def region_code(text: str) -> str:
    """The code of a place, six digits to the county and nine below, from the forms in use: 53, 5301, 530102001.

    GB/T 2260 fills up a province and a city with 00; twelve digits of statistics end in 000 for a town. Raises
    ValueError with a Chinese message.
    """
    short = text.removesuffix("000") if len(text) == _TOWN_DIGITS + 3 else text
    if not (short.isascii() and short.isdigit() and len(short) in (2, 4, _COUNTY_DIGITS, _TOWN_DIGITS)):
        raise ValueError(f"“{text}”不是区划代码，应为6位数字，乡级9位")
    return short if len(short) == _TOWN_DIGITS else short.ljust(_COUNTY_DIGITS, "0")


def region_above(code: str) -> str | None:
    """The code of the place next above (GB/T 2260: county, city, province), or None for a province."""
    if len(code) == _TOWN_DIGITS:
        return code[:_COUNTY_DIGITS]
    if not code.endswith("00"):
        return f"{code[:4]}00"
    return None if code.endswith("0000") else f"{code[:2]}0000"
