"""离岗: every credential is taken back, what waits to be decided ends, and the account closes (国办发〔2018〕118号（二十三）)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.exams.services.applications import end_applications
from sanxiang.kernel import Actor
from sanxiang.registry import credentialing


def leave_post(*, actor: Actor, now: datetime, officer: UUID, on: date, reason: str) -> list[str]:
    """Record that a person leaves on a day, on screen or by import; answers in Chinese what ended with it.

    Raises NotFound, InvalidInput.
    """
    with transaction.atomic():
        ended = credentialing.leave_post(actor=actor, now=now, officer=officer, on=on, reason=reason)
        if n := end_applications(actor=actor, now=now, officers=[officer], why=reason.strip()):
            ended.append(f"终止{n}件证件申领")
    return ended
