"""权责: bases in force, tiers without gap, versions kept, review list of an agency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.kernel import InvalidInput, Refused
from sanxiang.ledger.models import LogEntry
from sanxiang.powers import selectors, services
from sanxiang.powers.checks import tier_problems
from sanxiang.powers.models import PowerItem, ReviewRule
from sanxiang.powers.types import TierInput
from sanxiang.rules import discretion, review
from sanxiang.rules.terms import TierLevel
from tests.factories.powers import APPROVES, ENTERS, review_rule_in_force
from tests.powers.conftest import FROM, GOOD_TIERS, Ground, tiers
from tests.registry.conftest import DOING, NOW, TODAY

L, N, S, M = TierLevel.LENIENT, TierLevel.NORMAL, TierLevel.SEVERE, TierLevel.MITIGATED
DB = pytest.mark.django_db


def fields_of(error: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {field for field, _ in error.value.problems}


@DB
def test_an_item_with_its_bases(ground: Ground) -> None:
    key = ground.item()
    item = selectors.get_power_item(key)
    assert [b.citation for b in item.bases] == ["《云屏试验法》第一条", "《云屏试验法》第二条"]
    old, new = (selectors.basis_texts(item, day) for day in (date(2020, 1, 1), date(2026, 6, 1)))
    assert [t.text for t in old] == ["第一条 应当。", "第二条 处罚款：\n（一）甲；"]
    assert [(t.text, t.in_force) for t in new] == [("第一条 仍应当。", True), (None, False)]
    assert selectors.power_item_facts(item, on=date(2020, 1, 1), today=TODAY, published=True).basis_in_force
    assert not selectors.power_item_facts(
        item, on=date(2026, 6, 1), today=TODAY, published=True
    ).basis_in_force
    assert {b.item for b in selectors.resting_on([ground.law], date(2020, 1, 1))} == {key}
    kinds = LogEntry.objects.filter(subject=key).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["powers.item_drafted", "powers.item_submitted", "powers.item_approved"]
    # a list drawn up after the act is no obstacle, one that begins only tomorrow is
    for begins, shown in ((TODAY, True), (TODAY + timedelta(1), False)):
        later = replace(item, effective_from=begins)
        facts = selectors.power_item_facts(later, on=TODAY - timedelta(9), today=TODAY, published=True)
        assert facts.published is shown


@DB
@pytest.mark.parametrize("kind", PowerItem.Kind.values)
def test_all_ten_kinds(ground: Ground, kind: str) -> None:
    fields: dict[str, Any] = (
        {} if kind == "penalty" else {"penalty_kinds": [], "fine_min": None, "fine_max": None}
    )
    key = ground.item(kind=kind, **fields)
    assert [i.id for i in selectors.power_items(ground.agency, kind=kind)] == [key]


@DB
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"enforcement_field": "渔业"}, "enforcement_field"),
        ({"flags": ["secret"]}, "flags"),
        ({"penalty_kinds": ["whip"]}, "penalty_kinds"),
        ({"penalty_kinds": ["warning"]}, "fine_max"),
        ({"penalty_kinds": []}, "penalty_kinds"),
        ({"effective_to": date(2019, 1, 1)}, "effective_to"),
        ({"fine_max": Decimal(1)}, "__all__"),
        ({"bases": []}, "bases"),
        ({"effective_from": date(2010, 1, 1)}, "bases"),  # the law was not in force yet
        ({"effective_from": date(2026, 2, 1)}, "bases"),  # the newer wording has no article 2
        ({"name": ""}, "name"),
    ],
)
def test_an_item_that_cannot_be_kept(ground: Ground, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as error:
        ground.item(**changes)
    assert field in fields_of(error)
    assert not PowerItem.objects.filter(status=PowerItem.Status.IN_FORCE).exists()


@DB
def test_bases_point_to_provisions_that_exist(ground: Ground) -> None:
    ground.item(bases=[ground.basis(2, item=1)])
    for n, basis in enumerate((ground.basis(2, item=2), ground.basis(3), ground.basis(2, role="whim"))):
        with pytest.raises(InvalidInput) as error:
            ground.item(code=f"CF-1{n}", bases=[ground.basis(), basis])
        assert fields_of(error) == {"bases"}


@DB
def test_a_benchmark_and_its_next_version(ground: Ground) -> None:
    item = ground.item()
    common = DOING | {
        "item": item,
        "title": "未批先建",
        "document_no": "云环规〔2024〕2号",
        "tiers": GOOD_TIERS,
    }
    first = services.set_benchmark(**common, effective_from=date(2024, 1, 1))
    second = services.set_benchmark(**common, effective_from=date(2025, 1, 1))
    assert [b.id for b in selectors.benchmarks(item, date(2024, 12, 31))] == [first]
    (now,) = selectors.benchmarks(item, date(2025, 1, 1))
    assert (now.id, now.version) == (second, 2)
    assert selectors.get_benchmark(first).effective_to == date(2024, 12, 31)
    rules = selectors.to_rules_benchmark(now)
    assert discretion.tier_range(rules, N) == (Decimal(30000), Decimal(70000))
    with pytest.raises(InvalidInput) as error:
        services.set_benchmark(**common, effective_from=date(2025, 1, 1))
    assert fields_of(error) == {"effective_from"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (GOOD_TIERS, ""),
        (tiers((M, 0, 10000), (L, 10000, 100000)), ""),
        (tiers((L, 10000, 100000)), ""),
        (tiers((L, 10000, 30000), (N, 40000, 100000)), "没有阶次"),
        (tiers((L, 10000, 30000), (N, 20000, 100000)), "重叠"),
        (tiers((L, 10000, 30000), (N, 30000, 100001)), "法定上限"),
        (tiers((L, 9000, 30000), (N, 30000, 100000)), "法定下限"),
        (tiers((M, 0, 10001), (L, 10000, 100000)), "减轻"),
        (tiers((N, 10000, 30000), (L, 30000, 100000)), "由轻到重"),
        (tiers((L, 10000, 30000), (L, 30000, 100000)), "由轻到重"),
        (tiers((L, 100000, 10000)), "低于下限"),
        (tiers((L, None, None)), "至少"),
        ([replace(GOOD_TIERS[0], conditions=" "), *GOOD_TIERS[1:]], "适用条件"),
    ],
)
def test_tiers_divide_the_statutory_range(rows: list[TierInput], said: str) -> None:
    found = [message for _, message in tier_problems(Decimal(10000), Decimal(100000), rows)]
    assert bool(found) is bool(said)
    assert said in "".join(found)


@given(
    st.lists(st.integers(1, 10**7), min_size=4, max_size=4, unique=True).map(sorted), st.integers(0, 10**7)
)
def test_every_amount_in_the_range_has_a_tier(borders: list[int], amount: int) -> None:
    low, a, b, high = borders
    rows = tiers((L, low, a), (N, a, b), (S, b, high))
    assert not list(tier_problems(Decimal(low), Decimal(high), rows))
    covered = any(t.low is not None and t.high is not None and t.low <= amount <= t.high for t in rows)
    assert covered == (low <= amount <= high)


@DB
def test_the_common_review_list_is_loaded_once(ground: Ground) -> None:
    assert services.seed_review_rules(**DOING, effective_from=FROM) == 13
    assert services.seed_review_rules(**DOING, effective_from=FROM) == 0
    rules = selectors.review_rules(ground.agency, date(2026, 3, 2))
    assert [r.code for r in rules] == [f"T{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13)]
    assert [r.code for r in rules if not r.enabled] == ["T10"]
    assert {r.code: r.flag for r in rules}["T6"] == "L"
    assert selectors.review_rules(ground.agency, date(2019, 12, 31)) == []
    defaults = {t.code: t for t in review.DEFAULT_TRIGGERS}
    assert all(selectors.to_trigger(r) == defaults[r.code] for r in rules)


@DB
def test_an_agency_has_its_own_row(ground: Ground) -> None:
    services.seed_review_rules(**DOING, effective_from=FROM)
    stricter = replace(review.DEFAULT_TRIGGERS[5], title="罚款五千元以上")
    later = TODAY + timedelta(days=30)
    rule = review_rule_in_force(now=NOW, trigger=stricter, agency=ground.agency, effective_from=later)
    kept = selectors.get_review_rule(rule)
    assert (kept.entered_by, kept.approved_by, kept.approved_on, kept.own) == ("钱录", "李审", TODAY, True)
    titles = {
        (agency, day): {t.code: t.title for t in selectors.review_triggers(agency, day)}["T6"]
        for agency in (ground.agency, ground.other)
        for day in (TODAY, later)
    }
    assert titles[ground.agency, later] == "罚款五千元以上"
    assert list(titles.values()).count("罚款达到较大数额") == 3


@DB
def test_a_condition_that_cannot_be_evaluated_is_refused(ground: Ground) -> None:
    broken = replace(
        review.DEFAULT_TRIGGERS[0], condition={"op": "==", "field": "mood", "value": 1}, basis=(), flag="X"
    )
    with pytest.raises(InvalidInput) as error:
        services.draft_review_rule(**DOING, trigger=broken, effective_from=FROM)
    assert {"condition", "basis", "flag"} <= fields_of(error)


@DB
def test_a_review_rule_runs_once_another_person_has_approved_it(ground: Ground) -> None:
    services.seed_review_rules(**DOING, effective_from=FROM)
    stricter = replace(review.DEFAULT_TRIGGERS[5], title="罚款五千元以上")

    def title(day: date) -> str:
        return {t.code: t.title for t in selectors.review_triggers(ground.agency, day)}["T6"]

    rule = services.draft_review_rule(actor=ENTERS, now=NOW, trigger=stricter, effective_from=TODAY)
    assert title(TODAY) == "罚款达到较大数额"
    with pytest.raises(InvalidInput, match="已有一份草稿"):
        services.draft_review_rule(actor=ENTERS, now=NOW, trigger=stricter, effective_from=TODAY)
    with pytest.raises(Refused):
        services.approve_review_rule(actor=ENTERS, now=NOW, rule=rule)
    services.approve_review_rule(actor=APPROVES, now=NOW, rule=rule)
    assert title(TODAY) == "罚款五千元以上"
    assert title(TODAY - timedelta(days=1)) == "罚款达到较大数额"
    with pytest.raises(ProgrammingError, match="已审定的审核目录"), transaction.atomic():
        ReviewRule.objects.filter(pk=rule).update(title="罚款一元以上")
    with pytest.raises(InvalidInput, match="只有草稿"):
        services.discard_review_rule(actor=ENTERS, now=NOW, rule=rule)


@DB
def test_a_review_rule_does_not_reach_back(ground: Ground) -> None:
    services.seed_review_rules(**DOING, effective_from=FROM)
    softer = replace(review.DEFAULT_TRIGGERS[5], title="罚款一百万元以上")
    rule = services.draft_review_rule(
        actor=ENTERS, now=NOW, trigger=softer, effective_from=TODAY - timedelta(days=1)
    )
    with pytest.raises(InvalidInput, match="不能溯及以前"):
        services.approve_review_rule(actor=APPROVES, now=NOW, rule=rule)
    services.discard_review_rule(actor=ENTERS, now=NOW, rule=rule)
    assert [r.version for r in selectors.review_rule_versions(None) if r.code == "T6"] == [1]
