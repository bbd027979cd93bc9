"""清单版本, for flows and the administration."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sanxiang.disclosure.list_types import EditionView
from sanxiang.disclosure.models import Edition
from sanxiang.kernel import NotFound

_OPEN = (Edition.State.DRAFT, Edition.State.APPROVED, Edition.State.PUBLISHED)


def get_edition(edition: UUID) -> EditionView:
    """Raises NotFound."""
    row = Edition.objects.filter(pk=edition).first()
    if row is None:
        raise NotFound("没有这一版清单")
    return edition_view(row)


def standing_editions(agencies: Collection[UUID]) -> list[EditionView]:
    """What waits and what is published, of these agencies."""
    found = Edition.objects.filter(agency_ref__in=agencies, state__in=_OPEN)
    return [edition_view(e) for e in found.order_by("agency_name", "code", "-number")]


def editions(agency: UUID, code: str) -> list[EditionView]:
    """Every edition of a list that was not discarded, the newest first; a draft comes before all."""
    found = Edition.objects.filter(agency_ref=agency, code=code).exclude(state=Edition.State.DISCARDED)
    return sorted((edition_view(e) for e in found), key=lambda e: (e.number is not None, -(e.number or 0)))


def edition_view(e: Edition) -> EditionView:
    """A row as the others see it."""
    return EditionView(
        id=e.pk, public_id=e.public_id, agency_ref=e.agency_ref,
        agency={"public_id": e.agency_id, "name": e.agency_name}, code=e.code, group=e.group, title=e.title,
        number=e.number, as_of=e.as_of, heads=tuple(e.heads), rows=e.rows, key=e.key, sha256=e.sha256, state=e.state,
        state_label=e.get_state_display(), drafted_by=e.drafted_by, approved_by=e.approved_by,
        approved_on=e.approved_on, approval_no=e.approval_no, filed_no=e.filed_no, filed_on=e.filed_on,
        filed_by=e.filed_by, published_on=e.published_on,
    )  # fmt: skip
