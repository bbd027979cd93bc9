"""写入变更: 录入 → 审定 by another person → in effect; a draft changes or is taken back, nothing else is touched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.rules.approval import check_approver
from sanxiang.statutes import events
from sanxiang.statutes.changing.days import repealed
from sanxiang.statutes.changing.kinds import KINDS
from sanxiang.statutes.changing.texts import parsed
from sanxiang.statutes.changing.types import ChangeKind
from sanxiang.statutes.importing import digest
from sanxiang.statutes.models import Law, LawChange, LawVersion
from sanxiang.statutes.services import remove_wording, settle_intervals
from sanxiang.statutes.terms import one_writer_at_a_time

Status = LawChange.Status
_TEXTS = (ChangeKind.REGISTER, ChangeKind.VERSION, ChangeKind.IMPORT)
_ENDS = {ChangeKind.REPEAL: events.REPEALED, ChangeKind.UNREPEAL: events.REPEAL_WITHDRAWN}


def draft_change(
    *, actor: Actor, now: datetime, kind: ChangeKind, says: Mapping[str, Any], basis: str,
    law: UUID | None = None, version: UUID | None = None,
) -> UUID:  # fmt: skip
    """Enter a change of a law, or (kind REGISTER) of a new one; it runs nothing. `basis`: gazette and day.

    `says` is what the form of the kind holds (`kinds.KINDS`), days as ISO text. Raises NotFound, InvalidInput.
    """
    with transaction.atomic():
        change = LawChange(kind=kind, basis=basis.strip(), says=dict(says))
        change.law_id = uuid4() if kind == ChangeKind.REGISTER else _law(law).pk
        change.version = _version(change.law_id, version) if kind.of_a_version else None
        change.entered_at, change.entered_by, change.authors = now, actor.name, [actor.person_id]
        _check_entry(change)
        change.save(force_insert=True)
        _record(actor, now, events.CHANGE_DRAFTED, change)
    return change.pk


def edit_change(*, actor: Actor, now: datetime, change: UUID, says: Mapping[str, Any], basis: str) -> None:
    """Change a draft; whoever does is one of its authors. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _draft(change, "修改")
        if row.batch:
            raise InvalidInput(("", "导入的文本不在页面上修改，请撤销导入，改好文件后再导入"))
        row.says, row.basis, row.entered_by = dict(says), basis.strip(), actor.name
        if actor.person_id not in row.authors:
            row.authors = [*row.authors, actor.person_id]
        _check_entry(row)
        row.save()
        _record(actor, now, events.CHANGE_EDITED, row)


def approve_change(*, actor: Actor, now: datetime, change: UUID) -> None:
    """审定 by somebody who had no hand in it (国办发〔2018〕118号（四）); the change takes effect.

    Everything is asked again, because the laws may have changed since it was entered. Raises NotFound, Refused,
    InvalidInput.
    """
    with transaction.atomic():
        one_writer_at_a_time()
        row = _draft(change, "审定")
        Refused.unless(check_approver(row.authors, actor.person_id))
        kind = KINDS[ChangeKind(row.kind)]
        InvalidInput.if_any(kind.problems(row))
        said = kind.said(row)
        kind.apply(row)
        row.status, row.approved_on = Status.APPROVED, local_date(now)
        row.approved_by, row.approved_by_id = actor.name, actor.person_id
        row.save()
        _record(actor, now, events.CHANGE_APPROVED, row, said)
        if row.kind in _ENDS:
            _record_ends(actor, now, row)
        if row.kind == ChangeKind.WITHDRAW and row.version_id:
            remove_wording(actor=actor, now=now, version=row.version_id)
            settle_intervals()


def discard_change(*, actor: Actor, now: datetime, change: UUID) -> None:
    """撤回草稿; it stays on file. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _draft(change, "撤回")
        row.status = Status.DISCARDED
        row.save(update_fields=["status"])
        _record(actor, now, events.CHANGE_DISCARDED, row)


def _check_entry(change: LawChange) -> None:
    kind = KINDS[ChangeKind(change.kind)]
    unknown = [(name, f"{name}不能填写") for name in change.says if name not in kind.fields]
    missing = [(name, f"缺少{name}") for name in kind.fields if name not in change.says]
    InvalidInput.if_any([*unknown, *missing])
    InvalidInput.if_any([*column_problems(change), *kind.entry(change)])


def _law(law: UUID | None) -> Law:
    found = Law.objects.filter(pk=law).first() if law else None
    if found is None:
        raise NotFound("没有这部法规")
    return found


def _version(law: UUID, version: UUID | None) -> LawVersion:
    found = LawVersion.objects.filter(pk=version, law=law).first() if version else None
    if found is None:
        raise NotFound("没有这个法规版本")
    return found


def _draft(change: UUID, act: str) -> LawChange:
    row = LawChange.objects.select_for_update().filter(pk=change).order_by("pk").first()
    if row is None:
        raise NotFound("没有这项法规变更")
    if row.status != Status.DRAFT:
        raise InvalidInput(("status", f"只有待审定的变更可以{act}，这一项{row.get_status_display()}"))
    return row


def _record(actor: Actor, now: datetime, event: str, change: LawChange, said: str = "") -> None:
    """One entry about the law; of a text its digest, of what it replaced every word."""
    kind = ChangeKind(change.kind)
    payload: dict[str, Any] = {
        "change": str(change.pk),
        "kind": kind.label,
        "what": said or KINDS[kind].said(change),
        "basis": change.basis,
    }
    if kind in _TEXTS:
        payload["sha256"] = change.says.get("sha256") or digest(parsed(change).provisions)
    if change.before:
        payload["before"] = change.before
    ledger.append(kind=event, subject=change.law_id, actor=actor, at=now, payload=payload)


def _record_ends(actor: Actor, now: datetime, change: LawChange) -> None:
    """An entry about each law that ends, or after all does not, so that its own history says so."""
    by = Law.objects.get(pk=change.law_id).title
    for law in repealed(change):
        payload = {"change": str(change.pk), "law": law.title, "by": by, "basis": change.basis}
        if "on" in change.says:
            payload["on"] = change.says["on"]
        ledger.append(
            kind=_ENDS[ChangeKind(change.kind)], subject=law.pk, actor=actor, at=now, payload=payload
        )
