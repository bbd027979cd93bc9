"""What the changes hand out: frozen values, no database rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sanxiang.rules.citations import Place
from sanxiang.statutes.types import ArticleView

#: 效力级别, as 《立法法》 orders them; a text below the rules comes last
LEVELS = (
    "法律",
    "行政法规",
    "监察法规",
    "司法解释",
    "地方性法规",
    "部门规章",
    "地方政府规章",
    "行政规范性文件",
)


class ChangeKind(StrEnum):
    """变更的种类."""

    REGISTER = "register"
    VERSION = "version"
    ARTICLE = "article"
    COMMENCE = "commence"
    DATE = "date"
    REPEAL = "repeal"
    UNCOMMENCE = "uncommence"
    UNREPEAL = "unrepeal"
    SOURCE = "source"
    IMPORT = "import"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _LABELS[self]

    @property
    def of_a_version(self) -> bool:
        """Is it about one wording, not about the law?"""
        return self in _OF_A_VERSION


_OF_A_VERSION = frozenset(
    {
        ChangeKind.ARTICLE,
        ChangeKind.SOURCE,
        ChangeKind.COMMENCE,
        ChangeKind.UNCOMMENCE,
        ChangeKind.DATE,
        ChangeKind.WITHDRAW,
    }
)
_LABELS = {
    ChangeKind.REGISTER: "登记法规",
    ChangeKind.VERSION: "增加文本",
    ChangeKind.ARTICLE: "更正条文",
    ChangeKind.COMMENCE: "分别施行",
    ChangeKind.DATE: "更正施行日期",
    ChangeKind.REPEAL: "废止法规",
    ChangeKind.UNCOMMENCE: "撤销分别施行",
    ChangeKind.UNREPEAL: "撤销废止",
    ChangeKind.SOURCE: "选用来源",
    ChangeKind.IMPORT: "导入的文本",
    ChangeKind.WITHDRAW: "撤除误录",
}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change: what it says, who entered and who approved it."""

    id: UUID
    kind: ChangeKind
    law_id: UUID
    version_id: UUID | None
    says: Mapping[str, Any]
    before: Mapping[str, Any] | None
    #: the change in one sentence
    title: str
    basis: str
    status: str
    status_label: str
    entered_at: datetime
    entered_by: str
    authors: tuple[str, ...]
    approved_by: str
    approved_on: date | None
    #: the import that brought it; None = entered by hand
    batch: UUID | None


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One wording of an import that is approved as a batch."""

    id: UUID
    status: str
    status_label: str
    title: str
    version_date: date
    effective_from: date
    articles: int
    extract: bool
    #: what the import noticed
    remarks: tuple[str, ...]
    #: it completes an extract that runs
    completes: bool
    approved_by: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """待审定批次: what one import brought, by whom, and how many of it wait."""

    id: UUID
    basis: str
    entered_by: str
    entered_at: datetime
    waiting: int
    lines: tuple[BatchLine, ...] = ()

    @property
    def articles(self) -> int:
        """The articles of all its wordings."""
        return sum(line.articles for line in self.lines)


@dataclass(frozen=True, slots=True)
class TextPreview:
    """What the parser recognised in an entered text, and what it did not."""

    articles: tuple[ArticleView, ...]
    paragraphs: int
    items: int
    #: lines before the first article and after the last: kept, but no articles
    preamble: str
    annex: str
    #: where the numbering breaks, and what the closing clause says otherwise than the form
    remarks: tuple[str, ...]
    #: titles that the text itself repeals, and whether each is registered
    repeals: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class TextPair:
    """An article in two wordings; "" where one has none."""

    place: Place
    held: str
    other: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """The same wording as one source prints it; `used`: it is the text that runs."""

    id: UUID | None
    source: str
    articles: int
    used: bool
    #: the articles that read differently from the text in use
    differing: tuple[Place, ...] = ()
