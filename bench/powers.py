"""权责清单: what the public pages of power items cost in a big city, beside one read by key.

    python bench/powers.py [--items 25023] [--agencies 632] [--laws 300] [--rounds 5]

The items are made up and of real size (bases with the text of their articles, a benchmark); one law is the basis of a
fifth of them, as 《行政处罚法》 would be. Printed for each page: seconds, medians of the rounds, of its whole answer by
Django's test client without the kept file, and its ratio to the page of a single item in the same run.
Uses a scratch database. Once, 25,023 items, two cores: one item 0.008 s, list 7 times that, by class 8, by law 5,
benchmarks 6, an article 1, a law that 5,005 items rest on 24, export 146 times (1.2 s).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
COMMON = "aw00000002"
FIELDS = ("生态环境", "城市管理", "市场监管", "交通运输", "文化市场", "农业", "应急管理", "卫生健康")


def main() -> int:
    """Fill a scratch database and ask for the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=25_023)
    parser.add_argument("--agencies", type=int, default=632)
    parser.add_argument("--laws", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    from bench.imports import scratch_city

    with tempfile.TemporaryDirectory() as folder, scratch_city(Path(folder)):
        _fill(args.items, args.agencies, args.laws)
        _time(args.rounds)
    return 0


def _fill(items: int, agencies: int, laws: int) -> None:
    """Published items by COPY, beside the lists of the tests."""
    from django.apps import apps
    from django.db import connection

    from sanxiang.kernel.bulk import insert_all
    from tests.factories import disclosure as sample

    sample.publish_lists(NOW)
    snapshot = apps.get_model("disclosure.Snapshot")
    typical = next(row["data"] for row in snapshot.objects.filter(kind="power").values("data"))
    rows = []
    for n in range(items):
        agency, law = f"ta{n % agencies:08}", f"tl{n % laws:08}"
        data = {
            **typical,
            "name": f"对第{n}种行为的处罚",
            "code": f"SY-{n:06}",
            "field": FIELDS[n % len(FIELDS)],
        }
        data["agency"] = {"public_id": agency, "name": f"云屏市第{n % agencies}执法机关"}
        own = {**typical["basis"][0], "law": {"public_id": law, "name": law}, "article": n % 80 + 1}
        common = {
            **typical["basis"][0],
            "law": {"public_id": COMMON, "name": "通用法"},
            "article": n % 70 + 1,
        }
        data["basis"] = [own, common] if n % 5 == 0 else [own]
        if n % 3:
            data["benchmarks"] = []
        rows.append(
            snapshot(
                kind="power", public_id=f"tp{n:08}", version=1, title=data["name"], agency_id=agency,
                facet="penalty", data=data, sha256="0" * 64, published_at=NOW,
            )
        )  # fmt: skip
    insert_all(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE disclosure_snapshot")


def _time(rounds: int) -> None:
    from django.test import Client

    pages = {
        "one item": "/powers/tp00000003/",
        "list": "/powers/",
        "list, a search": "/powers/?q=第2001种",
        "list by class": "/powers/?field=城市管理",
        "list by law": f"/powers/?law={COMMON}",
        "benchmarks": "/discretion/",
        "a common law": f"/law/{COMMON}/",
        "an article": f"/law/{COMMON}/a33/",
        "export": "/data/powers.csv",
    }
    visitor, took = Client(), {name: list[float]() for name in pages}
    for _ in range(rounds):
        for name, address in pages.items():
            began = time.perf_counter()
            answer = visitor.get(address, {"page": "1"} if "?" not in address else None)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert answer.status_code == 200 and body, (name, answer.status_code)
            took[name].append(time.perf_counter() - began)
    one = median(took["one item"])
    for name, times in took.items():
        print(f"{name:16} {median(times):7.3f} s  {median(times) / one:6.1f}x")


if __name__ == "__main__":
    sys.exit(main())
