"""Sequencing and publishing: dense, idempotent, never backwards."""

from __future__ import annotations

import stat

import pytest
from django.db import connection, transaction

from sanxiang.ledger import merkle, selectors, sequencer, services, tiles
from sanxiang.ledger.log import Log, LogRefuses
from sanxiang.ledger.models import LogCheckpoint, LogEntry
from sanxiang.ledger.notes import Note, TreeHead, VerifierKey
from sanxiang.ledger.policy import Policy
from sanxiang.ledger.proofs import InclusionProof
from sanxiang.ledger.tiles import Resource
from tests.ledger.conftest import CASE, NOW, SUBJECT


def fill(actor, count: int) -> list[int]:
    with transaction.atomic():
        return [
            services.append(
                kind="test.done", subject=SUBJECT, case=CASE, actor=actor, at=NOW, payload={"what": f"事{n}"}
            ).id
            for n in range(count)
        ]


@pytest.mark.django_db
def test_indexes_are_dense_and_follow_the_order_of_insertion(actor, log):
    ids = fill(actor, 5)
    assert sequencer.sequence_once(now=NOW, log=log) == 5
    ids += fill(actor, 3)
    assert sequencer.sequence_once(now=NOW, log=log) == 3
    assert sequencer.sequence_once(now=NOW, log=log) == 0
    assert list(LogEntry.objects.order_by("idx").values_list("id", "idx")) == list(
        zip(ids, range(8), strict=True)
    )


@pytest.mark.django_db
def test_the_signed_root_is_the_root_of_the_leaves(actor, log):
    fill(actor, 7)
    sequencer.sequence_once(now=NOW, log=log)
    note = Note.parse((log.directory / "checkpoint").read_bytes())
    key = log.signer().verifier
    assert set(note.verified_by([key])) == {key}
    hashes = [bytes(h) for h in LogEntry.objects.order_by("idx").values_list("leaf_hash", flat=True)]
    assert TreeHead.parse(note.text) == TreeHead("test.example/log", 7, merkle.root(hashes))
    policy = Policy.parse((log.directory / "policy.txt").read_text())
    assert policy.is_met(note) == (True, True, [])


@pytest.mark.django_db
def test_files_are_published_as_tiles_and_partials_go_when_full(actor, log):
    fill(actor, 200)
    sequencer.sequence_once(now=NOW, log=log)
    assert (log.directory / "tile/0/000.p/200").stat().st_size == 200 * 32
    fill(actor, 60)
    sequencer.sequence_once(now=NOW, log=log)
    files = {str(p.relative_to(log.directory)) for p in log.directory.rglob("*") if p.is_file()}
    expected = {r.path for r in tiles.resources(260)} | {"checkpoint", "policy.txt", "README"}
    assert files == expected
    bundle = (log.directory / "tile/entries/000").read_bytes()
    hashes = b"".join(merkle.leaf_hash(leaf) for leaf in tiles.parse_bundle(bundle))
    assert hashes == (log.directory / "tile/0/000").read_bytes()


@pytest.mark.django_db
def test_a_proof_is_given_only_after_publishing_and_verifies(actor, log):
    ids = fill(actor, 11)
    assert selectors.proof_for(ids[3]) is None
    sequencer.sequence_once(now=NOW, log=log)
    later = fill(actor, 1)
    for place, entry_id in enumerate(ids):
        proof = selectors.proof_for(entry_id)
        parsed = InclusionProof.parse(proof.text)
        assert parsed.index == place
        assert parsed.includes(proof.leaf)
        assert not parsed.includes(proof.leaf + b" ")
    assert selectors.proof_for(later[0]) is None
    with pytest.raises(LookupError):
        selectors.proof_for(10**9)


@pytest.mark.django_db
def test_every_checkpoint_is_consistent_with_every_later_one(actor, log):
    for count in (1, 2, 5, 300, 7):
        fill(actor, count)
        sequencer.sequence_once(now=NOW, log=log)
    checkpoints = list(LogCheckpoint.objects.order_by("size").values_list("size", "root"))
    assert [size for size, _ in checkpoints] == [1, 3, 8, 308, 315]
    reader = tiles.range_root(selectors.read_tile)
    for old, old_root in checkpoints:
        for new, new_root in checkpoints:
            if old < new:
                proof = merkle.consistency_proof(old, new, reader)
                assert merkle.verify_consistency(old, new, bytes(old_root), bytes(new_root), proof)


@pytest.mark.django_db
def test_a_batch_has_at_most_a_thousand_entries(actor, log):
    fill(actor, 1001)
    assert [sequencer.sequence_once(now=NOW, log=log) for _ in range(3)] == [1000, 1, 0]


@pytest.mark.django_db
def test_publishing_again_restores_missing_files_and_changes_nothing_else(actor, log):
    fill(actor, 300)
    sequencer.sequence_once(now=NOW, log=log)
    before = {p: p.read_bytes() for p in log.directory.rglob("*") if p.is_file()}
    (log.directory / "tile/0/000").unlink()
    (log.directory / "tile/entries/001.p/44").unlink()
    sequencer.republish(now=NOW, log=log)
    assert {p: p.read_bytes() for p in log.directory.rglob("*") if p.is_file()} == before


