"""历史处罚的页面: seen in scope, decided by the head of the agency, accessible at both widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.disclosure import services
from sanxiang.disclosure.models import HistoricalPenalty
from sanxiang.kernel import Actor, Role
from sanxiang.registry import selectors as registry
from tests.browser import browser
from tests.factories.city import City, found_city, person
from tests.sites.admin.conftest import looks_right, outsider

__all__ = ["browser"]
Browse = Callable[[Actor], Client]


def keep(city: City, number: int, **changed: Any) -> HistoricalPenalty:
    agency = registry.get_agency(city.agency)
    row = {
        "identity": str(number),
        "state": "shown",
        "agency_id": agency.public_id,
        "agency_name": agency.name,
        "document_no": f"云环罚〔2025〕{number}号",
        "party_name": "云屏市鸿发建材有限公司",
        "party_kind": "organisation",
        "facts": "没有许可证。",
    }
    (key,) = services.add_history(provider=agency.name, rows=[row | changed])
    return HistoricalPenalty.objects.get(pk=key)


def read(client: Client, name: str, *args: Any, query: str = "") -> str:
    return client.get(reverse(f"admin:{name}", args=args) + query).content.decode()


def test_the_head_looks_at_names_and_the_row_is_shown(city: City, admin: Actor, browse: Browse) -> None:
    row = keep(city, 1, facts="当事人李四在街边烧烤。", state="held")
    keep(city, 2)
    assert "云环罚〔2025〕2号" not in read(browse(admin), "history", query="?state=held")
    assert "核对姓名" in read(browse(admin), "historical", row.pk)
    page = read(browse(city.head), "historical", row.pk)
    assert "核对完毕，予以公示" in page and "可能含有第三人姓名：李四在街边烧烤" in page
    confirm = reverse("admin:historical_confirm", args=[row.pk])
    wrong = browse(city.head).post(confirm, {"names": "李五"})
    assert wrong.status_code == 422 and "不在这一条的文字里" in wrong.content.decode()
    for sent in ({}, {"names": "李四", "none": "1"}):
        assert "二者选一" in browse(city.head).post(confirm, sent).content.decode()
    assert HistoricalPenalty.objects.get(pk=row.pk).state == "held"
    done = browse(city.head).post(confirm, {"names": "李四"}, follow=True)
    assert "已核对" in done.content.decode() and "李某某在街边" in done.content.decode()
    assert browse(admin).post(confirm, {"none": "1"}).status_code == 403
    other = keep(city, 3, facts="当事人王朝阳光照明。", state="held")
    sent = browse(city.head).post(
        reverse("admin:historical_confirm", args=[other.pk]), {"none": "1"}, follow=True
    )
    assert "已核对" in sent.content.decode() and "王朝阳光照明" in sent.content.decode()


def test_the_head_shows_what_waits_in_one_batch_or_singly(city: City, admin: Actor, browse: Browse) -> None:
    one, two = (keep(city, n, state="entered", penalty_kinds="罚款") for n in (1, 2))
    three, held = keep(city, 3, state="entered"), keep(city, 4, facts="当事人李四烧烤。", state="held")
    keep(city, 5, state="entered", agency_id="", agency_name="没有登记的局")
    address = f"/results/history/{one.public_id}/"
    assert Client().get(address).status_code == 404
    assert "公示以前公众看不到" in read(browse(admin), "history", query="?state=entered")
    assert "3条等您公示，其中3条有没有填写" in read(browse(city.head), "history")
    single = browse(city.head).post(reverse("admin:historical_release", args=[one.pk]), follow=True)
    assert "这一条已公示" in single.content.decode() and Client().get(address).status_code == 200
    batch = reverse("admin:history_release")
    assert browse(admin).post(batch).status_code == 403
    assert "已公示1条" in browse(city.head).post(batch, {"q": "2号"}, follow=True).content.decode()
    assert "已公示1条" in browse(city.head).post(batch, follow=True).content.decode()
    states = dict(HistoricalPenalty.objects.values_list("identity", "state"))
    assert states == {"1": "shown", "2": "shown", "3": "shown", "4": "held", "5": "entered"}
    assert "公示历史处罚" in read(browse(city.head), "row", "history", three.pk)
    assert browse(outsider(city, Role.AGENCY_HEAD)).post(batch).status_code == 302
    assert HistoricalPenalty.objects.get(pk=held.pk).state == "held" and two.state == "entered"


def test_the_inbox_of_the_head_names_what_waits(city: City, admin: Actor, browse: Browse) -> None:
    inbox = reverse("desk:inbox")
    assert "历史处罚" not in browse(city.head).get(inbox).content.decode()
    keep(city, 1, state="entered")
    keep(city, 2, state="held")
    page = browse(city.head).get(inbox).content.decode()
    assert "历史处罚有1条等您公示" in page and "历史处罚有1条等您核对姓名" in page
    for other in (city.lead, outsider(city, Role.AGENCY_HEAD)):
        assert "历史处罚" not in browse(other).get(inbox).content.decode()


def test_the_head_withdraws_with_a_reason(city: City, admin: Actor, browse: Browse) -> None:
    row = keep(city, 1)
    assert "撤下理由" not in read(browse(admin), "historical", row.pk)
    address = reverse("admin:historical_withdraw", args=[row.pk])
    unsaid = browse(city.head).post(address, {"reason": ""})
    assert unsaid.status_code == 422 and "请写明撤下的理由" in unsaid.content.decode()
    done = browse(city.head).post(address, {"reason": "决定已被撤销"}, follow=True).content.decode()
    assert "门户不再显示" in done and "决定已被撤销" in done
    assert "已撤下" in read(browse(city.head), "history", query="?state=withdrawn")
    assert Client().get(f"/results/history/{row.public_id}/").status_code == 404
    assert "撤下历史处罚" in read(browse(city.head), "row", "history", row.pk)


def test_another_agencys_row_is_not_there(city: City, browse: Browse) -> None:
    row, unregistered = keep(city, 1), keep(city, 2, agency_id="", agency_name="没有登记的局")
    stranger = browse(outsider(city, Role.AGENCY_HEAD))
    for found, client in ((row, stranger), (unregistered, stranger), (unregistered, browse(city.head))):
        assert client.get(reverse("admin:historical", args=[found.pk])).status_code == 404
        sent = client.post(reverse("admin:historical_withdraw", args=[found.pk]), {"reason": "撤"})
        assert sent.status_code == 404
        assert client.get(reverse("admin:row", args=["history", found.pk])).status_code == 404
    assert "云环罚" not in read(stranger, "history")


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    held = keep(city, 1, facts="当事人李四在街边烧烤。", state="held")
    plain, waits = keep(city, 2, penalty_kinds="训诫"), keep(city, 3, state="entered")
    addresses = [reverse("admin:historical", args=[row.pk]) for row in (held, plain, waits)]
    lists = [reverse("admin:history"), reverse("admin:history") + "?state=entered"]
    looks_right(browser, live_server, city.head, *lists, *addresses)
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    looks_right(browser, live_server, admin, reverse("admin:rows") + "?kind=history", addresses[0])
