"""网站页脚: what a government site must show on every page, set by its administrator (国办发〔2017〕47号)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from sanxiang.disclosure import events
from sanxiang.disclosure.selectors.public import SITE_ID, site_said
from sanxiang.disclosure.services.lists import publish_snapshot
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.kernel import Actor
from sanxiang.ledger import services as log


@transaction.atomic
def set_site(
    *,
    actor: Actor,
    now: datetime,
    said: Mapping[str, str],
    labels: Mapping[str, str],
    before: Mapping[str, str],
) -> int:
    """Say these things of the site from now on; the ledger gets who, when, before and after of each. How many changed.

    `said` by key, `labels` the keys in Chinese, `before` what the pages show now. The caller has made sure that the
    actor may.
    """
    changed = {key: value for key, value in said.items() if value != before.get(key, "")}
    for key, value in changed.items():
        log.append(
            kind=events.SITE_CHANGED,
            subject=uuid5(NAMESPACE_URL, f"site/{key}"),
            actor=actor,
            at=now,
            payload={"item": labels[key], "before": before.get(key, ""), "after": value},
        )
    if changed:
        data = {**site_said(), **changed}
        publish_snapshot(actor=actor, now=now, kind=SnapshotKind.SITE, public_id=SITE_ID, data=data)
    return len(changed)
