"""归一: a text without what typists set differently, and the way back to the positions of the original.

Widths and kinds of brackets and digits, and the traditional characters in the words of a citation, are folded one to
one; blanks, invisible characters and line breaks that
only wrap a sentence are left out; a line break that ends a paragraph stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

#: 條→条: the traditional forms of the characters that places, kinds of laws and the verbs before them are written with
TRADITIONAL = str.maketrans(
    "條項規辦決釋則標準範協約議書憲訂據違適執屬與國號發華關於簡稱見綱劃錄員會",
    "条项规办决释则标准范协约议书宪订据违适执属与国号发华关于简称见纲划录员会",
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_FOLD = TRADITIONAL | str.maketrans(
    {
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        **dict.fromkeys("（﹙", "("),
        **dict.fromkeys("）﹚", ")"),
        **dict.fromkeys("[【\uff3b\u3014\ufe5d", "〔"),
        **dict.fromkeys("]】\uff3d\u3015\ufe5e", "〕"),
        **dict.fromkeys("<\uff1c", "〈"),
        **dict.fromkeys(">\uff1e", "〉"),
        **dict.fromkeys("\u226a\u300a", "《"),
        **dict.fromkeys("\u226b\u300b", "》"),
        **dict.fromkeys("\u3007\u25cb", "零"),
        "，": ",",
        "；": ";",
        "：": ":",
    }
)
_GAP = re.compile(rf"[\s{_INVISIBLE}]+")
_ENDS = frozenset("。;:!?！？…")
_OPENS = re.compile(
    r"[(（][零一二三四五六七八九十\d]{1,4}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.\uff0e、]|#"
    r"|第[\s零\u3007一二三四五六七八九十百千\d]{1,9}[编章节]"
    r"|第[\s零\u3007一二三四五六七八九十百千\d]{1,9}条(?:之[一二三四五六七八九十]{1,2})?(?![的规第、,，和及与至或所中之。;；)）])"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text. `cuts` are positions in it after which characters of the original are missing, `lost` how
    many are missing in all up to there."""

    text: str
    cuts: tuple[int, ...]
    lost: tuple[int, ...]

    def back(self, at: int) -> int:
        """The position in the original of the character at that position of the folded text."""
        index = bisect_right(self.cuts, at)
        return at + (self.lost[index - 1] if index else 0)


def fold(text: str) -> Folded:
    """Fold a text, in time linear in its length."""
    flat = text.translate(_FOLD)
    parts: list[str] = []
    cuts: list[int] = []
    lost: list[int] = []
    done = length = gone = 0
    for gap in _GAP.finditer(flat):
        parts.append(flat[done : gap.start()])
        length += gap.start() - done
        done = gap.end()
        if _breaks(flat, gap.start(), gap.end()):
            parts.append("\n")
            length += 1
            missing = gap.end() - gap.start() - 1
        else:
            missing = gap.end() - gap.start()
        if missing:
            gone += missing
            cuts.append(length)
            lost.append(gone)
    parts.append(flat[done:])
    return Folded("".join(parts), tuple(cuts), tuple(lost))


def _breaks(text: str, start: int, end: int) -> bool:
    """Does the gap end a paragraph? A wrapped line goes on in the middle of a sentence."""
    if "\n" not in text[start:end] and "\r" not in text[start:end]:
        return False
    return start == 0 or text[start - 1] in _ENDS or bool(_OPENS.match(text, end))


def heads_article(folded: Folded, original: str, at: int) -> bool:
    """Does 第…条 at this position of the folded text head an article, and cite none?"""
    before = folded.text[at - 1] if at else "\n"
    return before in "\n。" and bool(_OPENS.match(original, folded.back(at)))
