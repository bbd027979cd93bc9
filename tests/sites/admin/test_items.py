"""权力事项的页面: three people bring an item into force; each sees only what is theirs to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from sanxiang.imports.kinds.power_items import POWER_ITEMS
from sanxiang.imports.tables import read_table
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import BasisInput, PowerItemView
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import FOUNDED, LAW, City, found_city, person
from tests.factories.powers import ENTERS
from tests.sites.admin.conftest import client_of

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
ENTERED: dict[str, Any] = {
    "code": "CF-301", "name": "对超标排放的处罚", "kind": "penalty", "enforcement_field": "生态环境",
    "basis_text": f"罚则：《{LAW}》第三条", "penalty_kinds": ["fine"], "fine_min": "10000", "fine_max": "100000",
    "statutory_days": "90", "statutory_unit": "CD", "effective_from": "2026-01-01", "procedure": "penalty_ordinary",
}  # fmt: skip


@pytest.fixture
def supervisor(city: City) -> Actor:
    return person(city, "督明", 33, Role.SUPERVISOR)


def drafted(client: Client, **changes: Any) -> PowerItemView:
    answer = client.post(reverse("admin:item_new"), ENTERED | changes)
    assert answer.status_code == 302, answer.content.decode()
    return powers.get_power_item(UUID(answer["Location"].rstrip("/").split("/")[-1]))


def press(client: Client, act: str, item: UUID, **words: str) -> int:
    return client.post(reverse(f"admin:item_{act}", args=[item]), words).status_code


def test_three_people_bring_an_item_into_force(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    item = drafted(browse(admin))
    assert [b.citation for b in item.bases] == [f"《{LAW}》第三条"]
    page = browse(admin).get(reverse("admin:item", args=[item.id])).content.decode()
    assert "可以报审" in page and "修改草稿" in page and "审定文号" not in page
    assert press(browse(city.head), "submit", item.id) == 302
    assert press(browse(supervisor), "approve", item.id, approval_no="云司审〔2026〕9号") == 302
    found = powers.get_power_item(item.id)
    assert (found.status, found.entered_by, found.submitted_by, found.approved_by) == (
        "in_force", "管清", city.head.name, "督明",
    )  # fmt: skip
    page = browse(admin).get(reverse("admin:item", args=[item.id])).content.decode()
    assert "云司审〔2026〕9号" in page and "起草新版本" in page


def test_a_new_version_shows_what_changes(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    form = client.get(reverse("admin:item_revise", args=[city.item])).content.decode()
    assert f"罚则：《{LAW}》第三条" in form and "事项编码" not in form
    answer = client.post(reverse("admin:item_revise", args=[city.item]), ENTERED | {"fine_max": "500000"})
    page = client.get(answer["Location"]).content.decode()
    assert "与第1版的差异" in page and "500,000.00元" in page and "1,000,000.00元" in page


def test_a_draft_that_lacks_something_says_all_of_it(city: City, admin: Actor, browse: Browse) -> None:
    item = drafted(
        browse(admin), basis_text="《云屏市从无此法条例》第一条", penalty_kinds=[], enforcement_field=""
    )
    page = browse(admin).get(reverse("admin:item", args=[item.id])).content.decode()
    assert "报审前还要补" in page and "至少填写一个处罚种类" in page
    refused = browse(city.head).post(reverse("admin:item_submit", args=[item.id]))
    assert refused.status_code == 422 and "至少填写一条法律依据" in refused.content.decode()
    assert powers.get_power_item(item.id).basis_text == "《云屏市从无此法条例》第一条"


def test_many_are_submitted_and_approved_together(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    good = [drafted(browse(admin), code=f"CF-40{n}").id for n in range(3)]
    bad = drafted(browse(admin), code="CF-409", penalty_kinds=[]).id
    together = reverse("admin:items_together")
    listed = browse(city.head).get(reverse("admin:items") + "?state=draft&all=1").content.decode()
    assert listed.count(" checked>") == 4
    answer = browse(city.head).post(together, {"act": "submit", "item": [str(i) for i in (*good, bad)]})
    assert answer.status_code == 422
    assert "有1项没有报审" in answer.content.decode() and "另外3项已报审" in answer.content.decode()
    answer = browse(supervisor).post(
        together, {"act": "approve", "approval_no": "云司审〔2026〕9号", "item": [str(i) for i in good]}
    )
    assert answer.status_code == 302
    found = [powers.get_power_item(i) for i in good]
    assert {(i.status, i.approval_no) for i in found} == {("in_force", "云司审〔2026〕9号")}
    assert browse(supervisor).post(together, {"act": "approve", "item": "无"}).status_code == 404


def test_what_is_not_yours_does_not_exist(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    item = drafted(browse(admin)).id
    assert press(browse(city.stranger), "submit", item) == 404
    assert browse(city.stranger).get(reverse("admin:item", args=[item])).status_code == 404
    for actor, act in (
        (admin, "submit"),
        (city.head, "approve"),
        (supervisor, "discard"),
        (city.lead, "submit"),
    ):
        assert press(browse(actor), act, item) == 403, (actor.name, act)
    assert press(browse(supervisor), "return", item, reason="不对") == 422


def test_the_one_who_entered_cannot_approve(city: City, browse: Browse) -> None:
    both = person(city, "两任", 34, Role.SUPERVISOR, Role.AGENCY_HEAD)
    item = powers_draft(city)
    assert press(browse(both), "submit", item) == 302
    assert browse(both).post(reverse("admin:item_approve", args=[item])).status_code == 422
    assert powers.get_power_item(item).status == "submitted"


def powers_draft(city: City) -> UUID:
    from sanxiang.powers.services import change_draft, draft_item

    law = powers.get_power_item(city.item).bases[1]
    item = draft_item(
        actor=ENTERS, now=FOUNDED, agency=city.agency, code="CF-500", name="对某行为的处罚", kind="penalty",
        enforcement_field="生态环境", penalty_kinds=["warning"],
    )  # fmt: skip
    basis = BasisInput(law.law_id, law.place, "penalty")
    change_draft(actor=ENTERS, now=FOUNDED, item=item, bases=[basis])
    return item


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    head = apps.get_model("registry.Account").objects.get(pk=city.head.account_id)
    assert head
    draft = powers_draft(city)
    places = ["items", "item_new"]
    for actor in (admin, city.head):
        client = client_of(actor)
        for width in (1440, 390):
            context = browser.new_context(viewport={"width": width, "height": 900})
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            page = context.new_page()
            addresses = [reverse(f"admin:{place}") for place in places]
            if actor is city.head:
                addresses = [reverse("admin:items")]
            for address in (
                *addresses,
                reverse("admin:item", args=[draft]),
                reverse("admin:item", args=[city.item]),
            ):
                page.goto(live_server.url + address)
                assert accessibility_problems(page) == [], address
                assert overflow(page) <= 0, address
            context.close()


def test_an_item_is_abolished_by_the_head_and_the_supervisor(
    city: City, supervisor: Actor, browse: Browse
) -> None:
    day = (local_date(FOUNDED) + timedelta(days=4000)).isoformat()
    head, bureau = browse(city.head), browse(supervisor)
    wrong = head.post(reverse("admin:item_abolition", args=[city.item]), {"until": "2030-02-30"})
    assert wrong.status_code == 422 and "适用到哪一天" in wrong.content.decode()
    assert press(bureau, "abolition", city.item, until=day, reason="依据废止") in (403, 404)
    assert press(head, "abolition", city.item, until=day, reason="依据废止") == 302
    page = bureau.get(reverse("admin:item", args=[city.item])).content.decode()
    assert "申请废止，适用到" in page and "审定废止" in page
    assert press(bureau, "keep", city.item, reason="条例仍然有效") == 302
    assert press(head, "abolition", city.item, until=day, reason="条例已经修改") == 302
    assert press(bureau, "abolish", city.item) == 302
    found = powers.get_power_item(city.item)
    assert found.status == "repealed" and found.effective_to and found.effective_to.isoformat() == day
    page = bureau.get(reverse("admin:items") + "?state=in_force").content.decode()
    assert found.name in page


def test_drafts_are_downloaded_by_who_keeps_them(city: City, admin: Actor, browse: Browse) -> None:
    from sanxiang.powers.services import draft_item

    assert city.stranger.agency_id
    for agency, code in ((city.agency, "CF-600"), (city.stranger.agency_id, "CF-601")):
        draft_item(
            actor=ENTERS, now=FOUNDED, agency=agency, code=code, name="对某行为的处罚", kind="penalty",
            enforcement_field="生态环境",
        )  # fmt: skip
    page = browse(admin).get(reverse("admin:items"), {"state": "draft"}).content.decode()
    assert reverse("admin:item_drafts") in page
    data = browse(admin).get(reverse("admin:item_drafts"), {"q": "某行为"}).content
    table = read_table(data, "草稿.xlsx", POWER_ITEMS.names())
    at = list(table.headings).index("事项编码")
    assert [row.cells[at] for row in table.rows] == ["CF-600"]
    assert browse(city.lead).get(reverse("admin:item_drafts")).status_code == 403
