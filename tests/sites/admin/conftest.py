"""The administration of 云屏市生态环境局, with a browser for whoever is asked to keep something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from sanxiang.kernel import Actor, Role
from sanxiang.registry import services as registry
from sanxiang.registry.selectors import actor_for
from tests.browser import accessibility_problems, overflow
from tests.factories.city import FOUNDED, City, found_city, person


@pytest.fixture
def city(db: None) -> City:
    """云屏市生态环境局, its people and its lists."""
    return found_city()


@pytest.fixture
def admin(city: City) -> Actor:
    """系统管理员 of the agency."""
    return person(city, "管清", 20, Role.ADMINISTRATOR)


def client_of(actor: Actor) -> Client:
    """A signed-in browser."""
    client = Client()
    account = apps.get_model("registry.Account").objects.get(pk=actor.account_id)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def outsider(city: City, *roles: Role) -> Actor:
    """A person of the other agency."""
    account = registry.create_account(
        actor=Actor.system("test"),
        now=FOUNDED,
        username="outsider",
        password="云屏-demo-long",
        roles=roles,
        agency=city.stranger.agency_id,
        display_name="孟川",
    )
    return actor_for(account)


def window(browser: Any, live_server: Any, actor: Actor, width: int = 1440, **options: Any) -> Any:
    """A window of this person's browser; `page.said` is what its console says."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", **options)
    cookie = client_of(actor).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page


def looks_right(browser: Any, live_server: Any, actor: Actor, *addresses: str) -> None:
    """Each page at both widths: opened, accessible, inside the window, silent."""
    for width in (1440, 390):
        page = window(browser, live_server, actor, width)
        for address in addresses:
            assert page.goto(live_server.url + address).status == 200, address
            assert page.url == live_server.url + address
            assert accessibility_problems(page) == [], (address, width)
            assert overflow(page) <= 0, (address, width)
        assert page.said == []
        page.context.close()


@pytest.fixture
def browse(city: City) -> Callable[[Actor], Client]:
    """`browse(actor)`: a signed-in browser."""
    return client_of
