"""A provision at a date against a read by primary key; goal ≤ 2×.

    python bench/provisions.py [--laws 200] [--versions 5] [--articles 100] [--reads 2000]

Laws with several wordings each, generated; the same provisions are then read as they stood on a day
(`statutes.selectors.text_in_force`) and by the key of their row through the same ORM. Uses a scratch database.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
FIRST = date(2000, 1, 1)


def main() -> int:
    """Fill a scratch database and read."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in (("laws", 200), ("versions", 5), ("articles", 100), ("reads", 2000)):
        parser.add_argument(f"--{name}", type=int, default=number)
    args = parser.parse_args()
    from bench.imports import scratch_city

    with tempfile.TemporaryDirectory() as folder, scratch_city(Path(folder)):
        _fill(args)
        _time(args)
    return 0


def _fill(args: argparse.Namespace) -> None:
    from django.apps import apps

    from sanxiang.kernel.bulk import insert_all

    law, version, provision = (apps.get_model("statutes", n) for n in ("Law", "LawVersion", "Provision"))
    laws = [law(title=f"试验法规{n}", short_title=f"试验法规{n}", level="local") for n in range(args.laws)]
    insert_all(laws)
    step = timedelta(days=1000)
    wordings = [
        version(
            law=each, version_date=FIRST + step * n, effective_from=FIRST + step * n, source="bench", text_sha256="0" * 64,
            effective_to=None if n == args.versions - 1 else FIRST + step * (n + 1) - timedelta(days=1),
        )
        for each in laws
        for n in range(args.versions)
    ]  # fmt: skip
    insert_all(wordings)
    insert_all(
        [
            provision(version=w, article=a, paragraph=1, ordinal=a, text=f"第{a}条的文字，" * 8)
            for w in wordings
            for a in range(1, args.articles + 1)
        ]
    )


def _time(args: argparse.Namespace) -> None:
    from django.apps import apps

    from sanxiang.statutes.selectors import text_in_force

    provision = apps.get_model("statutes.Provision")
    random = Random(1)
    keys = list(provision.objects.order_by("pk").values_list("pk", "version__law_id", "article"))
    chosen = random.sample(keys, args.reads)
    plain, dated = [], []
    for _ in range(5):
        began = time.perf_counter()
        for key, _, _ in chosen:
            provision.objects.get(pk=key)
        plain.append(time.perf_counter() - began)
        began = time.perf_counter()
        for n, (_, law, article) in enumerate(chosen):
            assert text_in_force(law, FIRST + timedelta(days=n % 5000), article)
        dated.append(time.perf_counter() - began)
    each = 1e6 / args.reads
    print(
        f"{len(keys)} provisions, {args.versions} wordings of each law, {args.reads} reads, {os.cpu_count()} processors"
    )
    print(
        f"by key {median(plain) * each:.0f} µs, at a date {median(dated) * each:.0f} µs: {median(dated) / median(plain):.2f}× (goal ≤ 2×)"
    )


if __name__ == "__main__":
    raise SystemExit(main())
