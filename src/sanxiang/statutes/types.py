"""What the room hands out: frozen values, no database rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxiang.rules.citations import Place
from sanxiang.rules.in_force import Term


@dataclass(frozen=True, slots=True)
class LawView:
    """A law, whatever its wording."""

    id: UUID
    public_id: str
    title: str
    short_title: str
    level: str
    issuer: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One wording of a law; in force from `effective_from` to `effective_to`, both inclusive, None = open."""

    id: UUID
    law: LawView
    version_date: date
    effective_from: date | None
    effective_to: date | None
    #: why the date of effect was inferred; "" = stated by the source
    effective_note: str
    expired: bool
    extract: bool
    articles: int
    preamble: str
    annex: str
    adopted_on: date | None
    document_no: str
    #: short title of the law that ended it; "" where a newer wording did
    ended_by: str
    source: str

    @property
    def term(self) -> Term:
        """When it is in force."""
        return Term(self.effective_from, self.effective_to, self.expired)


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision as it stood: its place, its text, its citation."""

    law_id: UUID
    version_id: UUID
    law: str
    place: Place
    chapter: str
    text: str

    @property
    def citation(self) -> str:
        """《行政处罚法》第三十三条第一款."""
        return f"《{self.law}》{self.place}"


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article of a version with its heading, for reading the law from end to end."""

    place: Place
    chapter: str
    text: str
    #: the day on which it takes effect, if that is not the day of the rest (分别施行)
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImportNote:
    """Something the importer says about a row, and how to mend it. `kind` is one of the constants below."""

    file: str
    line: int
    title: str
    kind: str
    message: str
    remedy: str = ""

    ERROR = "错误"
    FLAGGED = "存疑未导入"
    COUNT = "条数不一致"
    NUMBERING = "条号不连续"
    TEXT = "文本不一致"
    DATE = "日期推定"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. A document is one wording of one law (an article list counts as one)."""

    documents: int
    stored: int
    #: of `stored`, versions that were extracts before
    completed: int
    already_there: int
    flagged: int
    #: of the stored versions
    articles_stated: int
    articles_found: int
    provisions: int
    notes: tuple[ImportNote, ...]
    dry_run: bool

    @property
    def balanced(self) -> bool:
        """Nothing was lost: documents in = stored + already there + flagged."""
        return self.documents == self.stored + self.already_there + self.flagged

    def notes_of(self, kind: str) -> tuple[ImportNote, ...]:
        """The notes of one kind."""
        return tuple(n for n in self.notes if n.kind == kind)
