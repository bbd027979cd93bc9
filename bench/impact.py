"""Impact of a ten-law repeal: 25,023 items and 10,000 open cases, all of it found and listed; goal ≤ 5 s.

    python bench/impact.py [--items 25023] [--cases 10000] [--laws 200]

Items rest on two of the laws each, evenly, so that ten of 200 laws touch about a tenth of the items. Printed: seconds for
`flows.reading.impact`, and its ratio to one plain count of the same bases in the same run. Uses a scratch database.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def main() -> int:
    """Fill a scratch database and time the question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=25_023)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--laws", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    from bench.imports import scratch_city

    with tempfile.TemporaryDirectory() as folder, scratch_city(Path(folder)):
        laws = _fill(args.items, args.cases, args.laws)
        _time(laws[:10], args)
    return 0


def _fill(items: int, cases: int, laws: int) -> list[UUID]:
    """Rows by COPY, as an import of a whole city would leave them."""
    from django.apps import apps

    from sanxiang.kernel.bulk import insert_all
    from sanxiang.rules.procedures.acts import Step

    law, basis, item, case = (
        apps.get_model(name)
        for name in ("statutes.Law", "powers.PowerBasis", "powers.PowerItem", "cases.Case")
    )
    unit = apps.get_model("registry.Unit").objects.first()
    made = [law(title=f"试验法规{n}", short_title=f"试验法规{n}", level="local") for n in range(laws)]
    insert_all(made)
    held = [
        item(
            agency_id=unit.agency_id, code=f"SY-{n}", name=f"对第{n}种行为的处罚", kind="penalty", status="in_force",
            enforcement_field="生态环境", effective_from=date(2020, 1, 1),
        )
        for n in range(items)
    ]  # fmt: skip
    insert_all(held)
    insert_all(
        [
            basis(
                power_item_id=i.pk,
                law_id=made[(n * 7 + k) % laws].pk,
                article=n % 80 + 1,
                role="penalty",
                ordinal=k,
            )
            for n, i in enumerate(held)
            for k in (1, 2)
        ]
    )
    rows = [
        case(
            agency_id=unit.agency_id, unit_id=unit.pk, title=f"试验案{n}", state=Step.INVESTIGATE, procedure="penalty_ordinary",
            power_item_id=held[n % items].pk, source="inspection", clue_text="线索", registered_at=NOW,
            registered_by="bench", updated_at=NOW,
        )
        for n in range(cases)
    ]  # fmt: skip
    insert_all(rows)
    return [row.pk for row in made]


def _time(laws: list[UUID], args: argparse.Namespace) -> None:
    from django.apps import apps

    from sanxiang.flows.reading.impact import impact
    from sanxiang.kernel import Actor

    actor = Actor.system("bench")
    basis = apps.get_model("powers.PowerBasis")
    plain, asked = [], []
    for _ in range(args.rounds):
        began = time.perf_counter()
        basis.objects.filter(law__in=laws).count()
        plain.append(time.perf_counter() - began)
        began = time.perf_counter()
        found = impact(actor=actor, laws=laws, on=date(2026, 11, 1))
        asked.append(time.perf_counter() - began)
    seconds = median(asked)
    print(f"{args.items} items, {args.cases} open cases, 10 of {args.laws} laws, {os.cpu_count()} processors")
    print(f"touched: {len(found.items)} items, {len(found.bases)} bases, {len(found.cases)} cases")
    print(
        f"impact {seconds:.3f} s (goal 5 s), {seconds / median(plain):.0f} times one plain count of the bases"
    )


if __name__ == "__main__":
    raise SystemExit(main())
