"""事前公开、办理进度、文书真伪."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from sanxiang.disclosure import selectors, services
from sanxiang.disclosure.models import ProgressAttempt, ProgressRecord, Snapshot
from sanxiang.disclosure.services.progress import TRIES
from sanxiang.ledger.models import LogEntry
from tests.factories import disclosure as sample

NUMBER, PASSWORD = "202611200001", "梨-8F3K-2Q"


@pytest.mark.django_db
def test_a_list_is_published_once_per_change():
    sample.publish_lists()
    entries, rows = LogEntry.objects.count(), Snapshot.objects.count()
    sample.publish_lists(sample.NOW.replace(hour=2))
    assert (LogEntry.objects.count(), Snapshot.objects.count()) == (entries, rows)
    data = sample.law_data("aw00000001") | {"version_date": "2026-01-01"}
    assert services.publish_snapshot(
        actor=sample.SYSTEM, now=sample.NOW, kind="law", public_id="aw00000001", data=data
    )
    current = selectors.snapshot("law", "aw00000001")
    assert current is not None
    assert (current["version"], current["data"]["version_date"]) == (2, "2026-01-01")
    assert Snapshot.objects.filter(public_id="aw00000001").count() == 2


@pytest.mark.django_db
def test_a_retired_entry_is_gone_from_lists_but_kept():
    sample.publish_lists()
    assert services.retire_snapshot(
        actor=sample.SYSTEM, now=sample.NOW, kind="officer", public_id="of00000004"
    )
    assert selectors.snapshot("officer", "of00000004") is None
    assert Snapshot.objects.filter(public_id="of00000004").count() == 1


@pytest.mark.django_db
def test_a_value_that_is_no_json_text_is_refused():
    with pytest.raises(ValueError, match="类型不能写入账本"):
        services.publish_snapshot(
            actor=sample.SYSTEM, now=sample.NOW, kind="law", public_id="x", data={"title": None}
        )


def ask(password: str = PASSWORD, number: str = NUMBER, minutes: int = 0):
    now = sample.NOW + timedelta(minutes=minutes)
    return services.try_progress(now=now, number=number, password=password)


@pytest.fixture
def record(db) -> None:
    sample.set_progress(NUMBER, make_password(PASSWORD))


def test_the_party_sees_its_stages(record):
    progress = ask()
    assert progress is not None
    assert [s.label for s in progress.stages if s.state == "now"] == ["告知"]
    assert progress.rights[0].until.isoformat() == "2026-11-25"


def test_wrong_and_unknown_get_the_same_answer(record):
    assert ask("错") is None
    assert ask(number="202600000000") is None
    assert ask("") is None


def test_five_failures_lock_for_fifteen_minutes_even_against_the_right_password(record):
    for _ in range(TRIES):
        assert ask("错") is None
    assert ask() is None
    assert ask(minutes=14) is None
    assert ask(minutes=16) is not None


def test_tries_while_locked_do_not_prolong_the_lock(record):
    for minute in range(10):
        ask("错", minutes=minute)
    assert ask(minutes=20) is not None


def test_success_forgets_failures(record):
    for _ in range(TRIES - 1):
        ask("错")
    assert ask() is not None
    assert ProgressAttempt.objects.count() == 0


def test_an_unknown_number_is_counted_like_a_known_one(record):
    for _ in range(TRIES + 2):
        ask("错", number="202600000000")
    assert ProgressAttempt.objects.get().failures == TRIES + 1


def test_a_record_without_password_opens_to_nobody(db):
    sample.set_progress(NUMBER, "")
    assert ask("") is None


def test_an_update_keeps_the_password(record):
    sample.set_progress(NUMBER, "")
    assert ask() is not None
    assert "case_ref" not in str(ProgressRecord.objects.values().get())


@pytest.mark.django_db(transaction=True)
def test_simultaneous_tries_count_too():
    sample_errors: list[BaseException] = []

    def guess() -> None:
        try:
            ask("错")
        except BaseException as error:  # noqa: BLE001  reported in the main thread
            sample_errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(TRIES + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sample_errors == []
    assert ProgressAttempt.objects.get().failures == TRIES + 1


@pytest.mark.django_db
def test_a_document_is_authentic_by_its_token():
    facts = {
        "token": "7k2m9q4x8r",
        "document_no": "云环罚〔2026〕112号",
        "title": "行政处罚决定书",
        "agency_name": "云屏市生态环境局",
        "issued_on": sample.NOW.date(),
        "sha256": "ab" * 32,
        "signed_by": "云屏市生态环境局（印章）",
    }
    services.record_document_token(actor=sample.SYSTEM, now=sample.NOW, **facts)
    services.record_document_token(actor=sample.SYSTEM, now=sample.NOW, **facts)
    with pytest.raises(ValueError, match="另一份文书"):
        services.record_document_token(actor=sample.SYSTEM, now=sample.NOW, **{**facts, "sha256": "cd" * 32})
    services.void_document_token(actor=sample.SYSTEM, now=sample.NOW, token="7k2m9q4x8r")
    found = selectors.document_token("7k2m9q4x8r")
    assert found is not None
    assert found["void_on"] == sample.NOW.date()
    assert selectors.document_token("none") is None
