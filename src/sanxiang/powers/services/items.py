"""权力事项的一生: 起草 → 报审 → 审定 → 有效 → 被新版本替代或者废止 (国办发〔2018〕118号（四）).

A row is one version. Only a draft changes; what was approved stays as it was, so that an old case keeps the item of
its day. A new version is drafted beside the one in force and replaces it on a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.powers import checks, events
from sanxiang.powers.models import PowerBasis, PowerItem
from sanxiang.powers.selectors import place_of
from sanxiang.powers.services.shared import end_the_version_before, locked_item, record, require_owner
from sanxiang.powers.types import BasisInput
from sanxiang.rules.approval import check_approver

Status = PowerItem.Status
#: what a draft may say besides agency, code, kind and bases
ITEM_FIELDS = (
    "name", "enforcement_field", "basis_text", "level", "accepting_unit", "conditions", "materials", "fee",
    "material_rows", "hall", "hall_phone", "hall_hours",
    "promised_days", "promised_unit", "procedure", "statutory_days", "statutory_unit", "responsibilities", "accountability",
    "penalty_kinds", "fine_min", "fine_max", "limitation_years", "flags", "effective_from",
)  # fmt: skip
_OPEN = (Status.DRAFT, Status.SUBMITTED)
_APPROVED = (Status.IN_FORCE, Status.SUPERSEDED, Status.REPEALED)


def draft_item(
    *,
    actor: Actor,
    now: datetime,
    agency: UUID,
    code: str,
    name: str,
    kind: str,
    bases: Sequence[BasisInput] = (),
    **fields: Any,
) -> UUID:
    """Begin an item, or the next version of the one in force under that code; nothing runs by it yet.

    A draft may be incomplete: what it lacks is asked for when it is submitted. `fields` are of ITEM_FIELDS.
    Raises InvalidInput for what no draft can keep, and where one is open already.
    """
    with transaction.atomic():
        if PowerItem.objects.filter(agency=agency, code=code, status__in=_OPEN).exists():
            raise InvalidInput(("code", f"编码{code}已有一份草稿或者待审定的版本，请先办完那一份"))
        before = PowerItem.objects.filter(agency=agency, code=code).order_by("-version").first()
        item = new_item(actor, local_date(now), agency=agency, code=code, name=name, kind=kind, **fields)
        if before:
            item.public_id, item.version = before.public_id, before.version + 1
        InvalidInput.if_any(column_problems(item))
        item.save(force_insert=True)
        _put_bases(item, bases)
        record(actor, now, events.ITEM_DRAFTED, item.pk, named(item))
    return item.pk


def revise_item(
    *, actor: Actor, now: datetime, item: UUID, bases: Sequence[BasisInput] | None = None, **changes: Any
) -> UUID:
    """Begin the next version of an item in force: as it is now, with `changes`, from today at the earliest.

    Raises NotFound, or InvalidInput where it is not in force or a draft is open already.
    """
    with transaction.atomic():
        row = _in(item, Status.IN_FORCE, "只有有效的事项可以起草新的版本")
        kept = {name: getattr(row, name) for name in ITEM_FIELDS if name != "effective_from"}
        return draft_item(
            actor=actor, now=now, agency=row.agency_id, code=row.code, kind=changes.pop("kind", row.kind),
            bases=_bases_of(row) if bases is None else bases, **{**kept, **changes},
        )  # fmt: skip


def change_draft(
    *, actor: Actor, now: datetime, item: UUID, bases: Sequence[BasisInput] | None = None, **changes: Any
) -> None:
    """Change a draft; `bases` replaces all bases if given. Who changes it becomes who entered it.

    Raises NotFound, or InvalidInput for a version that is no longer a draft.
    """
    _only((*ITEM_FIELDS, "kind"), changes)
    with transaction.atomic():
        row = _in(item, Status.DRAFT, "只有草稿可以修改；有效的事项请起草新的版本")
        _set(row, changes)
        row.entered_by, row.entered_by_id = actor.name, actor.person_id
        signed(row, actor)
        InvalidInput.if_any(column_problems(row))
        row.save()
        if bases is not None:
            row.bases.all().delete()
            _put_bases(row, bases)
        changed = sorted([*changes, *(["bases"] if bases is not None else [])])
        record(actor, now, events.ITEM_CHANGED, row.pk, named(row) | {"changed": changed})


def submit_item(*, actor: Actor, now: datetime, item: UUID) -> None:
    """报审: the agency has checked it; every basis must stand on the day it takes effect.

    Raises NotFound, or InvalidInput with everything that is missing.
    """
    with transaction.atomic():
        row = _in(item, Status.DRAFT, "只有草稿可以报审")
        InvalidInput.if_any(checks.item_problems(row, _bases_of(row)))
        row.status, row.returned_reason = Status.SUBMITTED, ""
        row.submitted_by, row.submitted_by_id = actor.name, actor.person_id
        signed(row, actor)
        row.save()
        record(actor, now, events.ITEM_SUBMITTED, row.pk, named(row))


def return_item(*, actor: Actor, now: datetime, item: UUID, reason: str) -> None:
    """退回: back to the draft, with what is to be mended. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(item, Status.SUBMITTED, "只有待审定的事项可以退回")
        if not reason.strip():
            raise InvalidInput(("reason", "请写明退回的理由"))
        row.status, row.returned_reason = Status.DRAFT, reason.strip()
        row.save(update_fields=["status", "returned_reason"])
        record(actor, now, events.ITEM_RETURNED, row.pk, named(row) | {"reason": reason.strip()})


