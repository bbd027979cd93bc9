"""解除裁量基准的对应: a draft at once, a benchmark in force by two people, never one that a case rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.flows import untie_benchmark as flow
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from tests.browser import browser
from tests.factories.cases import lawful_case
from tests.factories.city import FOUNDED, City, found_city, person
from tests.sites.admin.conftest import looks_right, outsider

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
SINCE = date(2026, 2, 1)


@pytest.fixture
def supervisor(city: City) -> Actor:
    return person(city, "督明", 33, Role.SUPERVISOR)


def drafted(city: City, admin: Actor, title: str = "夜间施工的") -> UUID:
    services.draft_line(
        actor=admin,
        now=FOUNDED,
        agency=city.agency,
        title=title,
        grade=1,
        conditions="轻微的",
        standard="处二万元罚款",
    )
    return next(b.id for b in powers.draft_benchmarks(city.agency) if b.title == title)


def approved(city: City, admin: Actor, supervisor: Actor, title: str = "夜间施工的") -> UUID:
    key = drafted(city, admin, title)
    services.approve_benchmark(
        actor=supervisor,
        now=FOUNDED,
        benchmark=key,
        item=city.item,
        document_no="云环规〔2026〕1号",
        effective_from=SINCE,
    )
    return key


def post(client: Client, name: str, key: UUID, **sent: str) -> Any:
    return client.post(reverse(f"admin:{name}", args=[key]), sent, follow=True)


def test_the_tie_of_a_draft_is_taken_back_by_who_enters(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    key = drafted(city, admin)
    services.tie_benchmarks(actor=admin, now=FOUNDED, ties={key: city.item})
    assert "解除对应" in browse(admin).get(reverse("admin:benchmark", args=[key])).content.decode()
    assert "已解除对应" in post(browse(admin), "benchmark_untie", key).content.decode()
    assert powers.get_benchmark(key).power_item_id is None
    assert "解除裁量基准" in entries_of_subject(key)[-1].sentence
    again = post(browse(admin), "benchmark_untie", key)
    assert again.status_code == 422 and "只有对上了权力事项的草稿" in again.content.decode()


def test_a_benchmark_in_force_comes_off_by_two_people_and_the_version_before_goes_on(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    before = powers.get_benchmark(city.benchmark)
    key = approved(city, admin, supervisor, before.title)
    assert powers.get_benchmark(before.id).effective_to == SINCE - timedelta(days=1)
    item_page = browse(admin).get(reverse("admin:item", args=[city.item])).content.decode()
    assert reverse("admin:benchmark", args=[key]) in item_page
    unsaid = post(browse(admin), "benchmark_untying", key, reason=" ")
    assert unsaid.status_code == 422 and "请写明解除对应的理由" in unsaid.content.decode()
    assert "等待审定" in post(browse(admin), "benchmark_untying", key, reason="对错了事项").content.decode()
    assert "申请解除对应的" in browse(supervisor).get(reverse("admin:benchmarks")).content.decode()
    with pytest.raises(Refused, match="审定的人"):
        flow.untie_benchmark(actor=admin, now=FOUNDED, benchmark=key)
    assert "退回草稿" in post(browse(supervisor), "benchmark_untying_approve", key).content.decode()
    untied = powers.get_benchmark(key)
    assert (untied.status, untied.power_item_id, untied.approved_by) == ("draft", None, "")
    assert powers.get_benchmark(before.id).effective_to is None
    assert [b.id for b in powers.benchmarks(city.item, SINCE)] == [before.id]
    said = [e.sentence for e in entries_of_subject(key)][-2:]
    assert "管清申请解除" in said[0] and "督明解除裁量基准" in said[1]


def test_a_refused_request_leaves_it_in_force_and_can_be_made_again(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    key = approved(city, admin, supervisor)
    with pytest.raises(NotFound):
        flow.untie_benchmark(actor=supervisor, now=FOUNDED, benchmark=key)
    flow.ask_untying(actor=admin, now=FOUNDED, benchmark=key, reason="对错了")
    with pytest.raises(InvalidInput, match="已有解除对应的申请"):
        flow.ask_untying(actor=admin, now=FOUNDED, benchmark=key, reason="对错了")
    assert post(browse(supervisor), "benchmark_untying_refuse", key).status_code == 422
    post(browse(supervisor), "benchmark_untying_refuse", key, reason="没有对错")
    assert "不同意解除" in entries_of_subject(key)[-1].sentence
    assert powers.get_benchmark(key).status == "in_force"
    flow.ask_untying(actor=admin, now=FOUNDED, benchmark=key, reason="确实对错了")
    drafted(city, admin)
    with pytest.raises(InvalidInput, match="已有一份草稿"):
        flow.untie_benchmark(actor=supervisor, now=FOUNDED, benchmark=key)


def test_a_benchmark_by_which_a_case_was_assessed_stays(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    flow.ask_untying(actor=admin, now=FOUNDED, benchmark=city.benchmark, reason="对错了事项")
    lawful_case(city, before="notify_party")
    for actor, name in ((admin, "benchmark_untying"), (supervisor, "benchmark_untying_approve")):
        refused = post(browse(actor), name, city.benchmark, reason="对错了事项")
        assert "已有1件案件按这一基准裁量，不能解除对应" in refused.content.decode()
    found = powers.get_benchmark(city.benchmark)
    assert (found.status, found.power_item_id) == ("in_force", city.item)
    services.refuse_untying(actor=supervisor, now=FOUNDED, benchmark=city.benchmark, reason="已有案件")
    shown = browse(admin).get(reverse("admin:benchmark", args=[city.benchmark])).content.decode()
    assert "已有1件案件按这一基准裁量" in shown and "申请解除对应" not in shown


def test_another_agencys_benchmark_is_none_of_its_business(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    key = approved(city, admin, supervisor)
    other = browse(outsider(city, Role.ADMINISTRATOR))
    assert post(other, "benchmark_untying", key, reason="对错了").status_code == 404
    assert post(browse(admin), "benchmark_untying_approve", key).status_code == 403


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin, judge = person(city, "管清", 20, Role.ADMINISTRATOR), person(city, "督明", 33, Role.SUPERVISOR)
    key = approved(city, admin, judge)
    address = reverse("admin:benchmark", args=[key])
    looks_right(browser, live_server, admin, address)
    flow.ask_untying(actor=admin, now=FOUNDED, benchmark=key, reason="对错了事项")
    looks_right(browser, live_server, judge, address, reverse("admin:benchmarks"))
