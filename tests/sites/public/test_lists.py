"""清单和文本: what the public reads of the editions, as pages and files."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from django.urls import URLPattern
from openpyxl import load_workbook

from sanxiang.disclosure.selectors import snapshots
from sanxiang.flows import list_editions
from sanxiang.powers import services
from sanxiang.sites.public.urls import urlpatterns
from tests.factories.city import City, found_city
from tests.factories.powers import ENTERS, approve
from tests.flows.test_publish_lists import LATER

pytestmark = pytest.mark.django_db
#: what programs read
_NO_PAGES = {"/log/checkpoint"}


@pytest.fixture
def city(db: None) -> City:
    return found_city()


def published(city: City, code: str = "duties") -> str:
    """The public id of the list, newly published."""
    edition = list_editions.draft_list(actor=ENTERS, now=LATER, agency=city.agency, code=code)
    list_editions.approve_list(actor=city.head, now=LATER, edition=edition)
    list_editions.publish_list(actor=city.head, now=LATER, edition=edition)
    return next(r["public_id"] for r in snapshots("list")[1] if r["data"]["code"] == code)


def test_a_list_is_read_and_taken_along(client: Client, city: City) -> None:
    public_id = published(city)
    assert "权责清单" in client.get("/lists/").content.decode()
    assert public_id not in client.get("/lists/?group=文本").content.decode()
    page = client.get(f"/lists/{public_id}/").content.decode()
    assert "第1版" in page and "CF-001" in page and "还没有备案" in page
    assert client.get(f"/lists/{public_id}/list.pdf").content.startswith(b"%PDF")
    text = client.get(f"/lists/{public_id}/list.csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("1,CF-001")
    sheet = load_workbook(io.BytesIO(client.get(f"/lists/{public_id}/list.xlsx").content)).active
    assert sheet["B2"].value == "CF-001"
    assert client.get(f"/lists/{public_id}/list.docx").status_code == 404
    assert client.get("/lists/0000000000/").status_code == 404


def test_every_page_that_has_an_address_of_its_own_stands_in_the_site_map(client: Client) -> None:
    routes = [str(p.pattern) for p in urlpatterns if isinstance(p, URLPattern)]
    pages = {f"/{route}" for route in routes if "<" not in route and "." not in route}
    assert "/lists/" in pages
    shown = client.get("/sitemap/").content.decode()
    assert pages - set(re.findall(r'href="([^"]+)"', shown)) <= {"/sitemap/", *_NO_PAGES}
    assert "/lists/</loc>" in client.get("/sitemap.xml").content.decode()


def test_two_editions_are_compared(client: Client, city: City) -> None:
    public_id = published(city)
    assert "没有可以对照的" in client.get(f"/lists/{public_id}/versions/").content.decode()
    approve(
        services.revise_item(actor=ENTERS, now=LATER, item=city.item, name="对无证排污行为的处罚"), now=LATER
    )
    assert published(city) == public_id
    page = client.get(f"/lists/{public_id}/versions/").content.decode()
    assert "第2版与第1版的差异" in page and "对无证排污行为的处罚" in page


def test_the_flow_of_the_review_is_drawn_from_the_procedure(client: Client, city: City) -> None:
    page = client.get(f"/lists/{published(city, 'review_flow')}/").content.decode()
    assert "法制审核流程图" in page and "出具审核意见（退回修改）" in page
    assert "<svg" in client.get(f"/lists/{published(city, 'flow')}/").content.decode()
