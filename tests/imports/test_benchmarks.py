"""裁量基准的导入: every line kept word for word, amounts read, faults of the table listed; nothing drives a case by itself."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sanxiang.imports import services
from sanxiang.kernel import Actor, InvalidInput, Refused
from sanxiang.powers import selectors as powers
from sanxiang.powers import services as power_services
from tests.factories.city import FOUNDED, City
from tests.factories.powers import APPROVES
from tests.imports.conftest import bring

AGENCY_NAME = "云屏市生态环境局"
HEAD = ("执法主体", "编号", "违法行为", "法定依据", "裁量档次", "裁量情节", "裁量标准", "备注")
BASIS = "处二万元以上二十万元以下的罚款"
ACT = "侵占监测设施的"


def line(
    grade: str, conditions: str, standard: str, *, act: str = ACT, number: str = "3-5"
) -> tuple[str, ...]:
    return (AGENCY_NAME, number, act, BASIS, grade, conditions, standard, "")


GOOD = (
    line("第一档", "擅自移动的", "处二万元以上十万元以下罚款"),
    line("2", "侵占的", "处十万元以上二十万元以下罚款"),
)


def test_lines_become_one_draft_with_amounts_read(city: City, admin: Actor) -> None:
    run = bring(admin, "benchmarks", [HEAD, *GOOD])
    assert run.ok and not run.doubts
    (draft,) = powers.draft_benchmarks(city.agency)
    assert (draft.number, draft.title, draft.entered_by) == ("3-5", ACT, "管清")
    assert [(t.label, t.low, t.high) for t in draft.tiers] == [
        ("第1档", Decimal(20_000), Decimal(100_000)), ("第2档", Decimal(100_000), Decimal(200_000)),
    ]  # fmt: skip
    assert draft.id not in {b.id for b in powers.benchmarks(city.item, date(2030, 1, 1))}
    assert bring(admin, "benchmarks", [HEAD, *GOOD]).counts["没有变化"] == 2


def test_what_cannot_be_read_and_what_is_wrong_is_kept_and_listed(city: City, admin: Actor) -> None:
    rows = [
        *GOOD,
        line("1", "轻", "处二万元以上五万元以下罚款", act="甲", number="1"),
        line("2", "重", "处六万元以上三十万元以下罚款", act="甲", number="1"),
        line("1", "一般", "处七万元以下九万元以下罚款", act="乙", number="2"),
        line("1", "一般", "责令改正，给予警告", act="丙", number="4"),
    ]
    run = bring(admin, "benchmarks", [HEAD, *rows])
    assert run.ok and run.reconciled == "文件6行=登记无疑4行+登记待核2行"
    said = [(d.line, d.column) for d in run.doubts]
    assert sorted(said) == [(4, "裁量档次"), (4, "裁量档次"), (6, "裁量标准")]
    assert len(powers.draft_benchmarks(city.agency)) == 4


def test_an_import_of_lines_is_undone(city: City, admin: Actor) -> None:
    first = bring(admin, "benchmarks", [HEAD, GOOD[0]])
    second = bring(admin, "benchmarks", [HEAD, *GOOD])
    assert second.counts == {"新增": 1, "更新": 0, "没有变化": 1}
    services.undo(actor=admin, now=FOUNDED, run=second.id)
    assert [len(b.tiers) for b in powers.draft_benchmarks(city.agency)] == [1]
    services.undo(actor=admin, now=FOUNDED, run=first.id)
    assert powers.draft_benchmarks(city.agency) == []


def test_a_line_changed_since_is_told_of_under_its_benchmark(city: City, admin: Actor) -> None:
    run = bring(admin, "benchmarks", [HEAD, *GOOD])
    later = FOUNDED + timedelta(days=9)
    tier = powers.draft_benchmarks(city.agency)[0].tiers[0]
    assert tier.uid is not None
    power_services.change_line(actor=admin, now=later, line=tier.uid, remark="从轻")
    with pytest.raises(InvalidInput, match="其中1条之后又改动过"):
        services.undo(actor=admin, now=later, run=run.id)


@pytest.mark.parametrize(
    ("grade", "column"), [("零", "裁量档次"), ("一百", "裁量档次"), ("甲", "裁量档次"), ("", "裁量档次")]
)
def test_a_grade_that_is_none_is_refused(city: City, admin: Actor, grade: str, column: str) -> None:
    run = bring(admin, "benchmarks", [HEAD, line(grade, "一般", "处二万元罚款")])
    assert [(p.line, p.column) for p in run.problems] == [(2, column)]


def test_a_draft_divides_an_item_once_another_has_approved_it(city: City, admin: Actor) -> None:
    bring(admin, "benchmarks", [HEAD, *GOOD])
    (draft,) = powers.draft_benchmarks(city.agency)
    words = {"item": city.item, "document_no": "云环规〔2026〕1号", "effective_from": date(2026, 2, 1)}
    with pytest.raises(Refused):
        power_services.approve_benchmark(actor=admin, now=FOUNDED, benchmark=draft.id, **words)
    power_services.approve_benchmark(actor=APPROVES, now=FOUNDED, benchmark=draft.id, **words)
    found = {b.id: b for b in powers.benchmarks(city.item, date(2026, 2, 1))}[draft.id]
    assert (found.document_no, found.approved_by, found.status) == ("云环规〔2026〕1号", "李审", "in_force")
    with pytest.raises(InvalidInput, match="只有草稿"):
        power_services.remove_line(actor=admin, now=FOUNDED, line=found.tiers[0].uid)


def test_a_table_with_faults_is_not_approved(city: City, admin: Actor) -> None:
    bring(
        admin,
        "benchmarks",
        [
            HEAD,
            line("1", "轻", "处二万元以上五万元以下罚款"),
            line("2", "重", "处六万元以上二十万元以下罚款"),
        ],
    )
    (draft,) = powers.draft_benchmarks(city.agency)
    with pytest.raises(InvalidInput, match="50,000至60,000没有规定"):
        power_services.approve_benchmark(
            actor=APPROVES, now=FOUNDED, benchmark=draft.id, item=city.item, document_no="云环规〔2026〕1号",
            effective_from=date(2026, 2, 1),
        )  # fmt: skip
