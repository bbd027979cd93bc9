"""读取导入: the runs of an agency, and where a row came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from sanxiang.imports.grouping import ranges
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.models import ImportedRow, ImportRun
from sanxiang.imports.summary import headline, repeated
from sanxiang.imports.types import Kind, Outcome, Problem
from sanxiang.kernel import Actor, NotFound


@dataclass(frozen=True, slots=True)
class RunView:
    """导入批次."""

    id: UUID
    kind: Kind
    filename: str
    sha256: str
    actor: str
    state: str
    state_label: str
    dry_run: bool
    columns: Mapping[str, int]
    #: the agency of every row, where no column of the file says it
    one_agency: UUID | None
    #: the headings, and the first rows below them
    preview: Sequence[Sequence[str]]
    done: int
    rows: int
    #: 新增, 更新, 没有变化, and 存疑未登记 where there is any → how many
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    #: cells that were kept as they stand and need a look
    doubts: tuple[Problem, ...]
    notes: tuple[str, ...]
    created_at: datetime
    finished_at: datetime | None

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def busy(self) -> bool:
        return self.state in (ImportRun.State.QUEUED, ImportRun.State.RUNNING)

    @property
    def faulty_rows(self) -> int:
        return len({p.line for p in self.problems if p.line})

    @property
    def doubtful_rows(self) -> int:
        return len({d.line for d in self.doubts})

    @property
    def headline(self) -> str:
        """How much of a refused file is wrong."""
        return headline(self.problems)

    @property
    def repeated(self) -> tuple[str, ...]:
        """What of the problems many rows share, each said once."""
        return tuple(repeated(self.problems))

    @property
    def reconciled(self) -> str:
        """行数对账: every row of the file is stored, or flagged, or none is."""
        if not self.ok:
            return f"文件{self.rows}行，{self.headline}，没有导入任何一行"
        aside = self.counts.get(Outcome.ASIDE.label, 0)
        clean, doubtful = self.rows - self.doubtful_rows, self.doubtful_rows - aside
        left = f"+存疑未登记{aside}行" if aside else ""
        return f"文件{self.rows}行=登记无疑{clean}行+登记待核{doubtful}行{left}"


@dataclass(frozen=True, slots=True)
class Origin:
    """来源: the import and the lines that a row, or its parts, were made or last changed by."""

    run: UUID
    filename: str
    lines: tuple[int, ...]
    actor: str
    at: datetime | None

    @property
    def where(self) -> str:
        """2–6, in the words of 第2–6行."""
        return ranges(self.lines)


def runs(actor: Actor, limit: int = 50) -> list[RunView]:
    """The imports of the actor's agency, the newest first."""
    return [_run(row) for row in own_runs(actor)[:limit]]


def get_run(actor: Actor, run: UUID) -> RunView:
    """Raises NotFound for a run of another agency."""
    row = own_runs(actor).filter(pk=run).first()
    if row is None:
        raise NotFound("没有这次导入")
    return _run(row)


def last_done(actor: Actor, kind: str) -> RunView | None:
    """The last import of a kind that stands, of the actor's agency."""
    row = own_runs(actor).filter(kind=kind, state=ImportRun.State.DONE).order_by("-finished_at").first()
    return _run(row) if row else None


def origins_of(*subjects: UUID) -> tuple[Origin, ...]:
    """The imports that made or changed a row, or a part of it, the newest first; none if it was entered by hand."""
    found = ImportedRow.objects.filter(subject__in=subjects, run__state=ImportRun.State.DONE)
    lines: dict[ImportRun, set[int]] = {}
    for row in found.select_related("run").order_by("-id"):
        lines.setdefault(row.run, set()).add(row.line)
    return tuple(
        Origin(run.pk, run.filename, tuple(sorted(at)), run.actor, run.finished_at)
        for run, at in lines.items()
    )


def own_runs(actor: Actor) -> QuerySet[ImportRun]:
    """The imports that the actor may see: those of the own agency."""
    if actor.agency_id is None:
        return ImportRun.objects.filter(agency__isnull=True)
    return ImportRun.objects.filter(agency=actor.agency_id)


def _run(row: ImportRun) -> RunView:
    return RunView(
        id=row.pk,
        kind=KINDS[row.kind],
        filename=row.filename,
        sha256=row.sha256,
        actor=row.actor,
        state=row.state,
        state_label=row.get_state_display(),
        dry_run=row.dry_run,
        columns=row.columns,
        one_agency=row.one_agency,
        preview=row.preview,
        done=row.done,
        rows=row.rows,
        counts={
            outcome.label: row.counts.get(outcome.value, 0)
            for outcome in Outcome
            if outcome is not Outcome.ASIDE or row.counts.get(outcome.value)
        },
        problems=tuple(Problem(*problem) for problem in row.problems),
        doubts=tuple(Problem(*doubt) for doubt in row.doubts),
        notes=tuple(row.notes),
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