def approve_item(*, actor: Actor, now: datetime, item: UUID, approval_no: str = "") -> None:
    """审定: it is in force from its date on; the version before ends the day before.

    By somebody who neither entered nor submitted it. A version that replaces another cannot reach back.
    Raises NotFound, Refused, or InvalidInput where a basis no longer stands.
    """
    with transaction.atomic():
        row = _in(item, Status.SUBMITTED, "只有待审定的事项可以审定")
        Refused.unless(
            check_approver({row.entered_by_id, row.submitted_by_id, *row.authors}, actor.person_id)
        )
        require_owner(row.agency_id, row.effective_from, local_date(now))
        InvalidInput.if_any(checks.item_problems(row, _bases_of(row)))
        _end_the_version_before(row, local_date(now))
        row.status, row.approval_no = Status.IN_FORCE, approval_no.strip()
        row.approved_by, row.approved_by_id, row.approved_on = actor.name, actor.person_id, local_date(now)
        InvalidInput.if_any(column_problems(row))
        row.save()
        payload = {"approval_no": row.approval_no, "from": row.effective_from.isoformat()}
        record(actor, now, events.ITEM_APPROVED, row.pk, named(row) | payload)


def discard_draft(*, actor: Actor, now: datetime, item: UUID) -> None:
    """撤回草稿: it was a mistake; it stays on file as such. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(item, Status.DRAFT, "只有草稿可以撤回")
        row.status = Status.DISCARDED
        row.save(update_fields=["status"])
        record(actor, now, events.ITEM_DISCARDED, row.pk, named(row))


def new_item(
    actor: Actor, today: date, *, agency: UUID, code: str, name: str, kind: str, **fields: Any
) -> PowerItem:
    """The first draft of an item, not stored yet; raises InvalidInput for a field that no form may set."""
    _only(ITEM_FIELDS, fields)
    item = PowerItem(agency_id=agency, code=code, name=name, kind=kind, status=Status.DRAFT)
    item.effective_from = today
    item.entered_by, item.entered_by_id = actor.name, actor.person_id
    signed(item, actor)
    _set(item, fields)
    return item


def signed(row: PowerItem, actor: Actor) -> None:
    """This person had a hand in it."""
    if actor.person_id not in row.authors:
        row.authors = [*row.authors, actor.person_id]


def _end_the_version_before(row: PowerItem, today: date) -> None:
    earlier = PowerItem.objects.filter(agency=row.agency_id, code=row.code, status__in=_APPROVED)
    end_the_version_before(earlier, row.effective_from, today)


def _in(item: UUID, status: str, otherwise: str) -> PowerItem:
    row = locked_item(item)
    if row.status != status:
        raise InvalidInput(("status", f"{otherwise}，这一版本现在是“{row.get_status_display()}”"))
    return row


def _only(allowed: Iterable[str], given: Iterable[str]) -> None:
    InvalidInput.if_any((name, f"{name}不能修改") for name in given if name not in allowed)


def _set(row: PowerItem, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _bases_of(item: PowerItem) -> list[BasisInput]:
    return [BasisInput(b.law_id, place_of(b), b.role) for b in item.bases.all()]


def _put_bases(item: PowerItem, bases: Sequence[BasisInput]) -> None:
    InvalidInput.if_any(checks.role_problems(bases))
    PowerBasis.objects.bulk_create(basis_rows(item, bases))


def basis_rows(item: PowerItem, bases: Sequence[BasisInput]) -> list[PowerBasis]:
    """The bases of an item as rows in their order."""
    return [
        PowerBasis(
            power_item=item, law_id=b.law, article=b.place.article, article_suffix=b.place.suffix,
            paragraph=b.place.paragraph, item=b.place.item, role=b.role, ordinal=ordinal,
        )
        for ordinal, b in enumerate(bases, start=1)
    ]  # fmt: skip


def named(row: PowerItem) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "version": row.version}
