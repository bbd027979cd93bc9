"""核对: one citation after another against the wording in force on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sanxiang.rules.citations import Place, to_numeral
from sanxiang.rules.citing import Citation, find_citations
from sanxiang.rules.sentences import chinese_date as day
from sanxiang.statutes.citing.names import Names
from sanxiang.statutes.citing.types import CitedPlace, CitedStatus
from sanxiang.statutes.citing.wording import differs, nearest, plain, quoted_after
from sanxiang.statutes.citing.wordings import (
    Article,
    Wording,
    articles_of,
    whole_texts,
    wording_for,
    wording_on,
    wordings_of,
)

_LATER = "改引当日有效的规定，或者在施行以后再引用"
_CURRENT = "改引现行有效的条文；应当适用旧文本的，写明所依文本的年份"


@dataclass(frozen=True, slots=True)
class _Found:
    """A citation with what is stored about its law."""

    citation: Citation
    quote: str
    wordings: Sequence[Wording]
    now: Wording | None
    #: in force on the day the text was written, if that is not the one in force now
    then: Wording | None


def check(
    texts: Sequence[str],
    *,
    on: date,
    within: UUID | None = None,
    since: date | None = None,
    names: Names | None = None,
) -> list[list[CitedPlace]]:
    """The citations of each text, checked; at most four queries for all texts together, three with `names` at hand."""
    if not any(mark in text for text in texts for mark in "《第号"):
        return [[] for _ in texts]
    names = names or Names()
    own = names.titles.get(within, "") if within else ""
    found = [find_citations(text, own, names) for text in texts]
    laws = {c.law: law for citations in found for c in citations if (law := names.find(c.law))}
    wordings = wordings_of(laws.values())
    cases = [
        [_case(c, text, wordings[laws[c.law]] if c.law in laws else (), on, since) for c in citations]
        for text, citations in zip(texts, found, strict=True)
    ]
    articles = articles_of(_wanted(case for row in cases for case in row))
    checked = [[_Check(case, articles, on).result() for case in row] for row in cases]
    return _hinted(cases, checked, articles)


def _case(c: Citation, text: str, wordings: Sequence[Wording], on: date, since: date | None) -> _Found:
    now = wording_for(wordings, c.place, on)
    then = wording_on(wordings, since) if since else None
    if then is None and c.edition:
        then = next((w for w in wordings if _edition(w, c.edition)), None)
    quote = quoted_after(text, c.end) if c.place else ""
    return _Found(c, quote, wordings, now, then if then != now else None)


def _edition(wording: Wording, year: int) -> bool:
    """Is it called the wording of that year, by publication or by effect?"""
    started = wording.term.begins.year if wording.term.begins else 0
    return year in (wording.version_date.year, started)


def _wanted(cases: Iterable[_Found]) -> Iterator[tuple[UUID, int]]:
    for case in cases:
        for wording in filter(None, (case.now, case.then)):
            for place in filter(None, (case.citation.place, case.citation.until)):
                yield wording.id, place.article


@dataclass(slots=True)
class _Check:
    """One citation under examination; the first thing that is wrong is said."""

    case: _Found
    articles: Mapping[tuple[UUID, Place], Article]
    on: date
    name: str = field(init=False)

    def __post_init__(self) -> None:
        law = self.case.wordings[0].law if self.case.wordings else None
        self.name = f"《{law.short_title if law else self.case.citation.law}》"

    def result(self) -> CitedPlace:
        """The citation with its status."""
        steps = (self._law, self._force, self._edition, self._place, self._text)
        return next((said for step in steps if (said := step())), None) or self._say(CitedStatus.OK)

    def _say(self, status: CitedStatus, message: str = "", remedy: str = "") -> CitedPlace:
        known = self.case.wordings
        version = self.case.now.id if self.case.now else None
        return CitedPlace(
            self.case.citation, status, known[0].law if known else None, version, message, remedy
        )

    def _law(self) -> CitedPlace | None:
        c = self.case.citation
        if self.case.wordings:
            return None
        if not c.law and c.number:
            return self._say(CitedStatus.UNCHECKED, "文号不在核对范围内", "请核对文号和发文机关")
        if not c.law:
            said = f"没有写明“{c.written}”指哪部法规"
            return self._say(CitedStatus.UNKNOWN_LAW, said, "写出法规全称")
        remedy = "核对名称；名称无误的，先导入这部法规再核对"
        return self._say(CitedStatus.UNKNOWN_LAW, f"法规库中没有{self.name}", remedy)

    def _force(self) -> CitedPlace | None:
        if self.case.now:
            return None
        known = [w for w in self.case.wordings if w.term.begins]
        later = [w.term.begins for w in known if w.term.begins and w.term.begins > self.on]
        if any(w.ended for w in self.case.wordings):
            said = f"来源标明{self.name}已经失效，没有载明失效日期"
            return self._say(CitedStatus.REPEALED, said, _CURRENT)
        ended = [(w.term.ends, w.ended_by) for w in known if w.term.ends and w.term.ends < self.on]
        if later and not ended:
            said = f"{self.name}自{day(min(later))}起施行，{day(self.on)}尚未施行"
            return self._say(CitedStatus.NOT_YET, said, _LATER)
        if ended:
            last, by = max(ended)
            since = last + timedelta(days=1)
            said = (
                f"{self.name}已由《{by}》自{day(since)}起废止"
                if by
                else f"{self.name}{day(last)}以后已经失效"
            )
            return self._say(CitedStatus.REPEALED, said, _CURRENT)
        return self._say(CitedStatus.UNCHECKED, f"法规库没有载明{self.name}何时有效", "请核对施行日期")

    def _place(self) -> CitedPlace | None:
        for place in filter(None, (self.case.citation.place, self.case.citation.until)):
            if said := self._missing(place):
                return said
        return None

    def _missing(self, place: Place) -> CitedPlace | None:
        now = self.case.now
        assert now is not None  # _force
        head = Place(place.article, place.suffix)
        article = self.articles.get((now.id, head))
        if article is None and now.extract:
            said = f"法规库只收录了{self.name}的部分条文，没有{head}"
            return self._say(CitedStatus.UNCHECKED, said, "导入全文后再核对")
        if article is None:
            said = f"{day(now.version_date)}公布的{self.name}没有{head}，全文共{now.articles}条"
            return self._say(CitedStatus.NO_ARTICLE, said, "核对条号")
        if article.starts_on and not now.term.covers(self.on, article.starts_on):
            said = f"{self.name}{head}自{day(article.starts_on)}起施行，{day(self.on)}尚未施行"
            return self._say(CitedStatus.NOT_YET, said, _LATER)
        paragraphs = max(article.items)
        if place.paragraph > paragraphs:
            said = f"{self.name}{head}只有{to_numeral(paragraphs)}款，没有第{to_numeral(place.paragraph)}款"
            return self._say(CitedStatus.NO_PLACE, said, "核对款号；只有一款的，不写第一款也可以")
        return self._missing_item(place, head, article)

    def _missing_item(self, place: Place, head: Place, article: Article) -> CitedPlace | None:
        where = Place(head.article, head.suffix, place.paragraph)
        items = (
            article.items.get(place.paragraph, set())
            if place.paragraph
            else set[int]().union(*article.items.values())
        )
        if not place.item or place.item in items or _prints_item(article.text, place.item):
            return None
        has = f"共{to_numeral(max(items))}项" if items else "没有分项"
        said = f"{self.name}{where}{has}，没有第{to_numeral(place.item)}项"
        return self._say(CitedStatus.NO_PLACE, said, "核对项号和它所在的款")

    def _edition(self) -> CitedPlace | None:
        """Does the text name another wording, by its year, than the one in force?"""
        c, now = self.case.citation, self.case.now
        assert now is not None  # _force
        newest = max(now.version_date.year, now.term.begins.year if now.term.begins else 0)
        if c.edition > newest:
            said = f"法规库中{self.name}的最新文本公布于{day(now.version_date)}，没有{c.edition}年的文本"
            return self._say(CitedStatus.UNCHECKED, said, "导入新文本后再核对")
        if c.edition and not _edition(now, c.edition):
            said = (
                f"所引的是{c.edition}年的文本，{day(self.on)}有效的{self.name}公布于{day(now.version_date)}"
            )
            return self._say(CitedStatus.CHANGED, said, _CURRENT)
        return None

    def _text(self) -> CitedPlace | None:
        """Do the words quoted, or those of the day the text was written, differ from the article as it stands?"""
        case, c, now = self.case, self.case.citation, self.case.now
        assert now is not None  # _force
        if c.place is None:
            return None
        head = Place(c.place.article, c.place.suffix)
        held = self.articles[now.id, head].text
        if case.quote and differs(case.quote, held):
            said = f"所录文字与{day(self.on)}有效的{self.name}{head}不同"
            return self._say(CitedStatus.CHANGED, said, "照现行条文改写，或者写明所依文本的年份")
        before = self.articles.get((case.then.id, head)) if case.then else None
        if before and plain(before.text) != plain(held):
            said = f"{self.name}{head}自{day(now.term.begins or now.version_date)}起已经修改"
            return self._say(CitedStatus.CHANGED, said, "核对现行条文后改引")
        return None


def _prints_item(text: str, item: int) -> bool:
    """Is the item there, in a line that the source broke in another place?"""
    return f"（{to_numeral(item)}）" in text.replace("(", "（").replace(")", "）")


def _hinted(
    cases: list[list[_Found]],
    checked: list[list[CitedPlace]],
    articles: Mapping[tuple[UUID, Place], Article],
) -> list[list[CitedPlace]]:
    """Where the wording has changed, say in which article the old words stand now. One query, if any has."""
    moved = {
        (i, j): words
        for i, row in enumerate(checked)
        for j, one in enumerate(row)
        if one.status in (CitedStatus.CHANGED, CitedStatus.NO_ARTICLE)
        and (words := _old_words(cases[i][j], articles))
    }
    if not moved:
        return checked
    texts = whole_texts({version for i, j in moved if (version := checked[i][j].version)})
    for (i, j), words in moved.items():
        one = checked[i][j]
        at = nearest(words, texts.get(one.version, {})) if one.version else None
        place = one.citation.place
        if at and place and at != Place(place.article, place.suffix):
            checked[i][j] = _moved(one, at)
    return checked


def _moved(one: CitedPlace, at: Place) -> CitedPlace:
    message = f"{one.message}；相近的内容现在是{at}"
    return CitedPlace(one.citation, one.status, one.law, one.version, message, f"核对后改引{at}")


def _old_words(case: _Found, articles: Mapping[tuple[UUID, Place], Article]) -> str:
    place = case.citation.place
    before = articles.get((case.then.id, Place(place.article, place.suffix))) if case.then and place else None
    return case.quote or (before.text if before else "")
