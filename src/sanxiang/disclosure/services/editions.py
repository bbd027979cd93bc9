"""清单文本: editions of a list, drafted from what runs, approved by another, published and filed (118号（四）（十二）)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sanxiang.disclosure import events
from sanxiang.disclosure.list_types import EditionInput, EditionView, ListData
from sanxiang.disclosure.models import Edition
from sanxiang.disclosure.selectors.editions import edition_view
from sanxiang.disclosure.selectors.files import published_files
from sanxiang.disclosure.services.lists import digest_of, publish_snapshot
from sanxiang.disclosure.types import SnapshotKind
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.ledger import services as log
from sanxiang.rules.approval import check_approver

State = Edition.State


@transaction.atomic
def draft_edition(*, actor: Actor, now: datetime, said: EditionInput) -> UUID:
    """Keep what a list says as a draft; one that waits already is replaced. Raises InvalidInput for an empty list."""
    if not said.rows:
        raise InvalidInput(("rows", f"{said.title}现在没有内容，不能拟制"))
    same = Edition.objects.select_for_update().filter(agency_ref=said.agency_ref, code=said.code)
    for waiting in same.filter(state=State.DRAFT):
        _discard(waiting, actor, now)
    before = same.order_by("-number").first()
    row = Edition(
        agency_ref=said.agency_ref, agency_id=said.agency["public_id"], agency_name=said.agency["name"], code=said.code,
        group=said.group, title=said.title, as_of=said.as_of, heads=list(said.heads), rows=said.rows, key=said.key,
        sha256=digest_of(_content(said)), drafted_by=actor.name, drafted_by_id=actor.person_id,
    )  # fmt: skip
    if before:
        row.public_id = before.public_id
    row.save(force_insert=True)
    _record(actor, now, events.EDITION_DRAFTED, row, rows=str(len(said.rows)))
    return row.pk


@transaction.atomic
def approve_edition(
    *, actor: Actor, now: datetime, edition: UUID, runs: EditionInput, approval_no: str = ""
) -> None:
    """审定 by another person, while it still says what `runs`; it gets its number.

    Raises NotFound, Refused, or InvalidInput where the rows have changed since it was drafted.
    """
    row = _in(edition, State.DRAFT, "只有待审定的版本可以审定")
    Refused.unless(check_approver({row.drafted_by_id}, actor.person_id))
    if digest_of(_content(runs)) != row.sha256:
        raise InvalidInput(("rows", "拟制以后登记又有变化，请重新拟制再审定"))
    last = Edition.objects.filter(agency_ref=row.agency_ref, code=row.code).aggregate(n=Max("number"))["n"]
    row.number, row.state, row.approval_no = (last or 0) + 1, State.APPROVED, approval_no.strip()
    row.approved_by, row.approved_by_id, row.approved_on = actor.name, actor.person_id, local_date(now)
    row.full_clean()
    row.save()
    _record(actor, now, events.EDITION_APPROVED, row, approval_no=row.approval_no, sha256=row.sha256)


@transaction.atomic
def file_edition(*, actor: Actor, now: datetime, edition: UUID, filed_no: str, filed_on: date) -> None:
    """备案 with the justice bureau, of an approved or published edition. Raises NotFound, InvalidInput."""
    row = _locked(edition)
    if row.state not in (State.APPROVED, State.PUBLISHED):
        raise InvalidInput(("state", f"审定以后才能备案，这一版现在是“{row.get_state_display()}”"))
    if row.filed_no:
        raise InvalidInput(("filed_no", f"已经备案，备案号{row.filed_no}"))
    if not filed_no.strip():
        raise InvalidInput(("filed_no", "请填写备案号"))
    if row.approved_on and not row.approved_on <= filed_on <= local_date(now):
        raise InvalidInput(("filed_on", f"备案日期应当在审定日期{row.approved_on}与今天之间"))
    row.filed_no, row.filed_on, row.filed_by = filed_no.strip(), filed_on, actor.name
    row.full_clean()
    row.save()
    _record(actor, now, events.EDITION_FILED, row, filed_no=row.filed_no)


@transaction.atomic
def publish_edition(*, actor: Actor, now: datetime, edition: UUID, pdf: bytes) -> None:
    """公布 an approved edition with its PDF in place of the one before, or a published one again after its filing.

    Raises NotFound, InvalidInput.
    """
    row = _locked(edition)
    if row.state not in (State.APPROVED, State.PUBLISHED):
        raise InvalidInput(("state", f"审定以后才能公布，这一版现在是“{row.get_state_display()}”"))
    others = Edition.objects.filter(agency_ref=row.agency_ref, code=row.code).exclude(pk=row.pk)
    if newer := others.filter(state=State.PUBLISHED, number__gt=row.number).first():
        raise InvalidInput(("state", f"第{newer.number}版已经公布，不能再公布以前的第{row.number}版"))
    # one that was approved and passed over stays unpublished for good
    others.filter(state__in=(State.PUBLISHED, State.APPROVED), number__lt=row.number).update(
        state=State.REPLACED
    )
    row.state, row.published_on = State.PUBLISHED, row.published_on or local_date(now)
    row.save(update_fields=["state", "published_on"])
    data = _published(edition_view(row), published_files().put(pdf).sha256)
    _record(actor, now, events.EDITION_PUBLISHED, row)
    publish_snapshot(actor=actor, now=now, kind=SnapshotKind.LIST, public_id=row.public_id, data=data)


@transaction.atomic
def discard_edition(*, actor: Actor, now: datetime, edition: UUID) -> None:
    """撤回 a draft. Raises NotFound, InvalidInput."""
    _discard(_in(edition, State.DRAFT, "只有待审定的版本可以撤回"), actor, now)


def _discard(row: Edition, actor: Actor, now: datetime) -> None:
    row.state = State.DISCARDED
    row.save(update_fields=["state"])
    _record(actor, now, events.EDITION_DISCARDED, row)


def _published(e: EditionView, file: str) -> ListData:
    return {
        "title": e.title, "code": e.code, "group": e.group, "agency": e.agency, "number": e.number or 0,
        "as_of": e.as_of.isoformat(), "heads": list(e.heads), "rows": e.rows, "key": e.key,
        "approved_on": e.approved_on.isoformat() if e.approved_on else "", "approval_no": e.approval_no,
        "filed_no": e.filed_no, "filed_on": e.filed_on.isoformat() if e.filed_on else "", "file": file,
    }  # fmt: skip


def _content(said: EditionInput) -> Mapping[str, list[str] | list[list[str]]]:
    return {"heads": list(said.heads), "rows": said.rows}


def _locked(edition: UUID) -> Edition:
    row = Edition.objects.select_for_update().filter(pk=edition).first()
    if row is None:
        raise NotFound("没有这一版清单")
    return row


def _in(edition: UUID, state: str, otherwise: str) -> Edition:
    row = _locked(edition)
    if row.state != state:
        raise InvalidInput(("state", f"{otherwise}，这一版现在是“{row.get_state_display()}”"))
    return row


def _record(actor: Actor, now: datetime, event: str, row: Edition, **more: str) -> None:
    payload = {"title": row.title, "agency": row.agency_name, "number": str(row.number or "")} | more
    log.append(kind=event, subject=row.pk, actor=actor, at=now, payload=payload)
