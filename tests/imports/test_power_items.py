"""权力事项的导入: drafts with the basis tied where it can be; nothing is dropped, nothing runs by itself."""

from __future__ import annotations

import pytest

from sanxiang.imports import services
from sanxiang.imports.drafts import items_workbook
from sanxiang.imports.kinds.power_items import POWER_ITEMS
from sanxiang.imports.tables import read_table
from sanxiang.imports.values import Unfit, limit, money, text
from sanxiang.kernel import Actor, InvalidInput
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import PowerItemView
from sanxiang.registry import selectors as registry
from tests.factories.city import FOUNDED, LAW, SYSTEM, City, uscc
from tests.factories.powers import approve
from tests.imports.conftest import bring

AGENCY_NAME = "云屏市生态环境局"
HEAD = (
    "实施机关",
    "事项编码",
    "事项名称",
    "事项类型",
    "设定依据",
    "法定期限",
    "承诺期限",
    "处罚种类",
    "罚款下限",
    "罚款上限",
)
FINE = (
    AGENCY_NAME,
    "CF-201",
    "对超标排放的处罚",
    "行政处罚",
    f"《{LAW}》第三条",
    "90日",
    "",
    "罚款",
    "1万元",
    "100万元",
)


def item(city: City, code: str) -> PowerItemView:
    found = powers.open_item(city.agency, code)
    assert found
    return found


@pytest.mark.parametrize(
    ("said", "shown"), [("60日", "60日"), ("7个工作日", "7个工作日"), ("即办", "当场办结")]
)
def test_a_promised_limit_keeps_its_unit(city: City, admin: Actor, said: str, shown: str) -> None:
    run = bring(admin, "power_items", [HEAD, (*FINE[:6], said, *FINE[7:])])
    assert run.ok and item(city, "CF-201").promised_limit == shown


def test_a_row_becomes_a_draft_with_its_basis_tied(city: City, admin: Actor) -> None:
    run = bring(admin, "power_items", [HEAD, FINE])
    assert run.ok and not run.doubts, (run.problems, run.doubts)
    found = item(city, "CF-201")
    assert (found.status, found.kind, found.statutory_days, found.statutory_unit) == (
        "draft",
        "penalty",
        90,
        "CD",
    )
    assert (found.statutory_limit, found.promised_limit) == ("90日", "")
    assert [b.citation for b in found.bases] == [f"《{LAW}》第三条"]
    assert (found.fine_min, found.fine_max, found.penalty_kinds) == (10_000, 1_000_000, ("fine",))
    assert found.enforcement_field == "生态环境", "an agency with one field does not have to write it"
    approve(found.id, now=FOUNDED)
    assert item(city, "CF-201").in_force_on(found.effective_from)


def test_what_cannot_be_tied_is_kept_as_it_is_written_and_flagged(city: City, admin: Actor) -> None:
    rows = [
        (AGENCY_NAME, "FW-1", "办事咨询", "20", "", "", "", "", "", ""),
        (
            AGENCY_NAME,
            "CF-202",
            "对某行为的处罚",
            "2",
            "《云屏市从无此法条例》第九条",
            "",
            "即办",
            "罚款",
            "",
            "",
        ),
        (AGENCY_NAME, "CF-203", "对另一行为的处罚", "2", f"{LAW}的有关规定", "", "", "罚款", "", ""),
        (AGENCY_NAME, "CF-204", "对缺条的处罚", "2", f"《{LAW}》第三条、第九百条", "", "", "罚款", "", ""),
    ]
    run = bring(admin, "power_items", [HEAD, *rows, FINE])
    assert run.ok
    assert run.counts["新增"] == 5 and run.doubtful_rows == 4
    assert run.reconciled == "文件5行=登记无疑1行+登记待核4行"
    said = {(d.line, d.column) for d in run.doubts}
    assert {(2, "权力类型"), (2, "依据"), (3, "依据"), (4, "依据"), (5, "依据")} <= said
    assert (
        item(city, "CF-202").basis_text == "《云屏市从无此法条例》第九条" and not item(city, "CF-202").bases
    )
    assert [str(b.place) for b in item(city, "CF-204").bases] == ["第三条"]
    assert item(city, "FW-1").kind == "other"


