"""导入的文本: a wording that a person's import brought, as a change that waits for another's approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sanxiang.rules.citations import Place
from sanxiang.rules.sentences import chinese_date
from sanxiang.statutes.importing import Batch, differing, digest, effective, provisions_of, remarks
from sanxiang.statutes.models import LawChange, LawVersion
from sanxiang.statutes.parse import parse_law
from sanxiang.statutes.selectors import full_text, wordings_held
from sanxiang.statutes.sources import LawText

#: what a draft holds: the wording as the file has it, and what was worked out for whoever approves
FIELDS = (
    "title", "level", "issuer", "region", "adopted_on", "version_date", "document_no", "stated_from", "text",
    "expired", "extract", "stated_articles", "source", "source_id", "effective_from", "articles", "remarks", "sha256",
)  # fmt: skip
_LONGEST = {"level": 40, "issuer": 100, "source_id": 80}
Problem = tuple[str, str]


def says_of(text: LawText, words: str) -> dict[str, Any]:
    """A text of an import as a draft holds it; `words` are those that `text` was split from."""
    assert text.version_date is not None  # what has no day is left aside by the import
    begins, _ = effective(text)
    return {
        "title": text.title, "level": text.level, "issuer": text.issuer, "region": "", "adopted_on": "",
        "version_date": text.version_date.isoformat(), "document_no": "",
        "stated_from": text.effective_date.isoformat() if text.effective_date else "", "text": words,
        "expired": text.expired, "extract": text.extract, "stated_articles": text.stated_articles,
        "source": text.file, "source_id": text.source_id, "effective_from": begins.isoformat(),
        "articles": len(text.parsed.articles), "remarks": [note.message for note in remarks(text)],
        "sha256": digest(text.parsed.provisions),
    }  # fmt: skip


def text_of(says: Mapping[str, Any]) -> LawText:
    """The text that a draft holds, split."""
    return LawText(
        says["source"], 0, 0, says["title"], date.fromisoformat(says["version_date"]),
        date.fromisoformat(says["stated_from"]) if says["stated_from"] else None, says["level"], says["issuer"],
        says["expired"], says["stated_articles"], (), says["source_id"], parse_law(says["text"]), says["extract"],
    )  # fmt: skip


def entry_problems(change: LawChange) -> Iterator[Problem]:
    """What the register could not hold."""
    for name, most in _LONGEST.items():
        if len(change.says[name]) > most:
            yield name, f"最多{most}个字，现有{len(change.says[name])}个"


def problems(change: LawChange) -> Iterator[Problem]:
    """What stands in the way of the approval of one."""
    yield from problems_of([change])


def problems_of(changes: Sequence[LawChange]) -> Iterator[Problem]:
    """As `problems`, for many: a wording that was registered since the import."""
    held = wordings_held()
    for change in changes:
        key = (change.says["title"], date.fromisoformat(change.says["version_date"]))
        _, extract = held.get(key, (None, True))
        if not extract or (key in held and change.says["extract"]):
            yield "", f"{said(change)}已经登记，请不要选它，或者撤回它"


def apply(change: LawChange) -> None:
    """Store one wording."""
    store([change])


def store(changes: Sequence[LawChange]) -> None:
    """Store the wordings and bring the intervals up to date, once for all; the text of a completed extract is kept."""
    batch = Batch(law_ids={c.says["title"]: c.law_id for c in changes})
    for change in changes:
        if change.version_id:
            change.before = {"text": full_text(change.version_id)}
        batch.take(text_of(change.says))
    batch.store(lambda done, total: None)
    stored = LawVersion.objects.select_related("law").in_bulk(list(batch.ids.values()))
    for change in changes:
        key = (change.says["title"], date.fromisoformat(change.says["version_date"]))
        change.version = stored[batch.ids[key]]
        change.law_id = change.version.law_id


def said(change: LawChange) -> str:
    """《…》2026年2月1日公布的文本."""
    day = chinese_date(date.fromisoformat(change.says["version_date"]))
    return f"《{change.says['title']}》{day}公布的文本"


def touched(change: LawChange) -> list[Place]:
    """The articles of an extract that read differently in the whole text which completes it."""
    if change.version is None:
        return []
    held = provisions_of(change.version)
    there = {(p.place.article, p.place.suffix) for p in held}
    came = parse_law(change.says["text"]).provisions
    return [place for place in differing(held, came) if (place.article, place.suffix) in there]
