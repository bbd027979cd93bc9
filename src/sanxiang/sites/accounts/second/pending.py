"""等待第二步: whose password was right and who has still to show the second step, for a few minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest

from sanxiang.registry.sign_ins import failures

PENDING = "sx-pending"
#: how long the second step may take
LASTS = timedelta(minutes=5)
#: so many wrong answers in so long a time, and the second step waits
TRIES, WITHIN = 5, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Pending:
    """The account that waits, how it was recognised, and where the person wanted to go."""

    user: Any
    backend: str
    to: str


def wait(request: HttpRequest, user: Any, to: str, now: datetime) -> None:
    """Remember whose password was right."""
    request.session.cycle_key()
    request.session[PENDING] = {"id": str(user.pk), "backend": user.backend, "to": to, "at": now.timestamp()}


def waiting(request: HttpRequest, now: datetime) -> Pending | None:
    """Who waits in this session; None if nobody does, or for too long."""
    kept = request.session.get(PENDING)
    if not kept or now.timestamp() - kept["at"] > LASTS.total_seconds():
        request.session.pop(PENDING, None)
        return None
    user = get_user_model().objects.filter(pk=kept["id"], is_active=True).first()
    return Pending(user, kept["backend"], kept["to"]) if user else None


def exhausted(user: Any, now: datetime) -> bool:
    """Were there too many wrong answers? Knowing the password must not give endless tries."""
    return failures(user.get_username(), now - WITHIN) >= TRIES