@pytest.mark.django_db
def test_a_commit_without_publishing_is_published_by_the_next_run(actor, log, monkeypatch):
    fill(actor, 3)
    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(sequencer, "publish", lambda *a, **k: (_ for _ in ()).throw(OSError("disk full")))
        sequencer.sequence_once(now=NOW, log=log)
    assert LogCheckpoint.objects.get().size == 3
    assert selectors.latest_checkpoint() is None
    assert log.published() is None
    assert sequencer.sequence_once(now=NOW, log=log) == 0
    assert log.published().size == selectors.latest_checkpoint().size == 3


@pytest.mark.django_db
def test_a_database_restored_from_an_old_backup_signs_nothing(actor, log):
    fill(actor, 3)
    backup = transaction.savepoint()
    fill(actor, 3)
    sequencer.sequence_once(now=NOW, log=log)
    published = (log.directory / "checkpoint").read_bytes()
    transaction.savepoint_rollback(backup)
    fill(actor, 1)
    with pytest.raises(LogRefuses, match="旧备份"):
        sequencer.sequence_once(now=NOW, log=log)
    assert (log.directory / "checkpoint").read_bytes() == published


@pytest.mark.django_db
def test_a_diverged_history_of_the_same_length_signs_nothing(actor, log, tmp_path):
    backup = transaction.savepoint()
    fill(actor, 3)
    sequencer.sequence_once(now=NOW, log=log)
    transaction.savepoint_rollback(backup)
    fill(actor, 3)
    elsewhere = Log(tmp_path / "other", log.origin, log.key_file)
    sequencer.sequence_once(now=NOW, log=elsewhere)
    fill(actor, 1)
    with pytest.raises(LogRefuses, match="不一致"):
        sequencer.sequence_once(now=NOW, log=log)


@pytest.mark.django_db
def test_only_one_sequencer_works_at_a_time(actor, log, django_db_blocker):
    fill(actor, 1)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (sequencer._LOCK,))
        assert sequencer.sequence_once(now=NOW, log=log) == 0
        with other.cursor() as cursor:
            cursor.execute("ROLLBACK")
        assert sequencer.sequence_once(now=NOW, log=log) == 1
    finally:
        other.close()


def test_the_key_is_made_once_with_mode_0600_and_never_in_production(log, tmp_path):
    key = log.signer()
    assert stat.S_IMODE(log.key_file.stat().st_mode) == 0o600
    assert log.signer() == key
    assert VerifierKey.parse(str(key.verifier)) == key.verifier
    assert list(log.key_file.parent.iterdir()) == [log.key_file]
    with pytest.raises(FileExistsError):
        log.create_key()
    with pytest.raises(LogRefuses, match="不存在"):
        Log(log.directory, log.origin, tmp_path / "none", production=True).signer()
    with pytest.raises(LogRefuses, match="属于"):
        Log(log.directory, "other.example/log", log.key_file).signer()


def test_a_resource_path_has_one_spelling():
    for n, text in ((0, "000"), (1, "001"), (123456078, "x123/x456/078"), (3057500, "x003/x057/500")):
        assert tiles.encode_index(n) == text
        assert Resource.parse(f"tile/0/{text}") == Resource(0, n)
    assert Resource.parse("tile/entries/000.p/5") == Resource(-1, 0, 5)
    for bad in (
        "tile/0/123/456/078", "tile/-1/000", "tile/8/000", "tile/0/0", "tile/0/x000/000", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/05", "tile/0/../000", "/tile/0/000", "tile/data/000", "tile/0/000\n",
    ):  # fmt: skip
        with pytest.raises(ValueError):
            Resource.parse(bad)


def test_geometry_of_a_log_of_70000_entries():
    found = list(tiles.resources(70_000))
    by_level = {level: [r for r in found if r.level == level] for level in (-1, 0, 1, 2)}
    assert {level: (len(rs), rs[-1].width) for level, rs in by_level.items()} == {
        -1: (274, 112), 0: (274, 112), 1: (2, 17), 2: (1, 1),
    }  # fmt: skip
    assert [r.path for r in tiles.resources(256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]
    assert [r.path for r in tiles.resources(260, 250)] == [
        "tile/entries/000", "tile/entries/001.p/4", "tile/0/000", "tile/0/001.p/4", "tile/1/000.p/1",
    ]  # fmt: skip


def test_the_clock_and_the_stop_are_given(log, monkeypatch):
    from threading import Event

    stop, seen = Event(), []

    def once(*, now, log):
        seen.append(now)
        stop.set()
        return 0

    monkeypatch.setattr(sequencer, "republish", lambda **_: None)
    monkeypatch.setattr(sequencer, "sequence_once", once)
    monkeypatch.setattr(connection, "close", lambda: None)
    sequencer.run_forever(stop, clock=lambda: NOW, log=log)
    assert seen == [NOW]
