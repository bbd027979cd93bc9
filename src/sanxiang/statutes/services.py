"""写入法规: import law texts, all or nothing and repeatable; compute when each wording is in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound
from sanxiang.ledger import services as ledger
from sanxiang.statutes import events
from sanxiang.statutes.importing import Batch
from sanxiang.statutes.importing import replace_text as write_text
from sanxiang.statutes.models import LawChange, LawVersion
from sanxiang.statutes.sources import LawText, read_files
from sanxiang.statutes.terms import one_writer_at_a_time, refresh_intervals
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


def add_wordings(*, actor: Actor, now: datetime, texts: Sequence[LawText]) -> list[UUID]:
    """Keep new wordings; the id of each. One ledger entry for all of them.

    Raises InvalidInput for a wording (title and date of publication) that is there already, or stands twice.
    """
    with transaction.atomic():
        one_writer_at_a_time()
        batch = Batch()
        for text in texts:
            batch.take(text)
        if len(batch.new) < len(texts):
            raise InvalidInput(("title", "同一名称、同一公布日期的法规已经登记，或者没有日期、没有正文"))
        batch.store(lambda done, total: None)
        _record(actor, now, batch.report(dry_run=False), batch)
    return [batch.ids[key] for key in batch.new]


def replace_text(*, actor: Actor, now: datetime, version: UUID, text: str, extract: bool) -> None:
    """Complete an extract, or take the completion back; `settle_intervals` afterwards. Raises NotFound."""
    with transaction.atomic():
        found = _locked(version)
        write_text(found, text, extract=extract)
        payload = {"law": found.law.title, "version": str(found.version_date), "sha256": found.text_sha256}
        ledger.append(kind=events.TEXT_REPLACED, subject=found.pk, actor=actor, at=now, payload=payload)


def remove_wording(*, actor: Actor, now: datetime, version: UUID) -> None:
    """Take back a wording registered by mistake, and its law with the last one. Raises NotFound.

    Raises InvalidInput where anything points to the law. The ledger keeps that it was there, the changes that
    entered it keep its words. `settle_intervals` afterwards.
    """
    with transaction.atomic():
        found = _locked(version)
        payload = {"law": found.law.title, "version": str(found.version_date)}
        ledger.append(kind=events.VERSION_REMOVED, subject=found.pk, actor=actor, at=now, payload=payload)
        LawChange.objects.filter(version=found).update(version=None)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT statutes_take_back(%s)", [found.pk])
        except IntegrityError:
            raise InvalidInput(("", f"《{found.law.title}》已被别的记录引用，不能撤回")) from None


def settle_intervals() -> None:
    """Compute anew when each wording is in force, once, after wordings were replaced or taken back."""
    with transaction.atomic():
        refresh_intervals()


def _locked(version: UUID) -> LawVersion:
    rows = LawVersion.objects.select_for_update(of=("self",)).select_related("law")
    found = rows.filter(pk=version).first()
    if found is None:
        raise NotFound("没有这个法规版本")
    return found


def _record(actor: Actor, now: datetime, report: ImportReport, batch: Batch) -> None:
    payload = {
        "files": sorted({text.file for text in batch.texts}),
        "stored": report.stored,
        "articles": report.articles_found,
        "versions": [f"{text.title} {text.version_date} {digest}" for text, digest in batch.digests()],
    }
    ledger.append(kind=events.IMPORTED, subject=batch.id, actor=actor, at=now, payload=payload)
