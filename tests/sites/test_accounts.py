"""The way in and out, and display modes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.test import Client

from sanxiang.kernel import Role
from tests.factories.city import found_city, person

PASSWORD = "一段够长的口令2026"


@pytest.fixture
def administrator(db: None) -> str:
    get_user_model().objects.create_user(
        "guanli", PASSWORD, display_name="钱管理", roles=[Role.ADMINISTRATOR.value]
    )
    return "guanli"


def sign_in(client: Client, username: str, password: str = PASSWORD, to: str = "") -> object:
    return client.post("/login/", {"username": username, "password": password, "next": to})


def test_a_person_comes_to_where_they_wanted_to_go(client: Client, administrator: str) -> None:
    answer = sign_in(client, administrator, to="/a/styleguide/")
    assert (answer.status_code, answer["Location"]) == (302, "/a/styleguide/")  # type: ignore[attr-defined, index]
    shown = client.get("/a/styleguide/")
    assert shown.status_code == 200 and "钱管理" in shown.content.decode()


def test_the_login_never_leads_to_another_host(client: Client, administrator: str) -> None:
    answer = sign_in(client, administrator, to="https://evil.example/")
    assert answer["Location"] == "/a/"  # type: ignore[index]


def test_each_begins_where_the_own_work_is(client: Client, administrator: str) -> None:
    get_user_model().objects.create_user("jingban", PASSWORD, display_name="李文清", roles=[Role.OFFICER])
    assert sign_in(client, administrator)["Location"] == "/a/"  # type: ignore[index]
    assert sign_in(Client(), "jingban")["Location"] == "/w/"  # type: ignore[index]


@pytest.mark.parametrize("username", ["guanli", "nobody"])
def test_a_wrong_password_and_a_wrong_name_look_the_same(
    client: Client, administrator: str, username: str
) -> None:
    answer = sign_in(client, username, "wrong")
    html = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422 and "有1处需要更正" in html  # type: ignore[attr-defined]
    assert "用户名或密码不正确" in html and "wrong" not in html


def test_many_wrong_passwords_lock_the_door_for_a_while(client: Client, administrator: str) -> None:
    for _ in range(5):
        answer = sign_in(client, administrator, "wrong")
    assert answer.status_code == 429 and "登录已暂停15分钟" in answer.content.decode()  # type: ignore[attr-defined]
    assert sign_in(client, administrator).status_code == 429  # type: ignore[attr-defined]


def test_behind_a_proxy_one_address_does_not_lock_out_another(
    client: Client, administrator: str, settings: LazySettings
) -> None:
    settings.PRODUCTION = True
    client.defaults["HTTP_X_REAL_IP"] = "192.0.2.1"
    for _ in range(5):
        answer = sign_in(client, administrator, "wrong")
    assert answer.status_code == 429  # type: ignore[attr-defined]
    client.defaults["HTTP_X_REAL_IP"] = "192.0.2.2"
    assert sign_in(client, administrator).status_code == 302  # type: ignore[attr-defined]


def test_signing_out_ends_it_and_needs_a_post(client: Client, administrator: str) -> None:
    sign_in(client, administrator)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/a/styleguide/").status_code == 302


def test_an_officer_does_not_see_the_style_guide(client: Client, db: None) -> None:
    get_user_model().objects.create_user(
        "jingban", PASSWORD, display_name="李文清", roles=[Role.OFFICER.value]
    )
    sign_in(client, "jingban")
    answer = client.get("/a/styleguide/")
    assert answer.status_code == 403 and "系统管理员" in answer.content.decode()


@pytest.mark.parametrize(
    ("mode", "cookie", "value"), [("size", "sx-size", "elder"), ("contrast", "sx-contrast", "high")]
)
def test_a_display_mode_is_kept_in_a_cookie(
    client: Client, db: None, mode: str, cookie: str, value: str
) -> None:
    answer = client.post("/mode/", {mode: "on", "back": "/login/"})
    assert answer["Location"] == "/login/" and answer.cookies[cookie].value == value
    assert f'data-sx-{mode}="{value}"' in client.get("/login/").content.decode()
    client.post("/mode/", {mode: "off", "back": "/login/"})
    assert f"data-sx-{mode}" not in client.get("/login/").content.decode()


def test_the_mode_switch_never_leads_to_another_host(client: Client) -> None:
    assert client.post("/mode/", {"size": "on", "back": "//evil.example/"})["Location"] == "/"


def test_an_old_form_says_what_to_do(administrator: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/login/", {"username": administrator, "password": PASSWORD})
    assert answer.status_code == 403 and "请重新提交" in answer.content.decode()


def test_an_idle_session_ends_and_says_so(client: Client, administrator: str, settings: LazySettings) -> None:
    sign_in(client, administrator)
    assert client.get("/a/").status_code == 200
    settings.SESSION_IDLE_SECONDS = -1
    assert client.get("/a/")["Location"] == "/login/?next=/a/"
    assert "没有操作，已自动退出" in client.get("/login/").content.decode()
    assert "没有操作" not in client.get("/login/").content.decode()


def test_a_session_ends_after_its_hours_whatever_is_done(
    client: Client, administrator: str, settings: LazySettings
) -> None:
    sign_in(client, administrator)
    client.get("/a/")
    settings.SESSION_SECONDS = -1
    assert client.get("/a/").status_code == 302
    assert "登录时间已满" in client.get("/login/").content.decode()


def test_what_happened_at_the_door_is_kept(client: Client, administrator: str) -> None:
    for _ in range(5):
        sign_in(client, administrator, "wrong")
    other = Client(REMOTE_ADDR="192.0.2.9")
    sign_in(other, administrator)
    other.post("/logout/")
    kept = apps.get_model("registry.SignIn").objects.order_by("id").values_list("outcome", "address")
    assert [outcome for outcome, _ in kept] == ["failed"] * 4 + ["locked_out", "signed_in", "signed_out"]
    assert {address for _, address in kept} == {"127.0.0.1", "192.0.2.9"}


def test_a_first_password_opens_only_the_page_that_changes_it(client: Client, db: None) -> None:
    account = person(found_city(), "管清", 20, Role.ADMINISTRATOR).account_id
    old = "云屏-demo-20-long"
    get_user_model().objects.filter(pk=account).update(must_change_password=True)
    sign_in(client, "person20", old)
    assert client.get("/a/")["Location"] == "/password/?next=%2Fa%2F"
    assert client.get("/a/", headers={"HX-Request": "true"})["HX-Redirect"] == "/password/"
    assert client.get("/login/").status_code == 200
    assert "改过以后才能继续" in client.get("/password/").content.decode()
    new = {"old": old, "new": PASSWORD, "again": PASSWORD, "next": "/a/"}
    for wrong, said in (
        ({"again": "typo"}, "两次输入的新密码不一样"),
        ({"old": "wrong"}, "现在的密码不正确"),
        ({"new": "short1", "again": "short1"}, "10"),
        ({"new": old, "again": old}, "用过的密码"),
    ):
        answer = client.post("/password/", new | wrong)
        assert answer.status_code == 422 and said in answer.content.decode()
    assert client.post("/password/", new)["Location"] == "/a/"
    assert client.get("/a/").status_code == 200


def test_a_password_that_is_too_old_must_be_changed(client: Client, db: None, settings: LazySettings) -> None:
    person(found_city(), "管清", 20, Role.ADMINISTRATOR)
    sign_in(client, "person20", "云屏-demo-20-long")
    assert client.get("/a/").status_code == 200
    settings.PASSWORD_DAYS = 1
    assert client.get("/a/")["Location"].startswith("/password/")


def test_a_visitor_has_no_password_to_change(client: Client, db: None) -> None:
    assert client.get("/password/")["Location"] == "/login/?next=/password/"
