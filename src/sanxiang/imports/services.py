"""导入: a file comes in, its columns are matched, it is tried, kept, and, while nothing rests on it, undone.

What is small is done at once; what is large is done by the worker, and its progress can be watched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from sanxiang.imports import events
from sanxiang.imports.engine import Progress, import_table
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.kinds.base import AGENCY
from sanxiang.imports.matching import likelier, match_columns, remarks
from sanxiang.imports.models import ImportedRow, ImportRun
from sanxiang.imports.policies import import_scope
from sanxiang.imports.progress import reporting
from sanxiang.imports.selectors import RunView, get_run, own_runs
from sanxiang.imports.tables import Table
from sanxiang.imports.text import visible
from sanxiang.imports.types import Keeper, Kind, Outcome, Report, Scope
from sanxiang.kernel import Actor, InvalidInput, NotFound, local_date
from sanxiang.kernel.bulk import copy_rows
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger import selectors as ledger_entries
from sanxiang.ledger import services as ledger
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import AgencyView

#: rows of any kind that are done while the person waits
AT_ONCE = 300
TASK = "imports.run"
#: rows that the page of columns shows, and letters of a cell
_PREVIEWED, _SHOWN = 3, 100
#: later changes that a refused undoing names
_TOLD = 3
State = ImportRun.State


def upload(*, actor: Actor, now: datetime, kind: str, data: bytes, filename: str) -> UUID:
    """Take a file and match its columns. Raises NotFound for an unknown kind and rows.Unreadable."""
    return _taken(actor, now, kind, data, filename)[0].pk


def start(
    *,
    actor: Actor,
    now: datetime,
    run: UUID,
    columns: Mapping[str, int] | None = None,
    one_agency: UUID | None = None,
    dry_run: bool,
) -> None:
    """Try the file, or keep it: at once if it is small, else by the worker.

    `columns` come with `one_agency`, the agency of every row where none of them is its column; without `columns` both
    are as they were. Only what was tried with these and found free of problems can be kept.
    Raises NotFound or InvalidInput.
    """
    with transaction.atomic():
        row = _own(actor, run)
        matched, whole = (row.columns, row.one_agency) if columns is None else (dict(columns), one_agency)
        allowed = {State.UPLOADED, State.CHECKED, State.REFUSED, State.FAILED} if dry_run else {State.CHECKED}
        if row.state not in allowed or (not dry_run and (matched, whole) != (row.columns, row.one_agency)):
            raise InvalidInput(("", f"这个文件{row.get_state_display()}，请先试运行，没有问题后再导入"))
        if AGENCY.name in matched:
            whole = None
        _allow(_kind(row.kind), actor, whole)
        row.columns, row.one_agency = matched, whole
        row.dry_run, row.done, row.state = dry_run, 0, State.QUEUED
        row.save()
        at_once = min(AT_ONCE, _kind(row.kind).at_once)
        if row.rows > at_once:
            app.configure_task(TASK, queueing_lock=f"{TASK}:{run}").defer(
                run=str(run), account=_account(actor)
            )
    if row.rows <= at_once:
        carry_out(actor=actor, now=now, run=run)


def carry_out(*, actor: Actor, now: datetime, run: UUID) -> None:
    """Do what was asked of a queued run, also where a worker was killed over it; any other is left alone."""
    asked = ImportRun.objects.filter(pk=run, state__in=(State.QUEUED, State.RUNNING))
    asked.update(state=State.RUNNING)
    try:
        with transaction.atomic(), reporting(run) as progress:
            row = asked.first() if _alone(run) else None
            if row:
                kind = _kind(row.kind)
                table = kind.read(blob_store().read(row.sha256), row.filename, kind.names())
                _import(row, table, actor, now, progress)
    except Exception:
        asked.update(state=State.FAILED, finished_at=now)
        raise


def import_file(
    *,
    actor: Actor,
    now: datetime,
    kind: str,
    data: bytes,
    filename: str,
    dry_run: bool,
    progress: Progress,
    one_agency: UUID | None = None,
) -> RunView:
    """The whole way at once, for the command line; with `one_agency` every row is that agency's, whatever a column says.

    Raises NotFound for an unknown kind, rows.Unreadable, and InvalidInput for an agency that cannot be given.
    """
    with transaction.atomic():
        row, table = _taken(actor, now, kind, data, filename)
        row.dry_run = dry_run
        if one_agency:
            _allow(_kind(kind), actor, one_agency)
            row.one_agency = one_agency
            row.columns.pop(AGENCY.name, None)
        _import(row, table, actor, now, progress)
    return get_run(actor, row.pk)


def undo(*, actor: Actor, now: datetime, run: UUID, changed_too: bool = False) -> None:
    """Take back an import: new rows go, changed rows are what they were before it.

    `changed_too`: also rows that somebody changed since, whose changes go with them. Raises NotFound, or InvalidInput
    if a later import touched the same rows, somebody else did (unless `changed_too`) or anything rests on one; then
    nothing is changed.
    """
    with transaction.atomic():
        row = _own(actor, run)
        if row.state != State.DONE:
            raise InvalidInput(("", f"这个文件{row.get_state_display()}，没有可以撤销的导入"))
        if _later(row):
            raise InvalidInput(("", "之后的导入又改动过其中的记录，请先撤销后面的导入"))
        keeper = _kind(row.kind).keeper(_scope(_kind(row.kind), actor, now))
        if not changed_too:
            _require_unchanged(row, keeper)
        for kept in row.kept.order_by("-id"):
            if kept.outcome == Outcome.CREATED:
                keeper.remove(kept.subject)
            elif kept.outcome == Outcome.UPDATED:
                keeper.update(kept.subject, kept.before)
        keeper.finish()
        row.state, row.finished_at = State.UNDONE, now
        row.save()
        _record(row, actor, now, events.UNDONE, {})


def _taken(actor: Actor, now: datetime, kind: str, data: bytes, filename: str) -> tuple[ImportRun, Table]:
    wanted = _kind(kind)
    table = wanted.read(data, filename, wanted.names())
    columns = match_columns(wanted, table)
    lacks = wanted.of_agencies and AGENCY.name not in columns
    first = (row.cells for row in table.rows[:_PREVIEWED])
    row = ImportRun.objects.create(
        kind=kind,
        filename=filename[-200:],
        sha256=blob_store().put(data).sha256,
        account_id=actor.account_id,
        actor=actor.name,
        agency_id=actor.agency_id,
        columns=columns,
        one_agency=actor.agency_id if lacks else None,
        preview=[[visible(cell[:_SHOWN]) for cell in cells] for cells in (table.headings, *first)],
        rows=len(table.rows),
        notes=[*_elsewhere(wanted, table), *table.notes, *remarks(wanted, table, columns)],
        created_at=now,
    )
    return row, table


def _elsewhere(kind: Kind, table: Table) -> Iterator[str]:
    """A file that was chosen for another kind of table."""
    if better := likelier(kind, table, KINDS.values()):
        yield f"这张表像是“{better.title}”，不像“{kind.title}”；要导入{better.title}的，请在“{better.title}”那里选择这个文件"


def _alone(run: UUID) -> bool:
    """Nobody else is at this run; the lock goes with the transaction, also if its process is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{TASK}:{run}"])
        return bool(cursor.fetchone()[0])


