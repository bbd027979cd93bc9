"""一次导入: sort the texts of one import into new, completing, already there and flagged, then write them in bulk."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date

from django.db import connection

from sanxiang.rules.citations import Place
from sanxiang.statutes.dates import effective_date_of
from sanxiang.statutes.models import Law, LawVersion, Provision, SourceText
from sanxiang.statutes.parse import ParsedLaw, ProvisionText, parse_law
from sanxiang.statutes.sources import LawText
from sanxiang.statutes.terms import refresh_intervals
from sanxiang.statutes.types import ImportNote, ImportReport

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
    #: of what was stored
    ids: dict[Key, uuid.UUID] = field(default_factory=dict)
    #: title and publication date of what the database holds → is it an extract?
    _there: dict[Key, bool] = field(default_factory=dict)
    #: the ids that laws which are not registered yet shall have, by title
    law_ids: Mapping[str, uuid.UUID] = field(default_factory=dict)

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
        self.notes += remarks(text) if text is self.new.get(key) else _remarks(text)

    def store(self, progress: Callable[[int, int], None]) -> None:
        """Write laws, versions and provisions, and bring the intervals up to date. `progress(done, total)`."""
        laws = _ensure_laws([*self.new.values(), *self.completing.values()], self.law_ids)
        versions = [new_version(laws[text.title], text) for text in self.new.values()]
        LawVersion.objects.bulk_create(versions, batch_size=1000)
        self.ids = dict(zip(self.new, (v.id for v in versions), strict=True))
        self.ids |= {key: _complete(laws[text.title], text) for key, text in self.completing.items()}
        copy_provisions(
            [(self.ids[key], text.parsed.provisions) for key, text in (self.new | self.completing).items()],
            progress,
        )
        if self.ids:
            refresh_intervals()
        self.notes += self._differences()

    def _differences(self) -> Iterator[ImportNote]:
        """Where a text that is already there reads differently from the one that came; both are kept."""
        for (title, day), text in self.again:
            version = LawVersion.objects.get(law__title=title, version_date=day)
            if not text.extract and (message := difference(version, text.parsed)):
                keep_source(version, text.file, text.parsed.provisions, _preamble(text), text.parsed.annex)
                yield text.note(
                    ImportNote.TEXT, message, "现用已导入的文本；请与官方公报核对，在“法规”中选用"
                )

    def digests(self) -> Iterator[tuple[LawText, str]]:
        """What was stored, each text with its digest."""
        return ((text, digest(text.parsed.provisions)) for text in (self.new | self.completing).values())

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


def remarks(text: LawText) -> list[ImportNote]:
    """What to look at in a wording that is kept: its numbering, its count of articles, an inferred date of effect."""
    begins, note = effective(text)
    inferred = (f"施行日期取{begins}：{note}", "如与公告不符，请更正施行日期")
    return _remarks(text) + ([text.note(ImportNote.DATE, *inferred)] if note else [])


def effective(text: LawText) -> tuple[date, str]:
    """When a text that comes in takes effect, and why if its source does not say so."""
    assert text.version_date is not None  # _unfit
    closing = "\n".join(p.text for p in text.parsed.provisions[-6:])
    return effective_date_of(text.version_date, text.effective_date, closing)


def _remarks(text: LawText) -> list[ImportNote]:
    parsed, stated = text.parsed, text.stated_articles
    notes = []
    if not text.extract:
        notes = [text.note(ImportNote.NUMBERING, r, "与官方文本核对该处") for r in parsed.remarks]
    if stated is not None and stated != len(parsed.articles) and not text.extract:
        message = f"来源载明{stated}条，分得{len(parsed.articles)}条"
        notes.append(text.note(ImportNote.COUNT, message, "核对条文开头是否独占一行"))
    return notes


def _ensure_laws(texts: Iterable[LawText], ids: Mapping[str, uuid.UUID]) -> dict[str, Law]:
    wanted = {text.title: text for text in reversed(list(texts))}
    laws = Law.objects.in_bulk(list(wanted), field_name="title")
    missing = [
        Law(
            id=ids.get(title) or uuid.uuid4(),
            title=t.title,
            short_title=t.short_title,
            level=t.level,
            issuer=t.issuer,
        )
        for title, t in wanted.items()
        if title not in laws
    ]
    Law.objects.bulk_create(missing, batch_size=1000)
    return laws | {law.title: law for law in missing}


def new_version(law: Law, text: LawText) -> LawVersion:
    """A version of the law with that text, not yet saved."""
    assert text.version_date is not None  # _unfit
    begins, note = effective(text)
    return LawVersion(
        law=law,
        version_date=text.version_date,
        effective_from=begins,
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
        "preamble": _preamble(text),
        "annex": text.parsed.annex,
        "text_sha256": digest(text.parsed.provisions),
    }


def _preamble(text: LawText) -> str:
    return "\n".join([*text.history, *filter(None, [text.parsed.preamble])])


def _complete(law: Law, text: LawText) -> uuid.UUID:
    """Put the whole text in the place of an extract; dates stay as they are."""
    assert text.version_date is not None
    version = LawVersion.objects.get(law=law, version_date=text.version_date)
    Provision.objects.filter(version=version).delete()
    LawVersion.objects.filter(pk=version.pk).update(**_content(text))
    return version.pk


def replace_text(version: LawVersion, text: str, *, extract: bool) -> None:
    """Split a text anew and put it in the place of the one that is stored; dates stay as they are."""
    parsed = parse_law(text)
    Provision.objects.filter(version=version).delete()
    version.extract, version.found_articles = extract, len(parsed.articles)
    version.preamble, version.annex, version.text_sha256 = (
        parsed.preamble,
        parsed.annex,
        digest(parsed.provisions),
    )
    version.save()
    copy_provisions([(version.pk, parsed.provisions)])


def copy_provisions(
    texts: Sequence[tuple[uuid.UUID, Sequence[ProvisionText]]],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the provisions of versions in bulk. `progress(done, total)`."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for done, (version_id, provisions) in enumerate(texts, start=1):
            if progress:
                progress(done, len(texts))
            for ordinal, p in enumerate(provisions, start=1):
                at = p.place
                row = (version_id, p.chapter, at.article, at.suffix, at.paragraph, at.item, ordinal, p.text)
                copy.write_row(row)


def digest(provisions: Iterable[ProvisionText]) -> str:
    """SHA-256 of the words as they count, by which two sources are compared."""
    return hashlib.sha256("\n".join(_plain(p.text) for p in provisions).encode()).hexdigest()


def _plain(text: str) -> str:
    """A text without what two careful typists may set differently: blanks and the width of marks."""
    return re.sub(r"\s", "", text).translate(_SAME)


def provisions_of(version: LawVersion) -> list[ProvisionText]:
    """The provisions of a version as the parser gives them, in order."""
    return [
        ProvisionText(Place(p.article, p.article_suffix, p.paragraph, p.item), p.chapter, p.text)
        for p in version.provisions.order_by("ordinal")
    ]


def keep_source(
    version: LawVersion, source: str, provisions: Sequence[ProvisionText], preamble: str, annex: str
) -> None:
    """Keep the wording as a source prints it, once, whether it is the one in use or not."""
    SourceText.objects.get_or_create(
        version=version,
        text_sha256=digest(provisions),
        defaults={
            "source": source,
            "provisions": [[p.chapter, *astuple(p.place)[:4], p.text] for p in provisions],
            "preamble": preamble,
            "annex": annex,
        },
    )


def differing(held: Iterable[ProvisionText], came: Iterable[ProvisionText]) -> list[Place]:
    """The articles whose words as they count are not the same in both, or that only one has."""
    first, second = (
        by_article((Place(p.place.article, p.place.suffix), p.text) for p in texts) for texts in (held, came)
    )
    return [p for p in dict.fromkeys([*first, *second]) if first.get(p) != second.get(p)]


def difference(version: LawVersion, parsed: ParsedLaw) -> str:
    """In which articles another text of the same wording reads differently; "" = in none."""
    if version.text_sha256 == digest(parsed.provisions):
        return ""
    places = differing(provisions_of(version), parsed.provisions)
    if not places:
        return ""
    shown = "、".join(str(p) for p in places[:5]) + ("等" if len(places) > 5 else "")
    return f"与已登记的文本（{version.source}）在{len(places)}条上不同：{shown}"


def by_article(rows: Iterable[tuple[Place, str]]) -> dict[Place, str]:
    """Article → its words as they count, from (article, words) rows."""
    out: dict[Place, str] = defaultdict(str)
    for place, text in rows:
        out[place] += _plain(text)
    return out
