"""清单: what runs and what the portal says are compared, published by the head, and read as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sanxiang.disclosure.selectors import snapshot
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.kernel import Actor, Role
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.sites.staff import now
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import City, found_city, person
from tests.factories.powers import ENTERS, approve
from tests.sites.admin.conftest import client_of

__all__ = ["browser"]
Browse = Callable[[Actor], Client]


def renamed(city: City) -> str:
    """A new version of the city's item in force from today."""
    at = now() - timedelta(minutes=1)
    draft = services.revise_item(actor=ENTERS, now=at, item=city.item, name="对无证排污行为的处罚")
    approve(draft, now=at)
    return powers.get_power_item(draft).public_id


def test_a_changed_item_waits_until_the_head_publishes_it(city: City, admin: Actor, browse: Browse) -> None:
    publish_lists(actor=city.head, now=now())
    assert "公示网站和登记一致" in browse(city.head).get(reverse("admin:lists")).content.decode()
    public_id = renamed(city)
    shown = browse(admin).get(reverse("admin:lists")).content.decode()
    assert "对无证排污行为的处罚" in shown and "清单由本机关负责人发布" in shown
    assert browse(admin).post(reverse("admin:lists_publish")).status_code == 403
    assert browse(city.head).post(reverse("admin:lists_publish")).status_code == 302
    row = snapshot("power", public_id)
    assert row and row["title"] == "对无证排污行为的处罚"
    assert "公示网站和登记一致" in browse(city.head).get(reverse("admin:lists")).content.decode()


def test_every_list_is_a_workbook_and_a_table(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    for code, words in (
        ("duties", "CF-001"),
        ("enforcement", "CF-001"),
        ("officers", city.lead.name),
        ("review", "T1"),
    ):
        text = client.get(reverse("admin:list_file", args=[code, "csv"])).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0][0] == "序号" and words in text
        data = client.get(reverse("admin:list_file", args=[code, "xlsx"])).content
        sheet = load_workbook(io.BytesIO(data)).active
        assert [[str(c or "") for c in row] for row in sheet.iter_rows(values_only=True)] == rows
    for code, form in (("nothing", "csv"), ("duties", "pdf")):
        assert client.get(reverse("admin:list_file", args=[code, form])).status_code == 404


def test_no_cell_becomes_a_formula(city: City, admin: Actor, browse: Browse) -> None:
    at = now() - timedelta(minutes=1)
    approve(
        services.revise_item(actor=ENTERS, now=at, item=city.item, accepting_unit="=HYPERLINK(1)"), now=at
    )
    text = browse(admin).get(reverse("admin:list_file", args=["duties", "csv"])).content.decode()
    assert ",'=HYPERLINK(1)," in text


@pytest.mark.e2e
def test_the_page_is_accessible_and_fits(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    renamed(city)
    head = person(city, "首长", 35, Role.AGENCY_HEAD)
    cookie = client_of(head).cookies["sessionid"].value
    for width in (1440, 390):
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + reverse("admin:lists"))
        assert accessibility_problems(page) == []
        assert overflow(page) <= 0
        context.close()