def _import(row: ImportRun, table: Table, actor: Actor, now: datetime, progress: Progress) -> None:
    kind = _kind(row.kind)
    scope = replace(_scope(kind, actor, now, keeps=not row.dry_run), run=row.pk, filename=row.filename)
    whole = registry.get_agency(row.one_agency) if row.one_agency else None
    report = import_table(
        kind, table, row.columns, given={AGENCY.name: whole.uscc} if whole else {}, scope=scope, dry_run=row.dry_run,
        progress=progress,
    )  # fmt: skip
    said = (f"表中没有“{AGENCY.title}”这一列，全部按“{whole.name}”登记",) if whole else ()
    report = replace(report, notes=(*_elsewhere(kind, table), *said, *report.notes))
    _conclude(row, report, actor, now)


def _allow(kind: Kind, actor: Actor, one_agency: UUID | None) -> None:
    """Raise InvalidInput for an agency that this actor, or a file of this kind, cannot give to every row."""
    if one_agency is None:
        return
    if not kind.of_agencies:
        raise InvalidInput((AGENCY.name, f"{kind.title}的表不分{AGENCY.title}，不用指定"))
    if one_agency not in {a.id for a in choices(kind, actor)}:
        raise InvalidInput((AGENCY.name, "这个单位不在您管理的范围内"))


