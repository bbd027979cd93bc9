"""登录、退出与显示方式."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.registry.accounts import Outcome
from sanxiang.registry.passwords import is_due
from sanxiang.sites.accounts.forms import PasswordForm, SignInForm
from sanxiang.sites.accounts.records import record
from sanxiang.sites.accounts.second.factors import factors_of
from sanxiang.sites.accounts.second.pending import wait
from sanxiang.sites.accounts.sessions import ENDED
from sanxiang.sites.design.page import MODE_COOKIES, page
from sanxiang.sites.doors import door

YEAR = 365 * 24 * 3600


@door("accounts.sign_in", public=True)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The login page; afterwards to where the person wanted to go."""
    request.personal = True  # type: ignore[attr-defined]
    to = _inside(
        request, request.POST.get("next") or request.GET.get("next", ""), settings.LOGIN_REDIRECT_URL
    )
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        if factors_of(user).any:
            wait(request, user, to, datetime.now(UTC))
            return redirect("accounts:second_step")
        login(request, user)
        record(request, Outcome.SIGNED_IN, request.user.get_username())
        return redirect(to)
    if form.errors and not getattr(request, "axes_locked_out", False):
        record(request, Outcome.FAILED, request.POST.get("username", ""))
    ended = request.session.pop(ENDED, "") if settings.SESSION_COOKIE_NAME in request.COOKIES else ""
    context = {"form": form, "next": to, "ended": ended, "minutes": settings.SESSION_IDLE_SECONDS // 60}
    return page(request, "accounts/sign_in.html", context, status=422 if form.errors else 200)


@door("accounts.sign_out", public=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The way out."""
    if request.user.is_authenticated:
        record(request, Outcome.SIGNED_OUT, request.user.get_username())
    logout(request)
    return redirect(settings.LOGIN_URL)


@door("accounts.password", public=True)
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; the only page of an account whose password is due."""
    request.personal = True  # type: ignore[attr-defined]
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    to = _inside(
        request, request.POST.get("next") or request.GET.get("next", ""), settings.LOGIN_REDIRECT_URL
    )
    moment = datetime.now(UTC)
    form = PasswordForm(request.POST or None)
    if form.is_valid() and form.keep(request.actor, moment):  # type: ignore[attr-defined]
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码已修改")
        return redirect(to)
    context = {
        "form": form,
        "next": to,
        "due": is_due(request.user, moment, settings.PASSWORD_DAYS),
        "rules": password_validators_help_texts(),
    }
    return page(request, "accounts/password.html", context, status=422 if form.errors else 200)


@csrf_exempt  # public pages stay cacheable without a token; the worst a forged request does is larger text
@door("accounts.mode", public=True)
@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Turn 长者版 or 高对比 on or off for this browser: POST size=on|off or contrast=on|off, back=…"""
    response = redirect(_inside(request, request.POST.get("back", ""), "/"))
    for mode, (cookie, value) in MODE_COOKIES.items():
        if request.POST.get(mode) == "on":
            response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
        elif mode in request.POST:
            response.delete_cookie(cookie)
    return response


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: object) -> HttpResponse:
    """429 after too many wrong passwords (django-axes)."""
    record(request, Outcome.LOCKED_OUT, request.POST.get("username", ""))
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return page(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


def _inside(request: HttpRequest, address: str, otherwise: str) -> str:
    """The address if it is one of ours; never a redirect to another host."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else resolve_url(otherwise)
