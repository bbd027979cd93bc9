"""Tampering: whatever a superuser changes, the audit finds it and names the place (T7)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from sanxiang.kernel import Actor
from sanxiang.ledger import selectors, sequencer, services
from sanxiang.ledger.audit import audit
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.notes import SignerKey, TreeHead
from tests.ledger.conftest import CASE, NOW, SUBJECT

pytestmark = pytest.mark.superuser  # who tampers is not held back by rights

APPROVER = Actor(name="周宁", account_id=UUID(int=7))
SIZE = 602  # 600 internal, one public, one erasure
PUBLIC, ERASED = 600, 10


@pytest.fixture
def full(actor, log):
    """A log of several tiles with a public and an erased entry, published, plus one entry still waiting."""
    for batch in (300, 300):
        for n in range(batch):
            services.append(
                kind="test.done", subject=SUBJECT, case=CASE, actor=actor, at=NOW, payload={"what": f"事{n}"}
            )
        sequencer.sequence_once(now=NOW, log=log)
    services.append_public(
        kind="test.published",
        subject=SUBJECT,
        actor=actor,
        at=NOW,
        doc_sha256="ab" * 32,
        fields={"title": "决定"},
    )
    erased = LogEntry.objects.get(idx=ERASED).pk
    services.erase_entry(
        entry_id=erased, actor=actor, approver=APPROVER, basis="《个人信息保护法》第四十七条", at=NOW
    )
    sequencer.sequence_once(now=NOW, log=log)
    services.append(kind="test.done", subject=SUBJECT, actor=actor, at=NOW, payload={"what": "尚未排序"})
    report = audit(log=log)
    assert [str(finding) for finding in report.findings] == []
    assert (report.entries, report.erased, report.waiting, report.checkpoints) == (SIZE, 1, 1, 3)
    assert report.files == 3 + 3 + 1 + len(["tile/0/002.p/88", "tile/entries/002.p/88", "tile/1/000.p/1"])
    return log


@contextmanager
def tampering(*statements: str) -> Iterator[None]:
    """As a superuser with triggers and constraints off; everything comes back afterwards."""
    point = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " WHERE conrelid::regclass::text LIKE 'log_%' AND contype IN ('c', 'u')"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount > 0, statement
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def places(log) -> list[str]:
    return [str(finding) for finding in audit(log=log).findings]


COLUMNS = {
    "leaf": "set_byte(leaf, 20, 33)",
    "leaf_hash": "set_byte(leaf_hash, 3, get_byte(leaf_hash, 3) # 1)",
    "kind": "'test.published'",
    "subject": "gen_random_uuid()",
    "case_id": "gen_random_uuid()",
    "actor_id": "gen_random_uuid()",
    "at": "at - interval '1 day'",
    "envelope": "replace(envelope, '事', '物')",
    "salt": "set_byte(salt, 3, get_byte(salt, 3) # 1)",
    "fields": "'{}'",
    "erased_at": "now()",
    "idx": "100000",
}


@pytest.mark.django_db
def test_any_changed_column_of_an_entry_is_found_at_its_place(full):
    for column, index in itertools.product(COLUMNS, (0, 255, 599)):
        with tampering(f"UPDATE log_entry SET {column} = {COLUMNS[column]} WHERE idx = {index}"):
            found = places(full)
        assert any(text.startswith(f"记录{index}：") for text in found), (column, index, found)


PUBLIC_CHANGES = [
    "kind = 'test.done'", "subject = gen_random_uuid()", "case_id = gen_random_uuid()",
    "actor_id = gen_random_uuid()", "at = at + interval '1 second'", "fields = replace(fields, '决定', '决议')",
    "salt = set_byte(salt, 3, get_byte(salt, 3) # 1)", "envelope = replace(envelope, 'title', 'titel')",
    "fields = NULL", "fields = '{}'", "fields = '[1]'", "leaf = convert_to(replace(convert_from(leaf, 'UTF8'),"
    " 'ab', 'ac'), 'UTF8')",
]  # fmt: skip


@pytest.mark.django_db
def test_any_changed_column_of_a_public_entry_is_found(full):
    for change in PUBLIC_CHANGES:
        with tampering(f"UPDATE log_entry SET {change} WHERE idx = {PUBLIC}"):
            found = places(full)
        assert any(text.startswith(f"记录{PUBLIC}：") for text in found), found


REWRITES = [
    ("DELETE FROM log_entry WHERE idx = 40", "记录40：序号缺失"),
    ("DELETE FROM log_entry WHERE idx = 601", "树块0/2：应有89个哈希，实有90个"),
    ("UPDATE log_entry SET idx = 81 - idx WHERE idx IN (40, 41)", "记录40："),
    ("UPDATE log_tile SET data = set_byte(data, 64, get_byte(data, 64) # 1) WHERE level = 0 AND n = 1", "记录258："),
    ("UPDATE log_tile SET data = substring(data FOR 64) WHERE level = 0 AND n = 2", "树块0/2："),
    ("UPDATE log_tile SET data = set_byte(data, 0, get_byte(data, 0) # 1) WHERE level = 1", "树块1/0："),
    ("DELETE FROM log_tile WHERE level = 1", "树块1/0：数据库中缺失"),
    ("UPDATE log_tile SET n = 7 WHERE level = 0 AND n = 2", "树块0/7：不应存在"),
    ("UPDATE log_checkpoint SET root = set_byte(root, 0, get_byte(root, 0) # 1) WHERE size = 300", "检查点300："),
    ("UPDATE log_checkpoint SET note = replace(note, '300', '299') WHERE size = 300", "检查点300："),
    ("UPDATE log_checkpoint SET size = 299 WHERE size = 300", "检查点299："),
    ("DELETE FROM log_checkpoint WHERE size = 602", "检查点602：缺失"),
    (
        "UPDATE log_entry SET envelope = NULL, salt = NULL, fields = NULL, subject = NULL, case_id = NULL,"
        " actor_id = NULL, erased_at = now() WHERE idx = 5", "记录5：内容已删除，但账本中没有对应的删除记录",
    ),
    ("UPDATE log_entry SET kind = 'test.published' WHERE idx IS NULL", "尚未排序的记录"),
]  # fmt: skip


@pytest.mark.django_db
def test_deleting_reordering_and_rewriting_is_found(full):
    for statement, expected in REWRITES:
        with tampering(statement):
            found = places(full)
        assert any(text.startswith(expected) for text in found), found


@pytest.mark.django_db
def test_a_restored_content_of_an_erased_entry_is_found(full):
    with tampering(
        "UPDATE log_entry e SET envelope = o.envelope, salt = o.salt, subject = o.subject, erased_at = NULL"
        " FROM log_entry o WHERE e.idx = 10 AND o.idx = 11"
    ):
        found = places(full)
    assert any("内容仍在" in text and text.startswith("记录10：") for text in found)


@pytest.mark.django_db
def test_a_checkpoint_of_another_key_or_another_tree_is_found(full):
    other = SignerKey(full.origin, bytes(32)).sign(TreeHead(full.origin, 300, bytes(32)).text())
    own = full.signer().sign(TreeHead(full.origin, 300, bytes(32)).text())
    for note, text in ((other, "没有本账本的签名"), (own, "签名的根与账本内容不符")):
        with tampering(
            f"UPDATE log_checkpoint SET note = '{note}', root = '\\x{'00' * 32}' WHERE size = 300"
        ):
            assert f"检查点300：{text}" in places(full)


@pytest.mark.django_db
def test_a_changed_published_byte_is_found_with_its_offset(full):
    chance = random.Random(5)
    for path in sorted(
        p for p in full.directory.rglob("*") if p.is_file() and p.name not in ("README", "policy.txt")
    ):
        data = path.read_bytes()
        name = str(path.relative_to(full.directory))
        for place in {0, len(data) - 1, chance.randrange(len(data))}:
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            found = places(full)
            assert any(text.startswith(f"已发布文件{name}：") for text in found), (name, place, found)
            if name != "checkpoint":
                assert f"已发布文件{name}：第{place}字节起与数据库不符" in found
        path.write_bytes(data[:-1])
        assert any(text.startswith(f"已发布文件{name}：") for text in places(full))
        path.write_bytes(data)
    assert places(full) == []


@pytest.mark.django_db
def test_a_missing_published_file_and_a_policy_of_another_key_are_found(full):
    (full.directory / "tile/0/002.p/90").unlink()
    assert places(full) == ["已发布文件tile/0/002.p/90：缺失"]
    sequencer.republish(now=NOW, log=full)
    (full.directory / "policy.txt").write_text(
        f"log {SignerKey(full.origin, bytes(32)).verifier}\nquorum none\n"
    )
    assert places(full) == ["已发布文件policy.txt：没有列出本账本的公钥"]


@pytest.mark.django_db
def test_many_random_mutations_are_all_found(full):
    chance = random.Random(20260302)
    for _ in range(60):
        index = chance.choice([n for n in range(SIZE - 2) if n != ERASED])
        column = chance.choice(list(COLUMNS))
        with tampering(f"UPDATE log_entry SET {column} = {COLUMNS[column]} WHERE idx = {index}"):
            found = places(full)
        assert any(text.startswith(f"记录{index}：") for text in found), (index, column, found)


@pytest.mark.django_db
def test_a_part_of_the_log_can_be_audited(full):
    report = audit(log=full, since=300)
    assert (report.entries, report.findings) == (SIZE - 256, [])
    with tampering("UPDATE log_entry SET kind = 'x.y' WHERE idx IN (100, 500)"):
        assert [f.place for f in audit(log=full, since=300).findings] == ["记录500"]


@pytest.mark.django_db
def test_a_copy_elsewhere_must_be_of_the_same_tree(full, tmp_path):
    assert audit(log=full, against=str(full.directory)).findings == []
    (tmp_path / "copy").mkdir()
    forged = full.signer().sign(TreeHead(full.origin, 300, bytes(32)).text())
    (tmp_path / "copy/checkpoint").write_text(forged)
    assert [f.place for f in audit(log=full, against=str(tmp_path / "copy")).findings] == [
        f"副本{tmp_path / 'copy'}"
    ]
    assert "无法读取" in audit(log=full, against=str(tmp_path / "nowhere")).findings[0].text


REFUSED = [
    "DELETE FROM log_entry", "DELETE FROM log_tile", "DELETE FROM log_checkpoint", "TRUNCATE log_entry",
    "TRUNCATE log_tile", "TRUNCATE log_checkpoint", "UPDATE log_entry SET kind = 'x.y'",
    "UPDATE log_entry SET at = now()", "UPDATE log_entry SET leaf = 'x'", "UPDATE log_entry SET idx = idx + 9000",
    "UPDATE log_entry SET idx = NULL", "UPDATE log_entry SET envelope = 'x'", "UPDATE log_entry SET salt = NULL",
    "UPDATE log_entry SET subject = gen_random_uuid()", "UPDATE log_entry SET id = id + 90000",
    "UPDATE log_entry SET erased_at = now()", "UPDATE log_tile SET data = '\\x00'", "UPDATE log_tile SET n = n + 9",
    "UPDATE log_checkpoint SET note = 'x'", "UPDATE log_checkpoint SET published_at = now()",
    "UPDATE log_checkpoint SET root = '\\x00'",
    "INSERT INTO log_entry (leaf, leaf_hash, kind, at, envelope, salt)"
    " SELECT 'x', leaf_hash, kind, at, envelope, salt FROM log_entry WHERE idx = 0",
]  # fmt: skip


@pytest.mark.django_db
def test_the_database_refuses_changes_even_to_a_superuser(full):
    for statement in REFUSED:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


ROLES = [
    ("sanxiang_app", "SELECT count(*) FROM log_entry", True),
    ("sanxiang_app", "UPDATE log_entry SET kind = 'x.y'", False),
    ("sanxiang_app", "DELETE FROM log_entry", False),
    ("sanxiang_app", "INSERT INTO log_entry (idx, kind) VALUES (9000, 'x.y')", False),
    ("sanxiang_app", "TRUNCATE log_entry", False),
    ("sanxiang_app", "ALTER TABLE log_entry DISABLE TRIGGER ALL", False),
    ("sanxiang_app", "DROP TABLE log_checkpoint", False),
    ("sanxiang_app", "SET session_replication_role = replica", False),
    ("sanxiang_public", "SELECT idx, leaf FROM log_entry", True),
    ("sanxiang_public", "SELECT note FROM log_checkpoint", True),
    ("sanxiang_public", "SELECT envelope FROM log_entry", False),
    ("sanxiang_public", "SELECT salt FROM log_entry", False),
    ("sanxiang_public", "INSERT INTO log_tile VALUES (0, 99, '')", False),
]


@pytest.mark.django_db
def test_roles_may_do_only_what_the_log_needs(full):
    for role, statement, allowed in ROLES:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            if allowed:
                cursor.execute(statement)
            else:
                with (
                    pytest.raises(DatabaseError, match="permission denied|must be owner"),
                    transaction.atomic(),
                ):
                    cursor.execute(statement)
            cursor.execute("RESET ROLE")


@pytest.mark.django_db
def test_the_application_role_can_append_and_sequence_and_the_public_role_can_prove(actor, log):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE sanxiang_app")
        entry = services.append(
            kind="test.done", subject=SUBJECT, actor=actor, at=NOW, payload={"what": "事"}
        )
        assert sequencer.sequence_once(now=NOW, log=log) == 1
        cursor.execute("SET LOCAL ROLE sanxiang_public")
        assert selectors.proof_for(entry.id).leaf == entry.leaf
        cursor.execute("RESET ROLE")


@pytest.mark.django_db
def test_erasing_leaves_every_proof_valid_and_the_content_nowhere(actor, log):
    first = services.append(
        kind="test.done", subject=SUBJECT, case=CASE, actor=actor, at=NOW, payload={"what": "隐私"}
    )
    with pytest.raises(ValueError, match="尚未排序"):
        services.erase_entry(entry_id=first.id, actor=actor, approver=APPROVER, basis="x", at=NOW)
    sequencer.sequence_once(now=NOW, log=log)
    before = selectors.proof_for(first.id)
    with pytest.raises(ValueError, match="以外的人"):
        services.erase_entry(entry_id=first.id, actor=actor, approver=actor, basis="x", at=NOW)
    services.erase_entry(
        entry_id=first.id, actor=actor, approver=APPROVER, basis="个人信息保护法第四十七条", at=NOW
    )
    sequencer.sequence_once(now=NOW, log=log)
    assert selectors.proof_for(first.id).leaf == before.leaf
    row = LogEntry.objects.get(pk=first.id)
    assert (row.envelope, row.salt, row.subject, row.case_id, row.actor_id) == (None,) * 5
    assert selectors.entries_of_case(CASE) == []
    report = audit(log=log)
    assert (report.findings, report.erased) == ([], 1)


@pytest.mark.django_db
def test_a_case_file_reads_as_sentences(actor, log):
    services.append(
        kind="test.done", subject=SUBJECT, case=CASE, actor=actor, at=NOW, payload={"what": "现场检查"}
    )
    services.append_public(
        kind="test.published",
        subject=SUBJECT,
        actor=actor,
        at=NOW,
        doc_sha256="ab" * 32,
        fields={"title": "决定书"},
    )
    assert [view.sentence for view in selectors.entries_of_case(CASE)] == ["林岚完成了现场检查"]
    views = selectors.entries_of_subject(SUBJECT)
    assert [view.sentence for view in views] == ["林岚完成了现场检查", "林岚公开了决定书"]
    assert [view.index for view in views] == [None, None]
    assert selectors.opening_of(views[1].id).fields["title"][0] == "决定书"
    with pytest.raises(LookupError):
        selectors.opening_of(views[0].id)
