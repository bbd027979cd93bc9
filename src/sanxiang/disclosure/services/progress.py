"""办理进度: kept current by flows; opened by a party with number and viewing password (ux P8)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import connection, transaction

from sanxiang.disclosure import events
from sanxiang.disclosure.models import ProgressAttempt, ProgressRecord
from sanxiang.disclosure.role import keeper_role
from sanxiang.disclosure.types import Progress, Right, Stage
from sanxiang.kernel import Actor
from sanxiang.ledger import services as log

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)

# One statement, so that it also holds against simultaneous tries. Tries while locked do not prolong the lock.
_COUNT = """
INSERT INTO disclosure_progress_attempt AS a (key, failures, last_at) VALUES (%(key)s, 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN a.last_at <= %(over)s THEN 1 ELSE least(a.failures + 1, %(tries)s + 1) END,
    last_at = CASE WHEN a.failures >= %(tries)s AND a.last_at > %(over)s THEN a.last_at ELSE %(now)s END
RETURNING failures
"""
_FORGET = """
DELETE FROM disclosure_progress_attempt WHERE key IN (
    SELECT key FROM disclosure_progress_attempt WHERE last_at <= %(over)s LIMIT 100 FOR UPDATE SKIP LOCKED)
"""


@transaction.atomic
def set_progress(
    *,
    actor: Actor,
    now: datetime,
    case_ref: UUID,
    number: str,
    matter: str,
    agency_name: str,
    stages: tuple[Stage, ...],
    password_hash: str = "",
    agency_phone: str = "",
    next_step: str = "",
    rights: tuple[Right, ...] = (),
    closed: bool = False,
) -> None:
    """Set what the party of `number` sees. An empty `password_hash` keeps the one that was given out.

    The hash is made by django's `make_password`; without any, nobody can open the page. `case_ref` goes into
    the ledger only, never into the public table.
    """
    data = {
        "matter": matter,
        "agency_name": agency_name,
        "agency_phone": agency_phone,
        "stages": [_plain(asdict(stage)) for stage in stages],
        "next_step": next_step,
        "rights": [_plain(asdict(right)) for right in rights],
        "closed": closed,
    }
    defaults = {"data": data, "updated_at": now}
    if password_hash:
        defaults["password_hash"] = password_hash
    ProgressRecord.objects.update_or_create(number=number, defaults=defaults)
    now_at = next((stage.label for stage in stages if stage.state == "now"), "")
    payload = {"number": number, "stage": now_at}
    log.append(
        kind=events.PROGRESS_SET, subject=case_ref, case=case_ref, actor=actor, at=now, payload=payload
    )


@transaction.atomic
def try_progress(*, now: datetime, number: str, password: str) -> Progress | None:
    """What the party may see, or None for a wrong pair, an unknown number and a locked number alike.

    Five failures lock a number for fifteen minutes, whether it exists or not, and every answer costs one
    password hash, so that neither words nor time tell which numbers exist. The try is counted before the
    password is checked, so that tries made at the same time count as well. Only the keeper's role, held for
    this comparison alone, may read a password hash.
    """
    with keeper_role():
        if not _opens(number, password, now):
            return None
    row = ProgressRecord.objects.filter(number=number).values("number", "data", "updated_at").first()
    return _progress(row) if row else None


def _opens(number: str, password: str, now: datetime) -> bool:
    key = hashlib.sha256(number.encode()).hexdigest()
    allowed = _count_try(key, now)
    hashes = ProgressRecord.objects.filter(number=number).exclude(password_hash="")
    stored = hashes.values_list("password_hash", flat=True).first()
    right = check_password(password, stored or _no_password())
    if not (allowed and right and stored):
        return False
    ProgressAttempt.objects.filter(key=key).delete()
    return True


@cache
def _no_password() -> str:
    return make_password(secrets.token_hex())


def _count_try(key: str, now: datetime) -> bool:
    """Count a try; False once more than five were made within the time the lock lasts."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, {"over": now - LOCKED_FOR})
        cursor.execute(_COUNT, {"key": key, "now": now, "over": now - LOCKED_FOR, "tries": TRIES})
        (failures,) = cursor.fetchone()
    return bool(failures <= TRIES)


def _progress(row: Mapping[str, Any]) -> Progress:
    data = row["data"]
    return Progress(
        number=row["number"],
        matter=data["matter"],
        agency_name=data["agency_name"],
        agency_phone=data["agency_phone"],
        stages=tuple(Stage(**{**s, "on": _date(s["on"])}) for s in data["stages"]),
        next_step=data["next_step"],
        rights=tuple(Right(**{**r, "until": _date(r["until"])}) for r in data["rights"]),
        updated_at=row["updated_at"],
        closed=data["closed"],
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
