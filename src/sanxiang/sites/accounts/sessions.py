"""会话: it ends after some time without a request and at the latest after a working day; a due password comes first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from sanxiang.registry.accounts import Outcome
from sanxiang.registry.passwords import is_due
from sanxiang.sites.accounts.entering import ENDED, SINGLE
from sanxiang.sites.accounts.records import record
from sanxiang.sites.doors import door_of

BEGUN, SEEN = "sx-begun", "sx-seen"
#: how exactly the last request is remembered: a write of the session per minute, not per request
_GRAIN_SECONDS = 60


class Sessions:
    """Ends what lasted too long, and leads to the page of the password while one is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _signed_in(request):
            _count(request, datetime.now(UTC))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        declared = door_of(view)
        if declared is None or declared.public or not _signed_in(request):
            return None
        if request.session.get(SINGLE) or not is_due(request.user, datetime.now(UTC), settings.PASSWORD_DAYS):  # type: ignore[arg-type]
            return None
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(reverse("accounts:password"))
        return redirect(f"{reverse('accounts:password')}?{urlencode({'next': request.get_full_path()})}")


def _signed_in(request: HttpRequest) -> bool:
    """A visitor without a session costs no query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _count(request: HttpRequest, now: datetime) -> None:
    moment = now.timestamp()
    begun = request.session.setdefault(BEGUN, moment)
    seen = request.session.setdefault(SEEN, moment)
    idle, over = moment - seen > settings.SESSION_IDLE_SECONDS, moment - begun > settings.SESSION_SECONDS
    if idle or over:
        record(request, Outcome.TIMED_OUT, request.user.get_username())
        logout(request)
        request.session[ENDED] = "idle" if idle else "over"
    elif moment - seen > _GRAIN_SECONDS:
        request.session[SEEN] = moment
