"""清单的导入: 音像记录事项, 随机抽查事项 and 法制审核目录 in the shapes of real lists; drafts until another approves."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from sanxiang.flows.reading import case_page
from sanxiang.imports import services
from sanxiang.imports.kinds.matters import share_of
from sanxiang.kernel import Actor, local_date
from sanxiang.powers import matters
from sanxiang.powers import selectors as powers
from sanxiang.powers import services as power_services
from tests.factories.cases import lawful_case
from tests.factories.city import FOUNDED, LAW, City
from tests.factories.powers import APPROVES
from tests.imports.conftest import bring

NAME = "云屏市生态环境局"
TODAY = local_date(FOUNDED)
#: the ten columns of one city's published list, with another word for some of them
RECORDING = ("单位", "序号", "执法类别", "执法事项", "记录环节", "记录方式", "记录开始时间", "记录内容", "记录结束时间", "存储期限", "备注")  # fmt: skip
CHECK = (
    "执法主体",
    "序号",
    "抽查事项",
    "检查依据",
    "检查对象",
    "检查内容",
    "抽查比例",
    "检查方式",
    "检查频次",
)
REVIEW = ("执法主体", "代码", "审核情形", "自然人金额", "单位金额", "备案号")


def inspection(number: str = "1", **changed: str) -> list[str]:
    words = {
        "kind": "行政处罚", "title": "排污单位现场检查", "step": "现场检查（勘验）", "mode": "执法记录仪全程录像",
        "starts": "进入现场时", "content": "出示证件；检查经过", "ends": "离开现场时", "kept": "永久", "remark": "",
    } | changed  # fmt: skip
    return [NAME, number, *words.values()]


def approve(kind: str, city: City, number: str) -> None:
    found = matters.open_matter(kind, city.agency, number)
    assert found
    power_services.approve_matter(
        actor=APPROVES, now=FOUNDED + timedelta(hours=1), kind=kind, matter=found.id
    )


def test_a_recording_list_drives_once_it_is_approved(city: City, admin: Actor) -> None:
    rows = [
        inspection(),
        inspection("2", step="归档", mode="扫描"),
        inspection("3", title="听证", step="听证"),
    ]
    run = bring(admin, "recording_rules", [RECORDING, *rows])
    assert run.ok and run.reconciled == "文件3行=登记无疑1行+登记待核2行"
    # no act of a case archives or hears yet: such a row is listed and asks for nothing
    assert sorted((d.line, d.column) for d in run.doubts) == [
        (3, "记录方式"),
        (3, "记录环节"),
        (4, "记录环节"),
    ]
    assert matters.recording_demands(city.agency, TODAY) == ()
    approve("recording", city, "1")
    (asked,) = matters.recording_demands(city.agency, TODAY)
    assert (asked.act_kind, asked.steps, sorted(asked.media)) == ("penalty", ("现场检查",), ["video"])
    again = bring(admin, "recording_rules", [RECORDING, *rows])
    assert again.counts == {"新增": 0, "更新": 0, "没有变化": 3}


def test_a_row_in_force_that_the_file_changes_gets_a_draft(city: City, admin: Actor) -> None:
    bring(admin, "recording_rules", [RECORDING, inspection()])
    approve("recording", city, "1")
    run = bring(admin, "recording_rules", [RECORDING, inspection(mode="录音录像")])
    assert run.counts["新增"] == 1
    versions = matters.matter_versions("recording", city.agency, "1")
    assert [(v.version, v.status, v.says["mode"]) for v in versions] == [
        (2, "draft", "录音录像"), (1, "in_force", "执法记录仪全程录像"),
    ]  # fmt: skip
    services.undo(actor=admin, now=FOUNDED, run=run.id)
    assert [v.version for v in matters.matter_versions("recording", city.agency, "1")] == [1]


def test_a_random_check_list_is_kept_with_its_ratio(city: City, admin: Actor) -> None:
    row = [NAME, "1", "排污许可证执行情况检查", "《排污许可管理条例》第二十五条", "持证单位", "台账", "不低于5%", "现场检查", "每年一次"]  # fmt: skip
    vague = [*row[:1], "2", *row[2:6], "按上级要求", *row[7:]]
    run = bring(admin, "random_check_items", [CHECK, row, vague])
    assert run.ok and [(d.line, d.column) for d in run.doubts] == [(3, "抽查比例")]
    first, second = matters.matters("random_check", [city.agency])
    assert (first.says["ratio"], first.says["ratio_text"]) == (Decimal("5.00"), "不低于5%")
    assert (second.says["ratio"], second.says["ratio_text"]) == (None, "按上级要求")


def test_a_no_penalty_list_points_to_the_case_by_article(city: City, admin: Actor) -> None:
    head = ("执法主体", "no", "category", "violation", "violated_article", "conditions")
    rows = [
        [NAME, "1", "排污许可", "无证排污", f"《{LAW}》第二条", "首次违法，及时改正"],
        [NAME, "2", "排污许可", "台账不全", "", "及时改正"],
    ]
    run = bring(admin, "no_penalty_items", [head, *rows])
    assert run.ok and [(d.line, d.column) for d in run.doubts] == [(3, "违反的条款")]
    approve("no_penalty", city, "1")
    story = lawful_case(city, before="propose_outcome")
    page = case_page(actor=city.lead, case=story.case_id, now=story.now)
    assert [c.code for c in page.act("propose_outcome").cautions].count("no_penalty.listed") == 1


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("5%", 5),
        ("不低于20\uff05", 20),
        ("0.5%以上", Decimal("0.5")),
        ("3%至5%", None),
        ("120%", None),
        ("", None),
    ],
)
def test_a_ratio_is_read_where_there_is_one(words: str, share: int | None) -> None:
    assert share_of(words) == share


def test_an_agency_brings_its_own_amounts_for_the_review(city: City, admin: Actor) -> None:
    rows = [
        [NAME, "T6", "对公民处五千元以上罚款", "5000元", "5万元", "云司备〔2026〕3号"],
        [NAME, "t13", "", "", "", ""],
    ]
    run = bring(admin, "review_rules", [REVIEW, *rows])
    assert run.ok and run.counts["新增"] == 2
    drafts = {r.code: r for r in powers.review_rule_versions(city.agency)}
    assert [r.status for r in drafts.values()] == ["draft", "draft"]
    when = FOUNDED + timedelta(hours=2)
    power_services.approve_review_rule(actor=APPROVES, now=when, rule=drafts["T6"].id)
    found = {t.code: t for t in powers.review_triggers(city.agency, local_date(when))}
    assert found["T6"].title == "对公民处五千元以上罚款" and "5000" in str(found["T6"].condition)
    assert bring(admin, "review_rules", [REVIEW, rows[0]]).counts["没有变化"] == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([NAME, "T99", "", "", "", ""], "应为T1至T13之一"),
        ([NAME, "T1", "", "5000", "50000", ""], "不按金额触发"),
        ([NAME, "T6", "", "5000", "", ""], "金额都要填写"),
    ],
)
def test_a_wrong_row_of_the_review_list_is_refused(
    city: City, admin: Actor, row: list[str], said: str
) -> None:
    run = bring(admin, "review_rules", [REVIEW, row])
    assert not run.ok and said in run.problems[0].message
    assert powers.review_rule_versions(city.agency) == []


def test_words_that_are_none_of_the_choices_are_refused(city: City, admin: Actor) -> None:
    run = bring(admin, "recording_rules", [RECORDING, inspection(kind="环保"), inspection(title="")])
    assert not run.ok and {p.column for p in run.problems} == {"执法类别", "执法事项"}
