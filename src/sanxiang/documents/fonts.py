"""字体: which families this machine can set a document in. None at all is an error, never boxes.

The order is: licensed fonts of the customer, free fonts made for the same role, free fonts that can stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import typst
from django.conf import settings

_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
#: role of GB/T 9704-2012 → families, best first
STACKS: Mapping[str, tuple[str, ...]] = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FandolSong", *_SONG),
    "song": ("SimSun", "宋体", "STSong", "FandolSong", *_SONG),
    "fang": (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "FangSong",
        "仿宋",
        "STFangsong",
        "FandolFang R",
        "LXGW WenKai",
        *_SONG,
    ),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "FandolKai", "LXGW WenKai", *_SONG),
    "hei": (
        "SimHei",
        "黑体",
        "STHeiti",
        "FandolHei",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Noto Sans SC",
        *_SONG,
    ),
}
_ADVICE = "请安装系统软件包 fonts-noto-cjk 与 fonts-lxgw-wenkai，或在 FONT_DIRS 中指明字体目录"


class FontMissing(RuntimeError):  # noqa: N818  says what is missing
    """A document cannot be set with the fonts of this machine; the message says what to install."""


class GlyphMissing(FontMissing):
    """No font of this machine has a character of the document; `text` is what could not be printed."""

    def __init__(self, text: str) -> None:
        self.text = text
        codes = "、".join(f"U+{ord(char):04X}" for char in text)
        super().__init__(f"现有字体没有字符“{text}”（{codes}），请改用其他写法或安装含有该字的字体")


@dataclass(frozen=True, slots=True, eq=False)
class FontBook:
    """Fonts that were found, and the families that stand for each role, best first."""

    fonts: typst.Fonts
    stacks: dict[str, list[str]]


def resolve(families: Iterable[str]) -> dict[str, list[str]]:
    """role → the families that are there; raises FontMissing naming the roles without any."""
    there = set(families)
    found = {role: [family for family in stack if family in there] for role, stack in STACKS.items()}
    missing = [role for role, stack in found.items() if not stack]
    if missing:
        raise FontMissing(f"没有找到可用于文书的中文字体（缺少：{'、'.join(missing)}）。{_ADVICE}")
    return found


@cache
def load(directories: tuple[str, ...]) -> FontBook:
    """Scan directories, once per process; what else the system has does not count. Raises FontMissing."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(directories)
    )
    return FontBook(fonts, resolve(fonts.families()))


def font_book() -> FontBook:
    """The fonts of this installation: those in `settings.FONT_DIRS`, and no others."""
    return load(tuple(str(path) for path in settings.FONT_DIRS))
