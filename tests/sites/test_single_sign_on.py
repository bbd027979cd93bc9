"""单点登录, against a provider of our own that checks what it is sent (code flow, PKCE, client secret)."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.test import Client

from sanxiang.kernel import Role
from tests.factories.city import found_city, person

CLIENT, SECRET = "sanxiang", "client-secret"


class Provider(ThreadingHTTPServer):
    """统一身份认证: says of every code that it is `said`, if the question is right."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.challenge = ""
        self.token: dict[str, Any] = {"sub": "s1", "preferred_username": "person20"}
        self.info: dict[str, Any] = dict(self.token)


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *said: object) -> None:
        """Quietly."""

    def answer(self, said: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:  # noqa: N802
        url = self.server.url
        if self.path == "/.well-known/openid-configuration":
            names = ("authorization", "token", "userinfo")
            endpoints = {f"{name}_endpoint": f"{url}/{name}" for name in names}
            self.answer({"issuer": url, "jwks_uri": f"{url}/keys", **endpoints})
        elif self.path == "/userinfo" and self.headers["Authorization"] == "Bearer token":
            self.answer(self.server.info)
        else:
            self.answer({}, 404)

    def do_POST(self) -> None:  # noqa: N802
        sent = {
            k: v[0]
            for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
        }
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        right = (
            self.path == "/token"
            and (sent["client_id"], sent["client_secret"], sent["code"]) == (CLIENT, SECRET, "right")
            and base64.urlsafe_b64encode(proof).rstrip(b"=").decode() == self.server.challenge
        )
        if not right:
            self.answer({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.server.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.server.token}
        signed = jwt.encode(claims, "k" * 32, algorithm="HS256", headers={"kid": "1"})
        self.answer({"access_token": "token", "token_type": "Bearer", "id_token": signed})


@pytest.fixture
def provider(settings: LazySettings, db: None) -> Iterator[Provider]:
    with Provider() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        app = {
            "provider_id": "sso",
            "name": "市政务统一身份认证",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": server.url, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        settings.OIDC_URL, settings.OIDC_NAME = server.url, "市政务统一身份认证"
        person(found_city(), "管清", 20, Role.ADMINISTRATOR)
        yield server
        server.shutdown()


def come_back(client: Client, provider: Provider, code: str = "right", to: str = "/a/") -> Any:
    """Off to the provider and back with a code."""
    gone = client.get("/login/sso/", {"next": to})
    assert gone.status_code == 302 and gone["Location"].startswith(f"{provider.url}/authorization?")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(gone["Location"]).query).items()}
    assert asked["code_challenge_method"] == "S256" and asked["client_id"] == CLIENT
    assert asked["redirect_uri"] == "http://testserver/login/sso/back/"
    provider.challenge = asked["code_challenge"]
    return client.get("/login/sso/back/", {"code": code, "state": asked["state"]})


def outcomes() -> list[str]:
    return list(apps.get_model("registry.SignIn").objects.order_by("id").values_list("outcome", flat=True))


def test_who_is_known_here_comes_in(client: Client, provider: Provider) -> None:
    assert "用市政务统一身份认证登录" in client.get("/login/").content.decode()
    assert come_back(client, provider)["Location"] == "/a/"
    shown = client.get("/a/")
    assert shown.status_code == 200 and "管清" in shown.content.decode()
    assert outcomes() == ["signed_in"]


def test_who_has_no_account_is_told_so_and_gets_none(client: Client, provider: Provider) -> None:
    provider.token = provider.info = {"sub": "s2", "preferred_username": "stranger"}
    before = get_user_model().objects.count()
    assert come_back(client, provider)["Location"] == "/login/"
    assert "没有对应的账户" in client.get("/login/").content.decode()
    assert get_user_model().objects.count() == before and outcomes() == ["failed"]


@pytest.mark.parametrize("info", [{"sub": "other", "preferred_username": "person20"}, {"sub": "s1"}])
def test_token_and_userinfo_are_of_one_person(
    client: Client, provider: Provider, info: dict[str, str]
) -> None:
    provider.token, provider.info = {"sub": "s1"}, info
    assert come_back(client, provider)["Location"] == "/login/"


def test_a_closed_account_stays_closed(client: Client, provider: Provider) -> None:
    get_user_model().objects.filter(username="person20").update(is_active=False)
    assert come_back(client, provider)["Location"] == "/login/"


def test_a_wrong_code_or_state_comes_to_nothing(client: Client, provider: Provider) -> None:
    assert come_back(client, provider, code="wrong")["Location"] == "/login/"
    assert "没有完成" in client.get("/login/").content.decode()
    assert client.get("/login/sso/back/", {"code": "right", "state": "forged"})["Location"] == "/login/"
    assert client.get("/login/sso/back/", {"error": "access_denied"})["Location"] == "/login/"
    assert client.get("/a/").status_code == 302


def test_it_never_leads_to_another_host(client: Client, provider: Provider) -> None:
    assert come_back(client, provider, to="https://evil.example/")["Location"] == "/a/"


def test_the_password_of_a_person_vouched_for_is_not_due(client: Client, provider: Provider) -> None:
    get_user_model().objects.filter(username="person20").update(must_change_password=True)
    come_back(client, provider)
    assert client.get("/a/").status_code == 200
    client.post("/logout/")
    client.post("/login/", {"username": "person20", "password": "云屏-demo-20-long"})
    assert client.get("/a/")["Location"].startswith("/password/")


def test_without_a_provider_there_is_no_such_way(client: Client, db: None) -> None:
    assert client.get("/login/sso/").status_code == 404
    assert "sso" not in client.get("/login/").content.decode()
