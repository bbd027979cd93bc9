"""Writing to the ledger: in the act's transaction or not at all."""

from __future__ import annotations

import hashlib
import json
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from sanxiang.kernel import Actor
from sanxiang.ledger import events, merkle, services
from sanxiang.ledger.canonical import NotCanonical, commit, internal_leaf
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.types import NewEntry
from tests.ledger.conftest import CASE, NOW, SUBJECT


def append(actor: Actor, **changes):
    arguments = {
        "kind": "test.done", "subject": SUBJECT, "actor": actor, "at": NOW, "case": CASE,
        "payload": {"what": "现场检查", "amount": 20000},
    }  # fmt: skip
    return services.append(**(arguments | changes))


@pytest.mark.django_db
def test_an_internal_leaf_is_an_opaque_commitment_to_the_stored_envelope(actor):
    entry = append(actor)
    row = LogEntry.objects.get(pk=entry.id)
    assert bytes(row.leaf) == internal_leaf(commit(bytes(row.salt), row.envelope.encode()))
    assert bytes(row.leaf_hash) == merkle.leaf_hash(entry.leaf) == entry.leaf_hash
    assert json.loads(row.envelope)["what"] == {"what": "现场检查", "amount": 20000}
    assert (row.kind, row.subject, row.case_id, row.actor_id, row.at, row.idx) == (
        "test.done", SUBJECT, CASE, actor.account_id, NOW, None,
    )  # fmt: skip
    assert "林岚".encode() not in entry.leaf


@pytest.mark.django_db
def test_the_same_act_twice_gives_two_different_leaves(actor):
    assert append(actor).leaf != append(actor).leaf


@pytest.mark.django_db
def test_a_public_leaf_is_readable_and_opens_only_what_is_disclosed(actor):
    doc = hashlib.sha256(b"pdf").hexdigest()
    entry = services.append_public(
        kind="test.published", subject=SUBJECT, actor=actor, at=NOW, doc_sha256=doc,
        fields={"title": "行政处罚决定书", "party": "云屏市某商行"},
    )  # fmt: skip
    leaf = json.loads(entry.leaf)
    assert leaf == {
        "at": "2026-03-02T01:30:00Z", "c": entry.opening.commitment().hex(), "doc": doc,
        "id": str(SUBJECT), "t": "test.published", "v": 1,
    }  # fmt: skip
    shown = json.loads(entry.opening.disclose(["title"]))
    assert set(shown["fields"]) == {"title"}
    assert set(shown["map"]) == {"title", "party", "_actor"}
    assert "某商行" not in json.dumps(shown, ensure_ascii=False)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_nothing(actor):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(actor)
        _ = 1 // 0
    assert not LogEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_appending_outside_a_transaction_is_refused(actor):
    with pytest.raises(services.OutsideTransaction):
        append(actor)
    assert not LogEntry.objects.exists()


@pytest.mark.django_db
def test_an_unregistered_kind_is_refused(actor):
    with pytest.raises(events.UnknownKind, match="test.unknown"):
        append(actor, kind="test.unknown")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad", [1.5, None, NOW, SUBJECT, b"x", 2**53, "a\0b", "\ud800", {"键": 1}, {1: 2}], ids=repr
)
def test_a_payload_without_canonical_form_is_refused(actor, bad):
    with pytest.raises(NotCanonical):
        append(actor, payload={"x": bad})
    assert not LogEntry.objects.exists()


@pytest.mark.django_db
def test_what_the_database_refuses_is_an_error_of_django(actor, monkeypatch):
    monkeypatch.setattr(services.merkle, "leaf_hash", lambda leaf: bytes(32))
    with pytest.raises(IntegrityError), transaction.atomic():
        append(actor)
    assert not LogEntry.objects.exists()


@pytest.mark.django_db
def test_the_ledger_keeps_its_own_field_and_checks_the_digest(actor):
    arguments = {"kind": "test.published", "subject": SUBJECT, "actor": actor, "at": NOW}
    with pytest.raises(ValueError, match="_actor"):
        services.append_public(**arguments, doc_sha256="0" * 64, fields={"_actor": "x"})
    for digest in ("0" * 63, "A" * 64, "z" * 64):
        with pytest.raises(ValueError):
            services.append_public(**arguments, doc_sha256=digest, fields={})


@pytest.mark.django_db
def test_many_entries_are_each_what_append_would_have_written(actor):
    new = [NewEntry("test.done", uuid4(), {"what": f"第{n}项"}, CASE if n % 2 else None) for n in range(5)]
    assert services.append_all(entries=new, actor=actor, at=NOW) == 5
    rows = list(LogEntry.objects.order_by("id"))
    assert [row.subject for row in rows] == [entry.subject for entry in new]
    for row, entry in zip(rows, new, strict=True):
        single = services.append(
            kind=entry.kind,
            subject=entry.subject,
            actor=actor,
            at=NOW,
            payload=entry.payload,
            case=entry.case,
        )
        twin = LogEntry.objects.get(pk=single.id)
        assert (row.envelope, row.kind, row.case_id, row.actor_id, row.at, row.idx, row.fields) == (
            twin.envelope, twin.kind, twin.case_id, twin.actor_id, twin.at, None, None,
        )  # fmt: skip
        assert bytes(row.leaf) == internal_leaf(commit(bytes(row.salt), row.envelope.encode()))
        assert bytes(row.leaf_hash) == merkle.leaf_hash(bytes(row.leaf))
    assert len({bytes(row.salt) for row in rows}) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (NewEntry("test.unknown", SUBJECT, {}), events.UnknownKind),
        (NewEntry("test.done", SUBJECT, {"x": 1.5}), NotCanonical),
    ],
)
def test_one_bad_entry_among_many_leaves_none(actor, bad, error):
    with pytest.raises(error):
        services.append_all(entries=[NewEntry("test.done", SUBJECT, {}), bad], actor=actor, at=NOW)
    assert not LogEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_entries_outside_a_transaction_are_refused(actor):
    with pytest.raises(services.OutsideTransaction):
        services.append_all(entries=[NewEntry("test.done", SUBJECT, {})], actor=actor, at=NOW)
    assert not LogEntry.objects.exists()
