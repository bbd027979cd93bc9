"""一遍扫描: titles, pointers, bare names, places and document numbers from left to right."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from sanxiang.rules.citing.folding import Folded, fold, heads_article
from sanxiang.rules.citing.names import (
    KINDS,
    POINTER,
    abbreviation,
    amended,
    bare_name,
    is_called_standard,
    is_normative,
    is_own_paper,
    may_have_articles,
    of_kind,
    plain_name,
)
from sanxiang.rules.citing.numbers import NUMBER, edition_before, edition_in, issued, normal, number_in
from sanxiang.rules.citing.places import OPENING, Spot, read_places
from sanxiang.rules.citing.types import Citation

_TITLE = r"《(?P<title>[^《》\n]{1,150}(?:《[^《》\n]{1,100}》[^《》\n]{0,100}){0,3})》"
_NOTE = r"(?:\((?:[^()\n]|\([^()\n]{0,80}\)){1,160}\)){0,2}"
#: what may stand between a name and its place
_GLUE = r"(?:中的?|之|的)?(?:第[零一二三四五六七八九十\d]{1,4}[编章节]){0,3}(?:中的?|之|的)?,?(?=第)"
_TOKEN = re.compile(rf"{_TITLE}(?P<note>{_NOTE})|{POINTER}(?={_GLUE})|(?P<place>{OPENING})|{NUMBER}")
_AFTER = re.compile(_GLUE)
#: a bracket between a bare name and its place
_TAIL = re.compile(r"(?:\((?!试行|暂行)[^()\n]{1,40}\)){0,2}[的中]?$")
#: parts of a law that have no number, before places that have one: 序言及第一条
_PARTS = re.compile(r"的?(?:标题|名称|序言|前言|引言|附件|附录)(?:以及|[、,和与及])(?=第)")
_WINDOW = 64
_SENTENCE = 400
#: what may precede 第…条 that stands without a name
_FREE = re.compile(
    r"(?:[\n,;:、。(“\"—]|^|根据|依据|依照|按照|违反了?|适用|触犯了?|符合|遵守|执行|和|及|与|或者?|除|有|对|按|依|因|以|是|为|即|如|"
    r"本[章节编]|从事|办理|删去|实施|丧失|提供|履行|具备|就|属于|包括|具有|将|在|进入|所称|规定的|(?<!合)同|比照|参照|于|款|由|经)$"
)


@dataclass(slots=True)
class _Named:
    """A law that places follow: where its name begins in the folded text, as written and as meant."""

    start: int
    written: str
    law: str
    number: str = ""
    edition: int = 0
    sure: bool = True


def find_citations(text: str, own: str = "", known: Container[str] = ()) -> tuple[Citation, ...]:
    """Every citation in the text, in order, without overlaps; time grows with the length of the text only.

    `own` is the name of the law whose text this is; 本法 and a bare 第…条 mean it, or the law that it changes. `known` are names of laws (as
    `plain_name` gives them) that are also recognised where they stand without book marks.
    """
    return tuple(_Finder(text, fold(text), own, known).find())


@dataclass(slots=True)
class _Finder:
    original: str
    folded: Folded
    own: str
    names: Container[str]
    #: names and abbreviations met so far, as `plain_name` gives them → the full name
    met: dict[str, str] = field(default_factory=dict)
    #: kind (条例) → the last law of that kind named so far; "" → the last of any
    last: dict[str, str] = field(default_factory=dict)
    #: how far the folded text has been taken, and where the last citation ended that a sentence may go on from
    done: int = 0
    cited: int = -1

    def __contains__(self, name: object) -> bool:
        """Is it the name of a law, to all that is known here?"""
        return name in self.met or name in self.names

    def find(self) -> Iterator[Citation]:
        """Walk from token to token; what a token has taken is not looked at again."""
        at = 0
        while token := _TOKEN.search(self.folded.text, at):
            at = token.end()
            if token["title"]:
                yield from self._title(token)
            elif token["which"]:
                yield from self._pointer(token)
            elif token["place"]:
                yield from self._place(token)
            else:
                yield from self._number(token)
            at = max(at, self.done)

    def _title(self, token: re.Match[str]) -> Iterator[Citation]:
        text, note = self.folded.text, token["note"]
        title = self._as_printed(token.start("title"), token.end("title"))
        spots = self._places_after(token.end())
        before, after = text[max(0, token.start() - 8) : token.start()], text[token.end() : token.end() + 4]
        normative = is_normative(title) and not is_own_paper(before, note)
        if not (normative or is_called_standard(before, after) or (spots and may_have_articles(title))):
            return
        named = _Named(
            start=token.start(),
            written=title,
            law=self.met.get(plain_name(title), title),
            number=number_in(note),
            edition=edition_in(note) or edition_before(text, token.start()),
        )
        self._meet(named, abbreviation(note))
        if spots:
            yield from self._cite(named, spots)
        else:
            yield self._whole(named, token.end("title") + 1)
            self.done = token.end()
            if parts := _PARTS.match(text, token.end()):
                self.cited = parts.end()

    def _pointer(self, token: re.Match[str]) -> Iterator[Citation]:
        """本法, 该条例 with a place: an abbreviation, the text's own law, or the last named of that kind."""
        spots = self._places_after(token.end())
        if not spots:
            return
        which, kind = token["which"], token["kind"]
        name = "".join(token[0].split())
        named = _Named(token.start(), name, self.met.get(name, ""))
        if not named.law:
            own = self._own_of(kind) if which == "本" else ""
            named.law = own or self.last.get(kind, "")
            named.sure = bool(own) and of_kind(own, kind)
        if named.law or which == "本":
            yield from self._cite(named, spots)

    def _own_of(self, kind: str) -> str:
        """What 本法 means: in a decision that changes a law, its new words speak of that law."""
        changed = amended(self.own)
        return changed if changed and of_kind(changed, kind) and not of_kind(self.own, kind) else self.own

    def _place(self, token: re.Match[str]) -> Iterator[Citation]:
        """第…条 without book marks before it: of a bare name, of the law of the sentence, or of the own law."""
        at = token.start()
        if heads_article(self.folded, self.original, at):
            self.done, self.cited = token.end(), -1
            return
        spots = read_places(self.folded.text, at)
        if not spots:
            return
        window = self.folded.text[max(self.done, at - _WINDOW) : at].rpartition("\n")[2]
        named = self._bare(window, at) or self._unnamed(window, at)
        if named:
            yield from self._cite(named, spots)
        else:
            self.done = spots[-1].end

    def _bare(self, window: str, at: int) -> _Named | None:
        tail = _TAIL.search(window)
        head = window[: tail.start()] if tail else window
        name, sure = bare_name(head, self)
        if not name:
            return None
        note = window[len(head) :]
        start = at - len(note) - len(name)
        law = self.met.get(plain_name(name)) or self._as_printed(start, start + len(name))
        named = _Named(start, name, law, number_in(note), edition_in(note), sure)
        self._meet(named, abbreviation(note))
        return named

    def _unnamed(self, window: str, at: int) -> _Named | None:
        if not _FREE.search(window):
            return None
        last = self.last.get("", "")
        law = amended(self.own) or self.own or last
        if last and 0 <= self.cited >= at - _SENTENCE:
            between = self.folded.text[self.cited : at]
            law = law if "。" in between or "\n" in between else last
        return _Named(at, "", law, sure=False) if law else None

    def _number(self, token: re.Match[str]) -> Iterator[Citation]:
        start = issued(self.folded.text, token, self.done)
        if start >= 0:
            number = normal(self.folded.text[start : token.end()])
            yield Citation(self.folded.back(start), self._end(token.end()), "", "", number=number)
            self.done = token.end()

    def _places_after(self, at: int) -> list[Spot]:
        glue = _AFTER.match(self.folded.text, at)
        return read_places(self.folded.text, glue.end()) if glue else []

    def _cite(self, named: _Named, spots: list[Spot]) -> Iterator[Citation]:
        written = named.written
        for spot in spots:
            yield Citation(
                start=self.folded.back(spot.start if spot is not spots[0] else named.start),
                end=self._end(spot.end),
                written=written,
                law=named.law,
                place=spot.place,
                until=spot.until,
                number=named.number,
                edition=named.edition,
                sure=named.sure,
            )
            self.done = self.cited = spot.end
            written = ""
        self._remember(named.law)

    def _whole(self, named: _Named, end: int) -> Citation:
        self._remember(named.law)
        span = self.folded.back(named.start), self._end(end)
        return Citation(*span, named.written, named.law, number=named.number, edition=named.edition)

    def _meet(self, named: _Named, short: str) -> None:
        self.met.setdefault(plain_name(named.law), named.law)
        if short:
            self.met[plain_name(short)] = named.law

    def _remember(self, law: str) -> None:
        self.last[""] = law
        self.last.update({kind: law for kind in KINDS if of_kind(law, kind)})

    def _end(self, at: int) -> int:
        """The position in the original behind the character before that position of the folded text."""
        return self.folded.back(at - 1) + 1

    def _as_printed(self, start: int, end: int) -> str:
        """The words of the original without the blanks in them."""
        return "".join(self.original[self.folded.back(start) : self._end(end)].split())