def test_a_second_import_changes_nothing_and_a_change_of_what_is_in_force_is_a_new_draft(
    city: City, admin: Actor
) -> None:
    assert bring(admin, "power_items", [HEAD, FINE]).counts["新增"] == 1
    assert bring(admin, "power_items", [HEAD, FINE]).counts["没有变化"] == 1
    approve(item(city, "CF-201").id, now=FOUNDED)
    assert bring(admin, "power_items", [HEAD, FINE]).counts["没有变化"] == 1
    changed = bring(admin, "power_items", [HEAD, (*FINE[:-1], "50万元")])
    assert changed.counts["新增"] == 1
    draft = item(city, "CF-201")
    assert (draft.status, draft.version, draft.fine_max, draft.fine_min) == ("draft", 2, 500_000, 10_000)
    services.undo(actor=admin, now=FOUNDED, run=changed.id)
    assert (item(city, "CF-201").status, item(city, "CF-201").fine_max) == ("in_force", 1_000_000)


def test_an_update_of_a_draft_is_taken_back(city: City, admin: Actor) -> None:
    bring(admin, "power_items", [HEAD, FINE])
    run = bring(admin, "power_items", [HEAD, (*FINE[:4], f"《{LAW}》第二条", *FINE[5:])])
    assert run.counts["更新"] == 1 and [str(b.place) for b in item(city, "CF-201").bases] == ["第二条"]
    services.undo(actor=admin, now=FOUNDED, run=run.id)
    assert [str(b.place) for b in item(city, "CF-201").bases] == ["第三条"]


def test_what_was_approved_is_not_taken_back(city: City, admin: Actor) -> None:
    run = bring(admin, "power_items", [HEAD, FINE])
    approve(item(city, "CF-201").id, now=FOUNDED)
    with pytest.raises(InvalidInput, match="只有草稿可以撤回"):
        services.undo(actor=admin, now=FOUNDED, run=run.id)


