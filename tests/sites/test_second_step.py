"""第二步验证: codes of an app, recovery codes and passkeys, from setting up to losing the telephone."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.test import Client

from sanxiang.kernel import Actor, Role
from sanxiang.ledger.selectors import entries_of_subject
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import City, found_city, person
from tests.sites.admin.conftest import client_of, window

__all__ = ["browser"]
PASSWORD = "云屏-demo-20-long"


class Clock:
    """The time that codes are made of, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.time()
        monkeypatch.setattr(totp, "time", self)

    def time(self) -> float:
        return self.now

    def code(self, secret: str) -> str:
        counter = int(self.now) // 30
        return totp.format_hotp_value(totp.hotp_value(secret, counter))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def city(db: None) -> City:
    return found_city()


@pytest.fixture
def actor(city: City) -> Actor:
    return person(city, "管清", 20, Role.ADMINISTRATOR)


def html(answer: Any) -> str:
    return str(answer.content.decode())


def set_up(client: Client, clock: Clock) -> tuple[str, list[str]]:
    """Scan the secret; answers it and the recovery codes."""
    found = re.search(r"手工输入：<span[^>]*>([A-Z2-7 ]+)<", html(client.get("/security/totp/")))
    assert found
    secret = found[1].replace(" ", "")
    kept = client.post("/security/totp/", {"code": clock.code(secret), "password": PASSWORD})
    codes = re.findall(r"<li class=\"sx-doc\">(\d{4} \d{4})</li>", html(kept))
    assert kept.status_code == 200 and len(codes) == 10
    return secret, codes


def first_step(client: Client, to: str = "/a/") -> Any:
    return client.post("/login/", {"username": "person20", "password": PASSWORD, "next": to})


def outcomes() -> list[str]:
    return list(apps.get_model("registry.SignIn").objects.order_by("id").values_list("outcome", flat=True))


def test_the_code_follows_the_password(actor: Actor, clock: Clock, client: Client) -> None:
    secret, _ = set_up(client_of(actor), clock)
    clock.now += 60
    assert first_step(client)["Location"] == "/login/code/"
    assert client.get("/a/").status_code == 302
    wrong = client.post("/login/code/", {"code": "000000"})
    assert wrong.status_code == 422 and "验证不正确" in html(wrong)
    code = clock.code(secret)
    assert client.post("/login/code/", {"code": f"{code[:3]} {code[3:]}"})["Location"] == "/a/"
    assert client.get("/a/").status_code == 200
    assert outcomes() == ["failed", "signed_in"]


def test_a_code_opens_once(actor: Actor, clock: Clock) -> None:
    secret, _ = set_up(client_of(actor), clock)
    setting_up = clock.code(secret)
    one, other = Client(), Client()
    first_step(one)
    assert one.post("/login/code/", {"code": setting_up}).status_code == 422
    clock.now += 60
    code = clock.code(secret)
    assert one.post("/login/code/", {"code": code}).status_code == 302
    first_step(other)
    assert other.post("/login/code/", {"code": code}).status_code == 422


def test_a_recovery_code_replaces_the_telephone_once(actor: Actor, clock: Clock) -> None:
    _, codes = set_up(client_of(actor), clock)
    one, other = Client(), Client()
    first_step(one)
    assert one.post("/login/code/", {"code": codes[3]}).status_code == 302
    assert "还有9个可以用" in html(one.get("/security/"))
    first_step(other)
    assert other.post("/login/code/", {"code": codes[3]}).status_code == 422
    fresh = html(one.post("/security/codes/", {"password": PASSWORD}))
    assert codes[4] not in fresh
    assert other.post("/login/code/", {"code": codes[4]}).status_code == 422


def test_who_knows_the_password_has_five_tries(actor: Actor, clock: Clock) -> None:
    secret, _ = set_up(client_of(actor), clock)
    clock.now += 60
    for n in range(5):
        client = Client()  # a new session each time does not help
        first_step(client)
        answer = client.post("/login/code/", {"code": "000000"})
        assert answer.status_code == (429 if n == 4 else 422)
    client = Client()
    first_step(client)
    assert client.post("/login/code/", {"code": clock.code(secret)}).status_code == 429
    assert "locked_out" in outcomes()


