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

from sanxiang.disclosure.selectors import snapshot, snapshots
from sanxiang.flows import list_editions
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.sites.staff import now
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import City, found_city, person
from tests.factories.powers import ENTERS, approve
from tests.sites.admin.conftest import client_of, looks_right, outsider
from tests.sites.admin.test_agencies import entered, of

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


def test_an_agency_not_in_the_register_is_told_why_it_drafts_nothing(city: City, browse: Browse) -> None:
    client = browse(of(city, entered(), "陈芳", 36, Role.ADMINISTRATOR))
    page = client.get(reverse("admin:list", args=["officers"])).content.decode()
    assert "本机关还没有入库" in page and "拟制新版本" not in page
    sent = client.post(reverse("admin:edition_draft", args=["officers"]), follow=True)
    assert sent.status_code == 200 and "审定入库以后才能拟制清单" in sent.content.decode()


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


def edition_of(client: Client, code: str = "duties") -> str:
    answer = client.post(reverse("admin:edition_draft", args=[code]))
    assert answer.status_code == 302
    return str(answer["Location"])


def test_an_edition_goes_from_the_administrator_to_the_public(
    city: City, admin: Actor, browse: Browse
) -> None:
    bureau = person(city, "督明", 33, Role.SUPERVISOR)
    page = edition_of(browse(admin))
    assert "由本机关负责人审定" in browse(admin).get(page).content.decode()
    assert browse(admin).post(page + "approve/").status_code == 403
    assert browse(city.head).post(page + "publish/").status_code == 422
    assert browse(city.head).post(page + "approve/", {"approval_no": "云环发〔2026〕7号"}).status_code == 302
    wrong = browse(bureau).post(page + "record/", {"filed_no": "云司备〔2026〕3号", "filed_on": "2026-02-30"})
    assert wrong.status_code == 422 and "请填写备案日期" in wrong.content.decode()
    filed = {"filed_no": "云司备〔2026〕3号", "filed_on": local_date(now()).isoformat()}
    assert browse(bureau).post(page + "record/", filed).status_code == 302
    assert browse(city.head).post(page + "publish/").status_code == 302
    ((_, row),) = [(r["public_id"], r) for r in snapshots("list")[1]]
    assert row["data"]["filed_no"] == "云司备〔2026〕3号"
    shown = browse(admin).get(reverse("admin:lists")).content.decode()
    assert "和登记一致" in shown and "第1版" in shown
    text = browse(admin).get(page + "list.csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("序号,事项编码")


def test_another_agency_does_not_see_an_edition(city: City, admin: Actor, browse: Browse) -> None:
    page = edition_of(browse(admin))
    stranger = client_of(outsider(city, Role.AGENCY_HEAD))
    assert stranger.get(page).status_code == 404
    assert stranger.post(page + "approve/").status_code == 404
    assert stranger.get(page + "list.csv").status_code == 404


def test_an_empty_list_is_not_drafted_and_says_so(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    answer = client.post(reverse("admin:edition_draft", args=["guide"]), follow=True)
    assert "现在没有内容" in answer.content.decode()
    assert client.post(reverse("admin:edition_draft", args=["nothing"])).status_code == 404


def test_what_is_not_in_the_list_is_said_before_it_is_approved_and_published(
    city: City, admin: Actor, browse: Browse
) -> None:
    client, head = browse(admin), browse(city.head)
    page = edition_of(client, "review")
    services.revise_item(actor=ENTERS, now=now(), item=city.item, name="对无证排污行为的处罚")
    duties = edition_of(client)
    for shown in (page, reverse("admin:list", args=["review"])):
        assert "其中2项为平台默认值，待本机关核定：T6、T7" in head.get(shown).content.decode()
    assert "本机关还有1项草稿或者待审定的，不在这一版清单中" in head.get(duties).content.decode()
    head.post(duties + "approve/")
    assert "不在这一版清单中" in head.get(duties).content.decode()
    head.post(duties + "publish/")
    assert "不在这一版清单中" not in head.get(duties).content.decode()


def test_a_list_may_be_filed_after_it_is_published_and_the_pages_say_so(
    city: City, admin: Actor, browse: Browse
) -> None:
    """国办发〔2018〕118号（十二） asks for the filing, and puts it neither before nor after."""
    client, head = browse(admin), browse(city.head)
    assert "审定后公布，并报司法行政部门备案" in client.get(reverse("admin:lists")).content.decode()
    page = edition_of(client)
    assert "备案在公布前后都可以" in client.get(reverse("admin:list", args=["duties"])).content.decode()
    head.post(page + "approve/")
    assert head.post(page + "publish/").status_code == 302
    assert "备案号随后列出" in client.get("/lists/").content.decode()
    bureau = browse(person(city, "督明", 33, Role.SUPERVISOR))
    filed = {"filed_no": "云司备〔2026〕3号", "filed_on": local_date(now()).isoformat()}
    assert bureau.post(page + "record/", filed).status_code == 302
    assert snapshots("list")[1][0]["data"]["filed_no"] == "云司备〔2026〕3号"


def test_a_guide_that_is_not_needed_says_why(city: City, admin: Actor, browse: Browse) -> None:
    page = browse(admin).get(reverse("admin:list", args=["guide"])).content.decode()
    assert "不需要编制" in page and "只列行政许可" in page and "都是行政处罚" in page
    assert "不需要编制" in browse(admin).get(reverse("admin:lists")).content.decode()


@pytest.mark.e2e
def test_the_editions_look_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    for code in ("duties", "review_flow"):
        edition = list_editions.draft_list(actor=ENTERS, now=now(), agency=city.agency, code=code)
        list_editions.approve_list(actor=city.head, now=now(), edition=edition)
        list_editions.publish_list(actor=city.head, now=now(), edition=edition)
    renamed(city)
    waiting = list_editions.draft_list(actor=ENTERS, now=now(), agency=city.agency, code="duties")
    review = list_editions.draft_list(actor=ENTERS, now=now(), agency=city.agency, code="review")
    pages = [reverse("admin:edition", args=[edition]) for edition in (waiting, review)]
    pages += [reverse("admin:list", args=[code]) for code in ("duties", "review", "guide")]
    pages += ["/lists/", *(f"/lists/{row['public_id']}/" for row in snapshots("list")[1])]
    looks_right(browser, live_server, city.head, *pages)


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
