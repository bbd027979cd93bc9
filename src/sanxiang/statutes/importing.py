"""一次导入: sort the texts of one import into new, completing, already there and flagged, then write them in bulk."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from sanxiang.rules.citations import Place
from sanxiang.statutes.dates import Wording, effective_date_of, intervals, repealed_titles
from sanxiang.statutes.models import Law, LawVersion, Provision
from sanxiang.statutes.parse import ParsedLaw
from sanxiang.statutes.sources import LawText
from sanxiang.statutes.types import ImportNote, ImportReport

_NATION = "中华人民共和国"
_COPY = (
    "COPY statutes_provision (version_id, chapter, article, article_suffix, paragraph, item, ordinal, text)"
    " FROM STDIN"
)
_SAME = str.maketrans({"（": "(", "）": ")", "：": ":", "；": ";", "，": ",", "\u3007": "零"})
Key = tuple[str, date]


@dataclass(slots=True)
class Batch:
    """The state of one import. `take` every text, then `store`, then `report`."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    texts: list[LawText] = field(default_factory=list)
    notes: list[ImportNote] = field(default_factory=list)
    new: dict[Key, LawText] = field(default_factory=dict)
    completing: dict[Key, LawText] = field(default_factory=dict)
    again: list[tuple[Key, LawText]] = field(default_factory=list)
    flagged: int = 0
    #: title and publication date of what the database holds → is it an extract?
    _there: dict[Key, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        held = LawVersion.objects.values_list("law__title", "version_date", "extract")
        self._there = {(title, day): extract for title, day, extract in held}

    def take(self, text: LawText) -> None:
        """Decide what becomes of one text."""
        self.texts.append(text)
        if problem := _unfit(text):
            self.flagged += 1
            self.notes.append(text.note(ImportNote.FLAGGED, *problem))
            return
        assert text.version_date is not None  # _unfit
        key = (text.title, text.version_date)
        extract = self._there.get(key)
        if extract is None:
            self.new[key] = text
        elif extract and not text.extract and key not in self.completing:
            self.completing[key] = text
        else:
            self.again.append((key, text))
            return
        self._there[key] = text.extract
        self.notes += _remarks(text)

    def store(self, progress: Callable[[int, int], None]) -> None:
        """Write laws, versions and provisions, and bring the intervals up to date. `progress(done, total)`."""
        laws = _ensure_laws([*self.new.values(), *self.completing.values()])
        versions = [_version(laws[text.title], text, self.notes) for text in self.new.values()]
        LawVersion.objects.bulk_create(versions, batch_size=1000)
        ids = dict(zip(self.new, (v.id for v in versions), strict=True))
        ids |= {key: _complete(laws[text.title], text) for key, text in self.completing.items()}
        _copy([(ids[key], text.parsed) for key, text in (self.new | self.completing).items()], progress)
        if ids:
            refresh_intervals()
        self.notes += _differences(self.again)

    def digests(self) -> Iterator[tuple[LawText, str]]:
        """What was stored, each text with its digest."""
        return ((text, _digest(text.parsed)) for text in (self.new | self.completing).values())

    def report(self, *, dry_run: bool) -> ImportReport:
        """The reconciliation."""
        stored = [*self.new.values(), *self.completing.values()]
        return ImportReport(
            documents=len(self.texts),
            stored=len(stored),
            completed=len(self.completing),
            already_there=len(self.again),
            flagged=self.flagged,
            articles_stated=sum(t.stated_articles or 0 for t in stored),
            articles_found=sum(len(t.parsed.articles) for t in stored),
            provisions=sum(len(t.parsed.provisions) for t in stored),
            notes=tuple(self.notes),
            dry_run=dry_run,
        )


def _unfit(text: LawText) -> tuple[str, str] | None:
    """Why a readable text cannot be kept as a dated wording: message and remedy."""
    if text.version_date is None:
        return "没有公布（修订）日期，题注中也没有日期", "在 version_date 中填写公布日期后重新导入"
    if not text.parsed.provisions and not text.parsed.preamble:
        return "没有正文", "补上 text 后重新导入"
    return None


def _remarks(text: LawText) -> list[ImportNote]:
    parsed, stated = text.parsed, text.stated_articles
    notes = []
    if not text.extract:
        notes = [text.note(ImportNote.NUMBERING, r, "与官方文本核对该处") for r in parsed.remarks]
    if stated is not None and stated != len(parsed.articles) and not text.extract:
        message = f"来源载明{stated}条，分得{len(parsed.articles)}条"
        notes.append(text.note(ImportNote.COUNT, message, "核对条文开头是否独占一行"))
    return notes


def _ensure_laws(texts: Iterable[LawText]) -> dict[str, Law]:
    wanted = {text.title: text for text in reversed(list(texts))}
    laws = Law.objects.in_bulk(list(wanted), field_name="title")
    missing = [
        Law(title=t.title, short_title=t.short_title, level=t.level, issuer=t.issuer)
        for title, t in wanted.items()
        if title not in laws
    ]
    Law.objects.bulk_create(missing, batch_size=1000)
    return laws | {law.title: law for law in missing}


def _version(law: Law, text: LawText, notes: list[ImportNote]) -> LawVersion:
    assert text.version_date is not None
    closing = "\n".join(p.text for p in text.parsed.provisions[-6:])
    effective, note = effective_date_of(text.version_date, text.effective_date, closing)
    if note:
        notes.append(
            text.note(ImportNote.DATE, f"施行日期取{effective}：{note}", "如与公告不符，请更正施行日期")
        )
    return LawVersion(
        law=law,
        version_date=text.version_date,
        effective_from=effective,
        effective_note=note,
        source=text.file,
        source_id=text.source_id,
        **_content(text),
    )


def _content(text: LawText) -> dict[str, object]:
    return {
        "expired": text.expired,
        "extract": text.extract,
        "stated_articles": text.stated_articles,
        "found_articles": len(text.parsed.articles),
        "preamble": "\n".join([*text.history, *filter(None, [text.parsed.preamble])]),
        "annex": text.parsed.annex,
        "text_sha256": _digest(text.parsed),
    }


def _complete(law: Law, text: LawText) -> uuid.UUID:
    """Put the whole text in the place of an extract; dates stay as they are."""
    assert text.version_date is not None
    version = LawVersion.objects.get(law=law, version_date=text.version_date)
    Provision.objects.filter(version=version).delete()
    LawVersion.objects.filter(pk=version.pk).update(**_content(text))
    return version.pk


def _copy(parsed: Sequence[tuple[uuid.UUID, ParsedLaw]], progress: Callable[[int, int], None]) -> None:
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for done, (version_id, law) in enumerate(parsed, start=1):
            progress(done, len(parsed))
            for ordinal, p in enumerate(law.provisions, start=1):
                at = p.place
                row = (version_id, p.chapter, at.article, at.suffix, at.paragraph, at.item, ordinal, p.text)
                copy.write_row(row)


def _digest(parsed: ParsedLaw) -> str:
    return hashlib.sha256("\n".join(_plain(p.text) for p in parsed.provisions).encode()).hexdigest()


def _plain(text: str) -> str:
    """A text without what two careful typists may set differently: blanks and the width of marks."""
    return re.sub(r"\s", "", text).translate(_SAME)


def _differences(again: list[tuple[Key, LawText]]) -> Iterator[ImportNote]:
    """Where a text that is already there reads differently from the one that came."""
    for (title, day), text in again:
        version = LawVersion.objects.get(law__title=title, version_date=day)
        if text.extract or version.text_sha256 == _digest(text.parsed):
            continue
        held = by_article((Place(p.article, p.article_suffix), p.text) for p in version.provisions.all())
        came = by_article((Place(p.place.article, p.place.suffix), p.text) for p in text.parsed.provisions)
        places = [p for p in dict.fromkeys([*held, *came]) if held.get(p) != came.get(p)]
        if places:
            shown = "、".join(str(p) for p in places[:5]) + ("等" if len(places) > 5 else "")
            message = f"与已导入的{version.source}在{len(places)}条上不同：{shown}"
            yield text.note(ImportNote.TEXT, message, "保留已导入的文本；请与官方公报核对")


def by_article(rows: Iterable[tuple[Place, str]]) -> dict[Place, str]:
    """Article → its words as they count, from (article, words) rows."""
    out: dict[Place, str] = defaultdict(str)
    for place, text in rows:
        out[place] += _plain(text)
    return out


def refresh_intervals() -> None:
    """Compute from–to of every wording anew from the wordings and the repealing clauses that are stored."""
    versions = list(LawVersion.objects.select_related("law").exclude(effective_from=None, effective_to=None))
    by_law: dict[uuid.UUID, list[LawVersion]] = defaultdict(list)
    for version in versions:
        by_law[version.law_id].append(version)
    ends = _repeals()
    changed = []
    for law_id, own in by_law.items():
        wordings = [Wording(v.pk, v.version_date, v.effective_from or v.version_date) for v in own]
        found = intervals(wordings, ends.get(law_id, ()))
        for version in own:
            if (version.effective_from, version.effective_to) != found[version.pk]:
                version.effective_from, version.effective_to = found[version.pk]
                changed.append(version)
    LawVersion.objects.bulk_update(changed, ["effective_from", "effective_to"], batch_size=500)


def _repeals() -> dict[uuid.UUID, list[date]]:
    """For each law, the days on which other laws say 《…》同时废止."""
    by_title = dict(Law.objects.values_list("title", "id"))
    out: dict[uuid.UUID, list[date]] = defaultdict(list)
    clauses = Provision.objects.filter(text__contains="同时废止").exclude(version__effective_from=None)
    for law_id, day, text in clauses.values_list("version__law_id", "version__effective_from", "text"):
        for title in repealed_titles(text):
            ended = by_title.get(title) or by_title.get(_NATION + title)
            if day and ended and ended != law_id:
                out[ended].append(day)
    return out
