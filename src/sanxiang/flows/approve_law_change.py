"""审定法规变更: what one person entered about a law takes effect; words that a case rests on stay as they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sanxiang.cases.selectors import count_on_items
from sanxiang.disclosure.selectors import snapshot
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.kernel import Actor, Refused
from sanxiang.powers.selectors import versions_resting_at, versions_resting_on
from sanxiang.registry.policies import may_approve_for_city
from sanxiang.rules.citations import Place, cite
from sanxiang.rules.verdict import Reason
from sanxiang.statutes.changing import selectors, waiting
from sanxiang.statutes.changing.batches import approve_batch
from sanxiang.statutes.changing.services import approve_change
from sanxiang.statutes.changing.types import ChangeKind
from sanxiang.statutes.types import VersionView


def approve_law_change(*, actor: Actor, now: datetime, change: UUID) -> None:
    """Approve a change, by somebody who had no hand in it.

    Refused also where it would replace the words of an article on which a case rests: the case keeps the text of its
    day (行政处罚法第三十七条). Raises Refused, NotFound, InvalidInput.
    """
    _require_approver(actor)
    with transaction.atomic():
        _require_unobstructed(change)
        approve_change(actor=actor, now=now, change=change)


def approve_law_batch(
    *, actor: Actor, now: datetime, batch: UUID, changes: Collection[UUID] | None = None
) -> int:
    """Approve what an import brought, or these of its wordings, as `approve_law_change` does one; how many."""
    _require_approver(actor)
    with transaction.atomic():
        for change in waiting.completing(batch):
            if changes is None or change in changes:
                _require_unobstructed(change)
        return approve_batch(actor=actor, now=now, batch=batch, changes=changes)


def _require_approver(actor: Actor) -> None:
    if not may_approve_for_city(actor):
        raise Refused(Reason("law.approver", "法规变更由司法行政机关的执法监督人员审定", cite("G118(4)")))


def _require_unobstructed(change: UUID) -> None:
    if said := obstacle(change):
        raise Refused(Reason("law.relied_on", said, cite("APL-37")))


def obstacle(change: UUID) -> str:
    """What relies on the words that a draft would replace or take away, "" = nothing stands in its way (37)."""
    found = selectors.get_change(change)
    if found.version_id is None or found.status != "draft":
        return ""
    version = selectors.get_version(found.version_id)
    if found.kind == ChangeKind.WITHDRAW:
        return _relied_on_whole(version)
    if cases := _cases_on(selectors.touched(change), version):
        return f"已有{cases}件案件依据这些条文办理，文字不能改动；官方文本有变的，登记为新的文本"
    return ""


def _relied_on_whole(version: VersionView) -> str:
    """A wording that anything runs by, or that the public reads, is no mere mistake of entry."""
    if items := versions_resting_on([version.law.id]):
        return f"有{len(items)}个权力事项版本以这部法规为依据，不能撤除；先为它们改换依据"
    shown = snapshot(SnapshotKind.LAW, version.law.public_id)
    if shown and shown["data"]["version_date"] == version.version_date.isoformat():
        return "公众已经能看到这一文本，不能撤除；停止公开以后再办理"
    return ""


def _cases_on(places: Collection[Place], version: VersionView) -> int:
    """How many cases run by an item that rests, while the wording is in force, on one of these articles."""
    if not places or version.effective_from is None:
        return 0
    resting = versions_resting_at(version.law.id, places, version.effective_from, version.effective_to)
    return count_on_items(resting)
