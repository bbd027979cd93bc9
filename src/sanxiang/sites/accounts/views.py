"""登录、退出与显示方式."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.sites.accounts.forms import SignInForm
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
        login(request, form.get_user())
        return redirect(to)
    status = 422 if form.errors else 200
    return page(request, "accounts/sign_in.html", {"form": form, "next": to}, status=status)


@door("accounts.sign_out", public=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGIN_URL)


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


def client_address(request: HttpRequest) -> str | None:
    """Whose tries are counted together: the neighbour, or in production whom the proxy names."""
    address: str | None = request.META.get("HTTP_X_REAL_IP" if settings.PRODUCTION else "REMOTE_ADDR")
    return address


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: object) -> HttpResponse:
    """429 after too many wrong passwords (django-axes)."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return page(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


def _inside(request: HttpRequest, address: str, otherwise: str) -> str:
    """The address if it is one of ours; never a redirect to another host."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else resolve_url(otherwise)
