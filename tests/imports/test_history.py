"""历史处罚的导入: read, masked, flagged, repeated, taken back; by whom it may be done."""

from __future__ import annotations

import os
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from sanxiang.disclosure import selectors
from sanxiang.disclosure.models import HistoricalPenalty
from sanxiang.disclosure.selectors import HistoryFilters
from sanxiang.disclosure.services import release_history
from sanxiang.imports import services
from sanxiang.kernel import Actor, Role
from sanxiang.ledger.models import LogEntry
from sanxiang.rules.history import pending
from tests.factories.city import FOUNDED, City, person
from tests.imports.conftest import bring

SYSTEM = Actor.system("命令行")
DATA = os.environ.get("SANXIANG_DATA", "")
TODAY = date(2026, 1, 10)
HEAD = ("序号", "文号", "处罚机关", "行政相对人", "行政相对人类别", "案由", "事实", "法律依据", "处罚类别", "处罚金额", "处罚日期", "公示截止", "来源")  # fmt: skip
FIRM = (
    "1",
    "云环罚〔2023〕18号",
    "云屏市生态环境局",
    "云屏市鸿发建材有限公司",
    "",
    "无证排污",
    "检查时没有许可证。",
    "《大气污染防治法》第九十九条",
    "罚款",
    "2万元",
    "2023年3月20日",
    "",
    "公示栏",
)
MAN = (
    "2",
    "云环罚〔2023〕19号",
    "生态环境局",
    "欧阳明远",
    "自然人",
    "露天烧烤",
    "欧阳明远（身份证510101199001011234）在街边烧烤。",
    "",
    "罚款、训诫",
    "两百元左右",
    "三月间",
    "",
    "公示栏",
)
OLD = (
    "3",
    "云环罚〔2019〕1号",
    "云屏市生态环境局",
    "云屏市旧厂有限公司",
    "",
    "扬尘",
    "",
    "",
    "警告",
    "",
    "2019-05-01",
    "2022-05-01",
    "公示栏",
)


def shown(**filters: object) -> list[dict[str, object]]:
    """What the public reads once the head has shown all that may be shown."""
    keys = HistoricalPenalty.objects.values_list("pk", flat=True)
    release_history(actor=SYSTEM, now=FOUNDED, keys=list(keys))
    return selectors.history(HistoryFilters(**filters), TODAY, offset=0, limit=50)[1]  # type: ignore[arg-type]


def test_rows_are_read_and_what_is_open_is_flagged(city: City, admin: Actor) -> None:
    run = bring(admin, "history", [HEAD, FIRM, MAN])
    assert run.ok and run.counts["新增"] == 2, run.problems
    firm, man = shown()
    assert (firm["amount"], firm["decided_on"], firm["party_kind"]) == (
        Decimal(20000),
        date(2023, 3, 20),
        "organisation",
    )
    assert firm["agency_id"] and firm["provider"] == "云屏市生态环境局" and not pending(firm)
    assert (man["amount"], man["amount_text"], man["decided_text"]) == (None, "两百元左右", "三月间")
    assert man["agency_name"] == "云屏市生态环境局"
    assert set(pending(man)) == {"penalty_kinds", "amount", "decided_on"}
    assert {(d.line, d.column) for d in run.doubts} == {(3, "处罚种类"), (3, "罚款金额"), (3, "决定日期")}


def test_a_persons_name_is_nowhere_in_the_table(city: City, admin: Actor) -> None:
    assert bring(
        admin, "history", [HEAD, MAN, ("4", "", "", "张小三", *MAN[4:6], "张小三在街边烧烤。", *MAN[7:])]
    ).ok
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(h)::text FROM disclosure_history h")
        kept = "".join(text for (text,) in cursor.fetchall())
    assert "欧阳某某" in kept and "张某某" in kept
    assert not any(secret in kept for secret in ("明远", "小三", "510101199001011234"))


