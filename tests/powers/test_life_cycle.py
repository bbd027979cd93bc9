"""权力事项的一生: nothing runs before it is approved by another; what was approved stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import selectors, services
from sanxiang.powers.models import PowerBasis, PowerItem
from tests.factories.powers import APPROVES, CHECKS, ENTERS, abolish, approve, somebody
from tests.powers.conftest import FROM, GOOD_TIERS, Ground
from tests.registry.conftest import DOING, NOW, TODAY

pytestmark = pytest.mark.django_db
Do = Callable[[], Any]


def told(attempt: Do) -> dict[str, str]:
    with pytest.raises(InvalidInput) as error:
        attempt()
    return dict(error.value.problems)


def drafted(ground: Ground, **changes: Any) -> UUID:
    return services.draft_item(actor=ENTERS, now=NOW, **ground.item_fields(**changes))


def submitted(ground: Ground, **changes: Any) -> UUID:
    item = drafted(ground, **changes)
    services.submit_item(actor=CHECKS, now=NOW, item=item)
    return item


def test_only_what_was_approved_is_in_force(ground: Ground) -> None:
    item = drafted(ground)
    for step in (
        lambda: None,
        lambda: services.submit_item(actor=CHECKS, now=NOW, item=item),
    ):
        step()
        assert not selectors.get_power_item(item).in_force_on(TODAY)
        assert selectors.power_items(ground.agency, on=TODAY) == []
    services.approve_item(actor=APPROVES, now=NOW, item=item, approval_no="云司审〔2026〕3号")
    found = selectors.get_power_item(item)
    assert found.in_force_on(TODAY) and not found.in_force_on(FROM - timedelta(days=1))
    assert (found.entered_by, found.submitted_by, found.approved_by) == ("钱录", "孙核", "李审")
    assert (found.approved_on, found.approval_no) == (TODAY, "云司审〔2026〕3号")
    assert [e.actor for e in entries_of_subject(item)] == ["钱录", "孙核", "李审"]


def test_a_draft_may_be_incomplete_and_says_all_it_lacks_when_submitted(ground: Ground) -> None:
    item = services.draft_item(
        actor=ENTERS, now=NOW, agency=ground.agency, code="CF-9", name="对未批先建的处罚", kind="penalty",
        basis_text="《云屏试验法》有关规定",
    )  # fmt: skip
    assert told(lambda: services.submit_item(actor=CHECKS, now=NOW, item=item)).keys() == {
        "enforcement_field", "penalty_kinds", "bases",
    }  # fmt: skip
    services.change_draft(
        actor=ENTERS, now=NOW, item=item, bases=[ground.basis()], penalty_kinds=["fine"],
        enforcement_field="生态环境", effective_from=FROM,
    )  # fmt: skip
    approve(item, now=NOW)
    assert selectors.get_power_item(item).basis_text == "《云屏试验法》有关规定"


@pytest.mark.parametrize("approver", [ENTERS, CHECKS])
def test_nobody_approves_the_own_work(ground: Ground, approver: Actor) -> None:
    item = submitted(ground)
    with pytest.raises(Refused) as refusal:
        services.approve_item(actor=approver, now=NOW, item=item)
    assert [r.code for r in refusal.value.reasons] == ["approval.two_persons"]
    with pytest.raises(IntegrityError), transaction.atomic():
        PowerItem.objects.filter(pk=item).update(approved_by_id=approver.person_id)


def test_who_changes_a_draft_cannot_approve_it(ground: Ground) -> None:
    item = drafted(ground)
    services.change_draft(actor=APPROVES, now=NOW, item=item, name="对未批先建行为的处罚")
    services.submit_item(actor=CHECKS, now=NOW, item=item)
    with pytest.raises(Refused):
        services.approve_item(actor=APPROVES, now=NOW, item=item)


def test_an_item_is_returned_with_the_reason_and_submitted_again(ground: Ground) -> None:
    item = submitted(ground)
    assert "reason" in told(lambda: services.return_item(actor=APPROVES, now=NOW, item=item, reason=" "))
    services.return_item(actor=APPROVES, now=NOW, item=item, reason="承办机构没有写")
    assert selectors.get_power_item(item).returned_reason == "承办机构没有写"
    services.change_draft(actor=ENTERS, now=NOW, item=item, accepting_unit="执法支队")
    approve(item, now=NOW)
    assert selectors.get_power_item(item).returned_reason == ""


def test_a_new_version_replaces_the_one_in_force_on_its_day(ground: Ground) -> None:
    first = ground.item()
    change = TODAY + timedelta(days=10)
    second = drafted(
        ground, name="对未批先建行为的处罚", bases=[ground.basis(1, "penalty")], effective_from=change
    )
    assert told(lambda: drafted(ground))["code"].startswith("编码CF-001已有一份草稿")
    approve(second, now=NOW)
    old, new = selectors.get_power_item(first), selectors.get_power_item(second)
    assert (old.public_id, old.version, new.version) == (new.public_id, 1, 2)
    assert (old.status, old.effective_to) == ("superseded", change - timedelta(days=1))
    for day, version in ((TODAY, 1), (change - timedelta(days=1), 1), (change, 2)):
        assert [i.version for i in selectors.power_items(ground.agency, on=day)] == [version]
    assert [v.version for v in selectors.item_versions(new.public_id)] == [2, 1]


def test_a_replacement_does_not_reach_back(ground: Ground) -> None:
    ground.item()
    second = submitted(ground, effective_from=FROM + timedelta(days=1))
    assert "effective_from" in told(lambda: services.approve_item(actor=APPROVES, now=NOW, item=second))


def test_what_was_approved_does_not_change(ground: Ground) -> None:
    item = ground.item()
    for attempt in (
        lambda: services.change_draft(actor=ENTERS, now=NOW, item=item, name="别的"),
        lambda: services.discard_draft(actor=ENTERS, now=NOW, item=item),
        lambda: services.submit_item(actor=ENTERS, now=NOW, item=item),
        lambda: services.return_item(actor=ENTERS, now=NOW, item=item, reason="不对"),
    ):
        assert "现在是“有效”" in told(attempt)["status"]


def test_a_discarded_draft_stays_on_file_and_frees_the_code(ground: Ground) -> None:
    item = drafted(ground)
    services.discard_draft(actor=ENTERS, now=NOW, item=item)
    assert selectors.get_power_item(item).status == "discarded"
    again = drafted(ground)
    assert [v.id for v in selectors.item_versions(selectors.get_power_item(again).public_id)] == [again]


def test_an_abolished_item_still_answers_for_its_days(ground: Ground) -> None:
    item = ground.item()
    last = TODAY + timedelta(days=20)
    abolish(item, now=NOW, until=last)
    found = selectors.get_power_item(item)
    assert found.in_force_on(last) and not found.in_force_on(last + timedelta(days=1))
    assert [found.standing_on(day) for day in (FROM - timedelta(days=1), TODAY, last, last + timedelta(days=1))] == [
        "upcoming", "in_force", "in_force", "repealed",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        services.abolish_item(actor=APPROVES, now=NOW, item=uuid4())
    ground.item(agency=ground.other)


def test_an_item_is_abolished_by_two_people_and_never_backwards(ground: Ground) -> None:
    item = ground.item()
    ask: Any = {"actor": CHECKS, "now": NOW, "item": item}
    assert "until" in told(
        lambda: services.ask_abolition(**ask, until=TODAY - timedelta(days=1), reason="依据废止")
    )
    assert "reason" in told(lambda: services.ask_abolition(**ask, until=TODAY, reason=" "))
    services.ask_abolition(**ask, until=TODAY, reason="依据废止")
    assert "item" in told(lambda: services.ask_abolition(**ask, until=TODAY, reason="依据废止"))
    assert selectors.get_power_item(item).status == "in_force"
    with pytest.raises(Refused):
        services.abolish_item(actor=CHECKS, now=NOW, item=item)
    assert "until" in told(
        lambda: services.abolish_item(actor=APPROVES, now=NOW + timedelta(days=1), item=item)
    )
    services.refuse_abolition(actor=APPROVES, now=NOW, item=item, reason="条例仍然有效")
    assert [(a.status, a.refused_reason) for a in selectors.abolitions(item)] == [("refused", "条例仍然有效")]
    abolish(item, now=NOW, until=TODAY)
    assert selectors.get_power_item(item).status == "repealed"


def test_what_rests_on_a_law_is_seen_until_its_last_day(ground: Ground) -> None:
    """A version in force today counts, also when the one that replaces it has been approved for later."""
    first = ground.item()
    change = TODAY + timedelta(days=10)
    second = drafted(ground, bases=[ground.basis(1, "penalty")], effective_from=change)
    approve(second, now=NOW)
    spots = {(b.item, b.place.article) for b in selectors.resting_on([ground.law], TODAY)}
    assert spots == {(first, 1), (first, 2), (second, 1)}
    assert {b.item for b in selectors.resting_on([ground.law], change)} == {second}
    assert {law for law, _ in selectors.articles_rested_on([ground.agency], change)} == {ground.law}
    assert set(selectors.versions_resting_on([ground.law])) == {first, second}


def test_a_benchmark_outlives_the_version_it_was_made_for(ground: Ground) -> None:
    first = ground.item()
    benchmark = services.set_benchmark(
        **DOING, item=first, title="未批先建", document_no="云环规〔2024〕2号", tiers=GOOD_TIERS,
        effective_from=date(2024, 1, 1),
    )  # fmt: skip
    second = drafted(ground, bases=[ground.basis(1, "penalty")], effective_from=TODAY)
    approve(second, now=NOW)
    assert [b.id for b in selectors.benchmarks(second, TODAY)] == [benchmark]


def test_fields_that_belong_to_the_life_cycle_are_not_for_forms(ground: Ground) -> None:
    item = drafted(ground)
    for name, value in (("status", "in_force"), ("agency_id", ground.other), ("approved_by", "某人")):
        assert told(
            lambda n=name, v=value: services.change_draft(actor=ENTERS, now=NOW, item=item, **{n: v})
        ).keys() == {name}  # type: ignore[misc]


def test_the_database_keeps_what_was_approved(ground: Ground) -> None:
    item = ground.item()
    for change in ({"name": "别的"}, {"fine_max": 1}, {"approved_by": "某人"}, {"status": "draft"}):
        with pytest.raises(ProgrammingError, match="已审定的版本"), transaction.atomic():
            PowerItem.objects.filter(pk=item).update(**change)
    draft = drafted(ground, code="CF-2")
    assert PowerItem.objects.filter(pk=draft).update(name="改过的") == 1


def test_everybody_who_had_a_hand_in_it_is_an_author(ground: Ground) -> None:
    item = drafted(ground)
    services.change_draft(actor=somebody("周改"), now=NOW, item=item, accepting_unit="执法支队")
    services.submit_item(actor=CHECKS, now=NOW, item=item)
    for author in (ENTERS, somebody("周改"), CHECKS):
        with pytest.raises(Refused):
            services.approve_item(actor=author, now=NOW, item=item)
    services.approve_item(actor=APPROVES, now=NOW, item=item)


def test_two_versions_are_never_in_force_on_one_day(ground: Ground) -> None:
    first = ground.item()
    second = services.revise_item(actor=ENTERS, now=NOW, item=first, bases=[ground.basis(1, "penalty")])
    abolish(first, now=NOW, until=TODAY)
    services.submit_item(actor=CHECKS, now=NOW, item=second)
    assert (
        "第1版到"
        in told(lambda: services.approve_item(actor=APPROVES, now=NOW, item=second))["effective_from"]
    )
    services.return_item(actor=APPROVES, now=NOW, item=second, reason="日期重叠")
    services.change_draft(actor=ENTERS, now=NOW, item=second, effective_from=TODAY - timedelta(days=300))
    services.submit_item(actor=CHECKS, now=NOW, item=second)
    assert (
        "不能早于"
        in told(lambda: services.approve_item(actor=APPROVES, now=NOW, item=second))["effective_from"]
    )


def test_a_limit_has_a_unit(ground: Ground) -> None:
    item = drafted(ground, statutory_days=30, statutory_unit="")
    assert "statutory_unit" in told(lambda: services.submit_item(actor=CHECKS, now=NOW, item=item))


def test_the_database_keeps_the_bases_and_the_end_of_what_was_approved(ground: Ground) -> None:
    item = ground.item()
    for attempt in (
        lambda: PowerBasis.objects.filter(power_item=item).update(article=1),
        lambda: PowerBasis.objects.filter(power_item=item).delete(),
    ):
        with pytest.raises(ProgrammingError, match="依据不能改动"), transaction.atomic():
            attempt()
    abolish(item, now=NOW, until=TODAY)
    with pytest.raises(ProgrammingError, match="不能恢复"), transaction.atomic():
        PowerItem.objects.filter(pk=item).update(status="in_force")
