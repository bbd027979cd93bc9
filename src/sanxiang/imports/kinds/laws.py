"""法规: one row is one wording of a law with its whole text; the text is split into articles, paragraphs and items.

What the law of the whole city is, the administrator of the justice bureau keeps, and another person approves what came
in on the screen (`wordings`). A wording that is there already is
left as it is, and where the file reads differently is listed; an extract is completed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sanxiang.imports.kinds.base import KeeperBase, free
from sanxiang.imports.kinds.wordings import shelf
from sanxiang.imports.lawfiles import read_laws
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import Unfit, code, day, line, yes
from sanxiang.kernel import InvalidInput
from sanxiang.registry.policies import may_administer_city
from sanxiang.statutes import services
from sanxiang.statutes.dates import version_date_of
from sanxiang.statutes.importing import remarks
from sanxiang.statutes.parse import parse_law
from sanxiang.statutes.sources import LawText
from sanxiang.statutes.types import ImportNote

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_LONGEST = 300
#: where a person looks for what a note is about
_ABOUT = {ImportNote.DATE: "effective_date", ImportNote.COUNT: "article_count", ImportNote.NUMBERING: "text"}


def words(cell: str) -> str:
    """The words of a law, as they stand."""
    if _UNSTORABLE.search(cell):
        raise Unfit("有不能保存的字符（空字符或者不成对的代理项），请删去")
    return cell.strip()


def title(cell: str) -> str:
    """The name of a law, without 《》."""
    found = line(words(cell)).removeprefix("《").removesuffix("》")
    if len(found) > _LONGEST:
        raise Unfit(f"超过{_LONGEST}个字，请核对是否混入了正文")
    return found


def _count(cell: str) -> int:
    """A number of articles."""
    found = code(cell).removesuffix("条")
    if not (found.isascii() and found.isdigit()):
        raise Unfit(f"“{line(cell)}”不是条数，请写成86的样子")
    return int(found)


def law_text(values: Values, parsed_of: str, *, file: str = "") -> LawText:
    """A row as the room of the laws takes it; the title note stands before the text."""
    said: dict[str, Any] = {"level": "", "issuer": "", "expired": False, "id": ""} | values
    return LawText(
        file, 0, 0, said["title"], said["version_date"], said.get("effective_date"), said["level"], said["issuer"],
        said["expired"], said.get("article_count"), (), said["id"], parse_law(parsed_of), extract=said["extract"],
    )  # fmt: skip


class LawKeeper(KeeperBase):
    """Keeps wordings through the room of the laws."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.keeps = may_administer_city(scope.actor)
        self.texts: dict[tuple[str, date], LawText] = {}
        self.words: dict[tuple[str, date], str] = {}
        self.differing: dict[tuple[str, date], str] = {}
        self.shelf = shelf(scope)

    def resolve(self, values: Values) -> Values:
        if not self.keeps:
            raise InvalidInput(("title", "法规由司法行政机关的系统管理员导入；本单位制定的文件用“条文”导入"))
        history = values.pop("history", "")
        values["version_date"] = values.get("version_date") or version_date_of(history.split("\n"))
        return {"extract": False} | values | {"text": "\n".join(filter(None, [history, values["text"]]))}

    def find(self, values: Values) -> Held | None:
        return self.find_all([values])[0]

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        held = self.shelf.held()
        return [self._held(values, held.get(_key(values))) for values in rows]

    def _held(self, values: Values, there: tuple[UUID, bool] | None) -> Held | None:
        text = self.texts[_key(values)] = law_text(values, values["text"], file="导入页面")
        self.words[_key(values)] = values["text"]
        if there is None:
            return None
        key, extract = there
        if extract and not text.extract:
            return self.shelf.completing(key, values)
        self.differing[_key(values)] = "" if text.extract else self.shelf.differs(key, text.parsed)
        return Held(key, values)

    def create(self, values: Values) -> UUID:
        return self.create_all([values])[0]

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        return self.shelf.add([(self.texts[key], self.words[key]) for key in map(_key, rows)])

    def update(self, key: UUID, changes: Values) -> None:
        self.shelf.complete(key, changes["text"], extract=changes["extract"])

    def remove(self, key: UUID) -> None:
        self.shelf.remove(key)

    def finish(self) -> None:
        """When each wording is in force follows from all of them together."""
        services.settle_intervals()

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """What does not agree within a text, and with the one that is there."""
        for line_no, values in rows:
            key = _key(self.resolve(dict(values)))
            if said := self.differing.get(key):
                yield line_no, "text", f"{said}；保留已登记的文本，请与官方公报核对"
            elif key not in self.differing:
                for note in remarks(self.texts[key]):
                    yield line_no, _ABOUT[note.kind], f"{note.message}；{note.remedy}"


def _key(values: Values) -> tuple[str, date]:
    return values["title"], values["version_date"]


def _undated(values: Values) -> Sequence[tuple[str, str]]:
    """A wording without a day of publication cannot be told from the next one."""
    if values.get("version_date") or version_date_of(values.get("history", "").split("\n")):
        return ()
    return [("version_date", "没有公布（修订）日期，题注中也没有日期，没有登记；填写公布日期后再导入一次")]


LAWS = Kind(
    code="laws",
    title="法规",
    intro="法律、法规、规章和规范性文件的全文，一行一个版本，由司法行政机关导入，经另一人审定后起作用。全文自动分成条、款、项。",
    columns=(
        Column("title", "名称", title, ("法规名称", "标题", "law"), "云屏市市容和环境卫生管理办法", required=True),
        Column("version_date", "公布日期", day, ("公布（修订）日期", "修订日期", "版本日期"), "2025-11-20", "这一版本公布或者修订的日期；不填的，从题注中取"),
        Column("effective_date", "施行日期", day, ("生效日期",), "2026-01-01", "不填的，从正文最后的施行条款中推定"),
        free("level", "效力级别", "级别", "效力层级", example="规范性文件"),
        free("issuer", "制定机关", "发布机关", "category", example="云屏市人民政府"),
        Column("expired", "已失效", yes, ("失效",), "否"),
        Column("article_count", "条数", _count, (), "2", "填写的，与分得的条数核对"),
        Column("history", "题注", words, ("沿革", "制定经过"), "2025年11月20日云屏市人民政府第8次常务会议通过"),
        free("id", "来源编号"),
        Column("extract", "节选", yes, (), "否", "只有部分条文的填“是”；以后导入全文时补全"),
        Column("text", "正文", words, ("全文", "条文"), "第一条 为了加强市容管理，制定本办法。\n第二条 本办法自2026年1月1日起施行。", "每条、每款、每项各占一行；章节标题以##开头", required=True),
    ),
    key=("title", "version_date"),
    keeper=LawKeeper,
    batch=500,
    read=read_laws,
    aside=_undated,
    repeats=True,
)  # fmt: skip
