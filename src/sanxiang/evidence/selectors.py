"""证据的查询."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.db.models import QuerySet

from sanxiang.evidence.models import Derivative, EvidenceItem
from sanxiang.evidence.types import EvidenceKind, ItemStatus, ItemView
from sanxiang.kernel import NotFound
from sanxiang.kernel.storage import BlobDamaged, BlobMissing, blob_store


def items_of_case(case_id: UUID) -> tuple[ItemView, ...]:
    """All evidence of the case in the order of its numbers, the invalid included."""
    return tuple(view_of(item) for item in _items().filter(case_id=case_id))


def get_item(item_id: UUID, *, case_id: UUID) -> ItemView:
    """The item of that case; raises NotFound for any other. Whose case it is, the caller has asked."""
    item = _items().filter(pk=item_id, case_id=case_id).first()
    if item is None:
        raise NotFound("本案没有这份证据")
    return view_of(item)


def open_blob(sha256: str) -> BinaryIO:
    """The bytes of an original or a thumbnail; raises BlobMissing. Who may look is the caller's question."""
    return blob_store().open(sha256)


def is_intact(sha256: str) -> bool:
    """Do the stored bytes still have their digest? Reads the whole file."""
    try:
        blob_store().verify(sha256)
    except (BlobDamaged, BlobMissing):
        return False
    return True


def view_of(item: EvidenceItem) -> ItemView:
    """The row as others see it."""
    thumbnails = [
        made.object_id for made in item.object.derivatives.all() if made.kind == Derivative.THUMBNAIL
    ]
    return ItemView(
        id=item.id,
        case_id=item.case_id,
        number=str(item),
        stage=item.stage,
        kind=EvidenceKind.parse(item.kind),
        name=item.original_name,
        purpose=item.purpose,
        sha256=item.object_id,
        size=item.object.size,
        mime=item.object.mime,
        taken_at=item.taken_at,
        taken_place=item.taken_place,
        taken_by=item.taken_by,
        stored_at=item.stored_at,
        stored_by=item.stored_by,
        status=ItemStatus.parse(item.status),
        invalid_reason=item.invalid_reason,
        confirmed_at=item.confirmed_at,
        confirmed_by=item.confirmed_by,
        last_verified_at=item.object.last_verified_at,
        thumbnail=thumbnails[0] if thumbnails else "",
    )


def _items() -> QuerySet[EvidenceItem]:
    return EvidenceItem.objects.select_related("object").prefetch_related("object__derivatives")
