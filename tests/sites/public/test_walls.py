"""公示网站的围墙: every view under the public role, and nothing protected on any page that can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.test import Client, RequestFactory

from sanxiang.disclosure.models import Draft
from sanxiang.disclosure.role import public_role
from sanxiang.sites.doors import door_of
from sanxiang.sites.public import views
from sanxiang.sites.public.urls import urlpatterns
from tests.factories import disclosure as sample

#: words of the case files that no public page, list, export or file may contain
SECRETS = (
    "秦望野", "乔未眠", "卓听澜", "520102199003071234", "13800138000", "梨花巷8号", "未按规定公开环境信息",
    str(sample.decision().case_ref), "蓝晓雨", "容启明", "程望舒",
)  # fmt: skip
_HREF = re.compile(r'(?:href|src|action)="(/[^"#]*)')


def patterns() -> Iterator[Any]:
    return iter(urlpatterns)


def test_every_public_view_has_a_public_door_and_the_public_role():
    for pattern in patterns():
        door = door_of(pattern.callback)
        assert door is not None, pattern
        assert door.public, pattern
        assert getattr(pattern.callback, "public_role", False), pattern


@pytest.mark.django_db
def test_a_public_view_runs_as_the_public_role_and_leaves_it_again():
    seen = []

    @views.public("test.role")
    def who(request: Any) -> Any:
        from django.http import HttpResponse

        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            seen.append(cursor.fetchone()[0])
        return HttpResponse("")

    request = RequestFactory().get("/")
    request.actor = None
    who(request)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] != "sanxiang_public"
    assert seen == ["sanxiang_public"]


@pytest.mark.django_db
def test_a_public_view_cannot_read_a_draft():
    with pytest.raises(ProgrammingError, match="permission denied"), public_role():
        list(Draft.objects.all())
    assert list(Draft.objects.all()) == []


def crawl(client: Client) -> dict[str, Any]:
    """Every page that can be reached by links from the home page and the site map, with its answer."""
    waiting, seen = ["/", "/sitemap/", "/sitemap.xml", "/robots.txt"], {}
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(("/static/", "/mode/")):
            continue
        answer = client.get(address)
        seen[address] = answer
        if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
            waiting += [link.replace("&amp;", "&") for link in _HREF.findall(answer.content.decode())]
            base = address.rpartition("/")[0]
            names = re.findall(r'href="((?:file|bundle\.zip))"', answer.content.decode())
            waiting += [f"{base}/{name}" for name in names]
    return seen


def test_no_link_is_dead_and_no_page_tells_a_secret(city):
    pages = crawl(Client())
    assert len(pages) > 60
    dead = {address: answer.status_code for address, answer in pages.items() if answer.status_code >= 400}
    assert dead == {}
    for address, answer in pages.items():
        text = answer.content.decode("utf-8", "replace")
        for secret in SECRETS:
            assert secret not in text, (address, secret)
    assert city.firm in pages


def test_every_secret_is_in_the_case_file(city):
    """Otherwise the test above could not fail."""
    inside = "\n".join(str(row) for row in Draft.objects.values())
    for secret in SECRETS:
        assert secret in inside or secret == "蓝晓雨", secret


def test_public_pages_set_no_cookie_and_ask_no_other_host(city):
    for address in ("/", city.firm, "/results/", "/search?q=砖业"):
        answer = Client().get(address)
        assert answer.cookies == {}
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.content.decode())
        assert "default-src 'self'" in answer["Content-Security-Policy"]
