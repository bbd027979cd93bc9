"""答卷: drawn when it begins, saved as often as wanted, marked when it is handed in or its time is over."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.exams import events
from sanxiang.exams.models import Examination, Question, Sitting
from sanxiang.exams.selectors import is_invited, parts_of, pool
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.ledger import services as ledger
from sanxiang.rules.examinations import (
    LETTERS,
    QuestionKind,
    Terms,
    draw,
    may_sit,
    paper_problems,
    shuffled,
    total,
)

#: a hand-in on its way when the time ends still counts
GRACE = timedelta(seconds=30)
Answers = Mapping[str, Sequence[str]]


def begin_sitting(*, actor: Actor, now: datetime, examination: UUID) -> UUID:
    """Draw a paper for the officer; an open one is answered instead of a second.

    Raises NotFound, Refused with everything against it, or InvalidInput where the bank no longer has enough.
    """
    with transaction.atomic():
        row = Examination.objects.select_for_update().filter(pk=examination, status="announced").first()
        if row is None or actor.officer_id is None:
            raise NotFound("没有这场考试")
        before = list(row.sittings.select_for_update().filter(officer=actor.officer_id))
        for sitting in before:
            if sitting.handed_in_at is None and now <= sitting.due_at + GRACE:
                return sitting.pk
            if sitting.handed_in_at is None:
                _mark(sitting, sitting.due_at, now)
        Refused.unless(
            may_sit(
                Terms(row.opens_at, row.closes_at, row.attempts),
                now,
                invited=is_invited(row, actor.officer_id, local_date(now)),
                taken=len(before),
                passed=any(sitting.passed for sitting in before),
            )
        )
        return _draw(row, actor.officer_id, actor, now, len(before) + 1).pk


def save_answers(*, actor: Actor, now: datetime, sitting: UUID, answers: Answers) -> bool:
    """Keep what has been answered so far; False = its time was over, and it was marked. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _own(actor, sitting)
        if row.handed_in_at is not None:
            return False
        if now > row.due_at + GRACE:
            _mark(row, row.due_at, now)
            return False
        row.answers = row.answers | _read(row, answers)
        row.save(update_fields=["answers"])
    return True


def hand_in(*, actor: Actor, now: datetime, sitting: UUID, answers: Answers) -> None:
    """交卷. Past the time nothing more is taken: what was saved is marked. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        if save_answers(actor=actor, now=now, sitting=sitting, answers=answers):
            row = _own(actor, sitting)
            _mark(row, min(now, row.due_at), now)


def settle_overdue(*, now: datetime) -> int:
    """Mark the papers whose time is over; answers how many."""
    with transaction.atomic():
        found = Sitting.objects.select_for_update().filter(handed_in_at=None, due_at__lt=now - GRACE)
        rows = list(found.order_by("pk"))
        for row in rows:
            _mark(row, row.due_at, now)
    return len(rows)


def _draw(row: Examination, officer: UUID, actor: Actor, now: datetime, attempt: int) -> Sitting:
    parts, entries = parts_of(row), pool(row.field)
    InvalidInput.if_any(paper_problems(parts, entries, row.field, row.pass_mark))
    seed = secrets.token_hex(16)
    drawn = draw(parts, entries, row.field, seed)
    asked = {str(q.pk): q for q in Question.objects.filter(pk__in=[entry.key for _, entry in drawn])}
    sitting = Sitting.objects.create(
        examination=row,
        officer_id=officer,
        attempt=attempt,
        seed=seed,
        paper=[_asked(asked[entry.key], part.title, part.points, seed) for part, entry in drawn],
        started_at=now,
        due_at=min(now + timedelta(minutes=row.minutes), row.closes_at),
    )
    payload = {"title": row.title, "attempt": attempt}
    ledger.append(kind=events.SITTING_BEGUN, subject=sitting.pk, actor=actor, at=now, payload=payload)
    return sitting


def _asked(q: Question, title: str, points: int, seed: str) -> dict[str, Any]:
    """A question as this paper asks it."""
    options, answer = shuffled(QuestionKind(q.kind), q.options, q.answer, f"{seed}:{q.pk}")
    return {
        "key": str(q.pk), "title": title, "kind": q.kind, "stem": q.stem, "options": options, "answer": answer,
        "points": points, "basis": q.basis_text,
    }  # fmt: skip


def _read(row: Sitting, answers: Answers) -> dict[str, list[str]]:
    """What was given, by the questions of this paper; InvalidInput for a letter that a question does not have."""
    out: dict[str, list[str]] = {}
    for asked in row.paper:
        if asked["key"] in answers:
            given = sorted(set(answers[asked["key"]]))
            if set(given) - set(LETTERS[: len(asked["options"])]):
                raise InvalidInput(
                    (asked["key"], f"第{row.paper.index(asked) + 1}题没有选项{'、'.join(given)}")
                )
            if len(given) > 1 and asked["kind"] != QuestionKind.MULTIPLE:
                raise InvalidInput((asked["key"], f"第{row.paper.index(asked) + 1}题只能选一个"))
            out[asked["key"]] = given
    return out


def _mark(row: Sitting, handed_in_at: datetime, now: datetime) -> None:
    """Mark the paper by what is saved; the result is the software's, whoever handed it in."""
    row.score = total({q["key"]: (q["answer"], q["points"]) for q in row.paper}, row.answers)
    row.passed = row.score >= row.examination.pass_mark
    row.handed_in_at = handed_in_at
    row.save(update_fields=["answers", "score", "passed", "handed_in_at"])
    payload = {
        "title": row.examination.title, "attempt": row.attempt, "score": row.score,
        "result": "合格" if row.passed else "不合格",
    }  # fmt: skip
    actor = Actor.system("按答案评分")
    ledger.append(kind=events.SITTING_HANDED_IN, subject=row.pk, actor=actor, at=now, payload=payload)


def _own(actor: Actor, sitting: UUID) -> Sitting:
    found = Sitting.objects.select_for_update(of=("self",)).select_related("examination")
    row = found.filter(pk=sitting, officer=actor.officer_id).first() if actor.officer_id else None
    if row is None:
        raise NotFound("没有这份答卷")
    return row
