"""kill -9 at any moment loses nothing: dense indexes, consistent checkpoints, no published size that shrinks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from sanxiang.ledger import merkle, sequencer, services, tiles
from sanxiang.ledger.audit import audit
from sanxiang.ledger.models import LogCheckpoint, LogEntry
from sanxiang.ledger.selectors import read_tile
from tests.ledger.conftest import NOW, SUBJECT

KILLS = int(os.environ.get("SANXIANG_KILLS", "60"))
ROOT = Path(__file__).resolve().parents[2]


def url_of_this_database() -> str:
    found = connection.settings_dict
    return f"postgresql://{found['USER']}:{found['PASSWORD']}@/{found['NAME']}?host={found['HOST']}&port={found['PORT']}"


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_kill_9_of_two_sequencers_at_random_moments_loses_nothing(actor, log):
    log.signer()
    command = [sys.executable, "-m", "tests.ledger.killer", str(log.directory), log.origin, str(log.key_file)]
    environment = {
        **os.environ,
        "DATABASE_URL": url_of_this_database(),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    appended = 0
    with subprocess.Popen(
        [*command, str(KILLS), "1"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as killer:
        while killer.poll() is None:
            with transaction.atomic():
                for _ in range(25):
                    services.append(
                        kind="test.done",
                        subject=SUBJECT,
                        actor=actor,
                        at=NOW,
                        payload={"what": str(appended)},
                    )
                    appended += 1
        heads = [line.split() for line in killer.stdout]
    assert killer.returncode == 0
    assert len(heads) == KILLS

    sizes = [int(size) for size, _ in heads]
    assert sizes == sorted(sizes)
    assert sizes[-1] > 0
    sequencer.republish(now=NOW, log=log)
    while sequencer.sequence_once(now=NOW, log=log):
        pass
    assert not list(log.directory.rglob(".*"))
    assert list(LogEntry.objects.order_by("idx").values_list("idx", flat=True)) == list(range(appended))
    roots = tiles.range_root(read_tile)
    checkpoints = [(row.size, bytes(row.root)) for row in LogCheckpoint.objects.order_by("size")]
    published = [(int(size), bytes.fromhex(root)) for size, root in heads if root != "-"]
    assert set(published) <= set(checkpoints)
    assert all(roots(0, size) == root for size, root in checkpoints)
    for (old, old_root), (new, new_root) in zip(checkpoints, checkpoints[1:], strict=False):
        proof = merkle.consistency_proof(old, new, roots)
        assert merkle.verify_consistency(old, new, old_root, new_root, proof)
    assert log.published().size == appended
    assert audit(log=log).findings == []
