"""分条: split the text of a law into chapters, articles 条, paragraphs 款 and items 项, losing nothing.

A statute is laid out by lines: an article opens with 第…条, every further line of it is a paragraph, and a
line that opens with （一）, （二） … is an item of the paragraph before it (《行政法规制定程序条例》第六条,
《规章制定程序条例》第七条 name these units). What precedes the first article is the preamble; what follows an
"附件" line after the last article is the annex.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sanxiang.rules.citations import Place, from_numeral

_NUMERAL = "[\u3007零一二三四五六七八九十百千]+"
_ARTICLE = re.compile(rf"第\s?({_NUMERAL})\s?条(?:之({_NUMERAL}))?(\s*)")
#: an article that opens in the middle of a line, after the full stop of the one before
_INLINE = re.compile(rf"(?<=。)\s*(?=第({_NUMERAL})条(?![的规第、，和及至或所中]))")
_ITEM = re.compile(rf"[（(]\s?({_NUMERAL})\s?[）)]")
#: 目, and rows of a list: they stay with the item or paragraph above
_SUBITEM = re.compile(r"\d+\s?[\uff0e.、]")
_HEADING = re.compile(r"(#+)\s*(.+)")
#: the last chapter, where a source forgot to mark it as a heading
_SUPPLEMENT = re.compile(r"(#*)\s*(附\s*则)")
_CHAPTER = 2
_ANNEX = re.compile(rf"(?:#+\s*)?附\s?(?:件|表|录|图)?(?:\s?(?:{_NUMERAL}|\d+))?(?:[:：\s]|$)")
#: a heading as it is pasted, without marks: 第一编, 第三章 监督管理, 第二节
_PRINTED = re.compile(rf"第\s?{_NUMERAL}\s?([编章节])(?:[\s　].{{0,40}})?")
_MARKS = {"编": "#", "章": "##", "节": "###"}
#: words after 第…条 that make it a reference inside a sentence, not the head of an article
_REFERENCE = re.compile(r"[的规第、，和及至或所中]")


@dataclass(frozen=True, slots=True)
class ProvisionText:
    """One 款 or 项 as printed; the first line of an article keeps its 第…条."""

    place: Place
    #: headings above it from the outermost, joined by " / "; "" before the first heading
    chapter: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedLaw:
    """A law text, split. `headings` are the lines as printed, with the index of the provision they stand before."""

    preamble: str
    provisions: tuple[ProvisionText, ...]
    annex: str
    headings: tuple[tuple[int, str], ...] = ()
    #: places where the numbering is not continuous, as Chinese sentences
    remarks: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[Place, ...]:
        """The articles in order, each once."""
        return tuple(dict.fromkeys(Place(p.place.article, p.place.suffix) for p in self.provisions))

    def text(self) -> str:
        """The text put together again: equal to the input but for blank lines and blanks around lines."""
        headings = iter([*self.headings, (-1, "")])
        at, heading = next(headings)
        lines = [self.preamble] if self.preamble else []
        for index, provision in enumerate(self.provisions):
            while at == index:
                lines.append(heading)
                at, heading = next(headings)
            lines.append(provision.text)
        return "\n".join([*lines, *([self.annex] if self.annex else [])])


def parse_law(text: str) -> ParsedLaw:
    """Split a law text laid out by lines, with headings marked by `#`. Never fails: what is no article is preamble."""
    splitter = _Splitter()
    for line in _lines(text):
        splitter.take(line)
    return splitter.result()


def mark_headings(text: str) -> str:
    """A text as it is pasted, its lines 第三章 … marked as headings, so that `parse_law` knows them.

    >>> mark_headings("第三章 监督管理\\n第十条 略。")
    '## 第三章 监督管理\\n第十条 略。'
    """
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(f"{_MARKS[m[1]]} {line}" if (m := _PRINTED.fullmatch(line)) else line for line in lines)


def articles_in(provisions: Iterable[ProvisionText]) -> list[tuple[Place, str, str]]:
    """The articles in order: place, chapter and the text with its paragraphs and items."""
    found: dict[Place, tuple[str, list[str]]] = {}
    for p in provisions:
        found.setdefault(Place(p.place.article, p.place.suffix), (p.chapter, []))[1].append(p.text)
    return [(place, chapter, "\n".join(lines)) for place, (chapter, lines) in found.items()]


def parse_articles(articles: Iterable[tuple[str, str, str]]) -> ParsedLaw:
    """Split a law given as (chapter, label such as 第三条, text without the label) rows."""
    lines: list[str] = []
    chapter = ""
    for heading, label, body in articles:
        if heading != chapter:
            lines += [f"{'#' * level} {part}" for level, part in headings_between(chapter, heading)]
            chapter = heading
        lines.append(f"{label} {body.strip()}")
    return parse_law("\n".join(lines))


def headings_between(before: str, after: str) -> Iterator[tuple[int, str]]:
    """The headings of `after` from the first that differs; levels start at 2, as in the source texts."""
    old, new = before.split(" / "), after.split(" / ")
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    return ((level + 2, part) for level, part in enumerate(new) if level >= same and part)


def _lines(text: str) -> Iterator[str]:
    for raw in text.splitlines():
        if line := raw.strip():
            yield line


@dataclass(slots=True)
class _Splitter:
    preamble: list[str] = field(default_factory=list)
    provisions: list[ProvisionText] = field(default_factory=list)
    annex: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    #: headings not yet followed by an article: (level, title)
    path: list[tuple[int, str]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    last: Place = Place(0)

    def take(self, line: str) -> None:
        """Read one line of print, or the parts of it if articles open inside it."""
        for part in _split_inline(line, self.last):
            self._take(part)

    def _take(self, line: str) -> None:
        if self.annex or (self.provisions and _ANNEX.match(line) and not _SUPPLEMENT.fullmatch(line)):
            self._release_headings(self.annex)
            self.annex.append(line)
        elif heading := _HEADING.fullmatch(line) or _SUPPLEMENT.fullmatch(line):
            self._enter(len(heading[1]) or _CHAPTER, heading[2])
            self.waiting.append(line)
        elif article := self._opens(line):
            self._open(article, line)
        elif self.provisions:
            self._continue(line)
        else:
            self._release_headings(self.preamble)
            self.preamble.append(line)

    def _release_headings(self, into: list[str]) -> None:
        """Headings that turn out to stand above no article belong to the text around them."""
        into.extend(self.waiting)
        self.waiting.clear()

    def _enter(self, level: int, title: str) -> None:
        self.path = [(above, name) for above, name in self.path if above < level]
        self.path.append((level, re.sub(r"\s+", " ", title)))

    def _opens(self, line: str) -> Place | None:
        found = _ARTICLE.match(line)
        if not found:
            return None
        place = Place(from_numeral(found[1]), from_numeral(found[2]) if found[2] else 0)
        rest = line[found.end() :]
        if not place.article:
            return None
        follows = _follows(self.last, place)
        if not follows and (not found[3] and rest or (place.article, place.suffix) <= _number(self.last)):
            if found[3]:
                self.remarks.append(f"{place}出现在{self.last}之后，作为正文处理")
            return None
        if follows and not found[3] and _REFERENCE.match(rest):
            return None
        if not follows:
            self.remarks.append(f"{self.last if self.last.article else '开头'}之后直接是{place}")
        return place

    def _open(self, place: Place, line: str) -> None:
        self.headings += [(len(self.provisions), heading) for heading in self.waiting]
        self.waiting.clear()
        self.last = place
        self._add(Place(place.article, place.suffix, 1), line)

    def _continue(self, line: str) -> None:
        """A line inside an article: a 目 of what stands above, an item of the paragraph, or a new paragraph."""
        if _SUBITEM.match(line) and not self.waiting:
            self.provisions[-1] = replace(self.provisions[-1], text=f"{self.provisions[-1].text}\n{line}")
            return
        if self.waiting:  # a heading between two lines of one article: keep it where it was printed
            self.headings += [(len(self.provisions), heading) for heading in self.waiting]
            self.waiting.clear()
        here = self.provisions[-1].place
        found = _ITEM.match(line)
        number = from_numeral(found[1]) if found else 0
        if number == here.item + 1 or (number and number > here.item and here.item):
            self._add(Place(here.article, here.suffix, here.paragraph, number), line)
        else:
            self._add(Place(here.article, here.suffix, here.paragraph + 1), line)

    def _add(self, place: Place, line: str) -> None:
        chapter = " / ".join(title for _, title in self.path)
        self.provisions.append(ProvisionText(place, chapter, line))

    def result(self) -> ParsedLaw:
        self._release_headings(self.annex if self.provisions else self.preamble)
        return ParsedLaw(
            preamble="\n".join(self.preamble),
            provisions=tuple(self.provisions),
            annex="\n".join(self.annex),
            headings=tuple(self.headings),
            remarks=tuple(self.remarks),
        )


def _number(place: Place) -> tuple[int, int]:
    return place.article, place.suffix


def _follows(last: Place, place: Place) -> bool:
    return _number(place) in ((last.article + 1, 0), (last.article, last.suffix + 1))


def _split_inline(line: str, last: Place) -> list[str]:
    """The line cut before each article that opens inside it and follows the one before in number."""
    head = _ARTICLE.match(line)
    if head and _follows(last, own := Place(from_numeral(head[1]))):
        last = own
    parts, start = [], 0
    for found in _INLINE.finditer(line):
        inner = Place(from_numeral(found[1]))
        if _follows(last, inner):
            parts.append(line[start : found.start()])
            start, last = found.end(), inner
    return [*parts, line[start:]]
