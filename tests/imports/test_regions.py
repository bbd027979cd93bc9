"""行政区划的导入: codes as files write them, upper places looked for, agencies held against them, taken back."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from sanxiang.imports import services
from sanxiang.kernel import Actor, InvalidInput
from sanxiang.registry.regions import regions_of
from sanxiang.rules.identifiers import region_above, region_code
from tests.factories.city import FOUNDED, City
from tests.imports.conftest import AGENCY_HEAD, agency_row, bring

SYSTEM = Actor.system("命令行")
DATA = os.environ.get("SANXIANG_DATA", "")
HEAD = ("code", "name", "areaCode")
PLACES = (
    ("53", "云屏省", ""),
    ("5399", "云屏市", ""),
    ("539901", "安澜区", "5399"),
    ("539901001", "滨河街道", "539901"),
)


def test_short_codes_are_filled_up_and_every_place_is_recorded(city: City) -> None:
    run = bring(SYSTEM, "regions", [HEAD, *PLACES])
    assert run.ok and run.counts["新增"] == 4 and not run.doubts
    assert {c: r.name for c, r in regions_of(["530000", "539900", "539901", "539901001"]).items()} == {
        "530000": "云屏省",
        "539900": "云屏市",
        "539901": "安澜区",
        "539901001": "滨河街道",
    }
    assert bring(SYSTEM, "regions", [HEAD, *PLACES]).counts["没有变化"] == 4


def test_a_place_is_renamed_and_everything_is_taken_back(city: City) -> None:
    first = bring(SYSTEM, "regions", [HEAD, *PLACES[2:]])
    second = bring(SYSTEM, "regions", [HEAD, ("539901001", "滨江街道", "")])
    assert second.counts["更新"] == 1 and regions_of(["539901001"])["539901001"].name == "滨江街道"
    services.undo(actor=SYSTEM, now=FOUNDED, run=second.id)
    assert regions_of(["539901001"])["539901001"].name == "滨河街道"
    services.undo(actor=SYSTEM, now=FOUNDED, run=first.id)
    assert not regions_of(["539901", "539901001"])


def test_a_place_with_agencies_is_not_taken_back(city: City) -> None:
    run = bring(SYSTEM, "regions", [HEAD, *PLACES])
    with pytest.raises(InvalidInput, match="已有执法主体"):
        services.undo(actor=SYSTEM, now=FOUNDED, run=run.id)
    assert len(regions_of(["530000", "539900"])) == 2


def test_a_place_without_one_above_is_kept_and_listed(city: City) -> None:
    run = bring(SYSTEM, "regions", [HEAD, ("539902001", "东山街道", "")])
    assert run.ok and [(d.line, d.column, d.value) for d in run.doubts] == [(2, "区划代码", "539902001")]
    assert "上级区划没有登记" in run.doubts[0].message


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (("5399A1", "安澜区"), "区划代码", "应为6位数字"),
        (("53990", "安澜区"), "区划代码", "应为6位数字"),
        (("安澜区", "539901"), "区划代码", "不是区划代码"),
        (("539901", ""), "名称", "请填写名称"),
        (("5399", "云屏市又一次"), "区划代码", "重复"),
        (("539901", "长" * 61), "名称", "60"),
    ],
)
def test_a_bad_row_is_named(city: City, row: tuple[str, str], column: str, said: str) -> None:
    run = bring(SYSTEM, "regions", [HEAD, ("539900", "云屏市"), row])
    assert [(p.line, p.column) for p in run.problems] == [(3, column)] and said in run.problems[0].message


def test_only_the_justice_bureau_keeps_places(city: City, admin: Actor) -> None:
    assert "司法行政机关" in bring(admin, "regions", [HEAD, *PLACES]).problems[0].message


def test_agencies_are_held_against_the_places(city: City) -> None:
    rows = [AGENCY_HEAD, agency_row(70, "云屏市测试局", 区划代码="539977")]
    assert not bring(SYSTEM, "agencies", rows, dry_run=True).doubts
    bring(SYSTEM, "regions", [HEAD, *PLACES])
    run = bring(SYSTEM, "agencies", rows, dry_run=True)
    assert run.ok and [d.column for d in run.doubts] == ["区划代码"]
    other = [AGENCY_HEAD, agency_row(70, "云屏市测试局", 区划代码="539901")]
    assert [d.column for d in bring(SYSTEM, "agencies", other, dry_run=True).doubts] == ["执法区域"]


def test_codes_say_what_lies_above() -> None:
    assert [region_code(c) for c in ("53", "5399", "539901", "539901001", "539901001000")] == [
        "530000",
        "539900",
        "539901",
        "539901001",
        "539901001",
    ]
    assert [region_above(c) for c in ("539901001", "539901", "539900", "530000")] == [
        "539901",
        "539900",
        "530000",
        None,
    ]


@pytest.mark.skipif(not DATA, reason="SANXIANG_DATA names no folder with the reference data")
def test_real_regions(city: City) -> None:
    for number, name in enumerate(("provinces", "cities", "areas", "streets_selected")):
        path = Path(DATA, "regions", f"{name}.csv")
        run = services.import_file(
            actor=SYSTEM, now=FOUNDED + timedelta(minutes=number), kind="regions", data=path.read_bytes(),
            filename=path.name, dry_run=False, progress=lambda done, total: None,
        )  # fmt: skip
        assert run.ok and sum(run.counts.values()) == run.rows, name
    assert not run.doubts  # every street has its county
