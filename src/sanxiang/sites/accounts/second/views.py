"""登录安全: what the own account has for the second step; each change asks for the password again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.registry.accounts import record_second_step
from sanxiang.sites.accounts.second import factors
from sanxiang.sites.accounts.second.forms import PasskeyForm, PasswordAgain, TotpForm
from sanxiang.sites.design.figures import qr_svg
from sanxiang.sites.design.page import page
from sanxiang.sites.doors import door

SECRET = "sx-totp"  # noqa: S105  the name of a place in the session
View = Callable[[HttpRequest], HttpResponse]


def own(view: View) -> View:
    """Only for who is signed in, whatever the role; the page is nobody else's."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        request.personal = True  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request)

    return guarded


@door("accounts.security", public=True)
@own
def security(request: HttpRequest) -> HttpResponse:
    """What there is, and what can be added."""
    return _security(request)


@door("accounts.totp", public=True)
@require_http_methods(["GET", "POST"])
@own
def totp(request: HttpRequest) -> HttpResponse:
    """Scan the secret with an app, and show that it was kept."""
    secret = request.session.setdefault(SECRET, factors.new_secret())
    form = TotpForm(request.POST or None, user=request.user)
    if form.is_valid() and not factors.factors_of(request.user).totp:
        if factors.add_totp(request.user, secret, form.cleaned_data["code"]):
            del request.session[SECRET]
            _record(request, factors.TOTP_NAME, added=True)
            return _codes(request, "已启用动态口令")
        form.add_error("code", "数字不对。请核对手机的时间，输入最新显示的6位数字")
    uri = get_adapter().build_totp_url(request.user, secret)
    # not the kept drawing: a secret does not stay in memory
    drawn = qr_svg.__wrapped__(uri, "用动态口令应用扫描")
    groups = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    context = {"form": form, "qr": drawn, "secret": groups}
    return page(request, "accounts/second/totp.html", context, status=422 if form.errors else 200)


@door("accounts.codes", public=True)
@require_POST
@own
def codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes; the old ones are void."""
    form = PasswordAgain(request.POST, user=request.user)
    if not form.is_valid() or not factors.factors_of(request.user).any:
        return _security(request, form)
    _record(request, "恢复码", added=True)
    return _codes(request, "已换成新的恢复码，以前的作废", renew=True)


@door("accounts.passkey_options", public=True)
@require_POST
@own
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(factors.registration_options(request.user))


@door("accounts.passkey", public=True)
@require_POST
@own
def passkey(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that the browser made."""
    form = PasskeyForm(request.POST, user=request.user)
    if form.is_valid():
        if factors.add_passkey(request.user, form.cleaned_data["name"], form.cleaned_data["credential"]):
            _record(request, factors.KEY_NAME, added=True)
            return _codes(request, "已添加通行密钥")
        form.add_error("name", "浏览器没有给出通行密钥，请重新添加")
    return _security(request, form)


@door("accounts.remove_factor", public=True)
@require_POST
@own
def remove(request: HttpRequest) -> HttpResponse:
    """Take away the app or one passkey."""
    form = PasswordAgain(request.POST, user=request.user)
    if not form.is_valid():
        return _security(request, form)
    asked = request.POST.get("passkey", "")
    gone = factors.remove(request.user, passkey=int(asked) if asked.isdecimal() else None)
    if gone:
        _record(request, gone, added=False)
        messages.success(request, f"已解除{gone}")
    return redirect("accounts:security")


def _security(request: HttpRequest, form: Any = None) -> HttpResponse:
    context = {
        "factors": factors.factors_of(request.user),
        "form": form,
        "making": PasskeyForm(user=request.user),
    }
    bad = form is not None and form.errors
    return page(request, "accounts/second/security.html", context, status=422 if bad else 200)


def _codes(request: HttpRequest, said: str, *, renew: bool = False) -> HttpResponse:
    context = {"said": said, "codes": factors.recovery_codes(request.user, renew=renew)}
    return page(request, "accounts/second/codes.html", context)


def _record(request: HttpRequest, kind: str, *, added: bool) -> None:
    actor = request.actor  # type: ignore[attr-defined]
    record_second_step(actor=actor, now=datetime.now(UTC), account=actor.account_id, kind=kind, added=added)
