"""账户的页面: opened by one administrator, given roles by another, used by the person alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sanxiang.kernel import Actor, Role
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.selectors import views_of
from sanxiang.registry import selectors as registry
from tests.browser import browser
from tests.factories.city import City, found_city, person
from tests.sites.admin.conftest import looks_right, outsider

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
NEW = {"username": "zhouzhi", "display_name": "周执"}


@pytest.fixture
def security(city: City) -> Actor:
    return person(city, "安岚", 80, Role.SECURITY_ADMINISTRATOR)


def html(answer: Any) -> str:
    return str(answer.content.decode())


def opened(client: Client) -> tuple[str, str]:
    """The address of a new account and its first password."""
    shown = html(client.post("/a/accounts/new/", NEW))
    password, address = (
        re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", shown),
        re.search(r"/a/accounts/[0-9a-f-]{36}/", shown),
    )
    assert password and address
    return address[0], password[0]


def test_from_the_new_account_to_the_first_day_of_work(admin: Actor, security: Actor, browse: Browse) -> None:
    address, password = opened(browse(admin))
    assert password not in html(browse(admin).get(address))
    mine = Client()
    mine.post("/login/", {"username": "zhouzhi", "password": password})
    assert mine.get("/w/")["Location"].startswith("/password/")
    fresh = {"old": password, "new": "云屏-2026-口令", "again": "云屏-2026-口令"}
    assert mine.post("/password/", fresh)["Location"] == "/w/"
    assert mine.get("/w/").status_code == 403
    browse(security).post(f"{address}roles/", {"roles": ["discloser"]})
    assert mine.get("/w/").status_code == 200
    browse(admin).post(f"{address}close/")
    assert mine.get("/w/").status_code == 302
    assert "已停用" in html(browse(admin).get("/a/accounts/?q=zhouzhi"))


def test_each_administrator_sees_and_may_do_the_own_part(
    admin: Actor, security: Actor, browse: Browse
) -> None:
    address, _ = opened(browse(admin))
    kept, granted = html(browse(admin).get(address)), html(browse(security).get(address))
    assert "重置密码" in kept and "保存角色" not in kept
    assert "保存角色" in granted and "重置密码" not in granted
    assert browse(admin).post(f"{address}roles/", {"roles": ["officer"]}).status_code == 403
    assert browse(security).post(f"{address}close/").status_code == 403
    assert browse(security).get("/a/accounts/new/").status_code == 403


def test_separation_is_explained_beside_the_roles(admin: Actor, security: Actor, browse: Browse) -> None:
    address, _ = opened(browse(admin))
    answer = browse(security).post(f"{address}roles/", {"roles": ["administrator", "audit_admin"]})
    assert answer.status_code == 422 and "应由不同的人担任" in html(answer)


def test_a_second_administrator_is_appointed_with_a_remark(
    admin: Actor, security: Actor, city: City, browse: Browse
) -> None:
    person(city, "申简", 81, Role.AUDIT_ADMINISTRATOR)
    assert "审计管理员申简" in html(browse(admin).get("/a/accounts/new/"))
    address, _ = opened(browse(admin))
    shown = html(browse(security).post(f"{address}roles/", {"roles": ["audit_admin"]}, follow=True))
    assert "已保存" in shown and "本单位另有审计管理员申简" in shown
    shown = html(browse(security).post(f"{address}roles/", {"roles": ["discloser"]}, follow=True))
    assert "另有" not in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"username": "Zhou Zhi"}, "小写字母"),
        ({"username": "person20"}, "用户名"),
        ({"display_name": ""}, "必填"),
        ({"unit_id": "nonsense"}, "选择"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    admin: Actor, browse: Browse, sent: dict[str, str], said: str
) -> None:
    answer = browse(admin).post("/a/accounts/new/", NEW | sent)
    assert answer.status_code == 422 and said in html(answer)


def test_another_agency_has_no_accounts_here(admin: Actor, city: City, browse: Browse) -> None:
    address, _ = opened(browse(admin))
    other = browse(outsider(city, Role.ADMINISTRATOR))
    assert "zhouzhi" not in html(other.get("/a/accounts/"))
    assert other.get(address).status_code == 404
    for act in ("close", "reset"):
        assert other.post(f"{address}{act}/").status_code == 404
    assert other.get(f"/a/accounts/new/?agency={city.agency}").status_code == 404


def test_the_own_account_is_kept_by_another(admin: Actor, browse: Browse) -> None:
    address = f"/a/accounts/{admin.account_id}/"
    assert "这是您自己的账户" in html(browse(admin).get(address))
    assert browse(admin).post(f"{address}close/").status_code == 422
    assert admin.account_id and registry.account(admin.account_id).is_active


@pytest.mark.e2e
def test_the_pages_look_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    one = f"/a/accounts/{city.lead.account_id}/"
    looks_right(browser, live_server, admin, "/a/accounts/", "/a/accounts/new/", one, "/password/")
    looks_right(browser, live_server, person(city, "安岚", 80, Role.SECURITY_ADMINISTRATOR), one)


def test_the_security_administrator_lets_in_again_who_was_locked_out(
    admin: Actor, security: Actor, browse: Browse, city: City
) -> None:
    address, password = opened(browse(admin))
    door = Client()
    for _ in range(5):
        answer = door.post("/login/", {"username": "zhouzhi", "password": "wrong"})
    assert answer.status_code == 429
    assert "已锁定" in html(browse(admin).get(address))
    unlock = f"{address}unlock/"
    assert browse(admin).post(unlock, {"reason": "本人核实"}).status_code == 403
    silent = browse(security).post(unlock, {"reason": " "})
    assert silent.status_code == 422 and "请写明解除锁定的理由" in html(silent)
    assert door.post("/login/", {"username": "zhouzhi", "password": password}).status_code == 429
    assert browse(security).post(unlock, {"reason": "本人到场核实"}).status_code == 302
    assert door.post("/login/", {"username": "zhouzhi", "password": password}).status_code == 302
    (entry,) = views_of(LogEntry.objects.filter(kind="registry.account_unlocked"))
    assert entry.payload == {"username": "zhouzhi", "reason": "本人到场核实"}
    assert "解除锁定" not in html(browse(security).get(address))
    own = f"/a/accounts/{security.account_id}/unlock/"
    assert browse(security).post(own, {"reason": "自己"}).status_code == 422
