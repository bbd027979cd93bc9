"""登录、退出与显示方式."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.registry.accounts import Outcome
from sanxiang.registry.passwords import is_due
from sanxiang.sites.accounts.entering import ENDED, SINGLE, come_in, home_of, inside
from sanxiang.sites.accounts.forms import PasswordForm, SignInForm
from sanxiang.sites.accounts.records import record
from sanxiang.sites.design.page import MODE_COOKIES, page
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

YEAR = 365 * 24 * 3600
#: why somebody stands before the login page again
WHY = {
    "idle": "{minutes}分钟没有操作，已自动退出。请重新登录。",
    "over": "登录时间已满，请重新登录。",
    "unknown": "统一身份认证通过了，但这里没有对应的账户。请联系本单位的系统管理员开设。",
    "failed": "统一身份认证没有完成。可以再试一次，或者用本系统的用户名和密码登录。",
}


@door("accounts.sign_in", public=True)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The login page; afterwards to where the person wanted to go."""
    request.personal = True  # type: ignore[attr-defined]
    to = inside(request, request.POST.get("next") or request.GET.get("next", ""))
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session.pop(SINGLE, None)
        return come_in(request, form.get_user(), to)
    if form.errors and not getattr(request, "axes_locked_out", False):
        record(request, Outcome.FAILED, request.POST.get("username", ""))
    ended = request.session.pop(ENDED, "") if settings.SESSION_COOKIE_NAME in request.COOKIES else ""
    single = f"{reverse('openid_connect_login')}?{urlencode({'next': to})}" if settings.OIDC_URL else ""
    context = {
        "form": form,
        "next": to,
        "said": WHY.get(ended, "").format(minutes=settings.SESSION_IDLE_SECONDS // 60),
        "single": Link(f"用{settings.OIDC_NAME}登录", single) if single else None,
    }
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
    asked = request.POST.get("next") or request.GET.get("next", "")
    to = inside(request, asked, home_of(request.user))
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
    response = redirect(inside(request, request.POST.get("back", ""), "/"))
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
