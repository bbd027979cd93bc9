"""Imports: what a table costs with all checks and ledger entries, beside a raw COPY of the rows it leaves.

    python bench/imports.py [--rows 5000 20000] [--rounds 3] [--profile officers]

For each kind: `sanxiang import` of a CSV file into an empty register, then COPY of what it stored into tables with
the same columns, indexes, checks and foreign keys, in the same run. Two ratios are printed, medians of the rounds:
`register` = against the rows of the register alone, `all rows` = with the ledger entries and the traces of the import,
which an import stores as well. `again` = the same file once more, where nothing changes.
Goal: ≥ 0.25 of all rows. `--rows 5000 20000`, made-up rows, medians of three rounds, a shared virtual machine of two
cores: at a load below 1 officers 0.28 to 0.30 and 0.24 to 0.25, parties 0.25 to 0.27 and 0.25; at a load of 2 the
20,000 rows fall to 0.25 and 0.21. Without remembering good values and settling what is loaded: 0.18 to 0.20.
Uses the server of DATABASE_URL, or the embedded one, and a scratch database.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import io
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
AGENCY = "云屏市生态环境局"
REGISTER = {
    "officers": ("registry_officer", "registry_credential"),
    "parties": ("registry_party",),
}
TRACES = ("log_entry", "imports_importedrow")


@contextmanager
def scratch_city(folder: Path) -> Iterator[None]:
    """A database of its own with all tables and the city of the tests."""
    from sanxiang.config import postgres

    with postgres.running(folder / "data", owner=True) as server:
        parts = urlsplit(server)
        name = f"sanxiang_bench_{os.getpid()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        os.environ["SANXIANG_DATA_DIR"] = str(folder / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "sanxiang.config.settings"
        try:
            import django
            from django.core.management import call_command
            from django.db import connections

            django.setup()
            call_command("migrate", verbosity=0)
            from tests.factories.city import found_city

            # built and not kept for later: to keep a scene asks for the rights of a superuser
            found_city.__wrapped__()  # type: ignore[attr-defined]
            yield
            connections.close_all()
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    postgres.remove_cluster(folder / "data")


def officers(start: int, count: int) -> Iterator[list[str]]:
    """Officers, each with a credential."""
    yield [
        "单位", "科室", "姓名", "职务", "执法证号", "执法类别", "执法区域代码", "执法区域", "发证机关", "有效期自", "有效期至",
    ]  # fmt: skip
    for n in range(start, start + count):
        card = ["生态环境", "539900", "云屏市", "云屏市司法局", "2026-01-01", "2030-12-31"]
        yield [AGENCY, "综合执法支队", f"林{n:06}", "四级主任科员", f"5399{n:07}", *card]


def parties(start: int, count: int) -> Iterator[list[str]]:
    """Companies."""
    from tests.factories.city import uscc

    yield ["执法主体", "类别", "名称", "统一社会信用代码", "法定代表人", "住所", "联系电话"]
    for n in range(start, start + count):
        name = f"云屏市鸿发{n}建材有限公司"
        yield [
            AGENCY,
            "法人或非法人组织",
            name,
            uscc(n),
            "方启明",
            f"云屏市安澜区工业路{n}号",
            "0999-5550190",
        ]


MAKERS: dict[str, Callable[[int, int], Iterator[list[str]]]] = {"officers": officers, "parties": parties}


def bring(kind: str, data: bytes) -> float:
    """Seconds that the import of a file takes."""
    from sanxiang.imports.services import import_file
    from sanxiang.kernel import Actor

    begun = time.perf_counter()
    run = import_file(
        actor=Actor.system("导入表格"), now=NOW, kind=kind, data=data, filename=f"{kind}.csv", dry_run=False,
        progress=lambda done, total: None,
    )  # fmt: skip
    took = time.perf_counter() - begun
    assert run.ok, run.problems[:3]
    return took


def newest(table: str) -> int:
    """How many rows a table has."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def raw_copy(tables: tuple[str, ...], since: dict[str, int]) -> float:
    """Seconds that COPY takes to store the rows that came into some tables since they had so many rows."""
    from django.db import connection, transaction

    took = 0.0
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS bare_{table}")
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
                [table],
            )
            for (foreign_key,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE bare_{table} ADD {foreign_key}")
            with cursor.copy(
                f"COPY (SELECT * FROM {table} ORDER BY ctid OFFSET {since[table]}) TO STDOUT"
            ) as out:
                text = b"".join(bytes(block) for block in out)
            begun = time.perf_counter()
            with transaction.atomic(), cursor.copy(f"COPY bare_{table} FROM STDIN") as into:
                into.write(text)
            took += time.perf_counter() - begun
    return took


def measure(kind: str, count: int, rounds: int) -> None:
    """Print the ratios of a kind."""
    ratios = []
    for number in range(rounds):
        out = io.StringIO()
        csv.writer(out).writerows(MAKERS[kind](1000 + (number + 1) * 100_000 + count, count))
        data = out.getvalue().encode()
        since = {table: newest(table) for table in (*REGISTER[kind], *TRACES)}
        took, again = bring(kind, data), bring(kind, data)
        register, traces = raw_copy(REGISTER[kind], since), raw_copy(TRACES, since)
        ratios.append((register / took, (register + traces) / took, again / took, took))
    bare, whole, again, took = (median(column) for column in zip(*ratios, strict=True))
    print(
        f"{kind:9} {count:>6} rows: {took:6.2f} s = {count / took:>7,.0f} rows/s;"
        f" register {bare:.2f}x, all rows {whole:.2f}x of COPY; again {again:.2f} of the time"
    )


def profile(kind: str) -> None:
    """Where the time goes."""
    out = io.StringIO()
    csv.writer(out).writerows(MAKERS[kind](900_000, 5000))
    bring(kind, out.getvalue().encode()[: out.getvalue().encode().index(b"\n", 200)])  # all is loaded
    profiler = cProfile.Profile()
    profiler.runcall(bring, kind, out.getvalue().encode())
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[5000, 20_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", choices=MAKERS)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, scratch_city(Path(folder)):
        if args.profile:
            profile(args.profile)
            return
        for kind in MAKERS:
            for count in args.rows:
                measure(kind, count, args.rounds)


if __name__ == "__main__":
    main()
