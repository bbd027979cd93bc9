"""法规、条文的导入: whole texts and rows of articles, by whom, repeated, completed, flagged, and taken back."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sanxiang.flows.reading.provenance import provenance
from sanxiang.imports import services
from sanxiang.imports.rows import Unreadable
from sanxiang.imports.selectors import RunView
from sanxiang.kernel import Actor, InvalidInput, Refused, Role
from sanxiang.ledger.models import LogEntry
from sanxiang.registry.services import update_agency
from sanxiang.rules.citations import Place
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import waiting
from sanxiang.statutes.changing.batches import approve_batch, discard_batch
from sanxiang.statutes.changing.selectors import changes_of
from sanxiang.statutes.models import Law, LawVersion
from tests.factories.city import FIELD, FOUNDED, LAW, City, person
from tests.factories.powers import APPROVES
from tests.imports.conftest import bring

SYSTEM = Actor.system("命令行")
DATA = os.environ.get("SANXIANG_DATA", "")
OLD = {
    "title": "中华人民共和国云屏测试法", "version_date": "2016-11-07", "effective_date": "2017-06-01", "level": "法律",
    "category": "行政法", "expired": False, "article_count": 2, "history": ["2016年11月7日通过"],
    "text": "## 第一章 总则\n\n第一条 旧第一条。\n\n第二条 下列行为：\n\n（一）甲；\n\n（二）乙。",
}  # fmt: skip
NEW = OLD | {"version_date": "2025-10-28", "effective_date": "2026-01-01", "text": "第一条 新。\n第二条 旧。"}
LISTED = {
    "title": "云屏市列举办法", "version_date": "2024-01-01", "effective_date": "2024-03-01", "status": "现行有效",
    "articles": [["第一条", "甲。"], ["第二条", "乙。"]],
}  # fmt: skip
HEAD = ("文件名称", "公布日期", "施行日期", "条款", "内容")
OWN = "云屏市生态环境局轻微违法处理办法"


def row(place: str, said: str, **changed: str) -> tuple[str, ...]:
    cells = {"title": OWN, "day": "2025-11-20", "since": "2026-01-01", "place": place, "said": said}
    return tuple((cells | changed).values())


RULE = (
    row("第一条", "为了规范处理，制定本办法。"),
    row("第二条", "下列行为不予处罚："),
    row("第二条第一款第（一）项", "首次违法；"),
    row("第二条第一款第二项", "及时改正。"),
    row("第二条第二款", "前款规定不适用于累犯。"),
    row("第三条", "本办法自2026年1月1日起施行。《云屏市列举办法》同时废止。"),
)


def load(actor: Actor, *laws: dict[str, Any], dry_run: bool = False, after: int = 0) -> RunView:
    data = "\n".join(json.dumps(law, ensure_ascii=False) for law in laws).encode()
    return services.import_file(
        actor=actor, now=FOUNDED + timedelta(minutes=after), kind="laws", data=data, filename="法规.jsonl",
        dry_run=dry_run, progress=lambda done, total: None,
    )  # fmt: skip


@pytest.fixture
def keeper(city: City) -> Actor:
    """系统管理员 of the justice bureau."""
    keeper = person(city, "司理", 70, Role.ADMINISTRATOR)
    fields = ["行政执法监督", FIELD]
    update_agency(actor=keeper, now=FOUNDED, agency=city.agency, enforcement_fields=fields)
    return keeper


def held(title: str) -> list[LawVersion]:
    return list(LawVersion.objects.filter(law__title=title).order_by("version_date"))


def test_laws_are_split_dated_and_recorded(city: City) -> None:
    run = load(SYSTEM, OLD, NEW, LISTED)
    assert run.ok and run.counts["新增"] == 3
    old, new = held(OLD["title"])
    assert (old.effective_from, old.effective_to) == (date(2017, 6, 1), date(2025, 12, 31))
    assert (new.effective_to, new.law.issuer) == (None, "全国人民代表大会及其常务委员会")
    assert [(p.article, p.paragraph, p.item) for p in old.provisions.all()] == [
        (1, 1, 0),
        (2, 1, 0),
        (2, 1, 1),
        (2, 1, 2),
    ]
    assert held(LISTED["title"])[0].found_articles == 2
    assert LogEntry.objects.filter(kind="statutes.imported").count() >= 1


def test_a_law_says_which_file_and_line_it_came_from(city: City) -> None:
    load(SYSTEM, LISTED, OLD)
    (version,) = held(OLD["title"])
    found = provenance(actor=city.head, kind="law", row=version.law_id)
    assert [(o.filename, o.lines) for o in found.origins] == [("法规.jsonl", (2,))]
    assert found.entries


def test_the_same_file_again_changes_nothing_and_a_dry_run_keeps_nothing(city: City) -> None:
    before = Law.objects.count()
    assert load(SYSTEM, OLD, LISTED, dry_run=True).counts["新增"] == 2
    assert Law.objects.count() == before
    load(SYSTEM, OLD, LISTED)
    assert load(SYSTEM, OLD, LISTED, after=1).counts == {"新增": 0, "更新": 0, "没有变化": 2}


def test_what_has_no_date_or_stands_twice_is_left_aside_and_counted(city: City) -> None:
    undated = LISTED | {"title": "云屏市无日期办法", "version_date": None}
    run = load(SYSTEM, OLD, undated, NEW, OLD | {"text": "第一条 另一段。"})
    assert run.ok and (run.counts["新增"], run.counts["存疑未登记"]) == (2, 2)
    assert [(d.line, d.column) for d in run.doubts if d.line in (2, 4)] == [
        (2, "公布日期"),
        (4, "名称、公布日期"),
    ]
    assert "内容不同" in run.doubts[-1].message
    assert run.reconciled.endswith("存疑未登记2行")
    assert sum(run.counts.values()) == run.rows == 4


def test_what_reads_differently_is_listed_and_what_is_there_stays(city: City) -> None:
    load(SYSTEM, OLD)
    run = load(SYSTEM, OLD | {"text": "第一条 改过。\n第二条 下列行为：\n（一）甲；\n（二）乙。"}, after=1)
    assert run.counts["没有变化"] == 1
    assert "第一条" in run.doubts[0].message and "保留已登记" in run.doubts[0].message
    assert held(OLD["title"])[0].provisions.filter(text__contains="旧第一条").exists()


def test_numbers_that_do_not_agree_and_inferred_dates_are_listed(city: City) -> None:
    run = load(SYSTEM, OLD | {"article_count": 5, "effective_date": None, "text": "第一条 甲。\n第三条 乙。"})
    assert {d.column for d in run.doubts} == {"条数", "施行日期", "正文"}
    assert run.reconciled == "文件1行=登记无疑0行+登记待核1行"


def test_an_extract_is_completed_and_the_completion_taken_back(city: City) -> None:
    load(SYSTEM, OLD | {"extract": True, "text": "## 第一章 总则\n第二条 下列行为："})
    before = statutes.full_text(held(OLD["title"])[0].pk)
    run = load(SYSTEM, OLD, after=1)
    assert run.counts["更新"] == 1 and not held(OLD["title"])[0].extract
    services.undo(actor=SYSTEM, now=FOUNDED, run=run.id)
    (back,) = held(OLD["title"])
    assert back.extract and statutes.full_text(back.pk) == before


def test_an_import_is_taken_back_and_the_wording_before_is_in_force_again(city: City) -> None:
    load(SYSTEM, OLD)
    run = load(SYSTEM, NEW, LISTED, after=1)
    services.undo(actor=SYSTEM, now=FOUNDED, run=run.id)
    (old,) = held(OLD["title"])
    assert old.effective_to is None and not held(LISTED["title"])
    assert LogEntry.objects.filter(kind="statutes.version_removed").count() == 2


def test_what_a_law_had_ended_is_in_force_again_once_it_is_taken_back(city: City) -> None:
    load(SYSTEM, LISTED)
    ending = {"title": "云屏市替代办法", "articles": [["第一条", "《云屏市列举办法》同时废止。"]]}
    run = load(
        SYSTEM, LISTED | ending | {"version_date": "2025-01-01", "effective_date": "2025-03-01"}, after=1
    )
    (ended,) = held(LISTED["title"])
    assert ended.effective_to == date(2025, 2, 28) and ended.ended_by is not None
    services.undo(actor=SYSTEM, now=FOUNDED, run=run.id)
    (again,) = held(LISTED["title"])
    assert (again.effective_to, again.ended_by) == (None, None)


def test_a_law_that_an_item_rests_on_is_not_taken_back(city: City) -> None:
    run = load(SYSTEM, OLD | {"title": LAW, "version_date": "2026-02-01", "effective_date": "2026-02-02"})
    assert run.counts["新增"] == 1
    with pytest.raises(InvalidInput, match="已有权力事项作为依据"):
        services.undo(actor=SYSTEM, now=FOUNDED, run=run.id)


def test_the_database_lets_no_wording_go_without_the_ledger(city: City) -> None:
    from django.db import DatabaseError, connection, transaction

    load(SYSTEM, OLD)
    (old,) = held(OLD["title"])
    with pytest.raises(DatabaseError, match="账本没有记载"), transaction.atomic():
        connection.cursor().execute("SELECT statutes_take_back(%s)", [old.pk])
    assert held(OLD["title"])


@pytest.mark.parametrize(
    ("changed", "column", "said"),
    [
        ({"title": " "}, "名称", "请填写名称"),
        ({"title": "长" * 301}, "名称", "超过300个字"),
        ({"version_date": "2016年13月1日"}, "公布日期", "没有2016年13月1日"),
        ({"article_count": "许多"}, "条数", "不是条数"),
        ({"text": ""}, "正文", "请填写正文"),
        ({"text": "第一条 甲\0乙。"}, "正文", "不能保存的字符"),
        ({"expired": "也许"}, "已失效", "应为“是”或者“否”"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_kept(
    city: City, changed: dict[str, str], column: str, said: str
) -> None:
    run = load(SYSTEM, LISTED, OLD | changed)
    assert [(p.line, p.column) for p in run.problems] == [(2, column)] and said in run.problems[0].message
    assert not held(LISTED["title"])


def test_files_of_another_layout_are_told(city: City) -> None:
    with pytest.raises(Unreadable, match="“条文”"):
        load(SYSTEM, {"law": "云屏法", "article_no": "第一条", "text": "甲。"})
    with pytest.raises(Unreadable, match=r"第1行的articles"):
        load(SYSTEM, LISTED | {"articles": [["第一条"]]})


def test_the_law_of_the_city_is_the_justice_bureau_s(city: City, admin: Actor) -> None:
    run = load(admin, OLD)
    assert "司法行政机关" in run.problems[0].message and not held(OLD["title"])


def test_an_agency_adds_its_own_rule_row_by_row(city: City, admin: Actor) -> None:
    load(SYSTEM, LISTED)
    run = bring(admin, "articles", [HEAD, *RULE])
    assert run.ok and run.counts["新增"] == 6 and not run.doubts
    assert not held(OWN) and bring(admin, "articles", [HEAD, *RULE]).counts["没有变化"] == 6
    approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id)
    (version,) = held(OWN)
    assert (version.law.issuer, version.law.level, version.found_articles) == (
        "云屏市生态环境局",
        "规范性文件",
        3,
    )
    stands = statutes.text_in_force(version.law_id, date(2026, 3, 1), 2, 1, 2)
    assert stands and stands.text == "（二）及时改正。" and stands.place == Place(2, 0, 1, 2)
    assert bring(admin, "articles", [HEAD, *RULE]).counts["没有变化"] == 6
    with pytest.raises(InvalidInput, match="已经审定，不能撤销"):
        services.undo(actor=admin, now=FOUNDED, run=run.id)


def test_rows_that_wait_are_taken_back_together(city: City, admin: Actor) -> None:
    run = bring(admin, "articles", [HEAD, *RULE])
    services.undo(actor=admin, now=FOUNDED, run=run.id)
    assert waiting.standing(run.id) == {"discarded": 1} and not waiting.waiting_batches()
    assert bring(admin, "articles", [HEAD, *RULE]).counts["新增"] == 6


def test_a_rule_of_an_agency_ends_no_law_of_the_city(city: City, admin: Actor) -> None:
    load(SYSTEM, LISTED)
    run = bring(admin, "articles", [HEAD, *RULE])
    approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id)
    assert held(OWN) and held(LISTED["title"])[0].effective_to is None


def test_what_a_person_imports_runs_once_another_has_approved_it(city: City, keeper: Actor) -> None:
    ending = LISTED | {
        "title": "云屏市替代办法", "version_date": "2025-01-01", "effective_date": "2025-03-01",
        "articles": [["第一条", "《云屏市列举办法》同时废止。"]],
    }  # fmt: skip
    load(SYSTEM, LISTED)
    run = load(keeper, OLD, NEW, ending)
    assert run.counts["新增"] == 3 and not held(OLD["title"])
    assert held(LISTED["title"])[0].effective_to is None
    found = waiting.get_batch(run.id)
    assert (found.waiting, found.entered_by, found.articles) == (3, "司理", 5)
    assert found.basis == "导入的文件“法规.jsonl”"
    assert load(keeper, OLD, NEW, ending, after=1).counts["没有变化"] == 3
    changed = load(keeper, OLD | {"text": "第一条 改过。"}, after=2)
    assert "与等待审定的文本不同" in changed.doubts[0].message
    with pytest.raises(Refused, match="审定的人不能是录入"):
        approve_batch(actor=keeper, now=FOUNDED, batch=run.id)
    assert approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id) == 3
    old, new = held(OLD["title"])
    assert old.law_id == new.law_id and old.effective_to == date(2025, 12, 31)
    assert statutes.text_in_force(old.law_id, date(2020, 1, 1), 2, 1, 2)
    assert held(LISTED["title"])[0].effective_to == date(2025, 2, 28)
    with pytest.raises(InvalidInput, match="没有等待审定的"):
        approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id)


def test_the_register_says_who_entered_and_who_approved(city: City, keeper: Actor) -> None:
    run = load(keeper, LISTED, OLD)
    approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id)
    (version,) = held(OLD["title"])
    found = provenance(actor=city.head, kind="law", row=version.law_id)
    assert [(o.filename, o.lines) for o in found.origins] == [("法规.jsonl", (2,))]
    entered, approved = (entry.sentence for entry in found.entries)
    assert entered.startswith(
        "司理录入导入的文本，待审定：《中华人民共和国云屏测试法》2016年11月7日公布的文本"
    )
    assert approved.startswith(f"{APPROVES.name}审定导入的文本") and "法规.jsonl" in approved
    (change,) = changes_of(version.law_id)
    assert (change.entered_by, change.approved_by) == ("司理", APPROVES.name)


def test_some_are_approved_and_the_rest_taken_back(city: City, keeper: Actor) -> None:
    run = load(keeper, OLD, NEW, LISTED)
    one = next(line.id for line in waiting.get_batch(run.id).lines if line.title == LISTED["title"])
    assert approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id, changes=[one]) == 1
    assert held(LISTED["title"]) and not held(OLD["title"])
    with pytest.raises(InvalidInput, match="其中有法规已经审定"):
        services.undo(actor=keeper, now=FOUNDED, run=run.id)
    with pytest.raises(InvalidInput, match="请至少选择一部"):
        approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id, changes=[])
    assert discard_batch(actor=keeper, now=FOUNDED, batch=run.id) == 2
    assert waiting.standing(run.id) == {"approved": 1, "discarded": 2}


def test_what_waits_is_taken_back_and_may_come_again(city: City, keeper: Actor) -> None:
    run = load(keeper, OLD, LISTED)
    services.undo(actor=keeper, now=FOUNDED, run=run.id)
    assert waiting.standing(run.id) == {"discarded": 2} and not Law.objects.filter(title=OLD["title"])
    with pytest.raises(InvalidInput, match="没有等待审定的"):
        approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id)
    assert load(keeper, OLD, LISTED, after=1).counts["新增"] == 2


def test_an_extract_is_completed_once_it_is_approved(city: City, keeper: Actor) -> None:
    load(SYSTEM, OLD | {"extract": True, "text": "## 第一章 总则\n第二条 下列行为："})
    (extract,) = held(OLD["title"])
    run = load(keeper, OLD, after=1)
    assert waiting.get_batch(run.id).lines[0].completes and held(OLD["title"])[0].extract
    assert approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id) == 1
    (whole,) = held(OLD["title"])
    assert not whole.extract and whole.pk == extract.pk and whole.provisions.count() == 4
    (change,) = changes_of(whole.law_id)
    assert change.before and "下列行为" in change.before["text"]


def test_what_was_registered_since_is_named_and_nothing_of_the_batch_runs(city: City, keeper: Actor) -> None:
    run = load(keeper, OLD, LISTED)
    load(SYSTEM, OLD, after=1)
    with pytest.raises(InvalidInput, match="《中华人民共和国云屏测试法》2016年11月7日公布的文本已经登记"):
        approve_batch(actor=APPROVES, now=FOUNDED, batch=run.id)
    assert not held(LISTED["title"])


def test_what_the_register_cannot_hold_is_told_on_import(city: City, keeper: Actor) -> None:
    run = load(keeper, LISTED, OLD | {"level": "级" * 41})
    assert [(p.line, p.column) for p in run.problems] == [(2, "效力级别")]
    assert "最多40个字" in run.problems[0].message and not waiting.waiting_batches()


@pytest.mark.parametrize(
    ("rows", "column", "said"),
    [
        ([row("第一章", "甲。")], "条款", "不是条款"),
        ([row("第一条第一款第一项第一目", "甲。")], "条款", "不能作为一行"),
        ([row("第一条", "甲。"), row("第 一 条", "乙。")], "法规名称、公布日期、条款", "重复"),
        ([row("第一条", "甲。", day="2026-02-30")], "公布日期", "没有2026年2月30日"),
        ([row("第一条", "甲。", title=LAW)], "法规名称", "只能导入云屏市生态环境局制定的文件"),
    ],
)
def test_wrong_rows_of_a_rule(
    city: City, admin: Actor, rows: list[tuple[str, ...]], column: str, said: str
) -> None:
    run = bring(admin, "articles", [HEAD, *rows])
    assert run.problems[-1].column == column and said in run.problems[-1].message and not held(OWN)


def test_rows_out_of_order_are_kept_and_listed(city: City, admin: Actor) -> None:
    run = bring(admin, "articles", [HEAD, RULE[0], RULE[4]])
    assert run.ok and [(d.line, d.column) for d in run.doubts if d.column == "条款"] == [(3, "条款")]


@pytest.mark.skipif(not DATA, reason="SANXIANG_DATA names no folder with the reference data")
def test_real_laws(city: City) -> None:
    paths = sorted(Path(DATA, "laws").glob("*.jsonl"))
    rows = stored = 0
    for number, path in enumerate(paths):
        if path.name != "articles_core.jsonl":
            run = services.import_file(
                actor=SYSTEM, now=FOUNDED + timedelta(minutes=number), kind="laws", data=path.read_bytes(),
                filename=path.name, dry_run=False, progress=lambda done, total: None,
            )  # fmt: skip
            assert run.ok and sum(run.counts.values()) == run.rows, path.name
            rows, stored = rows + run.rows, stored + run.counts["新增"]
    assert rows >= 1800 and rows - stored < 50
