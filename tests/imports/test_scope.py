"""导入的范围: the administrator of a justice bureau fills its region, every other one the own agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from sanxiang.imports import services
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.selectors import get_run, runs
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, Role
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry import standing
from sanxiang.registry.policies import entry_problems, register_scope
from sanxiang.registry.services import create_account
from tests.factories.city import FOUNDED, SYSTEM, City, uscc
from tests.imports.conftest import AGENCY_HEAD, agency_row, bring, csv_bytes

UNIT_HEAD = ("所在单位", "科室名称")
OFFICER_HEAD = ("单位", "科室", "姓名", "职务")
BUREAU, WATER, ELSEWHERE = "安澜区司法局", "安澜区水利局", "望江区水利局"
COUNTY = {"区划代码": "539901", "执法区域": "安澜区"}
OTHER = {"区划代码": "539902", "执法区域": "望江区"}


@pytest.fixture
def bureau(city: City) -> Actor:
    """系统管理员 of the justice bureau of 安澜区."""
    fields = "司法行政、行政执法监督"
    row = agency_row(201, BUREAU, 执法类别=fields, **COUNTY)
    assert bring(SYSTEM, "agencies", [AGENCY_HEAD, row]).ok
    return _administrator(BUREAU, "areaadmin")


def _administrator(agency: str, username: str) -> Actor:
    key = next(a.id for a in registry.agencies() if a.name == agency)
    account = create_account(
        actor=SYSTEM, now=FOUNDED, username=username, password="云屏-demo-9-long", agency=key,
        roles=(Role.ADMINISTRATOR,), display_name="邵衡",
    )  # fmt: skip
    return registry.actor_for(account)


def _water(**changed: str) -> list[str]:
    return agency_row(202, WATER, **COUNTY | changed)


def test_a_bureau_registers_the_agencies_of_its_region_as_drafts(city: City, bureau: Actor) -> None:
    report = bring(bureau, "agencies", [AGENCY_HEAD, _water()])
    assert report.ok and report.counts["新增"] == 1
    made = next(a for a in registry.agencies() if a.name == WATER)
    assert made.status == "drafted"
    with pytest.raises(InvalidInput, match="待审定"):
        standing.approve_agency(actor=bureau, now=FOUNDED, agency=made.id)


def test_who_entered_an_agency_does_not_approve_it(city: City, bureau: Actor) -> None:
    rows = [(*AGENCY_HEAD, "主体资格依据"), [*_water(), "“三定”规定"]]
    assert bring(bureau, "agencies", rows).ok
    made = next(a for a in registry.agencies() if a.name == WATER)
    standing.check_agency(actor=SYSTEM, now=FOUNDED, agency=made.id)
    with pytest.raises(Refused):
        standing.approve_agency(actor=bureau, now=FOUNDED, agency=made.id)


def test_another_region_stays_refused(city: City, bureau: Actor) -> None:
    new = bring(bureau, "agencies", [AGENCY_HEAD, agency_row(203, ELSEWHERE, **OTHER)])
    assert [(p.column, p.value) for p in new.problems] == [("区划代码", "539902")]
    assert "不在安澜区司法局的区划（539901）之内" in new.problems[0].message
    assert bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(203, ELSEWHERE, **OTHER)]).ok
    changed = bring(bureau, "agencies", [AGENCY_HEAD, agency_row(203, ELSEWHERE, 负责人="江平", **OTHER)])
    assert "不在您管理的范围内" in changed.problems[0].message
    units = bring(bureau, "units", [UNIT_HEAD, [ELSEWHERE, "执法科"]])
    assert "不在您管理的范围内" in units.problems[0].message


def test_an_agency_is_not_moved_out_of_the_region(city: City, bureau: Actor) -> None:
    assert bring(bureau, "agencies", [AGENCY_HEAD, _water()]).ok
    assert bring(bureau, "agencies", [AGENCY_HEAD, _water(**OTHER)]).problems[0].column == "区划代码"
    own = agency_row(201, BUREAU, 执法类别="司法行政、行政执法监督", 区划代码="539900", 执法区域="安澜区")
    assert bring(bureau, "agencies", [AGENCY_HEAD, own]).problems[0].column == "区划代码"


def test_a_bureau_fills_the_agencies_it_supervises(city: City, bureau: Actor) -> None:
    bring(bureau, "agencies", [AGENCY_HEAD, _water()])
    water = next(a.id for a in registry.agencies() if a.name == WATER)
    files = {
        "units": [UNIT_HEAD, [WATER, "执法科"]],
        "officers": [OFFICER_HEAD, [WATER, "执法科", "江流", "科员"]],
        "power_items": [("单位", "事项编码", "事项名称", "权力类型"), [WATER, "CF-9", "对违法取水的处罚", "行政处罚"]],
        "benchmarks": [
            ("单位", "违法行为", "裁量档次", "适用条件", "裁量标准"), [WATER, "违法取水", "1", "首次", "处二万元罚款"],
        ],
        "no_penalty_items": [
            ("单位", "编号", "违法行为", "不予处罚的条件"), [WATER, "1", "未及时变更取水许可证", "首次且及时改正"],
        ],
        "review_rules": [("单位", "代码"), [WATER, "T6"]],
    }  # fmt: skip
    for kind, rows in files.items():
        report = bring(bureau, kind, rows)
        assert report.ok and report.counts["新增"] == 1, (kind, report.problems)
    assert {i.status for i in powers.power_items(water)} == {"draft"}
    assert water in register_scope(bureau)


def test_a_bureau_brings_no_parties_of_others(city: City, bureau: Actor) -> None:
    """Personal data of one agency."""
    bring(bureau, "agencies", [AGENCY_HEAD, _water()])
    head = ("执法主体", "类别", "名称或姓名", "统一社会信用代码", "法定代表人", "住所")
    party = ["法人或非法人组织", "云屏市鸿发建材有限公司", uscc(71), "方启明", "云屏市工业路9号"]
    report = bring(bureau, "parties", [head, [WATER, *party]])
    assert "不在您管理的范围内" in report.problems[0].message
    assert bring(bureau, "parties", [head, [BUREAU, *party]]).ok


def test_a_bureau_sees_and_undoes_its_own_imports(city: City, bureau: Actor) -> None:
    bring(bureau, "agencies", [AGENCY_HEAD, _water()])
    bring(bureau, "units", [UNIT_HEAD, [WATER, "执法科"]])
    run = runs(bureau)[0]
    services.undo(actor=bureau, now=FOUNDED, run=run.id)
    assert get_run(bureau, run.id).state == "undone"
    water = next(a.id for a in registry.agencies() if a.name == WATER)
    assert registry.units(water) == []
    with pytest.raises(NotFound):
        get_run(_administrator(WATER, "wateradmin"), run.id)


def test_an_agency_of_the_region_stays_limited_to_itself(city: City, bureau: Actor) -> None:
    bring(bureau, "agencies", [AGENCY_HEAD, _water()])
    own = _administrator(WATER, "wateradmin")
    assert bring(own, "units", [UNIT_HEAD, [WATER, "执法科"]]).ok
    refused = bring(own, "units", [UNIT_HEAD, [BUREAU, "执法科"]])
    assert "不在您管理的范围内" in refused.problems[0].message
    new = bring(own, "agencies", [AGENCY_HEAD, agency_row(204, "安澜区林业局", **COUNTY)])
    assert new.problems[0].message == "新设机关由司法行政机关的系统管理员办理"
    assert register_scope(own) == {own.agency_id}


def test_no_agency_makes_itself_a_bureau(city: City, bureau: Actor) -> None:
    bring(bureau, "agencies", [AGENCY_HEAD, _water()])
    own = _administrator(WATER, "wateradmin")
    report = bring(own, "agencies", [AGENCY_HEAD, _water(执法类别="水利、行政执法监督")])
    assert [p.column for p in report.problems] == ["执法类别"]
    assert "由司法行政机关的系统管理员办理" in report.problems[0].message


def test_the_roles_of_another_kind_enter_nothing(bureau: Actor) -> None:
    other = replace(bureau, roles=frozenset({Role.AUDIT_ADMINISTRATOR}))
    assert [name for name, _ in entry_problems(other, None, {"region_code": "539901"})] == ["name"]
    report = bring(other, "units", [UNIT_HEAD, [BUREAU, "执法科"]])
    assert "不在您管理的范围内" in report.problems[0].message


DISCRETION = ("违法行为", "裁量档次", "适用条件", "裁量标准")
TABLE = [DISCRETION, ["违法取水", "1", "首次", "处二万元罚款"], ["违法取水", "2", "再次", "处五万元罚款"]]


def _up(actor: Actor, rows: Sequence[Sequence[str]] = TABLE, kind: str = "benchmarks") -> UUID:
    return services.upload(actor=actor, now=FOUNDED, kind=kind, data=csv_bytes(rows), filename="裁量.csv")


def test_a_table_without_the_column_is_of_the_own_agency(city: City, bureau: Actor) -> None:
    run = _up(bureau)
    services.start(actor=bureau, now=FOUNDED, run=run, dry_run=True)
    tried = get_run(bureau, run)
    assert tried.state == "checked" and "全部按“安澜区司法局”登记" in tried.notes[0]
    services.start(actor=bureau, now=FOUNDED, run=run, dry_run=False)
    assert bureau.agency_id and len(powers.draft_benchmarks(bureau.agency_id)[0].tiers) == 2


def test_another_agency_of_the_scope_is_chosen_and_kept_with_the_run(city: City, bureau: Actor) -> None:
    bring(bureau, "agencies", [AGENCY_HEAD, _water()])
    water = next(a.id for a in registry.agencies() if a.name == WATER)
    run = _up(bureau)
    columns = dict(get_run(bureau, run).columns)
    services.start(actor=bureau, now=FOUNDED, run=run, columns=columns, one_agency=water, dry_run=True)
    assert get_run(bureau, run).one_agency == water
    with pytest.raises(InvalidInput, match="请先试运行"):
        services.start(
            actor=bureau, now=FOUNDED, run=run, columns=columns, one_agency=bureau.agency_id, dry_run=False
        )
    services.start(actor=bureau, now=FOUNDED, run=run, dry_run=False)
    assert len(powers.draft_benchmarks(water)[0].tiers) == 2
    assert f"全部按“{WATER}”登记" in get_run(bureau, run).notes[0]


def test_an_agency_outside_the_scope_is_not_given_to_all_rows(city: City, bureau: Actor) -> None:
    run = _up(bureau)
    with pytest.raises(InvalidInput, match="不在您管理的范围内"):
        services.start(
            actor=bureau, now=FOUNDED, run=run, columns={"title": 0}, one_agency=city.agency, dry_run=True
        )
    kinds = {kind.code for kind in KINDS.values() if services.choices(kind, bureau)}
    assert kinds == {
        "units", "officers", "credentials", "parties", "power_items", "benchmarks", "recording_rules",
        "random_check_items", "no_penalty_items", "review_rules",
    }  # fmt: skip


def test_a_column_that_is_there_says_whose_a_row_is(city: City, bureau: Actor) -> None:
    run = _up(bureau, [UNIT_HEAD, [BUREAU, "法制科"]], "units")
    assert get_run(bureau, run).one_agency is None
    services.start(
        actor=bureau,
        now=FOUNDED,
        run=run,
        columns={"agency": 0, "name": 1},
        one_agency=city.agency,
        dry_run=True,
    )
    assert get_run(bureau, run).one_agency is None and get_run(bureau, run).state == "checked"
