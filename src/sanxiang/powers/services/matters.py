"""清单事项的一生: 起草 → 审定 → 有效 → 被新版本替代或者停止; a row is entered and approved by different people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.powers import events
from sanxiang.powers.matters import FIELDS, Row, table
from sanxiang.powers.models import Matter
from sanxiang.powers.services.shared import end_the_version_before, record, require_owner
from sanxiang.rules.approval import check_approver

Status = Matter.Status


def draft_matter(
    *, actor: Actor, now: datetime, kind: str, agency: UUID, number: str, effective_from: date | None = None, **says: Any
) -> UUID:  # fmt: skip
    """Begin a row, or the next version of the one in force under that number. Raises NotFound, InvalidInput."""
    _only(kind, says)
    with transaction.atomic():
        same = table(kind).objects.filter(agency=agency, number=number)
        if same.filter(status=Status.DRAFT).exists():
            raise InvalidInput(("number", f"编号{number}已有一份草稿，请先审定或者撤回那一份"))
        row = table(kind)(agency_id=agency, number=number, **says)
        row.version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
        row.effective_from = effective_from or local_date(now)
        row.entered_by, row.authors = actor.name, [actor.person_id]
        InvalidInput.if_any(column_problems(row))
        row.save(force_insert=True)
        record(actor, now, events.MATTER_DRAFTED, row.pk, _named(row))
    return row.pk


def change_matter(*, actor: Actor, now: datetime, kind: str, matter: UUID, **says: Any) -> None:
    """Change a draft. Raises NotFound, InvalidInput."""
    start = says.pop("effective_from", None)
    _only(kind, says)
    with transaction.atomic():
        row = _in(kind, matter, Status.DRAFT, "只有草稿可以修改")
        for name, value in says.items():
            setattr(row, name, value)
        row.effective_from = start or row.effective_from
        row.entered_by = actor.name
        if actor.person_id not in row.authors:
            row.authors = [*row.authors, actor.person_id]
        InvalidInput.if_any(column_problems(row))
        row.save()
        record(actor, now, events.MATTER_CHANGED, row.pk, _named(row))


def approve_matter(*, actor: Actor, now: datetime, kind: str, matter: UUID) -> None:
    """审定 by somebody who had no hand in it: in force from its day on, the version before ends the day before.

    A version that replaces another does not reach back. Raises NotFound, Refused, InvalidInput.
    """
    today = local_date(now)
    with transaction.atomic():
        row = _in(kind, matter, Status.DRAFT, "只有草稿可以审定")
        Refused.unless(check_approver(row.authors, actor.person_id))
        require_owner(row.agency_id, row.effective_from, today)
        _end_the_version_before(kind, row, today)
        row.status = Status.IN_FORCE
        row.approved_by, row.approved_by_id, row.approved_on = actor.name, actor.person_id, today
        InvalidInput.if_any(column_problems(row))
        row.save()
        record(actor, now, events.MATTER_APPROVED, row.pk, _named(row))


def end_matter(*, actor: Actor, now: datetime, kind: str, matter: UUID, until: date) -> None:
    """停止: in force through `until`, today at the earliest. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(kind, matter, Status.IN_FORCE, "只有有效的事项可以停止")
        if until < max(local_date(now), row.effective_from):
            raise InvalidInput(("until", "停止不能溯及以前，适用到的日期最早是今天"))
        row.status, row.effective_to = Status.ENDED, until
        row.save(update_fields=["status", "effective_to"])
        record(actor, now, events.MATTER_ENDED, row.pk, _named(row) | {"until": until.isoformat()})


def discard_matter(*, actor: Actor, now: datetime, kind: str, matter: UUID) -> None:
    """撤回草稿. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(kind, matter, Status.DRAFT, "只有草稿可以撤回")
        row.status = Status.DISCARDED
        row.save(update_fields=["status"])
        record(actor, now, events.MATTER_DISCARDED, row.pk, _named(row))


def _end_the_version_before(kind: str, row: Row, today: date) -> None:
    ran = (Status.IN_FORCE, Status.SUPERSEDED, Status.ENDED)
    found = table(kind).objects.filter(agency=row.agency_id, number=row.number, status__in=ran)
    end_the_version_before(found, row.effective_from, today)


def _in(kind: str, matter: UUID, status: str, otherwise: str) -> Row:
    row = table(kind).objects.select_for_update().filter(pk=matter).order_by("pk").first()
    if row is None:
        raise NotFound("没有这个清单事项")
    if row.status != status:
        raise InvalidInput(("status", f"{otherwise}，这一版本现在是“{row.get_status_display()}”"))
    return row


def _only(kind: str, says: dict[str, Any]) -> None:
    table(kind)
    InvalidInput.if_any((name, f"{name}不能填写") for name in says if name not in FIELDS[kind])


def _named(row: Row) -> dict[str, Any]:
    return {
        "list": str(row._meta.verbose_name),
        "number": row.number,
        "title": row.title,
        "version": row.version,
    }