@pytest.mark.parametrize(
    ("at", "cell", "column"),
    [(3, "行政许愿", "权力类型"), (5, "很快", "法定期限"), (7, "鞭打", "处罚种类"), (8, "一些", "罚款下限"), (0, "无此局", "执法主体"), (2, "", "事项名称")],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named(
    city: City, admin: Actor, at: int, cell: str, column: str
) -> None:
    row = list(FINE)
    row[at] = cell
    run = bring(admin, "power_items", [HEAD, row])
    assert [(p.line, p.column) for p in run.problems] == [(2, column)]
    assert powers.open_item(city.agency, "CF-201") is None


def test_readers_of_limits_amounts_and_texts() -> None:
    assert [limit(c) for c in ("20个工作日", "３个月", "即办", "60日", "1年")] == [
        (20, "WD"), (3, "M"), (0, "WD"), (60, "CD"), (1, "Y"),
    ]  # fmt: skip
    assert money("2万元") == 20_000
    assert text("一、申请书\r\n\r\n 二、身份证 ") == "一、申请书\n二、身份证"
    for reader, cell in ((limit, "尽快"), (money, "若干")):
        with pytest.raises(Unfit):
            reader(cell)


def test_many_rows_are_drafted_together_and_one_that_returns_gets_its_next_version(
    city: City, admin: Actor
) -> None:
    rows = [(AGENCY_NAME, f"CF-7{n:02}", f"对第{n}种行为的处罚", *FINE[3:]) for n in range(30)]
    first = bring(admin, "power_items", [HEAD, *rows[:10]])
    services.undo(actor=admin, now=FOUNDED, run=first.id)
    run = bring(admin, "power_items", [HEAD, *rows])
    assert run.ok and run.counts["新增"] == 30
    assert item(city, "CF-700").version == 2 and item(city, "CF-720").version == 1
    assert all([str(b.place) for b in item(city, f"CF-7{n:02}").bases] == ["第三条"] for n in (0, 15, 29))
    assert bring(admin, "power_items", [HEAD, *rows]).counts["没有变化"] == 30


def test_the_hall_is_taken_in_and_materials_stay_as_worded_with_a_flag(city: City, admin: Actor) -> None:
    head = (*HEAD, "申请材料", "办理地点", "咨询电话", "办公时间")
    told = ("申请表、章程", "云屏市政务服务中心二楼", "0999-5550110", "工作日9:00至17:00")
    run = bring(admin, "power_items", [head, (*FINE, *told)])
    assert run.ok and [(d.column, "逐项列出" in d.message) for d in run.doubts] == [("申请材料", True)]
    found = item(city, "CF-201")
    assert (found.materials, found.hall, found.hall_phone, found.hall_hours) == told
    again = bring(admin, "power_items", [head, (*FINE, *told)])
    assert again.ok and item(city, "CF-201").id == found.id


OTHER_NAME = "云屏市城市管理局"


@pytest.mark.parametrize(
    ("name", "of", "said"),
    [
        (AGENCY_NAME, AGENCY_NAME, []),
        (AGENCY_NAME, "", []),
        ("市环保局", AGENCY_NAME, ["“市环保局”没有登记，按信用代码登记到“云屏市生态环境局”，请核对"]),
        (
            AGENCY_NAME,
            OTHER_NAME,
            ["这是“云屏市城市管理局”的信用代码，按名称登记到“云屏市生态环境局”，请核对"],
        ),
        (AGENCY_NAME, "nobody", ["这个信用代码没有登记，按名称登记到“云屏市生态环境局”，请核对"]),
    ],
)
def test_a_code_finds_the_agency_where_the_name_does_not(
    city: City, name: str, of: str, said: list[str]
) -> None:
    codes = {a.name: a.uscc for a in registry.agencies()} | {"nobody": uscc(77), "": ""}
    run = bring(SYSTEM, "power_items", [("agency_uscc", *HEAD), (codes[of], name, *FINE[1:])])
    assert run.ok, run.problems
    assert item(city, "CF-201").agency_id == city.agency
    assert [p.message for p in run.doubts] == said


def test_a_name_and_a_code_that_nobody_has_are_refused(city: City) -> None:
    run = bring(SYSTEM, "power_items", [("agency_uscc", *HEAD), (uscc(77), "市环保局", *FINE[1:])])
    assert [(p.line, p.column) for p in run.problems] == [(2, "执法主体")]


def drafts_of(city: City) -> list[PowerItemView]:
    return powers.power_items(city.agency, statuses=["draft"])


def test_drafts_come_back_as_a_table_that_changes_nothing_until_it_is_filled(city: City) -> None:
    bare = (AGENCY_NAME, "CF-202", "对瞒报的处罚", "行政处罚", "", "90日", "即办", "", "", "")
    bring(SYSTEM, "power_items", [HEAD, FINE, bare])
    table = read_table(items_workbook(drafts_of(city)), "草稿.xlsx", POWER_ITEMS.names())
    wide = len(table.headings)
    rows = [list(table.headings), *([*row.cells, *[""] * wide][:wide] for row in table.rows)]
    lacks = {row[rows[0].index("事项编码")]: row[-1] for row in rows[1:]}
    assert lacks["CF-201"] == ""
    assert "至少填写一条法律依据" in lacks["CF-202"] and "至少填写一个处罚种类" in lacks["CF-202"]
    again = bring(SYSTEM, "power_items", rows)
    assert again.ok and again.counts == {"新增": 0, "更新": 0, "没有变化": 2}
    assert not [note for note in again.notes if "没有读入" in note]
    at = [row[rows[0].index("事项编码")] for row in rows].index("CF-202")
    rows[at][rows[0].index("依据")] = f"《{LAW}》第三条"
    rows[at][rows[0].index("处罚种类")] = "警告"
    filled = bring(SYSTEM, "power_items", rows)
    assert filled.counts == {"新增": 0, "更新": 1, "没有变化": 1}
    assert powers.missing(item(city, "CF-202").id) == ()