def test_nobody_waits_longer_than_five_minutes(
    actor: Actor, clock: Clock, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(client_of(actor), clock)
    first_step(client)
    session = client.session
    session["sx-pending"] = session["sx-pending"] | {"at": time.time() - 301}
    session.save()
    assert client.get("/login/code/")["Location"] == "/login/"
    assert client.post("/login/code/passkey/").status_code == 403


def test_changes_ask_for_the_password_again(actor: Actor, clock: Clock) -> None:
    client = client_of(actor)
    set_up(client, clock)
    for address in ("/security/remove/", "/security/codes/", "/security/passkey/"):
        answer = client.post(address, {"password": "wrong", "name": "电脑"})
        assert answer.status_code == 422 and "现在的密码不正确" in html(answer)
    assert Authenticator.objects.count() == 2
    client.post("/security/remove/", {"password": PASSWORD})
    assert Authenticator.objects.count() == 0
    assert actor.account_id
    told = [entry.sentence for entry in entries_of_subject(actor.account_id)][1:]
    assert told == [
        "管清启用账户person20的第二步验证：动态口令",
        "管清解除账户person20的第二步验证：动态口令",
    ]


def test_a_wrong_code_sets_nothing_up(actor: Actor, clock: Clock) -> None:
    client = client_of(actor)
    client.get("/security/totp/")
    answer = client.post("/security/totp/", {"code": "12", "password": PASSWORD})
    assert answer.status_code == 422 and "数字不对" in html(answer)
    answer = client.post("/security/passkey/", {"name": "电脑", "password": PASSWORD, "credential": "{}"})
    assert answer.status_code == 422 and not Authenticator.objects.exists()


def test_secrets_are_not_kept_in_clear(actor: Actor, clock: Clock) -> None:
    secret, _ = set_up(client_of(actor), clock)
    assert all(secret not in str(row.data) for row in Authenticator.objects.all())


def test_the_administrator_helps_who_lost_everything(city: City, actor: Actor, clock: Clock) -> None:
    set_up(client_of(actor), clock)
    other = client_of(person(city, "管乙", 21, Role.ADMINISTRATOR))
    address = f"/a/accounts/{actor.account_id}/"
    assert "解除第二步验证" in html(other.get(address))
    assert client_of(actor).post(f"{address}second-step/").status_code == 422
    other.post(f"{address}second-step/")
    assert not Authenticator.objects.exists()
    assert first_step(Client())["Location"] == "/a/"


def test_visitors_have_no_second_step(client: Client, db: None) -> None:
    for address in ("/security/", "/security/totp/"):
        assert client.get(address)["Location"].startswith("/login/")
    assert client.get("/login/code/")["Location"] == "/login/"


@pytest.mark.e2e
def test_a_passkey_is_made_and_used_in_a_browser(
    browser: Any, live_server: Any, transactional_db: None
) -> None:
    actor = person(found_city(), "管清", 20, Role.ADMINISTRATOR)
    page = window(browser, live_server, actor, 390)
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{live_server.url}/security/")
    assert accessibility_problems(page) == [] and overflow(page) <= 0
    page.fill("[name=name]", "办公室电脑")
    page.fill("form[data-passkey] [name=password]", PASSWORD)
    page.click("text=添加通行密钥")
    page.get_by_role("heading", name="恢复码").wait_for()
    assert accessibility_problems(page) == []
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/login/?next=/a/")
    page.fill("[name=username]", "person20")
    page.fill("[name=password]", PASSWORD)
    page.click("button.sx-btn--primary")
    page.wait_for_url("**/login/code/")
    assert accessibility_problems(page) == [] and overflow(page) <= 0
    page.click("text=使用通行密钥")
    page.wait_for_url(f"{live_server.url}/a/")
    page.goto(f"{live_server.url}/security/")
    assert "办公室电脑" in page.inner_text("main") and page.said == []
    page.context.close()
