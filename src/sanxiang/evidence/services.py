"""证据的存入、查证、标记无效与校验. Every write leaves a ledger entry in the same transaction."""

from __future__ import annotations

import io
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import connection, transaction

from sanxiang.evidence import events
from sanxiang.evidence.filetypes import BadFile, FileType, clean_name, recognise
from sanxiang.evidence.models import Derivative, EvidenceItem, EvidenceObject
from sanxiang.evidence.selectors import view_of
from sanxiang.evidence.thumbnails import make_thumbnail
from sanxiang.evidence.types import Check, EvidenceKind, ItemStatus, ItemView
from sanxiang.kernel import Actor, NotFound, Refused
from sanxiang.kernel.storage import BlobDamaged, BlobMissing, blob_store
from sanxiang.ledger.services import append
from sanxiang.rules.recording import PICTURE, SOUND, VIDEO
from sanxiang.rules.verdict import LAWFUL, Basis, Reason, Verdict

_KINDS = Basis("行政处罚法", "第四十六条第一款")
_CONFIRMED = Basis("行政处罚法", "第四十六条第二款")
_INTACT = Basis("国办发〔2018〕118号", "（九）")


def check_file(*, name: str, data: bytes | BinaryIO) -> Verdict:
    """May this file be taken? For callers that want every fault at once before they store anything."""
    try:
        _inspect(name, _stream(data))
    except BadFile as error:
        return Verdict((Reason("evidence.file", str(error), remedy="files"),))
    return LAWFUL


def media_of(*, name: str, data: bytes | BinaryIO) -> str:
    """picture, sound or video (rules.recording); "" for paper, and for a file that is not taken."""
    try:
        mime = recognise(name, _stream(data)).mime
    except BadFile:
        return ""
    return {"image": PICTURE, "audio": SOUND, "video": VIDEO}.get(mime.partition("/")[0], "")


def store_item(
    *,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    stage: str,
    kind: EvidenceKind,
    name: str,
    data: bytes | BinaryIO,
    purpose: str,
    taken_at: datetime,
    taken_place: str,
    taken_by: str,
) -> ItemView:
    """Store a file (bytes, or a seekable stream) as the next 证据N of the case; serves 行政处罚法 46, 47.

    Raises Refused for a file that is not taken, an empty purpose or a taking in the future, and OSError when
    the disk refuses. The bytes are durable before the row is written; a rolled-back act leaves no number behind.
    """
    stream, name = _stream(data), clean_name(name)
    Refused.unless(check_file(name=name, data=stream) + _check_taking(purpose, taken_at, now))
    filetype, preview = _inspect(name, stream)
    blob = blob_store().put(stream)
    with transaction.atomic():
        stored = _object(blob.sha256, blob.size, filetype.mime, now)
        if preview is not None:
            _keep_thumbnail(stored, preview, now)
        item = EvidenceItem(
            case_id=case_id,
            object=stored,
            ordinal=_next_ordinal(case_id),
            stage=stage,
            kind=EvidenceKind.parse(kind),
            purpose=purpose.strip(),
            original_name=name,
            taken_at=taken_at,
            taken_place=taken_place,
            taken_by=taken_by,
            stored_at=now,
            stored_by=actor.name,
        )
        item.ledger_entry = _log(
            events.STORED, actor, now, item, name=name, sha256=blob.sha256, size=blob.size
        )
        item.save(force_insert=True)
    return view_of(item)


def mark_invalid(*, actor: Actor, now: datetime, item_id: UUID, reason: str) -> ItemView:
    """Exclude an item (以非法手段取得的证据不得作为认定案件事实的根据, 46 第三款); it stays, marked, for good."""
    if not reason.strip():
        raise Refused(Reason("evidence.reason", "标记无效须写明原因", (_KINDS,), "reason"))
    with transaction.atomic():
        item = _locked(item_id)
        if item.status == ItemStatus.INVALID:
            raise Refused(Reason("evidence.invalid", f"{item}已标记无效"))
        item.status, item.invalid_reason, item.invalid_at = ItemStatus.INVALID, reason.strip(), now
        item.save(update_fields=["status", "invalid_reason", "invalid_at"])
        _log(events.INVALIDATED, actor, now, item, reason=item.invalid_reason)
    return view_of(item)


