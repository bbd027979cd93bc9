"""Requests as the middleware leaves them, for tests of views and pages without a database."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from sanxiang.kernel import Actor, Role

OFFICER = Actor("李文清", roles=frozenset({Role.OFFICER}))


def request_of(
    actor: Actor | None = None, path: str = "/", *, htmx: bool = False, **headers: str
) -> HttpRequest:
    """A GET by `actor` (None: a visitor), optionally by htmx."""
    sent = {"HX-Request": "true", **headers} if htmx else headers
    request: Any = RequestFactory(headers=sent).get(path)
    request.htmx = HtmxDetails(request)
    request.actor = actor
    request.personal = actor is not None
    request._messages = CookieStorage(request)
    return request
