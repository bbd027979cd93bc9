"""真实的表: what one county and two provinces publish goes in whole, again without a change, and out to be completed."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from sanxiang.imports import services
from sanxiang.imports.drafts import items_workbook
from sanxiang.imports.selectors import RunView
from sanxiang.powers import selectors as powers
from sanxiang.powers.matters import matters
from sanxiang.registry import selectors as registry
from tests.factories.city import FOUNDED, SYSTEM, City
from tests.imports.conftest import AGENCY_HEAD, agency_row, bring

DATA = os.environ.get("SANXIANG_DATA", "")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA, reason="SANXIANG_DATA names no folder with the reference data"),
]


def take(kind: str, data: bytes, name: str, **more: object) -> RunView:
    return services.import_file(
        actor=SYSTEM, now=FOUNDED, kind=kind, data=data, filename=name, dry_run=False,
        progress=lambda done, rows: None, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_service_items_of_a_county_find_their_agencies_by_name_and_code(city: City) -> None:
    path = Path(DATA, "items", "service_items_guangan.csv")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    own: dict[str, str] = {}
    for row in rows:
        own.setdefault(row["department"], row["agency_uscc"])
    given = {name: code for name, code in own.items() if code.startswith("11") and len(code) == 18}
    agencies = [
        agency_row(n, name, 简称=name, **({"统一社会信用代码": given[name]} if name in given else {}))
        for n, name in enumerate(own, start=300)
    ]
    assert bring(SYSTEM, "agencies", [AGENCY_HEAD, *agencies]).ok
    run = take("power_items", path.read_bytes(), path.name)
    assert run.ok and run.counts["新增"] == run.rows == len(rows) == 760
    by_name = {a.name: a.id for a in registry.agencies()}
    kept = {(i.agency_id, i.code) for i in powers.power_items(statuses=("draft",))}
    assert kept == {(by_name[row["department"]], row["item_code"].upper()) for row in rows}
    assert any("信用代码" in doubt.message for doubt in run.doubts)
    drafts = powers.power_items(statuses=("draft",))
    again = take("power_items", items_workbook(drafts), "草稿.xlsx")
    assert again.ok and again.counts["没有变化"] == 760, again.counts


def test_a_discretion_table_and_a_no_penalty_list_lose_no_line(city: City) -> None:
    folder = Path(DATA, "discretion")
    table = take(
        "benchmarks",
        (folder / "jiangmen_ecology_discretion.csv").read_bytes(),
        "基准.csv",
        one_agency=city.agency,
    )
    assert table.ok and table.counts["新增"] == table.rows == 644
    assert sum(len(b.tiers) for b in powers.draft_benchmarks(city.agency)) == 644
    spared = take(
        "no_penalty_items", (folder / "guangdong_ecology_no_penalty_list.csv").read_bytes(), "免罚.csv",
        one_agency=city.agency,
    )  # fmt: skip
    assert spared.ok and spared.counts["新增"] == len(matters("no_penalty", [city.agency])) == 20
