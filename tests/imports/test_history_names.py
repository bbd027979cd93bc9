"""历史处罚里第三人的姓名 and the term: masked where certain, held where doubtful, shown until the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from sanxiang.config.pgroles import APPLICATION
from sanxiang.disclosure import selectors
from sanxiang.disclosure import services as disclosure
from sanxiang.disclosure.models import HistoricalPenalty
from sanxiang.disclosure.role import public_role
from sanxiang.disclosure.selectors import HistoryFilters
from sanxiang.flows.reading.provenance import provenance
from sanxiang.imports import services
from sanxiang.kernel import Actor, InvalidInput
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry.local import set_local_value
from sanxiang.rules.history import shown_until
from sanxiang.rules.local_values import LocalKey
from tests.factories.city import FOUNDED, SYSTEM, City
from tests.imports.conftest import bring

HEAD = ("序号", "文号", "行政相对人", "法定代表人", "案由", "事实", "处罚类别", "处罚日期")
FIRM = ("1", "云环罚〔2025〕18号", "云屏市鸿发建材有限公司", "方启明", "无证排污")
TODAY = FOUNDED.date()


def line(facts: str, *, no: int = 1, decided: str = "2025-03-20") -> tuple[str, ...]:
    return (str(no), f"云环罚〔2025〕{no}号", *FIRM[2:], facts, "警告", decided)


def shown(on: date = TODAY) -> list[dict[str, Any]]:
    """What the public reads once the head has shown all that may be shown."""
    keys = HistoricalPenalty.objects.values_list("pk", flat=True)
    disclosure.release_history(actor=SYSTEM, now=FOUNDED, keys=list(keys))
    return selectors.history(HistoryFilters(), on, offset=0, limit=50)[1]


def only() -> HistoricalPenalty:
    return HistoricalPenalty.objects.get()


def test_names_that_are_given_or_certain_are_masked(city: City, admin: Actor) -> None:
    facts = "法定代表人方启明到场，方启明称不知情；证人李四（男）说明情况，李四签字。"
    run = bring(admin, "history", [HEAD, line(facts)])
    assert run.ok and not [d for d in run.doubts if "姓名" in d.message]
    (row,) = shown()
    assert row["facts"] == "法定代表人方某某到场，方某某称不知情；证人李某某（男）说明情况，李某某签字。"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(h)::text FROM disclosure_history h")
        kept = cursor.fetchone()[0]
    assert "启明" not in kept and "李四" not in kept


def test_a_probable_name_holds_the_row_until_somebody_has_looked(city: City, admin: Actor) -> None:
    table = [HEAD, line("当事人李四在街边烧烤，李四不听劝阻。"), line("没有许可证。", no=2)]
    tried = bring(admin, "history", table, dry_run=True)
    (doubt,) = [d for d in tried.doubts if "第三人姓名" in d.message]
    assert (doubt.line, doubt.column) == (2, "违法事实") and "请核对" in doubt.message
    bring(admin, "history", table)
    assert [row["document_no"] for row in shown()] == ["云环罚〔2025〕2号"]
    held = HistoricalPenalty.objects.get(state="held")
    with public_role():
        assert HistoricalPenalty.objects.count() == 1
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        assert HistoricalPenalty.objects.count() == 2
        cursor.execute("SET LOCAL ROLE NONE")
    with pytest.raises(InvalidInput, match="不在这一条的文字里"):
        disclosure.confirm_history(actor=city.head, now=FOUNDED, key=held.pk, names=["李五"])
    with pytest.raises(InvalidInput, match="不像一个姓名"):
        disclosure.confirm_history(actor=city.head, now=FOUNDED, key=held.pk, names=["李四在街边烧烤"])
    disclosure.confirm_history(actor=city.head, now=FOUNDED, key=held.pk, names=["李四"])
    facts = {row["document_no"]: row["facts"] for row in shown()}
    assert facts["云环罚〔2025〕1号"] == "当事人李某某在街边烧烤，李某某不听劝阻。"
    entry = entries_of_subject(held.pk)[-1]
    assert "隐去1个" in entry.sentence and "李四" not in str(entry.payload)
    assert bring(admin, "history", table).counts["没有变化"] == 2
    assert HistoricalPenalty.objects.get(pk=held.pk).facts == facts["云环罚〔2025〕1号"]
    bring(admin, "history", [HEAD, line("当事人王朝阳光照明。")])
    assert HistoricalPenalty.objects.get(pk=held.pk).state == "held"
    disclosure.confirm_history(actor=city.head, now=FOUNDED, key=held.pk, names=[], none=True)
    assert HistoricalPenalty.objects.get(pk=held.pk).facts == "当事人王朝阳光照明。"
    with pytest.raises(InvalidInput, match="不需要核对"):
        other = HistoricalPenalty.objects.get(document_no="云环罚〔2025〕2号")
        disclosure.confirm_history(actor=city.head, now=FOUNDED, key=other.pk, names=[])


def test_a_withdrawn_row_is_gone_from_the_portal_and_kept(city: City, admin: Actor) -> None:
    """行政处罚法第四十八条第二款."""
    run = bring(admin, "history", [HEAD, line("没有许可证。")])
    row = only()
    with pytest.raises(InvalidInput, match="请写明撤下的理由"):
        disclosure.withdraw_history(actor=city.head, now=FOUNDED, key=row.pk, reason=" ")
    disclosure.withdraw_history(actor=city.head, now=FOUNDED, key=row.pk, reason="决定已被复议撤销")
    assert shown() == [] and selectors.history_row(row.public_id, TODAY) is None
    with public_role():
        assert not HistoricalPenalty.objects.exists()
    assert only().facts == "没有许可证。" and only().withdrawn_on == TODAY
    assert "撤下历史处罚云环罚〔2025〕1号：决定已被复议撤销" in entries_of_subject(row.pk)[-1].sentence
    with pytest.raises(InvalidInput, match="已经撤下"):
        disclosure.withdraw_history(actor=city.head, now=FOUNDED, key=row.pk, reason="再撤")
    assert bring(admin, "history", [HEAD, line("没有许可证。")]).counts["没有变化"] == 1
    assert bring(admin, "history", [HEAD, line("没有排污许可证。")]).counts["更新"] == 1
    assert only().state == "withdrawn"
    with pytest.raises(InvalidInput, match="之后的导入"):
        services.undo(actor=admin, now=FOUNDED, run=run.id)


def test_an_import_with_a_withdrawn_row_is_not_undone(city: City, admin: Actor) -> None:
    run = bring(admin, "history", [HEAD, line("没有许可证。")])
    disclosure.withdraw_history(actor=city.head, now=FOUNDED, key=only().pk, reason="决定已被撤销")
    with pytest.raises(InvalidInput, match="记录须保存"):
        services.undo(actor=admin, now=FOUNDED, run=run.id)
    assert only().state == "withdrawn"


def test_every_row_has_its_own_provenance(city: City, admin: Actor) -> None:
    bring(admin, "history", [HEAD, line("没有许可证。"), line("露天堆放。", no=2)], name="旧表.csv")
    second = HistoricalPenalty.objects.get(document_no="云环罚〔2025〕2号")
    found = provenance(actor=admin, kind="history", row=second.pk)
    assert [(o.filename, o.lines) for o in found.origins] == [("旧表.csv", (3,))]
    assert found.origins[0].actor == admin.name and len(found.entries) == 1
    assert found.drives == () and len(shown()) == 2
    found = provenance(actor=admin, kind="history", row=second.pk)
    assert [(d.label, d.count) for d in found.drives] == [("公示页面", 1)]
    disclosure.withdraw_history(actor=city.head, now=FOUNDED, key=second.pk, reason="决定已被撤销")
    found = provenance(actor=admin, kind="history", row=second.pk)
    assert found.drives == () and "撤下" in "".join(e.sentence for e in found.entries)
    assert len(found.entries) == 3


def test_the_term_is_the_citys_and_ends_by_itself(city: City, admin: Actor) -> None:
    """信用修复管理办法: three years at the longest, from the decision; another term the city sets with its document."""
    bring(admin, "history", [HEAD, line("没有许可证。")])
    assert only().expires_on == date(2028, 3, 20)
    assert shown(date(2028, 3, 19)) and not shown(date(2028, 3, 20))
    over = bring(admin, "history", [HEAD, line("旧事。", no=3, decided="2020-01-01")], dry_run=True)
    assert [(d.column, d.message) for d in over.doubts] == [
        ("公示截止", "公示期限2023-01-01已经届满，登记以后不公示")
    ]
    set_local_value(
        actor=SYSTEM, now=FOUNDED, key=LocalKey.HISTORY_TERM, value="1", source="云司规〔2026〕2号"
    )
    assert bring(admin, "history", [HEAD, line("没有许可证。")]).counts["更新"] == 1
    assert only().expires_on == date(2026, 3, 20)
    set_local_value(
        actor=SYSTEM, now=FOUNDED, key=LocalKey.HISTORY_TERM, value="0", source="云司规〔2026〕3号"
    )
    bring(admin, "history", [HEAD, line("没有许可证。")])
    assert only().expires_on is None


@pytest.mark.parametrize(
    ("decided", "published", "years", "until"),
    [
        (date(2024, 2, 29), None, 3, date(2027, 2, 28)),
        (None, date(2024, 5, 1), 1, date(2025, 5, 1)),
        (date(2024, 4, 1), date(2024, 5, 1), 1, date(2025, 4, 1)),
        (None, None, 3, None),
        (date(2024, 4, 1), None, 0, None),
    ],
)
def test_the_day_follows_from_the_decision(
    decided: date | None, published: date | None, years: int, until: date | None
) -> None:
    assert shown_until(decided, published, years) == until
