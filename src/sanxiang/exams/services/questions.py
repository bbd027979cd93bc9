"""试题的一生: 录入 → 审定 → 使用 → 停用; a question in use is never changed, a new one takes its number."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.exams import events
from sanxiang.exams.models import Question
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.rules.approval import check_approver
from sanxiang.rules.examinations import QuestionKind, question_problems

Status = Question.Status
QUESTION_FIELDS = ("number", "kind", "field", "stem", "options", "answer", "basis_text", "explanation")


def draft_question(*, actor: Actor, now: datetime, **fields: Any) -> UUID:
    """Enter a question, of QUESTION_FIELDS; no paper draws it yet. Raises InvalidInput with everything wrong."""
    with transaction.atomic():
        row = Question(entered_by=actor.name)
        _write(row, actor, fields)
        row.save(force_insert=True)
        _record(actor, now, events.QUESTION_DRAFTED, row)
    return row.pk


def change_question(*, actor: Actor, now: datetime, question: UUID, **changes: Any) -> None:
    """Change a draft. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(question, Status.DRAFT, "只有待审定的试题可以修改；使用中的请停用后另录")
        _write(row, actor, changes)
        row.save()
        _record(actor, now, events.QUESTION_CHANGED, row)


def approve_question(*, actor: Actor, now: datetime, question: UUID) -> None:
    """审定 by somebody who had no hand in it: papers may draw it. Raises NotFound, Refused, InvalidInput."""
    with transaction.atomic():
        row = _in(question, Status.DRAFT, "只有待审定的试题可以审定")
        Refused.unless(check_approver(row.authors, actor.person_id))
        row.status = Status.IN_FORCE
        row.approved_by, row.approved_by_id, row.approved_on = actor.name, actor.person_id, local_date(now)
        row.save()
        _record(actor, now, events.QUESTION_APPROVED, row)


def retire_question(*, actor: Actor, now: datetime, question: UUID, reason: str) -> None:
    """停用: no new paper draws it; papers that have it stay. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(question, Status.IN_FORCE, "只有使用中的试题可以停用")
        row.status, row.retired_reason = Status.RETIRED, reason.strip()
        InvalidInput.if_any([("reason", "请写明停用的理由")] if not row.retired_reason else [])
        InvalidInput.if_any(column_problems(row))
        row.save(update_fields=["status", "retired_reason"])
        _record(actor, now, events.QUESTION_RETIRED, row, reason=row.retired_reason)


def discard_question(*, actor: Actor, now: datetime, question: UUID) -> None:
    """撤回草稿. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(question, Status.DRAFT, "只有待审定的试题可以撤回")
        row.status = Status.DISCARDED
        row.save(update_fields=["status"])
        _record(actor, now, events.QUESTION_DISCARDED, row)


def _write(row: Question, actor: Actor, fields: dict[str, Any]) -> None:
    """Put the values on the row and check it; who writes becomes an author."""
    InvalidInput.if_any((name, f"{name}不能填写") for name in fields if name not in QUESTION_FIELDS)
    for name, value in fields.items():
        setattr(row, name, value)
    row.answer = sorted(set(row.answer or ()))
    if actor.person_id not in row.authors:
        row.authors = [*row.authors, actor.person_id]
    InvalidInput.if_any(column_problems(row))
    InvalidInput.if_any(question_problems(QuestionKind(row.kind), row.options, row.answer))


def _in(question: UUID, status: str, otherwise: str) -> Question:
    row = Question.objects.select_for_update().filter(pk=question).first()
    if row is None:
        raise NotFound("没有这道试题")
    if row.status != status:
        raise InvalidInput(("status", f"{otherwise}，这道题现在是“{row.get_status_display()}”"))
    return row


def _record(actor: Actor, now: datetime, event: str, row: Question, **more: str) -> None:
    # the ledger does not say what is asked: the paper is not public
    payload = {"number": row.number, **more}
    ledger.append(kind=event, subject=row.pk, actor=actor, at=now, payload=payload)
