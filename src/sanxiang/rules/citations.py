"""引证: 《…》第…条第…款第…项, both ways, and the short keys under which the rules cite their sources."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanxiang.rules.verdict import Basis

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_WAN = 10_000
_ROUND_ZERO = "\u3007"

#: 来源代号 = 名称 (law annex, section 0.1)
SOURCES: dict[str, str] = {
    "APL": "行政处罚法",
    "AEL": "行政强制法",
    "ALL": "行政许可法",
    "LEG": "立法法",
    "G118": "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
    "G27": "国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见",
    "REG825": "行政执法监督条例",
    "ORD36": "信用修复管理办法",
    "C424": "国家发展改革委办公厅关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见",
    "SAMR45": "市场监督管理行政处罚信息公示规定",
    "SAMRP": "市场监督管理行政处罚程序规定",
    "GIO": "政府信息公开条例",
    "TRF": "行政执法机关移送涉嫌犯罪案件的规定",
    "FSP": "罚款决定与罚款收缴分离实施办法",
    "CPL": "民事诉讼法",
    "ARL": "行政复议法",
    "ALA": "行政诉讼法",
    "PIPL": "个人信息保护法",
    "CSL": "网络安全法",
    "SD2014": "山东省行政执法监督条例",
    "HOLR": "全国年节及纪念日放假办法",
    "ARCHR": "档案法实施条例",
    "ESL": "电子签名法",
    "GB32100": "GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
    "GB11643": "GB 11643-1999 公民身份号码",
}

#: documents whose clauses are numbered （一）, （二） … and not 第…条
_CLAUSED = frozenset({"G118", "G27", "C424"})

#: sources the deadline list cites without an article
_WHOLE: dict[str, str] = {
    "SAMR notice 2019": "市场监管总局2019年双随机公示要求（出处待核）",
    "Kunming plan (2019)": "昆明市全面推行三项制度工作方案（2019年）",
    "L(5..10)": "各地法制审核时限（5至10个工作日，可配置）",
    "L": "本地规定（可配置）",
}

_KEYS = sorted(SOURCES, key=len, reverse=True)
_ADDRESS = re.compile(r"-?(?P<article>\d+)?(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?")


def to_numeral(n: int) -> str:
    """Chinese numeral as statutes write it: 10 十, 21 二十一, 105 一百零五, 1242 一千二百四十二.

    Raises ValueError below 0 or from 100,000,000 on.
    """
    if not 0 <= n < _WAN * _WAN:
        raise ValueError(f"not between 0 and 99999999: {n}")
    if n >= _WAN:
        high, low = divmod(n, _WAN)
        gap = "零" if 0 < low < _WAN // 10 else ""
        return to_numeral(high) + "万" + gap + (_below_wan(low) if low else "")
    text = _below_wan(n)
    return text[1:] if text.startswith("一十") else text


def _below_wan(n: int) -> str:
    if n == 0:
        return "零"
    out, gap = "", False
    for size, unit in _UNITS:
        digit, n = divmod(n, size)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + unit
        gap = digit == 0
    if n:
        out += ("零" if gap and out else "") + _DIGITS[n]
    return out


def from_numeral(text: str) -> int:
    """The number of a Chinese numeral below 一亿; also reads Arabic digits, 两 and round zero.

    Raises ValueError otherwise.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    total = section = digit = 0
    for char in text.replace(_ROUND_ZERO, "零").replace("两", "二"):
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char == "万":
            total, section, digit = (section + digit) * _WAN, 0, 0
        else:
            size = next((s for s, unit in _UNITS if unit == char), None)
            if size is None:
                raise ValueError(f"不是中文数字：{text}")
            section += (digit or 1) * size
            digit = 0
    if not text:
        raise ValueError("不是中文数字：空")
    return total + section + digit


