"""写入法规: import law texts, all or nothing and repeatable; compute when each wording is in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound
from sanxiang.ledger import services as ledger
from sanxiang.statutes import events
from sanxiang.statutes.importing import Batch, refresh_intervals
from sanxiang.statutes.models import LawVersion
from sanxiang.statutes.sources import read_files
from sanxiang.statutes.types import ImportNote, ImportReport

#: told the stage (读取, 写入), how many are done, and of how many
Progress = Callable[[str, int, int], None]


class ImportFailed(ValueError):  # noqa: N818  says what happened
    """Some rows cannot be read; nothing was stored. `notes` says which, why, and how to mend them."""

    def __init__(self, notes: tuple[ImportNote, ...]) -> None:
        self.notes = notes
        super().__init__(f"{len(notes)}行不能读取，未导入任何内容")


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of nobody watching."""


def import_laws(
    *, actor: Actor, now: datetime, paths: Sequence[Path], dry_run: bool = False, progress: Progress = _silent
) -> ImportReport:
    """Import law texts from JSON Lines files (layouts: `sources`) in one transaction.

    A wording is identified by title and publication date; one that is already there is left alone, an extract is
    completed, so a second run changes nothing. A dry run does everything and rolls it back. Raises ImportFailed if any row cannot be read; nothing is stored then.
    """
    reading = read_files(paths, lambda done: progress("读取", done, len(paths)))
    if reading.errors:
        raise ImportFailed(tuple(reading.errors))
    with transaction.atomic():
        _one_import_at_a_time()
        batch = Batch()
        for text in reading.texts:
            batch.take(text)
        batch.store(lambda done, total: progress("写入", done, total))
        report = batch.report(dry_run=dry_run)
        if dry_run:
            transaction.set_rollback(True)
        elif report.stored:
            _record(actor, now, report, batch)
    return report


def _one_import_at_a_time() -> None:
    """Two imports at once would both find a law missing; the second waits. Readers do not."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE statutes_law IN SHARE ROW EXCLUSIVE MODE")


def _record(actor: Actor, now: datetime, report: ImportReport, batch: Batch) -> None:
    payload = {
        "files": sorted({text.file for text in batch.texts}),
        "stored": report.stored,
        "articles": report.articles_found,
        "versions": [f"{text.title} {text.version_date} {digest}" for text, digest in batch.digests()],
    }
    ledger.append(kind=events.IMPORTED, subject=batch.id, actor=actor, at=now, payload=payload)


def correct_effective_date(
    *, actor: Actor, now: datetime, version: UUID, effective_from: date, reason: str
) -> None:
    """Set the day a wording took effect, where the import had to infer it; intervals are computed anew.

    Raises NotFound, or InvalidInput for a day before publication or a missing reason.
    """
    with transaction.atomic():
        found = (
            LawVersion.objects.select_for_update(of=("self",))
            .select_related("law")
            .filter(pk=version)
            .first()
        )
        if found is None:
            raise NotFound("没有这个法规版本")
        problems = []
        if effective_from < found.version_date:
            problems.append(("effective_from", f"施行日期不能早于公布日期{found.version_date}"))
        if not reason.strip():
            problems.append(("reason", "请填写更正理由（公告、公报的名称和日期）"))
        InvalidInput.if_any(problems)
        found.effective_from, found.effective_note = effective_from, ""
        found.save(update_fields=["effective_from", "effective_note"])
        refresh_intervals()
        payload = {
            "law": found.law.title,
            "version": str(found.version_date),
            "effective": str(effective_from),
        }
        ledger.append(
            kind=events.DATE_CORRECTED,
            subject=found.pk,
            actor=actor,
            at=now,
            payload=payload | {"reason": reason},
        )
