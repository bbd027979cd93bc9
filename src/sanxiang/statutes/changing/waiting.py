"""等待审定的导入: what an import brought and nobody has approved yet, without the texts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count

from sanxiang.kernel import NotFound
from sanxiang.statutes.changing.types import BatchLine, BatchView, ChangeKind
from sanxiang.statutes.models import LawChange

_DRAFT = LawChange.Status.DRAFT


def waiting_batches() -> list[BatchView]:
    """The imports of which something waits, the newest first, each without its lines."""
    found = LawChange.objects.filter(batch__isnull=False, status=_DRAFT)
    groups = (
        found.order_by().values("batch", "basis", "entered_by", "entered_at").annotate(waiting=Count("pk"))
    )
    return [
        BatchView(g["batch"], g["basis"], g["entered_by"], g["entered_at"], g["waiting"])
        for g in sorted(groups, key=lambda g: g["entered_at"], reverse=True)
        if g["batch"]
    ]


def get_batch(batch: UUID) -> BatchView:
    """What an import brought, line by line; raises NotFound."""
    found = LawChange.objects.filter(batch=batch).order_by("says__title", "says__version_date")
    rows = found.values_list(
        "pk", "status", "says__title", "says__version_date", "says__effective_from", "says__articles", "says__extract",
        "says__remarks", "version_id", "approved_by", "basis", "entered_by", "entered_at",
    )  # fmt: skip
    lines = [
        BatchLine(r[0], r[1], LawChange.Status(r[1]).label, r[2], date.fromisoformat(r[3]), date.fromisoformat(r[4]), r[5], r[6], tuple(r[7]), r[8] is not None and r[1] == _DRAFT, r[9])
        for r in rows
    ]  # fmt: skip
    if not lines:
        raise NotFound("没有这一批法规")
    basis, entered_by, entered_at = rows[0][10:]
    waiting = sum(line.status == _DRAFT for line in lines)
    return BatchView(batch, basis, entered_by, entered_at, waiting, tuple(lines))


def standing(batch: UUID) -> Mapping[str, int]:
    """Status → how many wordings of an import have it; empty for an import that brought none."""
    found = LawChange.objects.filter(batch=batch).order_by().values_list("status").annotate(n=Count("pk"))
    return dict(found)


def completing(batch: UUID) -> list[UUID]:
    """Those that wait and would complete an extract, whose words a case may rest on."""
    found = LawChange.objects.filter(batch=batch, status=_DRAFT, version__isnull=False)
    return list(found.values_list("pk", flat=True))


def drafts_held() -> dict[tuple[str, date], tuple[UUID, bool]]:
    """Title and date of publication of every wording that waits → its draft, and whether it is an extract."""
    found = LawChange.objects.filter(kind=ChangeKind.IMPORT, status=_DRAFT).order_by("entered_at")
    rows = found.values_list("says__title", "says__version_date", "pk", "says__extract")
    return {(title, date.fromisoformat(day)): (key, extract) for title, day, key, extract in rows}


def draft_text(change: UUID) -> tuple[str, str] | None:
    """The words of a draft and their digest; None for what is no draft that waits."""
    row = LawChange.objects.filter(pk=change, status=_DRAFT).values_list("says__text", "says__sha256").first()
    return (row[0], row[1]) if row else None


def draft_status(change: UUID) -> str | None:
    """The status of a draft that an import made; None for what is none."""
    return LawChange.objects.filter(pk=change).values_list("status", flat=True).first()
