"""裁量基准对上权力事项: proposed, ticked, confirmed in one batch; what stays untied is listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, InvalidInput, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import selectors as powers
from sanxiang.powers.services import draft_item, draft_line, save_draft, tie_benchmarks
from sanxiang.powers.types import BenchmarkView, LineInput
from tests.browser import browser
from tests.factories.city import FOUNDED, City, found_city, person
from tests.sites.admin.conftest import looks_right, outsider

__all__ = ["browser"]
Browse = Callable[[Actor], Client]


def drafts(city: City, admin: Actor) -> tuple[BenchmarkView, BenchmarkView]:
    """Of an act that an item of the city is about, and of one that none is."""
    for title in ("未取得排污许可证排放污染物的", "夜间施工的"):
        draft_line(
            actor=admin, now=FOUNDED, agency=city.agency, number=title[:2], title=title, grade=1,
            conditions="轻微的", standard="处一万元罚款",
        )  # fmt: skip
    found = {b.title: b for b in powers.draft_benchmarks(city.agency)}
    return found["未取得排污许可证排放污染物的"], found["夜间施工的"]


def test_what_is_ticked_is_tied_in_one_batch_and_the_rest_is_listed(
    city: City, admin: Actor, browse: Browse
) -> None:
    near, far = drafts(city, admin)
    address = reverse("admin:benchmark_tying")
    page = browse(admin).get(address).content.decode()
    assert "只是名称相近" in page and "%" not in page.split("<main")[1] and "1项有可能的事项，1项没有" in page
    assert f'value="{city.item}" aria' in page and f'value="{city.item}" checked' not in page
    none: Any = browse(admin).post(address, {f"item-{near.id}": ""})
    assert none.status_code == 422 and "请至少选一项" in none.content.decode()
    done: Any = browse(admin).post(address, {f"item-{near.id}": str(city.item)}, follow=True)
    assert "已对上1项，还有1项没有对上" in done.content.decode()
    assert far.title in done.content.decode() and near.title not in done.content.decode()
    tied = powers.get_benchmark(near.id)
    assert (tied.power_item_id, tied.status) == (city.item, "draft")
    assert powers.get_benchmark(far.id).power_item_id is None


def test_each_benchmark_of_the_batch_has_its_ledger_entry(city: City, admin: Actor) -> None:
    both = drafts(city, admin)
    tie_benchmarks(actor=admin, now=FOUNDED, ties={draft.id: city.item for draft in both})
    code = powers.get_power_item(city.item).code
    for draft in both:
        (entry,) = [e for e in entries_of_subject(draft.id) if e.kind == "powers.benchmark_tied"]
        assert f"“{draft.title}”的草稿对上权力事项{code}" in entry.sentence


def test_only_what_rests_on_the_same_provision_is_ticked_at_once(
    city: City, admin: Actor, browse: Browse
) -> None:
    """The item rests on 第三条; a name alone, or another paragraph, is for a person to judge."""
    near, _ = drafts(city, admin)
    address, fits = reverse("admin:benchmark_tying") + "?ticked=1", f'value="{city.item}"'
    (law, place), *_ = [
        (b.law, b.place) for b in powers.get_power_item(city.item).bases if b.role == "penalty"
    ]
    for basis, ticked, words in (
        (f"《{law}》{place}", True, "同一条"),
        (f"《{law}》第{'九十' if place.article != 90 else '九'}条", False, "只是名称相近"),
    ):
        lines = [LineInput(1, "轻微的", "处一万元罚款")]
        save_draft(
            actor=admin, now=FOUNDED, agency=city.agency, benchmark=near.id, title=near.title, lines=lines,
            basis_text=basis,
        )  # fmt: skip
        page = browse(admin).get(address).content.decode()
        assert words in page and ("checked><label" in page.split(fits)[1].split("</label>")[0]) == ticked


def test_who_approves_finds_the_item_chosen(city: City, admin: Actor, browse: Browse) -> None:
    near, _ = drafts(city, admin)
    tie_benchmarks(actor=admin, now=FOUNDED, ties={near.id: city.item})
    supervisor = person(city, "督明", 33, Role.SUPERVISOR)
    page = browse(supervisor).get(reverse("admin:benchmark", args=[near.id])).content.decode()
    assert f'value="{city.item}" selected' in page


def test_a_draft_beside_a_version_in_force_can_be_tied(city: City, admin: Actor) -> None:
    """The number of a draft is given by its approval."""
    in_force = powers.get_benchmark(city.benchmark)
    draft_line(
        actor=admin, now=FOUNDED, agency=city.agency, title=in_force.title, grade=1, conditions="轻微的",
        standard="处一万元罚款",
    )  # fmt: skip
    (draft,) = powers.draft_benchmarks(city.agency)
    tie_benchmarks(actor=admin, now=FOUNDED, ties={draft.id: city.item})
    assert powers.get_benchmark(city.benchmark).effective_to is None


def test_nothing_is_tied_to_another_agencys_item(city: City, admin: Actor, browse: Browse) -> None:
    near, _ = drafts(city, admin)
    stranger = outsider(city, Role.ADMINISTRATOR)
    page = browse(stranger).get(reverse("admin:benchmark_tying")).content.decode()
    assert near.title not in page
    sent = {f"item-{near.id}": str(city.item)}
    assert browse(stranger).post(reverse("admin:benchmark_tying"), sent).status_code == 422
    assert powers.get_benchmark(near.id).power_item_id is None
    with pytest.raises(Exception, match="没有这"):
        tie_benchmarks(actor=admin, now=FOUNDED, ties={near.id: UUID(int=7)})
    with pytest.raises(InvalidInput, match="只有草稿可以修改"):
        tie_benchmarks(actor=admin, now=FOUNDED, ties={city.benchmark: city.item})


@pytest.mark.e2e
def test_the_page_is_accessible_and_fits(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    drafts(city, admin)
    looks_right(browser, live_server, admin, reverse("admin:benchmark_tying"))


def test_without_items_in_force_the_page_says_what_comes_first(city: City, browse: Browse) -> None:
    keeper = outsider(city, Role.ADMINISTRATOR)
    address = reverse("admin:benchmark_tying")
    assert "还没有有效的行政处罚事项" not in browse(keeper).get(address).content.decode()
    assert keeper.agency_id
    draft_line(
        actor=keeper, now=FOUNDED, agency=keeper.agency_id, number="1", title="夜间施工的", grade=1,
        conditions="轻微的", standard="处一万元罚款",
    )  # fmt: skip
    assert "先起草或者导入处罚事项" in browse(keeper).get(address).content.decode()
    draft_item(
        actor=keeper, now=FOUNDED, agency=keeper.agency_id, code="CF-1", name="对夜间施工的处罚", kind="penalty",
    )  # fmt: skip
    assert "有1个处罚事项还是草稿或者待审定" in browse(keeper).get(address).content.decode()
