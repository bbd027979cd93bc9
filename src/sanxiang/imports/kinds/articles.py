"""条文: the few rules an agency has made itself, one row an article, paragraph or item, as a spreadsheet holds them.

The rows of one file and one day of publication make one wording. An administrator adds the documents that the own
agency has issued; of the law of the whole city the justice bureau's administrator keeps the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sanxiang.imports.kinds.base import KeeperBase, free
from sanxiang.imports.kinds.laws import law_text, title, words
from sanxiang.imports.kinds.wordings import Wording, shelf
from sanxiang.imports.rows import MAX_ROWS
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import Unfit, day, line, text
from sanxiang.kernel import InvalidInput
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import may_administer_city
from sanxiang.rules.citations import Place, parse_place, to_numeral
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes import services
from sanxiang.statutes.importing import remarks
from sanxiang.statutes.terms import RULE

_WHOLE = ("title", "version_date", "effective_date", "level", "issuer")


def _place(cell: str) -> Place:
    """第三条, 第三条第二款, 第三条第二款第（一）项."""
    found = "".join(line(cell).split())
    try:
        place = parse_place(found)
    except ValueError:
        raise Unfit(f"“{found}”不是条款，请写成第三条第二款第一项的样子") from None
    if not place.article or place.subitem:
        raise Unfit(f"“{found}”不能作为一行，条、款、项各占一行，目写在所属的项里")
    return place


class ArticleKeeper(KeeperBase):
    """Gathers rows into wordings. What is there already is left as it is."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.city = may_administer_city(scope.actor)
        #: what was there before this import, so that its own rows are told from earlier ones
        self.shelf = shelf(scope)
        self.held = self.shelf.held()
        own = scope.actor.agency_id
        self.removed: set[UUID] = set()
        self.own = "" if own is None else registry.get_agency(own).name

    def resolve(self, values: Values) -> Values:
        issuer = values.get("issuer") or self.own
        level = values.get("level") or (RULE if self.own and issuer == self.own else "")
        if not self.city:
            known = statutes.find_law(values["title"])
            if issuer != self.own or (known and known.issuer != self.own):
                raise InvalidInput(
                    ("title", f"只能导入{self.own}制定的文件；其他的由司法行政机关的系统管理员导入")
                )
            if level != RULE:
                raise InvalidInput(("level", f"本单位制定的文件的效力级别应为“{RULE}”"))
        return values | {"issuer": issuer, "level": level}

    def find(self, values: Values) -> Held | None:
        held = self.held.get(_wording(values))
        return Held(held[0], values) if held else None

    def create(self, values: Values) -> UUID:
        return self.create_all([values])[0]

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        made: dict[Wording, UUID] = {}
        there = self.shelf.held()
        for key, own in _gathered(rows).items():
            before, whole = there.get(key), _laid_out(own)
            if before:
                whole = f"{self.shelf.words(before[0])}\n{whole}"
            stated = {name: own[0][name] for name in _WHOLE if name in own[0]}
            wording = law_text({"extract": False, **stated}, whole, file="导入页面")
            if before:
                self.shelf.rewrite(before[0], (wording, whole))
                made[key] = before[0]
            else:
                (made[key],) = self.shelf.add([(wording, whole)])
        return [made[_wording(values)] for values in rows]

    def update(self, key: UUID, changes: Values) -> None:
        raise InvalidInput(("", "条文不能逐条改动，请撤销原来的导入后重新导入"))

    def remove(self, key: UUID) -> None:
        if key not in self.removed:  # every row of a wording points to it
            self.shelf.remove(key)
            self.removed.add(key)

    def finish(self) -> None:
        services.settle_intervals()

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """Rows that the text, read in order, puts elsewhere, and what the text leaves open or the stored one says otherwise."""
        wordings: defaultdict[Wording, list[tuple[int, Values]]] = defaultdict(list)
        for line_no, values in rows:
            wordings[_wording(values)].append((line_no, values))
        for key, lines in wordings.items():
            own = [values for _, values in lines]
            said = law_text({"extract": False, **own[0]}, _laid_out(own))
            first = lines[0][0]
            if held := self.held.get(key):
                if differs := self.shelf.differs(held[0], said.parsed):
                    yield first, "text", f"{differs}；保留已登记的文本，请核对"
                continue
            places = {p.place for p in said.parsed.provisions}
            for line_no, values in lines:
                if _full(values["place"]) not in places:
                    yield line_no, "place", "前面缺少相应的条、款、项，按先后次序排入；请核对"
            yield from ((first, "text", f"{note.message}；{note.remedy}") for note in remarks(said))


def _wording(values: Values) -> Wording:
    return values["title"], values["version_date"]


def _gathered(rows: Iterable[Values]) -> dict[Wording, list[Values]]:
    out: defaultdict[Wording, list[Values]] = defaultdict(list)
    for values in rows:
        out[_wording(values)].append(values)
    return out


def _full(place: Place) -> Place:
    """Where a row stands: an article opens with its first paragraph."""
    return Place(place.article, place.suffix, place.paragraph or 1, place.item)


def _laid_out(rows: Sequence[Values]) -> str:
    """The rows as a law is printed: headings, articles with their number, items with theirs."""
    lines, chapter, last = list[str](), "", Place(0)
    for values in rows:
        place: Place = values["place"]
        if values.get("chapter", chapter) != chapter:
            chapter = values["chapter"]
            lines.append(f"## {chapter}")
        said, article = values["text"], Place(place.article, place.suffix)
        item = f"（{to_numeral(place.item)}）" if place.item else ""
        said = said if not item or said.startswith(item) else item + said
        opens = article != last and not said.startswith(str(article))
        lines.append(f"{article} {said}" if opens else said)
        last = article
    return "\n".join(lines)


ARTICLES = Kind(
    code="articles",
    title="条文",
    intro="本单位制定的规范性文件，一行一条（款、项）；同一名称、同一公布日期的各行合成一个版本，经司法行政机关审定后起作用。",
    columns=(
        Column("title", "法规名称", title, ("名称", "文件名称", "law"), "云屏市生态环境局轻微违法行为处理办法", required=True),
        Column("version_date", "公布日期", day, ("发布日期", "版本日期"), "2025-11-20", required=True),
        Column("effective_date", "施行日期", day, ("生效日期",), "2026-01-01"),
        free("level", "效力级别", "级别", example=RULE),
        free("issuer", "制定机关", "发布机关", example="云屏市生态环境局"),
        free("chapter", "章节", "章", example="第一章 总则"),
        Column("place", "条款", _place, ("条号", "条款项", "article_no"), "第一条", "第三条第二款第一项；一条只有一款的只写条", required=True),
        Column("text", "内容", lambda cell: text(words(cell)), ("条文", "条文内容", "正文"), "为了规范轻微违法行为的处理，制定本办法。", "不写条号也可以", required=True),
    ),
    key=("title", "version_date", "place"),
    keeper=ArticleKeeper,
    batch=MAX_ROWS,
)  # fmt: skip
