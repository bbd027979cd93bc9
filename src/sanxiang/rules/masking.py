"""遮蔽: what of a natural person is made unreadable before anything is published.

政府信息公开条例第十五条, 个人信息保护法第三十四条: names in part, identity numbers, telephones, bank
accounts and home addresses wholly (law annex 6.5). Masking replaces the characters; nothing of the
original remains underneath. White space inside a name or number, and digits of full width, hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "司空",
        "夏侯",
        "宇文",
        "长孙",
        "端木",
        "南宫",
        "东郭",
        "呼延",
        "百里",
        "轩辕",
        "钟离",
        "独孤",
        "申屠",
    ]
)
_MASK = "某某"
HIDDEN = "（不公开）"

#: most specific first; digits on either side would make it another number. A company's code of 18
#: digits looks like an identity number and is masked in free text too, unless it is kept
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("身份证件号码", re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")),
    ("身份证件号码", re.compile(r"(?<!\d)\d{6}[ -]\d{8}[ -]\d{3}[\dXx](?!\d)")),
    ("银行账号", re.compile(r"(?<!\d)\d{16,19}(?![\dXx])")),
    ("银行账号", re.compile(r"(?<!\d)(?:\d{4}[ -]){3,4}\d{1,4}(?!\d)")),
    ("身份证件号码", re.compile(r"(?<!\d)\d{15}(?!\d)")),
    ("联系电话", re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")),
    ("联系电话", re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)")),
)
#: full-width digits, X and hyphen look the same to a reader
_ASCII = {code: code - 0xFEE0 for code in (0xFF0D, *range(0xFF10, 0xFF1A), 0xFF38, 0xFF58)}
#: the part of an address that many share, and the ends of what only one house has
_DISTRICTS = re.compile(r"^.*(?:[省市州县旗镇乡]|(?<![小园])区|街道)(?=.)")
_HAS_NUMBER = re.compile(r"[\d一二三四五六七八九十]")
_DOOR = re.compile(r"(?<=.{2})[\d一二三四五六七八九十]+(?:号|幢|栋|弄|组)")
_SHORTEST_PLACE = 4
_NUMBER_MASK = "（号码已遮蔽）"
_SHORTEST_NUMBER = 5


@dataclass(frozen=True, slots=True)
class _Span:
    """A passage of a text that must go, and what stands in its place."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class Protected:
    """受保护的内容 of one decision: what nobody may read in anything that is published of it.

    `kept` are public names and codes that may contain a protected one and stay whole (张三饭店, a company's code).
    """

    #: full names of natural persons; each keeps its surname
    persons: tuple[str, ...] = ()
    #: home addresses and other passages that go wholly
    addresses: tuple[str, ...] = ()
    #: identity, telephone and account numbers known from the file, whatever they look like
    numbers: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def mask(self, text: str) -> str:
        """`text` with everything protected replaced, and with it every number that looks like a person's."""
        parts, at = [], 0
        for span in _merged(self._spans(text)):
            parts += [text[at : span.start], span.shown]
            at = span.end
        return "".join(parts) + text[at:]

    def left_in(self, text: str) -> tuple[str, ...]:
        """What can still be read in `text` although it is protected."""
        return tuple(text[span.start : span.end] for span in _merged(self._spans(text)))

    def _spans(self, text: str) -> list[_Span]:
        plain = text.translate(_ASCII)
        whole = [place for word in self.kept for place in _places(word, plain)]
        found = [*self._named(plain), *_shaped(plain)]
        return [s for s in found if not any(a <= s.start and s.end <= b for a, b in whole)]

    def _named(self, plain: str) -> Iterator[_Span]:
        secrets = {part: HIDDEN for a in self.addresses for part in (a, *_short_forms(a))}
        secrets |= {n: mask_name(n) for n in self.persons if "某" not in n and len(n.strip()) > 1}
        secrets |= {n: _NUMBER_MASK for n in self.numbers if len(n.strip()) >= _SHORTEST_NUMBER}
        for secret, shown in secrets.items():
            for start, end in _places(secret, plain):
                yield _Span(start, end, shown)


def mask_name(name: str) -> str:
    """张三 and 张三丰 both become 张某某, 欧阳修 becomes 欧阳某某; a name without surname, its first character."""
    name = name.strip()
    surname = name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[:1]
    return surname + _MASK if name else ""


def mask_text(text: str, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> str:
    """`text` with every natural person's name, address and number masked."""
    return Protected(tuple(names), tuple(addresses)).mask(text)


def leaks(text: str, secrets: Iterable[str]) -> tuple[str, ...]:
    """Secrets that can still be read in `text`, and numbers that look like a person's."""
    found = [s for s in secrets if s.strip() and s in text]
    found += [text[span.start : span.end] for span in _merged(list(_shaped(text.translate(_ASCII))))]
    return tuple(dict.fromkeys(found))


def _short_forms(address: str) -> Iterator[str]:
    """云岭县城关镇望岭街21号2单元 is also 望岭街21号2单元 and 望岭街21号 to whoever writes from nearby."""
    local = _DISTRICTS.sub("", address)
    for end in _DOOR.finditer(local):
        yield local[: end.end()]
    if _HAS_NUMBER.search(local) and len(local) >= _SHORTEST_PLACE:
        yield local


def _places(word: str, plain: str) -> list[tuple[int, int]]:
    """Where `word` stands, overlapping ones too, even with white space or hyphens between its characters."""
    characters = [re.escape(char) for char in word.translate(_ASCII) if not char.isspace() and char != "-"]
    if not characters:
        return []
    pattern = re.compile("(?=(" + r"[\s-]*".join(characters) + "))", re.IGNORECASE)
    return [found.span(1) for found in pattern.finditer(plain)]


def _shaped(plain: str) -> Iterator[_Span]:
    for label, pattern in _NUMBERS:
        for found in pattern.finditer(plain):
            yield _Span(*found.span(), f"（{label}已遮蔽）")


def _merged(spans: list[_Span]) -> list[_Span]:
    """The spans in their order; those that overlap become one, shown as the longest of them."""
    merged: list[_Span] = []
    longest = 0
    for span in sorted(spans, key=lambda s: (s.start, s.start - s.end)):
        length = span.end - span.start
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            shown = span.shown if length > longest else last.shown
            merged.append(_Span(last.start, max(last.end, span.end), shown))
            longest = max(longest, length)
        else:
            merged.append(span)
            longest = length
    return merged