def confirm_item(*, actor: Actor, now: datetime, item_id: UUID, note: str) -> ItemView:
    """查证属实: somebody compared the item with its original; needed before it may found a fact (46 第二款)."""
    with transaction.atomic():
        item = _locked(item_id)
        if item.status == ItemStatus.INVALID:
            raise Refused(Reason("evidence.invalid", f"{item}已标记无效，不能查证属实", (_CONFIRMED,)))
        if item.confirmed_at is None:
            item.confirmed_at, item.confirmed_by = now, actor.name
            item.save(update_fields=["confirmed_at", "confirmed_by"])
            _log(events.CONFIRMED, actor, now, item, note=note)
    return view_of(item)


def verify_item(*, actor: Actor, now: datetime, item_id: UUID) -> Check:
    """Hash the stored bytes again and record the result, good or bad; serves 118号 (九)."""
    with transaction.atomic():
        item = _locked(item_id)
        try:
            blob_store().verify(item.object_id)
        except (BlobDamaged, BlobMissing) as error:
            _log(events.DAMAGED, actor, now, item, message=str(error))
            return Check(intact=False, message=f"{item}校验未通过：{error}")
        EvidenceObject.objects.filter(pk=item.object_id).update(last_verified_at=now)
        _log(events.VERIFIED, actor, now, item, sha256=item.object_id)
    return Check(intact=True, message=f"{item}的内容与存入时一致")


def _stream(data: bytes | BinaryIO) -> BinaryIO:
    return io.BytesIO(data) if isinstance(data, bytes) else data


def _inspect(name: str, stream: BinaryIO) -> tuple[FileType, tuple[bytes, dict[str, object]] | None]:
    """Type and, for a picture, its thumbnail; the stream is rewound. Raises BadFile."""
    filetype = recognise(name, stream)
    preview = make_thumbnail(name, stream) if filetype.is_image else None
    stream.seek(0)
    return filetype, preview


def _check_taking(purpose: str, taken_at: datetime, now: datetime) -> Verdict:
    reasons = []
    if not purpose.strip():
        reasons.append(Reason("evidence.purpose", "证据须写明证明目的", (_KINDS,), "purpose"))
    if taken_at > now:
        reasons.append(Reason("evidence.taken_at", "提取时间不能晚于现在", (_INTACT,), "taken_at"))
    return Verdict(tuple(reasons))


def _object(sha256: str, size: int, mime: str, now: datetime) -> EvidenceObject:
    stored, _ = EvidenceObject.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "mime": mime, "stored_at": now, "last_verified_at": now}
    )
    return stored


def _keep_thumbnail(source: EvidenceObject, preview: tuple[bytes, dict[str, object]], now: datetime) -> None:
    content, recipe = preview
    blob = blob_store().put(content)
    made = _object(blob.sha256, blob.size, "image/webp", now)
    Derivative.objects.get_or_create(
        source=source, kind=Derivative.THUMBNAIL, defaults={"object": made, "recipe": recipe, "made_at": now}
    )


def _next_ordinal(case_id: UUID) -> int:
    """The next number of the case; the counter's row stays locked until the act commits or rolls back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO evidence_itemseries (case_id, last) VALUES (%s, 1)"
            " ON CONFLICT (case_id) DO UPDATE SET last = evidence_itemseries.last + 1 RETURNING last",
            (case_id,),
        )
        return int(cursor.fetchone()[0])


def _locked(item_id: UUID) -> EvidenceItem:
    item = (
        EvidenceItem.objects.select_for_update(of=("self",))
        .select_related("object")
        .filter(pk=item_id)
        .first()
    )
    if item is None:
        raise NotFound("没有这份证据")
    return item


def _log(kind: str, actor: Actor, now: datetime, item: EvidenceItem, **payload: str | int) -> int:
    entry = append(
        kind=kind,
        subject=item.id,
        actor=actor,
        at=now,
        case=item.case_id,
        payload={"number": str(item), **payload},
    )
    return entry.id
