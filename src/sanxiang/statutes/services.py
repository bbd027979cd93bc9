"""写入法规: import law texts, all or nothing and repeatable; compute when each wording is in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from sanxiang.kernel import Actor
from sanxiang.ledger import services as ledger
from sanxiang.statutes import events
from sanxiang.statutes.importing import Batch
from sanxiang.statutes.sources import read_files
from sanxiang.statutes.terms import one_writer_at_a_time
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
        one_writer_at_a_time()
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


def _record(actor: Actor, now: datetime, report: ImportReport, batch: Batch) -> None:
    payload = {
        "files": sorted({text.file for text in batch.texts}),
        "stored": report.stored,
        "articles": report.articles_found,
        "versions": [f"{text.title} {text.version_date} {digest}" for text, digest in batch.digests()],
    }
    ledger.append(kind=events.IMPORTED, subject=batch.id, actor=actor, at=now, payload=payload)
