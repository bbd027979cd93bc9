"""遮蔽: what of a natural person is made unreadable before anything is published.

政府信息公开条例第十五条, 个人信息保护法第三十四条: names in part, identity numbers, telephones, bank
accounts and home addresses wholly (law annex 6.5). Masking replaces the characters; nothing of the
original remains underneath.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
#: digits looks like an identity number and is masked in free text too: it has a public field of its own
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("身份证件号码", re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")),
    ("银行账号", re.compile(r"(?<!\d)\d{16,19}(?![\dXx])")),
    ("身份证件号码", re.compile(r"(?<!\d)\d{15}(?!\d)")),
    ("联系电话", re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")),
    ("联系电话", re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)")),
)


def mask_name(name: str) -> str:
    """张三 and 张三丰 both become 张某某, 欧阳修 becomes 欧阳某某; a name without surname, its first character."""
    name = name.strip()
    surname = name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[:1]
    return surname + _MASK if name else ""


def mask_text(text: str, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> str:
    """`text` with every natural person's name, address and number masked."""
    replacements = {a: HIDDEN for a in addresses if a.strip()}
    replacements |= {n: mask_name(n) for n in names if n.strip()}
    if replacements:
        longest_first = sorted(replacements, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, longest_first)))
        text = pattern.sub(lambda found: replacements[found[0]], text)
    for label, pattern in _NUMBERS:
        text = pattern.sub(f"（{label}已遮蔽）", text)
    return text


def leaks(text: str, secrets: Iterable[str]) -> tuple[str, ...]:
    """Secrets that can still be read in `text`, and numbers that look like a person's."""
    found = [s for s in secrets if s.strip() and s in text]
    found += [m[0] for _, pattern in _NUMBERS for m in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))
