"""登录锁定: whether an account is locked out after wrong passwords (django-axes), and how it is let in again."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings


def is_locked(username: str, moment: datetime) -> bool:
    """Too many wrong passwords from one address, and the pause is not over."""
    since = moment - timedelta(hours=settings.AXES_COOLOFF_TIME)
    return AccessAttempt.objects.filter(
        username=username, failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gte=since
    ).exists()


def unlock(username: str) -> None:
    """Forget the wrong passwords of the name, from wherever they came."""
    AccessAttempt.objects.filter(username=username).delete()
