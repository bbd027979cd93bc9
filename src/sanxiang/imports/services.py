"""导入: a file comes in, its columns are matched, it is tried, kept, and, while nothing rests on it, undone.

What is small is done at once; what is large is done by the worker, and its progress can be watched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from procrastinate.contrib.django import app

from sanxiang.imports import events
from sanxiang.imports.engine import Progress, import_table
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.matching import match_columns
from sanxiang.imports.models import ImportedRow, ImportRun
from sanxiang.imports.policies import import_scope
from sanxiang.imports.progress import reporting
from sanxiang.imports.selectors import last_run, own_runs
from sanxiang.imports.tables import Table, read_table
from sanxiang.imports.types import Kind, Outcome, Report, Scope
from sanxiang.kernel import Actor, InvalidInput, NotFound
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger import services as ledger

#: rows that are done while the person waits
AT_ONCE = 300
#: problems that are kept with the run; the report of a run with more says so
_KEPT_PROBLEMS = 2001
TASK = "imports.run"
State = ImportRun.State


def upload(*, actor: Actor, now: datetime, kind: str, data: bytes, filename: str) -> UUID:
    """Take a file and match its columns. Raises NotFound for an unknown kind and rows.Unreadable."""
    wanted = _kind(kind)
    table = read_table(data, filename, wanted.names())
    matching = match_columns(wanted, table)
    run = ImportRun.objects.create(
        kind=kind,
        filename=filename[-200:],
        sha256=blob_store().put(data).sha256,
        account_id=actor.account_id,
        actor=actor.name,
        agency_id=actor.agency_id,
        columns=dict(matching.columns),
        rows=len(table.rows),
        notes=list(table.notes),
        created_at=now,
    )
    return run.pk


def start(
    *, actor: Actor, now: datetime, run: UUID, columns: Mapping[str, int] | None = None, dry_run: bool
) -> None:
    """Try the file, or keep it: at once if it is small, else by the worker.

    Only what was tried with these columns and found free of problems can be kept. Raises NotFound or InvalidInput.
    """
    with transaction.atomic():
        row = _own(actor, run)
        matched = dict(columns) if columns is not None else row.columns
        allowed = {State.UPLOADED, State.CHECKED, State.REFUSED, State.FAILED} if dry_run else {State.CHECKED}
        if row.state not in allowed or (not dry_run and matched != row.columns):
            raise InvalidInput(("", f"这个文件{row.get_state_display()}，请先试运行，没有问题后再导入"))
        row.columns, row.dry_run, row.done, row.state = matched, dry_run, 0, State.QUEUED
        row.save()
        if row.rows > AT_ONCE:
            app.configure_task(TASK, queueing_lock=f"{TASK}:{run}").defer(
                run=str(run), account=_account(actor)
            )
    if row.rows <= AT_ONCE:
        carry_out(actor=actor, now=now, run=run)


def carry_out(*, actor: Actor, now: datetime, run: UUID) -> None:
    """Do what was asked of a queued run; a run that is not queued is left alone."""
    if not ImportRun.objects.filter(pk=run, state=State.QUEUED).update(state=State.RUNNING):
        return
    row = ImportRun.objects.get(pk=run)
    kind = KINDS[row.kind]
    scope = Scope(actor, now, import_scope(actor))
    try:
        with transaction.atomic(), reporting(run) as progress:
            report = import_table(
                kind, stored_table(row.kind, row.sha256, row.filename), row.columns,
                scope=scope, dry_run=row.dry_run, progress=progress,
            )  # fmt: skip
            _conclude(row, report, actor, now)
    except Exception:
        ImportRun.objects.filter(pk=run).update(state=State.FAILED, finished_at=now)
        raise


def import_file(
    *, actor: Actor, now: datetime, kind: str, data: bytes, filename: str, dry_run: bool, progress: Progress
) -> Report:
    """The whole way at once, for the command line: kept as a run unless it is a dry run. Raises Unreadable."""
    with transaction.atomic():
        run = ImportRun.objects.get(pk=upload(actor=actor, now=now, kind=kind, data=data, filename=filename))
        report = import_table(
            _kind(kind), read_table(data, filename, _kind(kind).names()), run.columns,
            scope=Scope(actor, now, import_scope(actor)), dry_run=dry_run, progress=progress,
        )  # fmt: skip
        run.dry_run = dry_run
        _conclude(run, report, actor, now)
    return report


def undo(*, actor: Actor, now: datetime, run: UUID) -> None:
    """Take back the last import of its kind: new rows go, changed rows are what they were.

    Raises NotFound, or InvalidInput if a later import or anything else rests on it; then nothing is changed.
    """
    with transaction.atomic():
        row = _own(actor, run)
        if row.state != State.DONE:
            raise InvalidInput(("", f"这个文件{row.get_state_display()}，没有可以撤销的导入"))
        if last_run(row.kind) != row.pk:
            raise InvalidInput(("", f"之后又导入过{_kind(row.kind).title}，请先撤销后面的导入"))
        keeper = _kind(row.kind).keeper(Scope(actor, now, import_scope(actor)))
        for kept in row.kept.order_by("-id"):
            if kept.outcome == Outcome.CREATED:
                keeper.remove(kept.subject)
            elif kept.outcome == Outcome.UPDATED:
                keeper.update(kept.subject, kept.before)
        row.state, row.finished_at = State.UNDONE, now
        row.save()
        _record(row, actor, now, events.UNDONE, {})


def stored_table(kind: str, sha256: str, filename: str) -> Table:
    """The table of a file that was uploaded; raises NotFound for an unknown kind."""
    return read_table(blob_store().read(sha256), filename, _kind(kind).names())


def _conclude(row: ImportRun, report: Report, actor: Actor, now: datetime) -> None:
    kept = report.ok and not row.dry_run
    row.state = State.REFUSED if not report.ok else State.DONE if kept else State.CHECKED
    row.counts = {outcome.value: report.count(outcome) for outcome in Outcome}
    row.problems = [[p.line, p.column, p.value, p.message] for p in report.problems[:_KEPT_PROBLEMS]]
    row.notes, row.done, row.finished_at = list(report.notes), row.rows, now
    row.save()
    if kept:
        ImportedRow.objects.bulk_create(
            (
                ImportedRow(
                    run=row, line=k.line, subject=k.subject, outcome=k.outcome.value, before=_plain(k.before)
                )
                for k in report.kept
                if k.outcome is not Outcome.UNCHANGED
            ),
            batch_size=2000,
        )
        _record(row, actor, now, events.IMPORTED, row.counts)


def _record(row: ImportRun, actor: Actor, now: datetime, event: str, more: dict[str, Any]) -> None:
    payload = {"title": _kind(row.kind).title, "filename": row.filename, "sha256": row.sha256, **more}
    ledger.append(kind=event, subject=row.pk, actor=actor, at=now, payload=payload)


def _plain(values: dict[str, Any]) -> Any:
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise NotFound("没有这种表")
    return KINDS[code]


def _own(actor: Actor, run: UUID) -> ImportRun:
    row = own_runs(actor).select_for_update().filter(pk=run).first()
    if row is None:
        raise NotFound("没有这次导入")
    return row


def _account(actor: Actor) -> str | None:
    return str(actor.account_id) if actor.account_id else None
