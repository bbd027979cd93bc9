"""进门: the one way in, whoever vouched for the person: second step if there is one, sign-in, record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from sanxiang.kernel import ADMINISTRATORS
from sanxiang.registry.accounts import Outcome
from sanxiang.sites.accounts.records import record
from sanxiang.sites.accounts.second.factors import factors_of
from sanxiang.sites.accounts.second.pending import wait

#: in the session: why it ended, for the login page; the provider vouched, so no password of ours is due
ENDED, SINGLE = "sx-ended", "sx-single"


def come_in(request: HttpRequest, user: Any, to: str) -> HttpResponse:
    """Sign in who was recognised (`user.backend` says how), or ask for the second step first.

    Then to where the person wanted to go, and without such a place to the person's work.
    """
    to = to or home_of(user)
    if factors_of(user).any:
        wait(request, user, to, datetime.now(UTC))
        return redirect("accounts:second_step")
    login(request, user)
    record(request, Outcome.SIGNED_IN, user.get_username())
    return redirect(to)


def home_of(user: Any) -> str:
    """Where the person's work is: administrators handle no cases."""
    return reverse("admin:overview") if set(ADMINISTRATORS) & set(user.roles) else settings.LOGIN_REDIRECT_URL


def inside(request: HttpRequest, address: str, otherwise: str = "") -> str:
    """The address if it is one of ours; never a redirect to another host."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else otherwise
