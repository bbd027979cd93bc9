"""证据: numbered without gaps, unchangeable, and one changed byte is noticed."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction
from PIL import Image

from sanxiang.evidence import events, selectors, services
from sanxiang.evidence.models import EvidenceItem, EvidenceObject
from sanxiang.evidence.types import EvidenceKind, ItemStatus, ItemView
from sanxiang.kernel import Refused
from sanxiang.kernel.storage import blob_store
from tests.scene import NOW, OFFICER

PDF = b"%PDF-1.7\n" + "监测报告".encode()


def photo(size: tuple[int, int] = (1600, 1200)) -> bytes:
    image = Image.effect_noise(size, 80).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def store(case_id: UUID, **changes: Any) -> ItemView:
    fields: dict[str, Any] = {
        "stage": "调查取证", "kind": EvidenceKind.DOCUMENTARY, "name": "监测报告.pdf", "data": PDF,
        "purpose": "证明总排口化学需氧量超标", "taken_at": NOW - timedelta(hours=1), "taken_place": "总排口",
        "taken_by": "周敏、何川",
    }  # fmt: skip
    return services.store_item(actor=OFFICER, now=NOW, case_id=case_id, **(fields | changes))


def ledger_kinds(subject: UUID) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM log_entry WHERE subject = %s ORDER BY id", (subject,))
        return [kind for (kind,) in cursor.fetchall()]


def test_an_item_is_stored_numbered_hashed_and_logged(case: Any) -> None:
    first, second = store(case.id), store(case.id, data=io.BytesIO(PDF), name="另一份.pdf")
    assert (first.number, second.number) == ("证据1", "证据2")
    assert first.sha256 == second.sha256
    assert EvidenceObject.objects.count() == 1
    assert (first.mime, first.size, first.status) == ("application/pdf", len(PDF), ItemStatus.VALID)
    with selectors.open_blob(first.sha256) as stored:
        assert stored.read() == PDF
    assert ledger_kinds(first.id) == [events.STORED]
    assert selectors.items_of_case(case.id) == (first, second)


def test_a_rolled_back_act_leaves_no_gap(case: Any) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        store(case.id)
        raise RuntimeError
    assert store(case.id).number == "证据1"


def test_numbers_count_per_case(case: Any, make_case: Any) -> None:
    store(case.id)
    assert store(make_case().id).number == "证据1"


@pytest.mark.django_db(transaction=True)
def test_eight_writers_get_numbers_without_gaps(case: Any) -> None:
    def write(_: int) -> str:
        try:
            return store(case.id).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(write, range(24)), key=lambda number: int(number[2:]))
    assert numbers == [f"证据{n}" for n in range(1, 25)]


def test_a_photo_gets_a_small_thumbnail_without_metadata(case: Any) -> None:
    item = store(case.id, name="排口.jpg", data=photo(), kind=EvidenceKind.AUDIOVISUAL)
    with selectors.open_blob(item.thumbnail) as stored:
        small = stored.read()
    assert len(small) <= 30 * 1024
    assert max(Image.open(io.BytesIO(small)).size) <= 480
    assert Image.open(io.BytesIO(small)).format == "WEBP"


def test_tampering_with_the_stored_file_is_found_and_logged(case: Any) -> None:
    item = store(case.id)
    assert services.verify_item(actor=OFFICER, now=NOW, item_id=item.id).intact
    path = blob_store().path(item.sha256)
    path.chmod(0o640)
    path.write_bytes(PDF[:-1] + b"\0")
    check = services.verify_item(actor=OFFICER, now=NOW, item_id=item.id)
    assert not check.intact
    assert item.sha256 in check.message
    assert not selectors.is_intact(item.sha256)
    path.unlink()
    assert not services.verify_item(actor=OFFICER, now=NOW, item_id=item.id).intact
    assert ledger_kinds(item.id) == [events.STORED, events.VERIFIED, events.DAMAGED, events.DAMAGED]


def test_marking_invalid_needs_a_reason_and_is_final(case: Any) -> None:
    item = store(case.id)
    with pytest.raises(Refused, match="原因"):
        services.mark_invalid(actor=OFFICER, now=NOW, item_id=item.id, reason=" ")
    marked = services.mark_invalid(actor=OFFICER, now=NOW, item_id=item.id, reason="取证时未出示证件")
    assert (marked.status, marked.invalid_reason) == (ItemStatus.INVALID, "取证时未出示证件")
    with pytest.raises(Refused):
        services.mark_invalid(actor=OFFICER, now=NOW, item_id=item.id, reason="再次")
    with pytest.raises(Refused, match="第四十六条第二款"):
        services.confirm_item(actor=OFFICER, now=NOW, item_id=item.id, note="与原件核对一致")
    with pytest.raises(DatabaseError, match="不可恢复"), transaction.atomic():
        EvidenceItem.objects.filter(pk=item.id).update(status="valid", invalid_reason="", invalid_at=None)


def test_confirming_is_recorded_once(case: Any) -> None:
    item = store(case.id)
    for note in ("与原件核对一致", "重复"):
        confirmed = services.confirm_item(actor=OFFICER, now=NOW, item_id=item.id, note=note)
    assert (confirmed.confirmed_by, confirmed.confirmed_at) == ("周敏", NOW)
    assert ledger_kinds(item.id) == [events.STORED, events.CONFIRMED]


@pytest.mark.parametrize("statement", [
    "UPDATE evidence_evidenceitem SET object_id = repeat('0', 64)",
    "UPDATE evidence_evidenceitem SET ordinal = 7",
    "UPDATE evidence_evidenceitem SET taken_at = taken_at - interval '1 day'",
    "UPDATE evidence_evidenceobject SET sha256 = repeat('0', 64)",
    "UPDATE evidence_evidenceobject SET size = 1",
    "UPDATE evidence_itemseries SET last = 0",
    "UPDATE evidence_derivative SET kind = 'x'",
    "DELETE FROM evidence_evidenceitem",
    "DELETE FROM evidence_evidenceobject",
    "DELETE FROM evidence_itemseries",
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE evidence_evidenceitem",
])  # fmt: skip
@pytest.mark.superuser
def test_the_database_refuses_every_change(case: Any, statement: str) -> None:
    store(case.id, name="排口.jpg", data=photo((64, 64)))
    refused = pytest.raises(DatabaseError, match=r"只能追加|不可更改|逐一递增")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_bad_file_stores_nothing_and_says_everything(case: Any) -> None:
    with pytest.raises(Refused) as refused:
        store(case.id, name="图.jpg", data=b"MZ\x90\0", purpose="", taken_at=NOW + timedelta(minutes=1))
    assert [reason.code for reason in refused.value.reasons] == [
        "evidence.file", "evidence.purpose", "evidence.taken_at",
    ]  # fmt: skip
    assert not EvidenceItem.objects.exists()
    assert store(case.id).number == "证据1"
