"""导入: all or nothing, repeatable, traceable, undone while nothing rests on it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from sanxiang.flows.publish_lists import publish_lists
from sanxiang.imports import services, sheets
from sanxiang.imports.engine import ENOUGH
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.matching import match_columns, remarks
from sanxiang.imports.models import ImportRun
from sanxiang.imports.selectors import get_run, last_done, origins_of, runs
from sanxiang.imports.tables import read_table
from sanxiang.kernel import Actor, InvalidInput, NotFound, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry import selectors as registry
from tests.factories.city import FOUNDED, SYSTEM, City, person, uscc
from tests.imports.conftest import AGENCY_HEAD, agency_row, bring, csv_bytes

UNIT_HEAD = ("所在单位", "科室名称", "是否法制审核机构")
OFFICER_HEAD = (
    "单位", "科室", "姓名", "职务", "执法证号", "执法类别", "执法区域代码", "执法区域", "发证机关", "有效期自", "有效期至",
)  # fmt: skip
OWN = "云屏市生态环境局"


def officer_row(name: str, number: str = "", until: str = "2030-12-31") -> list[str]:
    card = ["生态环境", "539900", "云屏市", "云屏市司法局", "2026-01-01", until] if number else [""] * 6
    return [OWN, "执法一科", name, "科员", number, *card]


@pytest.fixture
def unit(city: City) -> str:
    """The unit's name in the officers' rows."""
    bring(SYSTEM, "units", [UNIT_HEAD, [OWN, "执法一科", "否"]])
    return "执法一科"


def test_agencies_come_with_their_tree_in_any_order(city: City) -> None:
    rows = [
        AGENCY_HEAD,
        agency_row(101, "云屏市安澜区生态环境分局", parent="云屏市安澜区人民政府"),
        agency_row(102, "云屏市安澜区人民政府"),
    ]
    report = bring(SYSTEM, "agencies", rows)
    assert report.ok, report.problems
    assert report.counts == {"新增": 2, "更新": 0, "没有变化": 0}
    by_name = {a.name: a for a in registry.agencies()}
    assert by_name["云屏市安澜区生态环境分局"].parent_id == by_name["云屏市安澜区人民政府"].id


def test_a_circle_of_upper_agencies_is_refused(city: City) -> None:
    rows = [
        AGENCY_HEAD,
        agency_row(101, "云屏市甲局", "云屏市乙局"),
        agency_row(102, "云屏市乙局", "云屏市甲局"),
    ]
    report = bring(SYSTEM, "agencies", rows)
    assert [(p.line, p.column) for p in report.problems] == [(2, "上级机关"), (3, "上级机关")]


def test_the_same_file_again_changes_nothing(city: City) -> None:
    rows = [AGENCY_HEAD, agency_row(101, "云屏市水利局"), agency_row(102, "云屏市林业局")]
    bring(SYSTEM, "agencies", rows)
    assert bring(SYSTEM, "agencies", rows).counts == {"新增": 0, "更新": 0, "没有变化": 2}


def test_one_faulty_row_keeps_the_whole_file_out_and_every_fault_is_named(city: City) -> None:
    rows = [
        AGENCY_HEAD,
        agency_row(101, "云屏市水利局"),
        agency_row(102, "云屏市林业局", 统一社会信用代码="11539900MB000001", 层级="省级", 办公地址=""),
        agency_row(103, "云屏市农业局", "云屏市没有局"),
        agency_row(101, "云屏市水务局"),
    ]
    before = len(registry.agencies())
    report = bring(SYSTEM, "agencies", rows)
    assert {(p.line, p.column) for p in report.problems} == {
        (3, "统一社会信用代码"), (3, "层级"), (3, "办公地址"), (4, "上级机关"), (5, "统一社会信用代码"),
    }  # fmt: skip
    assert "与第2行重复" in next(p.message for p in report.problems if p.line == 5)
    assert report.faulty_rows == 3
    assert len(registry.agencies()) == before
    assert runs(SYSTEM)[0].state == ImportRun.State.REFUSED


def test_a_dry_run_says_what_would_be_and_keeps_nothing(city: City) -> None:
    before = len(registry.agencies())
    report = bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")], dry_run=True)
    assert report.counts["新增"] == 1
    assert len(registry.agencies()) == before


def test_officers_come_with_their_credentials(city: City, unit: str) -> None:
    rows = [OFFICER_HEAD, officer_row("江流", "53990000777"), officer_row("林溪")]
    assert bring(SYSTEM, "officers", rows).counts == {"新增": 2, "更新": 0, "没有变化": 0}
    assert bring(SYSTEM, "officers", rows).counts == {"新增": 0, "更新": 0, "没有变化": 2}
    found = {o.name: o for o in registry.officers(city.agency)}
    assert [c.number for c in found["江流"].credentials] == ["53990000777"]
    assert found["林溪"].credentials == ()


def test_two_people_of_one_name_are_told_apart_by_their_credentials(city: City, unit: str) -> None:
    both = [OFFICER_HEAD, officer_row("江流", "53990000777"), officer_row("江流", "53990000778")]
    assert bring(SYSTEM, "officers", both).counts["新增"] == 2
    report = bring(SYSTEM, "officers", [OFFICER_HEAD, officer_row("江流")])
    assert "请填写执法证号" in report.problems[0].message


def test_a_credential_needs_its_term_and_area(city: City, unit: str) -> None:
    row = officer_row("江流", "53990000777")
    row[-1] = row[-2] = ""
    report = bring(SYSTEM, "officers", [OFFICER_HEAD, row])
    assert {p.column for p in report.problems} == {"有效期自", "有效期至"}


def test_a_card_without_its_number_is_not_dropped(city: City, unit: str) -> None:
    row = officer_row("江流", "53990000777")
    row[OFFICER_HEAD.index("执法证号")] = ""
    report = bring(SYSTEM, "officers", [OFFICER_HEAD, row])
    assert [(p.column, p.message) for p in report.problems] == [("执法证号", "填写了证件的，请填写执法证号")]


def test_a_legal_qualification_needs_its_number_and_day(city: City, unit: str) -> None:
    """行政处罚法 58 II."""
    head = [*OFFICER_HEAD, "法律职业资格", "法律职业资格证书编号", "法律职业资格取得日期"]
    row = officer_row("江流")
    report = bring(SYSTEM, "officers", [head, [*row, "是", "", ""]])
    assert [(p.column, p.message) for p in report.problems] == [
        ("法律职业资格证书编号", "取得法律职业资格的，请填写证书编号和取得日期")
    ]
    assert not bring(SYSTEM, "officers", [head, [*row, "", "A20205399000001", "2020-03-01"]]).problems
    found = next(o for o in registry.officers(city.agency) if o.name == "江流")
    assert (found.legally_qualified, found.legal_certificate_no) == (True, "A20205399000001")


def test_a_new_card_of_somebody_registered_goes_with_the_credentials(city: City, unit: str) -> None:
    bring(SYSTEM, "officers", [OFFICER_HEAD, officer_row("江流")])
    report = bring(SYSTEM, "officers", [OFFICER_HEAD, officer_row("江流", "53990000777")])
    assert "请在“执法证件”中导入" in report.problems[0].message


def test_credentials_are_renewed_and_suspended(city: City, unit: str) -> None:
    bring(SYSTEM, "officers", [OFFICER_HEAD, officer_row("江流", "53990000777")])
    head = ["单位", "姓名", "执法证号", "证件状态", "有效期至"]
    report = bring(SYSTEM, "credentials", [head, [OWN, "江流", "53990000777", "暂扣", "2031-12-31"]])
    assert report.counts["更新"] == 1
    held = next(o for o in registry.officers(city.agency) if o.name == "江流").credentials[0]
    assert (held.status, held.valid_to.year) == ("suspended", 2031)


def test_parties_are_known_by_their_code(city: City) -> None:
    head = ["执法主体", "类别", "名称", "信用代码", "法定代表人", "地址"]
    row = [OWN, "法人或非法人组织", "云屏市青石矿业有限公司", uscc(88), "罗青", "云屏市石门镇"]
    assert bring(SYSTEM, "parties", [head, row]).counts["新增"] == 1
    row[-1] = "云屏市石门镇2号"
    assert bring(SYSTEM, "parties", [head, row]).counts["更新"] == 1
    party = registry.party_by_identifier(city.agency, uscc(88))
    assert party is not None
    assert (party.address, party.name) == ("云屏市石门镇2号", "云屏市青石矿业有限公司")


def test_columns_taken_by_likeness_and_columns_left_over_are_said(city: City) -> None:
    head = ("所属执法单位名称", "名称", "法制机构", "备注")
    run = bring(SYSTEM, "units", [head, [OWN, "执法九科", "否", "新设"]], dry_run=True)
    assert run.notes == (
        "“所属执法单位名称”这一列当作“执法主体”读入，请核对",
        "“法制机构”这一列当作“法制审核机构”读入，请核对",
        "没有读入这些列：备注",
    )
    assert run.columns == {"agency": 0, "name": 1, "is_review_office": 2}


def test_no_more_problems_are_listed_than_anybody_reads(city: City) -> None:
    rows = [[OWN, "", "也许"] for _ in range(ENOUGH)]
    run = bring(SYSTEM, "units", [UNIT_HEAD, *rows])
    assert (run.problems[0].line, len(run.problems)) == (0, ENOUGH + 1)
    assert "只列出前面的" in run.problems[0].message


def test_swapped_columns_are_noticed(city: City) -> None:
    row = agency_row(101, "云屏市水利局")
    at, other = AGENCY_HEAD.index("统一社会信用代码"), AGENCY_HEAD.index("层级")
    row[at], row[other] = row[other], row[at]
    report = bring(SYSTEM, "agencies", [AGENCY_HEAD, row])
    assert any("放反了" in note for note in report.notes)


def test_unit_and_name_in_each_others_column_are_named(city: City, unit: str) -> None:
    row = officer_row("江流")
    row[1], row[2] = row[2], row[1]
    (problem,) = bring(SYSTEM, "officers", [OFFICER_HEAD, row]).problems
    assert (problem.column, problem.value) == ("内设机构", "江流")
    assert problem.message == "“内设机构”和“姓名”两列像是放反了：“执法一科”是内设机构，请对调这两列后再导入"
    row[2] = "周正"
    (problem,) = bring(SYSTEM, "officers", [OFFICER_HEAD, row]).problems
    assert "没有内设机构“江流”" in problem.message


def test_unseen_characters_are_taken_out_and_said(city: City) -> None:
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")])
    again = bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市\u200b水利局")])
    assert again.counts["没有变化"] == 1
    assert any("看不见的字符" in note for note in again.notes)


def test_an_import_is_told_by_the_ledger_and_by_each_row(city: City) -> None:
    bring(SYSTEM, "units", [UNIT_HEAD, [OWN, "执法九科", "否"]], name="机构.csv")
    unit = next(u for u in registry.units(city.agency) if u.name == "执法九科")
    (origin,) = origins_of(unit.id)
    assert (origin.filename, origin.lines) == ("机构.csv", (2,))
    assert [e.kind for e in entries_of_subject(origin.run)] == ["imports.imported"]
    bring(SYSTEM, "units", [UNIT_HEAD, [OWN, "执法九科", "是"]], name="更正.csv")
    assert [o.filename for o in origins_of(unit.id)] == ["更正.csv", "机构.csv"]


@pytest.mark.parametrize(
    ("said", "held"), [("法制审核人员", "reviewer"), ("", "enforcement"), ("法律顾问", "counsel")]
)
def test_an_officers_table_says_what_each_person_does(city: City, unit: str, said: str, held: str) -> None:
    run = bring(SYSTEM, "officers", [(*OFFICER_HEAD, "人员类别"), [*officer_row("江流"), said]])
    assert run.ok, run.problems
    (found,) = registry.officers(city.agency, name="江流")
    assert found.duty == held
    again = bring(SYSTEM, "officers", [(*OFFICER_HEAD, "人员类别"), [*officer_row("江流"), said]])
    assert again.counts["没有变化"] == 1


def test_the_last_import_is_undone(city: City, unit: str) -> None:
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")])
    bring(
        SYSTEM,
        "agencies",
        [AGENCY_HEAD, agency_row(101, "云屏市水利局", 负责人="江平"), agency_row(102, "云屏市林业局")],
    )
    second, first = (r for r in runs(SYSTEM) if r.kind.code == "agencies")
    assert last_done(SYSTEM, "agencies") == second
    with pytest.raises(InvalidInput, match="先撤销后面的导入"):
        services.undo(actor=SYSTEM, now=FOUNDED, run=first.id)
    services.undo(actor=SYSTEM, now=FOUNDED, run=second.id)
    by_name = {a.name: a for a in registry.agencies()}
    assert "云屏市林业局" not in by_name
    assert by_name["云屏市水利局"].head_name == "沈知行"
    services.undo(actor=SYSTEM, now=FOUNDED, run=first.id)
    assert "云屏市水利局" not in {a.name for a in registry.agencies()}


def test_what_the_public_reads_is_not_taken_back(city: City, unit: str) -> None:
    bring(SYSTEM, "officers", [OFFICER_HEAD, officer_row("江流", "53990000777")])
    run = runs(SYSTEM)[0].id
    publish_lists(actor=SYSTEM, now=FOUNDED)
    with pytest.raises(InvalidInput, match="已经公示"):
        services.undo(actor=SYSTEM, now=FOUNDED, run=run)


def test_an_administrator_imports_into_the_own_agency_only(city: City, admin: Actor) -> None:
    report = bring(admin, "units", [UNIT_HEAD, ["云屏市城市管理局", "越界科", "否"]])
    assert "不在您管理的范围内" in report.problems[0].message
    assert bring(admin, "units", [UNIT_HEAD, [OWN, "法制科", "是"]]).ok
    other = bring(admin, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")])
    assert other.problems[0].column == "名称"


def test_an_administrator_keeps_the_agencys_own_row_but_not_its_place(city: City, admin: Actor) -> None:
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市人民政府")])
    own = agency_row(1, OWN, "云屏市人民政府", 统一社会信用代码=uscc(1, "11"))
    moved = bring(admin, "agencies", [AGENCY_HEAD, own])
    assert [(p.column, p.message) for p in moved.problems] == [
        ("上级机关", "改变隶属关系由司法行政机关的系统管理员办理")
    ]
    assert bring(SYSTEM, "agencies", [AGENCY_HEAD, own]).ok
    own[AGENCY_HEAD.index("负责人")] = "江平"
    assert bring(admin, "agencies", [AGENCY_HEAD, own]).counts["更新"] == 1


def test_who_is_no_administrator_imports_nothing(city: City) -> None:
    run = bring(city.lead, "units", [UNIT_HEAD, [OWN, "执法九科", "否"]])
    assert "不在您管理的范围内" in run.problems[0].message


def test_another_agencys_import_is_not_there(city: City, admin: Actor) -> None:
    bring(SYSTEM, "units", [UNIT_HEAD, [OWN, "执法九科", "否"]])
    run = runs(SYSTEM)[0].id
    assert runs(admin) == []
    with pytest.raises(NotFound):
        get_run(admin, run)
    with pytest.raises(NotFound):
        services.undo(actor=admin, now=FOUNDED, run=run)


def test_a_file_is_tried_before_it_is_kept(city: City, admin: Actor) -> None:
    data = csv_bytes([UNIT_HEAD, [OWN, "执法九科", "否"]])
    run = services.upload(actor=admin, now=FOUNDED, kind="units", data=data, filename="机构.csv")
    with pytest.raises(InvalidInput, match="请先试运行"):
        services.start(actor=admin, now=FOUNDED, run=run, dry_run=False)
    services.start(actor=admin, now=FOUNDED, run=run, dry_run=True)
    assert get_run(admin, run).state == ImportRun.State.CHECKED
    with pytest.raises(InvalidInput):
        services.start(actor=admin, now=FOUNDED, run=run, dry_run=False, columns={"agency": 1, "name": 0})
    services.start(actor=admin, now=FOUNDED, run=run, dry_run=False)
    assert get_run(admin, run).state == ImportRun.State.DONE
    assert "执法九科" in {u.name for u in registry.units(city.agency)}


def test_a_template_says_what_a_credential_in_the_row_asks_for() -> None:
    asked = {c.title: c.asked for c in KINDS["officers"].columns}
    assert (asked["发证机关"], asked["证件种类"], asked["姓名"]) == ("有执法证号的必填", "选填", "必填")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_the_template_of_a_kind_reads_back_with_its_example(kind: object) -> None:
    assert isinstance(kind, type(KINDS["units"]))
    table = read_table(sheets.template(kind), "模板.xlsx", kind.names())
    columns = match_columns(kind, table)
    assert list(remarks(kind, table, columns)) == []
    assert set(columns) == {c.name for c in kind.columns}
    example = table.rows[0].cells
    for column in kind.columns:
        at = columns[column.name]
        assert (column.example == "") or column.read(example[at]) is not None


def test_the_report_names_every_problem_by_row_and_column(city: City) -> None:
    bring(SYSTEM, "units", [UNIT_HEAD, [OWN, "", "=cmd()"]])
    read = read_table(sheets.report(runs(SYSTEM)[0]), "报告.xlsx", ("行", "列", "内容"))
    assert {(row.cells[0], row.cells[1], row.cells[2]) for row in read.rows} == {
        ("2", "名称", ""),
        ("2", "法制审核机构", "=cmd()"),
    }


def test_a_row_leaves_the_register_only_with_the_ledger(city: City) -> None:
    for what, key in (("party", city.party), ("account", city.party)):
        with (
            pytest.raises(DatabaseError, match="账本没有记载"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT registry_take_back(%s, %s)", [what, key])


@pytest.mark.superuser
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE imports_importedrow SET line = 9",
        "DELETE FROM imports_importedrow",
        "DELETE FROM imports_importrun",
        "UPDATE imports_importrun SET state = 'checked'",
    ],
)
def test_what_an_import_did_stays_as_it_was_written(city: City, sql: str) -> None:
    bring(SYSTEM, "units", [UNIT_HEAD, [OWN, "执法九科", "否"]])
    with pytest.raises(DatabaseError, match="不可更改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_colleagues_see_the_imports_of_their_agency(city: City, admin: Actor) -> None:
    colleague = person(city, "管乙", 22, Role.ADMINISTRATOR)
    bring(admin, "units", [UNIT_HEAD, [OWN, "执法九科", "否"]])
    assert [r.actor for r in runs(colleague)] == [admin.name]
