"""文书: numbered without gaps, drafted again with the same number, frozen once signed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.test import override_settings

from sanxiang.documents import events, selectors, services
from sanxiang.documents.fonts import FontMissing
from sanxiang.documents.models import Document
from sanxiang.documents.types import DocumentView, Status
from sanxiang.kernel import Actor, NotFound, Refused
from sanxiang.kernel.storage import BlobDamaged, blob_store
from tests.documents.samples import DATA
from tests.scene import NOW, OFFICER

pytestmark = pytest.mark.skipif(
    not settings.FONT_DIRS, reason="本机没有中文字体（fonts-noto-cjk），不能排印文书"
)
HEAD = Actor(name="陆承")


def draft(case: Any, code: str = "D27", **changes: Any) -> DocumentView:
    return services.draft_document(
        actor=OFFICER,
        now=NOW,
        case_id=case.id,
        agency_id=case.agency_id,
        code=code,
        data=DATA[code] | changes,
    )


def issue(document: DocumentView, *, now: datetime = NOW) -> DocumentView:
    return services.issue_document(actor=OFFICER, now=now, document_id=document.id)


def sign(document: DocumentView, *, now: datetime = NOW) -> DocumentView:
    return services.sign_document(actor=HEAD, now=now, document_id=document.id, role="局长")


def signed(case: Any, code: str = "D27") -> DocumentView:
    return sign(issue(draft(case, code)))


def ledger_kinds(subject: UUID) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM log_entry WHERE subject = %s ORDER BY id", (subject,))
        return [kind for (kind,) in cursor.fetchall()]


def test_the_life_of_a_decision(case: Any) -> None:
    document = draft(case)
    assert (document.status, document.number, document.sha256) == (Status.DRAFT, "", "")
    document = issue(document)
    assert (document.status, document.number) == (Status.ISSUED, "云环罚〔2026〕1号")
    unsealed = document.sha256
    document = sign(document)
    assert (document.status, document.signed_by, document.signed_at) == (Status.SIGNED, "陆承", NOW)
    assert document.sha256 != unsealed
    assert selectors.pdf_bytes(document).startswith(b"%PDF-1.7")
    document = services.mark_served(
        actor=OFFICER, now=NOW, document_id=document.id, served_on=date(2026, 11, 26)
    )
    assert document.status is Status.SERVED
    assert ledger_kinds(document.id) == [events.DRAFTED, events.ISSUED, events.SIGNED, events.SERVED]
    assert selectors.documents_of_case(case.id) == (document,)
    assert document.fonts["fang"]


def test_drafting_again_keeps_the_number_and_every_version(case: Any) -> None:
    first = issue(draft(case))
    second = draft(case, statement="你单位未提出陈述、申辩。")
    assert (second.id, second.version, second.status) == (first.id, 2, Status.DRAFT)
    assert issue(second).number == first.number
    versions = selectors.revisions_of(first.id)
    assert [number for number, _, _ in versions] == [1, 2]
    assert versions[0][2]["statement"] == DATA["D27"]["statement"]


def test_records_are_separate_documents_unless_one_is_named(case: Any) -> None:
    one, two = draft(case, "D05"), draft(case, "D05")
    assert one.id != two.id
    again = services.draft_document(
        actor=OFFICER, now=NOW, case_id=case.id, agency_id=case.agency_id, code="D05", data=DATA["D05"],
        document_id=one.id,
    )  # fmt: skip
    assert (again.id, again.version) == (one.id, 2)


def test_a_correction_is_another_document(case: Any) -> None:
    wrong = signed(case)
    with pytest.raises(Refused, match="已签章"):
        services.draft_document(
            actor=OFFICER, now=NOW, case_id=case.id, agency_id=case.agency_id, code="D27", data=DATA["D27"],
            document_id=wrong.id,
        )  # fmt: skip
    right = signed(case)
    assert right.number == "云环罚〔2026〕2号"
    assert Document.objects.get(pk=right.id).replaces_id == wrong.id
    void = services.void_document(
        actor=HEAD, now=NOW, document_id=wrong.id, reason="当事人名称笔误，另行制作"
    )
    assert (void.status, void.number, void.sha256) == (Status.VOID, wrong.number, wrong.sha256)


def test_steps_out_of_order_are_refused(case: Any) -> None:
    document = draft(case)
    with pytest.raises(Refused, match="草稿"):
        sign(document)
    sign(issue(document))
    for step in (issue, sign):
        with pytest.raises(Refused, match="已签章"):
            step(document)
    with pytest.raises(Refused, match="原因"):
        services.void_document(actor=HEAD, now=NOW, document_id=document.id, reason=" ")
    with pytest.raises(NotFound):
        services.issue_document(actor=OFFICER, now=NOW, document_id=case.id)


def test_numbers_count_per_word_and_year_in_beijing(case: Any) -> None:
    assert issue(draft(case, "D02")).number == "云环立〔2026〕1号"
    assert issue(draft(case, "D19")).number == "云环罚告〔2026〕1号"
    new_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert issue(draft(case), now=new_year).number == "云环罚〔2027〕1号"
    assert issue(draft(case, "D05")).number == ""


def test_a_document_that_cannot_be_printed_takes_no_number(case: Any) -> None:
    document = draft(case)
    with override_settings(FONT_DIRS=[]), pytest.raises(FontMissing, match="fonts-noto-cjk"):
        issue(document)
    assert issue(document).number == "云环罚〔2026〕1号"


@pytest.mark.django_db(transaction=True)
def test_eight_threads_get_numbers_without_gaps(case: Any) -> None:
    def number(turn: int) -> str:
        try:
            with transaction.atomic():
                taken = services.take_number(word="云环罚", year=2026)
                if turn % 3 == 0:  # an act that fails after it took a number
                    raise RuntimeError
                return taken
        except RuntimeError:
            return ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        taken = sorted(int(text[9:-1]) for text in pool.map(number, range(48)) if text)
    assert taken == list(range(1, 33))


def test_a_character_that_cannot_be_printed_is_refused_when_it_is_drafted(case: Any) -> None:
    with pytest.raises(Refused, match="U\\+1F600"):
        draft(case, statement="\U0001f600")
    assert not Document.objects.exists()


def test_a_number_outside_a_transaction_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="事务"):
        services.take_number(word="云环罚", year=2026)


@pytest.mark.parametrize("change", [
    "data = '{}'", "sha256 = repeat('0', 64)", "number = '云环罚〔2026〕9号'", "title = 'x'", "signatures = '[]'",
    "signed_at = signed_at + interval '1 day'", "token = 'x'", "status = 'DRAFT'", "status = 'ISSUED'",
    "drafted_by = 'x'", "code = 'D19'", "template = 'x'",
])  # fmt: skip
def test_the_database_refuses_to_change_a_signed_document(case: Any, change: str) -> None:
    document = signed(case)
    refused = pytest.raises(DatabaseError, match=r"不可更改|不能由")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE documents_document SET {change} WHERE id = %s", (document.id,))  # noqa: S608
    assert selectors.get_document(document.id, case_id=case.id) == document


@pytest.mark.parametrize("statement", [
    "UPDATE documents_document SET number = '云环罚〔2026〕9号'",
    "UPDATE documents_document SET number = ''",
    "UPDATE documents_numberseries SET last = 0",
    "UPDATE documents_numberseries SET last = last + 2",
    "UPDATE documents_revision SET data = '{}'",
    "DELETE FROM documents_document",
    "DELETE FROM documents_numberseries",
    "DELETE FROM documents_revision",
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE documents_document CASCADE",
])  # fmt: skip
@pytest.mark.superuser
def test_the_database_refuses_to_lose_numbers_and_drafts(case: Any, statement: str) -> None:
    issue(draft(case))
    refused = pytest.raises(DatabaseError, match=r"不可更改|逐一递增|只能作废")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_changed_print_is_noticed(case: Any) -> None:
    document = signed(case)
    path = blob_store().path(document.sha256)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o640)
    path.write_bytes(data)
    with pytest.raises(BlobDamaged, match=document.sha256):
        selectors.pdf_bytes(document)


def test_authenticity_says_no_more_than_the_face_of_the_document(case: Any) -> None:
    unsigned = issue(draft(case))
    assert selectors.by_token(unsigned.token) is None
    document = sign(unsigned, now=NOW + timedelta(days=1))
    facts = selectors.by_token(document.token)
    assert facts is not None
    assert (facts.number, facts.agency, facts.dated) == (
        document.number,
        "云屏市生态环境局",
        date(2026, 11, 27),
    )
    assert (facts.sha256, facts.status) == (document.sha256, "已签章")
    assert len(document.token) >= 20
    assert selectors.by_token("x" * 32) is None


def test_internal_documents_have_no_authenticity_page(case: Any) -> None:
    document = signed(case, "D16")
    assert document.token == ""
    assert selectors.authenticity_facts(document) is None
    assert selectors.by_token(Document.objects.get(pk=document.id).token) is None


def test_values_of_flows_become_json(case: Any) -> None:
    document = draft(case, "D39", decided_on=date(2026, 10, 28), amount=Decimal("210000"), property=None)
    assert (document.data["decided_on"], document.data["amount"]) == ("2026-10-28", "210000")
    assert "property" not in document.data
    with pytest.raises(TypeError, match="float"):
        draft(case, "D39", amount=2.1)