def choices(kind: Kind, actor: Actor) -> list[AgencyView]:
    """The agencies of which a file of this kind without their column can be; none where there is no such column."""
    kept = import_scope(actor, personal=kind.personal)
    return [a for a in registry.agencies(kept) if a.status != "ended"] if kind.of_agencies else []


def _scope(kind: Kind, actor: Actor, now: datetime, *, keeps: bool = True) -> Scope:
    return Scope(actor, now, import_scope(actor, personal=kind.personal), keeps=keeps)


def _later(row: ImportRun) -> bool:
    """Did an import that stands touch any of these rows afterwards?"""
    last = row.kept.aggregate(last=Max("id"))["last"] or 0
    same = ImportedRow.objects.filter(subject__in=row.kept.values("subject"), id__gt=last)
    return same.filter(run__state=State.DONE).exists()


def _require_unchanged(row: ImportRun, keeper: Keeper) -> None:
    """Raise InvalidInput with what was done to rows of the import since, apart from imports that were taken back."""
    subjects = keeper.told_under(row.kept.values_list("subject", flat=True))
    assert row.finished_at is not None
    since = ledger_entries.entries_since(
        subjects, row.finished_at, apart_from=(events.IMPORTED, events.UNDONE)
    )
    if since:
        done = "；".join(f"{local_date(entry.at)}{entry.sentence}" for entry in since[-_TOLD:])
        many = len({entry.subject for entry in since})
        raise InvalidInput(
            (
                "changed_too",
                f"其中{many}条之后又改动过，最近的是：{done}。这些改动也一起撤回的，请选上“之后改动过的也一起撤回”",
            )
        )


def _conclude(row: ImportRun, report: Report, actor: Actor, now: datetime) -> None:
    kept = report.ok and not row.dry_run
    row.state = State.REFUSED if not report.ok else State.DONE if kept else State.CHECKED
    row.counts = {outcome.value: report.count(outcome) for outcome in Outcome}
    row.problems = [[p.line, p.column, p.value, p.message] for p in report.problems]
    row.doubts = [[p.line, p.column, p.value, p.message] for p in report.doubts]
    row.notes, row.done, row.finished_at = list(report.notes), row.rows, now
    row.save()
    if kept:
        copy_rows(
            ImportedRow._meta.db_table,
            ("run_id", "line", "subject", "outcome", "before"),
            (
                (row.pk, k.line, k.subject, k.outcome.value, _json(k.before))
                for k in report.kept
                if k.outcome in (Outcome.CREATED, Outcome.UPDATED)
            ),
        )
        _record(row, actor, now, events.IMPORTED, row.counts)


def _record(row: ImportRun, actor: Actor, now: datetime, event: str, more: dict[str, Any]) -> None:
    payload = {"title": _kind(row.kind).title, "filename": row.filename, "sha256": row.sha256, **more}
    ledger.append(kind=event, subject=row.pk, actor=actor, at=now, payload=payload)


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, cls=DjangoJSONEncoder) if values else "{}"


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
