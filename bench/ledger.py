"""Ledger: what an entry costs in the transaction of its act, and how fast the whole log is audited.

    python bench/ledger.py [--acts 4000] [--rounds 5] [--entries 100000]

Prints ratios measured in one run: contenders interleaved act by act (A B A B), medians, the first tenth not counted.
Goals: append ≥ 0.9× a plain insert of the same columns (both commit durably); audit ≥ 100,000 entries/s.
Uses the server of DATABASE_URL, or the embedded one, and a scratch database that is dropped afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID, uuid4

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

KIND = "bench.done"
PAYLOAD = {"step": "现场检查", "place": "云屏市中山路12号", "documents": ["D02", "D05"], "amount": 20000}
START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@contextmanager
def scratch_database(folder: Path) -> Iterator[None]:
    """A database of its own with the ledger's tables, and Django set up on it."""
    from sanxiang.config import postgres

    with postgres.running(folder / "data", owner=True) as server:
        parts = urlsplit(server)
        name = f"sanxiang_bench_{os.getpid()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        os.environ["SANXIANG_DATA_DIR"] = str(folder / "data")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxiang.config.settings")
        try:
            import django
            from django.core.management import call_command
            from django.db import connections

            django.setup()
            call_command("migrate", "ledger", verbosity=0)
            yield
            connections.close_all()
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    postgres.remove_cluster(folder / "data")


def seconds(work: Callable[[], None]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rate(work: Callable[[], None], count: int) -> float:
    """Things per second."""
    return count / seconds(work)


def server_setting(name: str) -> str:
    """A setting of the server."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


def bench_append(acts: int) -> tuple[float, float]:
    """(append, plain insert) in acts per second: each act is one transaction on one connection."""
    from django.db import connection, transaction

    from sanxiang.kernel import Actor
    from sanxiang.ledger import events, services

    events.register({KIND: "{actor}完成了{step}"})
    actor = Actor(name="林岚", account_id=uuid4())
    columns = "leaf, leaf_hash, kind, subject, case_id, actor_id, at, envelope, salt, fields"
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE plain_entry (LIKE log_entry INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES)"
        )
    insert = f"INSERT INTO plain_entry ({columns}) VALUES ({', '.join(['%s'] * 10)}) RETURNING id"
    with transaction.atomic():
        services.append(kind=KIND, subject=uuid4(), case=uuid4(), actor=actor, at=START, payload=PAYLOAD)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM log_entry")
        row = [bytes(v) if isinstance(v, memoryview) else v for v in cursor.fetchone()]

    def append() -> None:
        with transaction.atomic():
            services.append(kind=KIND, subject=uuid4(), case=uuid4(), actor=actor, at=START, payload=PAYLOAD)

    def plain() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(insert, [*row[:3], uuid4(), uuid4(), *row[5:]])
            cursor.fetchone()

    pairs = [(seconds(append), seconds(plain)) for _ in range(acts)][acts // 10 :]
    return 1 / median(a for a, _ in pairs), 1 / median(b for _, b in pairs)


def fill(entries: int) -> None:
    """Entries as `append` makes them, put in by COPY."""
    from django.db import connection, transaction

    from sanxiang.kernel import Actor
    from sanxiang.ledger import merkle, services
    from sanxiang.ledger.canonical import commit, internal_leaf, new_salt
    from sanxiang.ledger.types import NewEntry

    actor = Actor(name="林岚", account_id=uuid4())
    columns = "leaf, leaf_hash, kind, subject, case_id, actor_id, at, envelope, salt"
    types = ["bytea", "bytea", "text", "uuid", "uuid", "uuid", "timestamptz", "text", "bytea"]
    copy_in = f"COPY log_entry ({columns}) FROM STDIN (FORMAT BINARY)"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(copy_in) as copy:
        copy.set_types(types)
        for number in range(entries):
            subject, case, salt = UUID(int=number), UUID(int=number // 20), new_salt()
            at = START + timedelta(microseconds=1_234_567 * number)
            envelope = services.Sealer(actor, at).envelope(NewEntry(KIND, subject, PAYLOAD, case))
            leaf = internal_leaf(commit(salt, envelope))
            fixed = (actor.account_id, at, envelope.decode(), salt)
            copy.write_row((leaf, merkle.leaf_hash(leaf), KIND, subject, case, *fixed))


def bench_log(entries: int, rounds: int) -> tuple[float, float, float, float]:
    """(sequencing, audit, audit by processor time, bare hashlib leaf loop) in entries per second."""
    from sanxiang.ledger import sequencer
    from sanxiang.ledger.audit import audit

    fill(entries)

    def sequence() -> None:
        while sequencer.sequence_once(now=START):
            pass

    def check() -> None:
        report = audit()
        if report.findings or report.entries < entries:
            sys.exit(f"audit: {report.findings[:3]}")

    def processor() -> float:
        start = time.process_time()
        check()
        return entries / (time.process_time() - start)

    def hashes() -> None:
        leaf = bytes(80)
        for _ in range(entries):
            hashlib.sha256(b"\0" + leaf).digest()

    sequenced = rate(sequence, entries)
    results = [(rate(check, entries), rate(hashes, entries)) for _ in range(rounds)]
    return sequenced, median(a for a, _ in results), processor(), median(b for _, b in results)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--acts", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--entries", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, scratch_database(Path(folder)):
        fsync = server_setting("fsync")
        append, plain = bench_append(options.acts)
        sequenced, audited, busy, hashed = bench_log(options.entries, options.rounds)
    print(
        f"PostgreSQL fsync {fsync}"
        + ("" if fsync == "on" else ": commits are not durable, the ratio is too strict")
    )
    print(f"append in the act's transaction   {append:>10,.0f} /s")
    print(f"plain insert of the same columns  {plain:>10,.0f} /s")
    print(f"  ratio                           {append / plain:>10.2f} x   goal >= 0.90")
    print(f"sequence, sign, publish           {sequenced:>10,.0f} entries/s   goal >= 20,000")
    print(f"audit of {options.entries:,} entries          {audited:>10,.0f} entries/s   goal >= 100,000")
    print(
        f"  by processor time of the audit  {busy:>10,.0f} entries/s   (on a loaded machine the sturdier figure)"
    )
    print(f"  bare hashlib leaf loop          {hashed:>10,.0f} /s   ratio {audited / hashed:.2f} x")


if __name__ == "__main__":
    main()
