"""事前公开: publish, replace and retire the snapshots of lists (118号 (四), 1.6 to 1.11)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from sanxiang.disclosure import events
from sanxiang.disclosure.models import Snapshot
from sanxiang.disclosure.services.revision import raise_revision
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.kernel import Actor
from sanxiang.ledger import services as log
from sanxiang.ledger.canonical import canonical


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 of what an entry says, in hex; NotCanonical for values that are not str, int, bool, list or dict."""
    return hashlib.sha256(canonical(data)).hexdigest()


@transaction.atomic
def publish_snapshot(
    *, actor: Actor, now: datetime, kind: str, public_id: str, data: Mapping[str, Any]
) -> bool:
    """Publish `data` (shape by kind: disclosure.types) as the next version; False if nothing changed.

    Raises ValueError for an unknown kind and ledger.canonical.NotCanonical for values that are not
    str, int, bool, list or dict. Serves 118号 (四) and the dynamic adjustment of 政府信息公开条例 26.
    """
    found = SnapshotKind(kind)
    sha256 = digest_of(data)
    current = (
        Snapshot.objects.select_for_update()
        .filter(kind=found, public_id=public_id, superseded_at__isnull=True)
        .first()
    )
    if current and current.sha256 == sha256:
        return False
    last = Snapshot.objects.filter(kind=found, public_id=public_id).order_by("-version").first()
    if current:
        current.superseded_at = now
        current.save(update_fields=["superseded_at"])
    title, agency_id, facet = _columns(found, data)
    _log(actor, now, events.LISTED, kind=found, public_id=public_id, name=title, sha256=sha256)
    Snapshot.objects.create(
        kind=found,
        public_id=public_id,
        version=last.version + 1 if last else 1,
        title=title,
        agency_id=agency_id,
        facet=facet,
        data=data,
        sha256=sha256,
        published_at=now,
        revision=raise_revision(now),
    )
    return True


@transaction.atomic
def retire_snapshot(*, actor: Actor, now: datetime, kind: str, public_id: str) -> bool:
    """Stop publishing a list entry; its versions stay. False if it was not published."""
    current = (
        Snapshot.objects.select_for_update()
        .filter(kind=SnapshotKind(kind), public_id=public_id, superseded_at__isnull=True)
        .first()
    )
    if current is None:
        return False
    _log(
        actor, now, events.UNLISTED, kind=kind, public_id=public_id, name=current.title, sha256=current.sha256
    )
    current.superseded_at = now
    current.revision = raise_revision(now)
    current.save(update_fields=["superseded_at", "revision"])
    return True


def _columns(kind: SnapshotKind, data: Mapping[str, Any]) -> tuple[str, str, str]:
    """Title, agency and facet: what lists show and filter by."""
    if kind is SnapshotKind.AGENCY:
        return data["name"], data["parent"], data["level"]
    if kind is SnapshotKind.OFFICER:
        return data["name"], data["agency"]["public_id"], data["credential"]["number"]
    if kind is SnapshotKind.POWER:
        return data["name"], data["agency"]["public_id"], data["kind"]
    if kind is SnapshotKind.LAW:
        return data["title"], "", data["level"]
    if kind is SnapshotKind.SITE:
        return "网站页脚", "", ""
    if kind is SnapshotKind.LIST:
        return data["title"], data["agency"]["public_id"], data["code"]
    return data["title"], "", data["issued_on"]


def _log(actor: Actor, now: datetime, event: str, **payload: str) -> None:
    subject = uuid5(NAMESPACE_URL, f"{payload['kind']}/{payload['public_id']}")
    log.append(kind=event, subject=subject, actor=actor, at=now, payload=payload)
