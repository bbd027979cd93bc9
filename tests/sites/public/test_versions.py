"""历次版本: what was published before stays to be compared, by field for items, by article for laws."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from sanxiang.disclosure.selectors import snapshot
from sanxiang.disclosure.services import publish_snapshot
from tests.browser import accessibility_problems, browser, overflow
from tests.factories import disclosure as sample
from tests.sites.public.conftest import City, publish_city

__all__ = ["browser"]
POWER, LAW = "pw00000001", "aw00000002"


def republish(kind: str, public_id: str, change: Any) -> None:
    row = snapshot(kind, public_id)
    assert row
    data = deepcopy(dict(row["data"]))
    change(data)
    publish_snapshot(actor=sample.SYSTEM, now=datetime.now(UTC), kind=kind, public_id=public_id, data=data)


def change_power(data: dict[str, Any]) -> None:
    data["fine_max"], data["materials"] = "999999.00", "一、申请书"


def change_law(data: dict[str, Any]) -> None:
    data["articles"][0]["text"] = data["articles"][0]["text"].replace("责令停业", "责令停业并公告", 1)
    data["articles"].append(
        {
            "article": 999,
            "suffix": 0,
            "label": "第九百九十九条",
            "chapter": "",
            "text": "第九百九十九条 本条是新增的一条。",
        }
    )


def test_a_power_item_shows_what_changed_between_two_publications(
    city: City, client: Client, no_delay: None
) -> None:
    first = client.get(f"/powers/{POWER}/versions/").content.decode()
    assert "第一个版本" in first and "/versions/" not in client.get(f"/powers/{POWER}/").content.decode()
    republish("power", POWER, change_power)
    page = client.get(f"/powers/{POWER}/versions/").content.decode()
    assert "999999.00元" in page and "一、申请书" in page and "第2版与第1版的差异" in page
    assert "/versions/" in client.get(f"/powers/{POWER}/").content.decode()
    same = client.get(f"/powers/{POWER}/versions/", {"from": "2", "to": "2"}).content.decode()
    assert "内容相同" in same


def test_a_law_is_compared_article_by_article(city: City, client: Client) -> None:
    republish("law", LAW, change_law)
    page = client.get(f"/law/{LAW}/versions/").content.decode()
    assert "2条有变动" in page
    assert "<ins>" in page and "<ins>并公告</ins>" in page and "第九百九十九条" in page


@pytest.mark.parametrize("address", ["/powers/pw99999999/versions/", "/law/aw99999999/versions/"])
def test_what_was_never_published_has_no_versions(city: City, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    publish_city(datetime.now(UTC))
    republish("power", POWER, change_power)
    republish("law", LAW, change_law)
    for width in (1440, 390):
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        for address in (f"/powers/{POWER}/versions/", f"/law/{LAW}/versions/", f"/powers/{POWER}/"):
            page.goto(live_server.url + address)
            assert accessibility_problems(page) == [], address
            assert overflow(page) <= 0, address
