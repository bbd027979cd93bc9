"""What the middleware answers for all sites: refusals, slips of entry, missing things, doorless views, no copies."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_POST

from sanxiang.config.urls import *  # noqa: F403  the real addresses and handlers beside the ones below
from sanxiang.config.urls import urlpatterns as real
from sanxiang.kernel import InvalidInput, NotFound, Refused
from sanxiang.rules.verdict import Basis, Reason
from sanxiang.sites.admin.styleguide import samples
from sanxiang.sites.design.page import page
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import Door
from tests.browser import browser

__all__ = ["browser", "urlpatterns"]
HTMX = {"HTTP_HX_REQUEST": "true"}


def public(view):  # type: ignore[no-untyped-def]
    view.door = Door("test", frozenset(), public=True)
    return view


@public
def refuse(request: HttpRequest) -> HttpResponse:
    request.remedies = {"assign_officer": Link("指派执法人员", "/w/assign/")}  # type: ignore[attr-defined]
    raise Refused(
        Reason("two", "执法人员不足两人", (Basis("行政处罚法", "第四十二条第一款"),), "assign_officer"),
        Reason("review", "还没有通过法制审核", (Basis("行政处罚法", "第五十八条"),)),
    )


@public
def mistake(request: HttpRequest) -> HttpResponse:
    raise InvalidInput(("decided_on", "决定日期不能早于立案日期"))


@public
def missing(request: HttpRequest) -> HttpResponse:
    raise NotFound("case")


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret detail")


@public
def progress(request: HttpRequest) -> HttpResponse:
    request.personal = True  # type: ignore[attr-defined]
    return HttpResponse("进度")


@public
def desk(request: HttpRequest) -> HttpResponse:
    return page(request, "admin/styleguide/case.html", samples.screen("case"))


@public
def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("公开")


@public
@require_POST
def posted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("收到")


def doorless(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody may read this")


urlpatterns = [
    *(
        path(f"t/{view.__name__}/", view)
        for view in (refuse, mistake, missing, broken, progress, desk, plain, posted, doorless)
    ),
    *real,
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_a_refusal_lists_every_reason_with_article_and_remedy(client: Client) -> None:
    answer = client.get("/t/refuse/")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "有2项原因" in html and "还没有通过法制审核" in html
    assert "《行政处罚法》第四十二条第一款" in html and 'href="/w/assign/">指派执法人员' in html


def test_a_refusal_to_htmx_goes_to_its_place_in_the_shell(client: Client) -> None:
    answer = client.get("/t/refuse/", **HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#refusal")
    assert "<html" not in answer.content.decode()


def test_a_slip_of_entry_names_the_field(client: Client) -> None:
    assert client.get("/t/mistake/").status_code == 422
    html = client.get("/t/mistake/", **HTMX).content.decode()
    assert '<a href="#id_decided_on">决定日期不能早于立案日期</a>' in html


def test_what_is_outside_the_scope_is_not_found(client: Client) -> None:
    answer = client.get("/t/missing/")
    assert answer.status_code == 404 and "撤下" in answer.content.decode()


def test_an_unknown_address_is_not_found(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404 and "没有找到" in answer.content.decode()


def test_a_broken_page_says_a_number_and_no_detail(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    answer = client.get("/t/broken/")
    html = answer.content.decode()
    assert answer.status_code == 500 and "已保存的内容不受影响" in html and "secret" not in html
    number = next(r.args[0] for r in caplog.records if r.msg.startswith("server error"))  # type: ignore[index]
    assert str(number) in html


def test_an_address_that_takes_a_form_says_so_to_who_opens_it(client: Client) -> None:
    answer = client.get("/t/posted/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这个地址只接收提交" in answer.content.decode()
    assert client.post("/t/posted/").content.decode() == "收到"


def test_a_view_without_a_door_opens_to_nobody(client: Client) -> None:
    answer = client.get("/t/doorless/")
    assert answer.status_code == 403 and b"nobody may read this" not in answer.content


def test_personal_pages_are_not_kept(client: Client) -> None:
    assert client.get("/t/progress/")["Cache-Control"] == "no-store"
    assert client.get("/login/")["Cache-Control"] == "no-store"
    assert client.get("/a/styleguide/")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in client.get("/t/plain/")


@pytest.mark.e2e
def test_a_refusal_is_shown_in_its_place_and_takes_the_focus(browser: Any, live_server: Any) -> None:
    context = browser.new_context()
    shown, said = context.new_page(), []
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(f"{live_server.url}/t/desk/")
    shown.evaluate("htmx.ajax('POST', '/t/refuse/', {target: '#p1', swap: 'outerHTML'})")
    shown.wait_for_selector("#refusal .sx-refuse")
    assert shown.evaluate("document.activeElement.id") == "refusal"
    assert shown.locator("#p1").is_visible()
    assert "p1-h" not in shown.evaluate(
        "JSON.stringify([sessionStorage, localStorage])"
    )  # no copy of the page
    assert all("422" in line for line in said)
    shown.evaluate("htmx.ajax('POST', '/t/broken/', {target: '#p1', swap: 'outerHTML'})")
    shown.wait_for_selector("#toasts .sx-toast")
    assert "已保存的内容不受影响" in shown.locator("#toasts").text_content()
    assert shown.locator("#p1").is_visible() and not shown.locator("#refusal .sx-refuse").is_visible()
    context.close()
