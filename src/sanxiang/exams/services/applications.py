"""证件申领: asked for by the agency with the training behind it, granted or refused by another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sanxiang.exams import events
from sanxiang.exams.models import CredentialApplication
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.registry import selectors as registry
from sanxiang.rules.approval import check_approver
from sanxiang.rules.sentences import chinese_date

Status = CredentialApplication.Status


def ask_credential(
    *,
    actor: Actor,
    now: datetime,
    officer: UUID,
    fields: Sequence[str],
    training_hours: int,
    training: str = "",
    kind: str = "enforcement",
) -> UUID:
    """申领 for an officer or, of the kind supervision, for a supervisor; whether it can be issued is judged when it is decided. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        person, today = registry.get_officer(officer), local_date(now)
        if person.left_on and not person.in_post_on(today):
            raise InvalidInput(("officer", f"{person.name}已于{chinese_date(person.left_on)}离岗，不能申领"))
        own = registry.get_agency(person.agency_id).enforcement_fields
        if foreign := [field for field in fields if field not in own]:
            raise InvalidInput(("fields", f"所在机关没有这些执法类别：{'、'.join(foreign)}"))
        row = CredentialApplication(
            officer_id=officer, kind=kind, fields=list(dict.fromkeys(fields)), training_hours=training_hours, training=training,
            asked_by=actor.name, asked_by_id=actor.person_id, asked_on=today,
        )  # fmt: skip
        InvalidInput.if_any(column_problems(row))
        row.save(force_insert=True)
        payload = {"name": person.name, "card": row.get_kind_display(), "fields": "、".join(row.fields)}
        ledger.append(kind=events.CREDENTIAL_ASKED, subject=row.pk, actor=actor, at=now, payload=payload)
    return row.pk


def grant_application(*, actor: Actor, now: datetime, application: UUID, number: str) -> None:
    """Record that a credential was issued on it; `flows.issue_credential` does both. Raises NotFound, Refused, InvalidInput."""
    with transaction.atomic():
        row = _asked(application)
        Refused.unless(check_approver({row.asked_by_id}, actor.person_id))
        row.number = number
        _decide(row, actor, now, Status.ISSUED)
        payload = {"name": row.officer.name, "number": number}
        ledger.append(kind=events.CREDENTIAL_ISSUED, subject=row.pk, actor=actor, at=now, payload=payload)


def refuse_application(*, actor: Actor, now: datetime, application: UUID, reason: str) -> None:
    """不同意, with the reason. Raises NotFound, Refused, InvalidInput."""
    with transaction.atomic():
        row = _asked(application)
        Refused.unless(check_approver({row.asked_by_id}, actor.person_id))
        if not reason.strip():
            raise InvalidInput(("reason", "请写明不同意的理由"))
        row.reason = reason.strip()
        _decide(row, actor, now, Status.REFUSED)
        payload = {"name": row.officer.name, "reason": row.reason}
        ledger.append(kind=events.CREDENTIAL_REFUSED, subject=row.pk, actor=actor, at=now, payload=payload)


def end_applications(*, actor: Actor, now: datetime, officers: Collection[UUID], why: str = "") -> int:
    """End what waits for people who have left or leave, each with the day and the ledger's entry; answers how many.

    国办发〔2018〕118号（二十三）.
    """
    ended = 0
    with transaction.atomic():
        waiting = CredentialApplication.objects.select_for_update(of=("self",)).select_related("officer")
        for row in waiting.filter(officer__in=officers, status=Status.ASKED, officer__left_on__isnull=False):
            left_on = row.officer.left_on or local_date(now)
            row.reason = f"自{chinese_date(left_on)}起离岗" + (f"：{why}" if why else "")
            _decide(row, actor, now, Status.ENDED)
            payload = {"name": row.officer.name, "reason": row.reason}
            ledger.append(kind=events.CREDENTIAL_LAPSED, subject=row.pk, actor=actor, at=now, payload=payload)
            ended += 1
    return ended


def _asked(application: UUID) -> CredentialApplication:
    found = CredentialApplication.objects.select_for_update(of=("self",)).select_related("officer")
    row = found.filter(pk=application).first()
    if row is None:
        raise NotFound("没有这份申领")
    if row.status != Status.ASKED:
        raise InvalidInput(("status", f"这份申领{row.get_status_display()}，不能再办"))
    return row


def _decide(row: CredentialApplication, actor: Actor, now: datetime, status: str) -> None:
    row.status = status
    row.decided_by, row.decided_by_id, row.decided_on = actor.name, actor.person_id, local_date(now)
    InvalidInput.if_any(column_problems(row))
    row.save()
