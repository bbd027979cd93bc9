"""离岗: every credential is taken back, and what was applied for and not decided ends (国办发〔2018〕118号（二十三）)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.exams.services import end_applications
from sanxiang.kernel import Actor
from sanxiang.registry import credentialing


def leave_post(*, actor: Actor, now: datetime, officer: UUID, on: date, reason: str) -> None:
    """Record that a person leaves on a day. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        credentialing.leave_post(actor=actor, now=now, officer=officer, on=on, reason=reason)
        end_applications(actor=actor, now=now, officers=[officer], why=reason.strip())
