"""考试的一生: 拟定 → 发布 → 到时开始、到时结束; announced by another than who drafted it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.exams import events
from sanxiang.exams.models import Examination
from sanxiang.exams.selectors import parts_of, pool
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.rules.approval import check_approver
from sanxiang.rules.examinations import Part, blueprint_problems, paper_problems

Status = Examination.Status


def draft_examination(
    *,
    actor: Actor,
    now: datetime,
    organiser: UUID,
    title: str,
    parts: Sequence[Part],
    minutes: int,
    pass_mark: int,
    opens_at: datetime,
    closes_at: datetime,
    field: str = "",
    attempts: int = 1,
) -> UUID:
    """Draft an examination of the officers that `organiser` supervises. Raises InvalidInput."""
    with transaction.atomic():
        row = Examination(
            organiser_id=organiser, title=title, field=field, minutes=minutes, pass_mark=pass_mark,
            attempts=attempts, opens_at=opens_at, closes_at=closes_at,
        )  # fmt: skip
        _write(row, actor, parts)
        row.save(force_insert=True)
        _record(actor, now, events.EXAMINATION_DRAFTED, row)
    return row.pk


def change_examination(
    *, actor: Actor, now: datetime, examination: UUID, parts: Sequence[Part], **changes: Any
) -> None:
    """Change a draft: any of what `draft_examination` takes. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(examination, (Status.DRAFT,), "只有待发布的考试可以修改")
        for name, value in changes.items():
            setattr(row, name, value)
        _write(row, actor, parts)
        row.save()
        _record(actor, now, events.EXAMINATION_CHANGED, row)


def announce_examination(*, actor: Actor, now: datetime, examination: UUID) -> None:
    """发布: the bank must hold enough questions, and the window must not be past. Raises NotFound, Refused, InvalidInput."""
    with transaction.atomic():
        row = _in(examination, (Status.DRAFT,), "只有待发布的考试可以发布")
        Refused.unless(check_approver(row.authors, actor.person_id))
        InvalidInput.if_any(paper_problems(parts_of(row), pool(row.field), row.field, row.pass_mark))
        if row.closes_at <= now:
            raise InvalidInput(("closes_at", "结束时间已过，请先修改考试时间"))
        row.status = Status.ANNOUNCED
        row.announced_by, row.announced_by_id = actor.name, actor.person_id
        row.save()
        _record(actor, now, events.EXAMINATION_ANNOUNCED, row)


def cancel_examination(*, actor: Actor, now: datetime, examination: UUID, reason: str) -> None:
    """取消 while nobody has sat. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(examination, (Status.DRAFT, Status.ANNOUNCED), "已取消的考试不能再取消")
        if not reason.strip():
            raise InvalidInput(("reason", "请写明取消的理由"))
        if row.sittings.exists():
            raise InvalidInput(("status", "已经有人参加考试，不能取消"))
        row.status = Status.CANCELLED
        row.save(update_fields=["status"])
        _record(actor, now, events.EXAMINATION_CANCELLED, row, reason=reason.strip())


def _write(row: Examination, actor: Actor, parts: Sequence[Part]) -> None:
    row.parts = [[p.kind.value, p.special, p.count, p.points] for p in parts]
    row.entered_by = actor.name
    if actor.person_id not in row.authors:
        row.authors = [*row.authors, actor.person_id]
    InvalidInput.if_any(column_problems(row))
    # how many questions there are is asked when it is announced: the bank may still grow
    InvalidInput.if_any(blueprint_problems(parts, row.field, row.pass_mark))


def _in(examination: UUID, statuses: Sequence[str], otherwise: str) -> Examination:
    row = Examination.objects.select_for_update().filter(pk=examination).first()
    if row is None:
        raise NotFound("没有这场考试")
    if row.status not in statuses:
        raise InvalidInput(("status", f"{otherwise}，这场考试现在是“{row.get_status_display()}”"))
    return row


def _record(actor: Actor, now: datetime, event: str, row: Examination, **more: str) -> None:
    ledger.append(kind=event, subject=row.pk, actor=actor, at=now, payload={"title": row.title, **more})