@dataclass(frozen=True, slots=True)
class Place:
    """条款项目: a place in a statute; 0 = not given. `suffix` is the n of 第…条之n."""

    article: int
    suffix: int = 0
    paragraph: int = 0
    item: int = 0
    subitem: int = 0

    def __str__(self) -> str:
        text = f"第{to_numeral(self.article)}条"
        if self.suffix:
            text += f"之{to_numeral(self.suffix)}"
        for number, word in ((self.paragraph, "款"), (self.item, "项"), (self.subitem, "目")):
            if number:
                text += f"第{to_numeral(number)}{word}"
        return text


_NUMBER = r"[（(]?([零\u3007一二两三四五六七八九十百千万\d]+)[）)]?"
_PLACE = re.compile(rf"第{_NUMBER}条(?:之{_NUMBER})?(?:第{_NUMBER}款)?(?:第{_NUMBER}项)?(?:第{_NUMBER}目)?")
_FULL = re.compile(r"《(?P<law>[^《》]+(?:〈[^〉]+〉[^《》]*)?)》(?P<place>第.+)?")


def parse_place(text: str) -> Place:
    """Read 第三十三条第一款第（一）项; ValueError with a Chinese message if it is none."""
    found = _PLACE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"不能识别的条款：{text}")
    numbers = [from_numeral(g) if g else 0 for g in found.groups()]
    return Place(*numbers)


def format_citation(law: str, place: Place | None = None) -> str:
    """《law》第…条第…款第…项."""
    return f"《{law}》{place or ''}"


def parse_citation(text: str) -> tuple[str, Place | None]:
    """Read 《law》第…条…; ValueError with a Chinese message if it is none."""
    found = _FULL.fullmatch(text.strip())
    if not found:
        raise ValueError(f"不能识别的引用：{text}")
    place = found["place"]
    return found["law"], parse_place(place) if place else None


def kept_basis(law: str, place: str = "") -> Basis:
    """A basis as a table keeps it; words that `cite` gives without book marks have none here either.

    >>> str(kept_basis("本地规定（可配置）")), str(kept_basis("行政处罚法", "第五条"))
    ('本地规定（可配置）', '《行政处罚法》第五条')
    """
    return Basis(law, place, titled=law not in _WHOLE.values())


def cite(text: str) -> tuple[Basis, ...]:
    """The bases behind a short key of the law annex.

    `APL61+85` = two articles, `APL57.2` = 第二款, `APL64(1)` = 第一项, `G118(6)` = clause （六）,
    `SAMR45-9` = article 9 of SAMR45; `/` and `+` join. Raises KeyError for an unknown source.

    >>> [str(b) for b in cite("APL61+85")]
    ['《行政处罚法》第六十一条', '《行政处罚法》第八十五条']
    """
    if text in _WHOLE:
        return (Basis(_WHOLE[text], titled=False),)
    out: list[Basis] = []
    key = ""
    for part in re.split(r"[+/]", text):
        named = next((k for k in _KEYS if part.startswith(k)), "")
        key = named or key
        if not key:
            raise KeyError(text)
        out.append(Basis(SOURCES[key], _address(key, part.removeprefix(named), text)))
    return tuple(out)


def cite_default(text: str) -> tuple[Basis, ...]:
    """The bases behind a default: the rules of one field or place, which bind no other, are named as its model.

    >>> [str(b) for b in cite_default("SD2014-28")]
    ['默认做法，参照《山东省行政执法监督条例》第二十八条；其他领域或者本地另有规定的，从其规定']
    """
    found = cite(text)
    if not all(b.titled for b in found):
        return found
    model = "、".join(map(str, found))
    return (Basis(f"默认做法，参照{model}；其他领域或者本地另有规定的，从其规定", titled=False),)


def _address(key: str, rest: str, whole: str) -> str:
    found = _ADDRESS.fullmatch(rest)
    if not found:
        raise KeyError(whole)
    article, paragraph, item = (int(g) if g else 0 for g in found.groups())
    if key in _CLAUSED:
        return f"（{to_numeral(item)}）" if item else ""
    return str(Place(article, paragraph=paragraph, item=item)) if article else ""