def test_again_changes_nothing_and_a_change_is_taken_back(city: City, admin: Actor) -> None:
    first = bring(admin, "history", [HEAD, FIRM, MAN])
    assert bring(admin, "history", [HEAD, FIRM, MAN]).counts["没有变化"] == 2
    changed = bring(admin, "history", [HEAD, (*FIRM[:9], "30000", "2023-03-21", *FIRM[11:])])
    assert changed.counts["更新"] == 1 and shown()[0]["amount"] == Decimal(30000)
    services.undo(actor=admin, now=FOUNDED, run=changed.id)
    assert (shown()[0]["amount"], shown()[0]["decided_on"]) == (Decimal(20000), date(2023, 3, 20))
    services.undo(actor=admin, now=FOUNDED, run=first.id)
    assert shown() == []


def test_a_dry_run_keeps_nothing_and_the_batch_stands_in_the_ledger(city: City, admin: Actor) -> None:
    assert bring(admin, "history", [HEAD, FIRM], dry_run=True).ok and shown() == []
    before = LogEntry.objects.count()
    run = bring(admin, "history", [HEAD, FIRM])
    assert LogEntry.objects.count() == before + 1
    assert LogEntry.objects.filter(subject=run.id, kind="imports.imported").count() == 1


def test_a_row_is_shown_until_its_term_ends(city: City, admin: Actor) -> None:
    assert bring(admin, "history", [HEAD, OLD]).ok
    assert shown() == [] and selectors.history_choices(TODAY) == ([], [])
    (row,) = selectors.history(HistoryFilters(), date(2022, 4, 30), offset=0, limit=9)[1]
    assert selectors.history_row(str(row["public_id"]), date(2022, 5, 1)) is None


def test_what_is_no_decision_is_left_aside_and_counted(city: City, admin: Actor) -> None:
    head, notice = (*HEAD, "文书种类"), (*FIRM, "事先告知书")
    run = bring(admin, "history", [head, notice, (*MAN, "行政处罚决定书")])
    assert run.counts["新增"] == 1 and run.counts["存疑未登记"] == 1
    assert sum(run.counts.values()) == run.rows


def test_only_the_own_agencys_rows_unless_for_the_whole_city(city: City, admin: Actor) -> None:
    for agency in ("云屏市司法局", "没有登记的局"):
        run = bring(admin, "history", [HEAD, (*FIRM[:2], agency, *FIRM[3:])])
        assert [p.column for p in run.problems] == ["处罚机关"] and "只能导入本单位" in run.problems[
            0
        ].message
    assert bring(SYSTEM, "history", [HEAD, (*FIRM[:2], "没有登记的局", *FIRM[3:])]).ok
    (row,) = shown()
    assert (row["agency_id"], row["agency_name"]) == ("", "没有登记的局")
    assert "agency_name" in pending(row)


def test_an_officer_imports_nothing(city: City) -> None:
    officer = person(city, "李文清", 21, Role.OFFICER)
    assert not bring(officer, "history", [HEAD, FIRM]).ok


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([FIRM, FIRM], "重复"),
        ([FIRM, (*FIRM[:3], "另一公司", *FIRM[4:])], "无法区分"),
        ([("1", "", "", "张小三", *[""] * 9)], "请填写决定书文号"),
        ([(*FIRM[:11], "以后", "")], "不是日期"),
    ],
)
def test_bad_rows_are_named(city: City, admin: Actor, rows: list[tuple[str, ...]], said: str) -> None:
    run = bring(admin, "history", [HEAD, *rows])
    assert not run.ok and said in run.problems[0].message and shown() == []


@pytest.mark.skipif(not DATA, reason="SANXIANG_DATA names no folder with the reference data")
def test_real_penalties(city: City) -> None:
    path = Path(DATA, "penalties", "securities_penalties.csv")
    for number, outcome in enumerate(("新增", "没有变化")):
        run = services.import_file(
            actor=SYSTEM, now=FOUNDED + timedelta(minutes=number), kind="history", data=path.read_bytes(),
            filename=path.name, dry_run=False, progress=lambda done, total: None,
        )  # fmt: skip
        assert run.ok and sum(run.counts.values()) == run.rows, run.problems[:3]
        assert run.counts[outcome] > 700
