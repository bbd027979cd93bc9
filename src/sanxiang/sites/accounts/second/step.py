"""登录的第二步: the page between the right password and the work."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.registry.accounts import Outcome
from sanxiang.sites.accounts.records import record
from sanxiang.sites.accounts.second import factors
from sanxiang.sites.accounts.second.forms import CodeForm
from sanxiang.sites.accounts.second.pending import PENDING, WITHIN, Pending, exhausted, waiting
from sanxiang.sites.design.page import page
from sanxiang.sites.doors import door


@door("accounts.second_step", public=True)
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code or the passkey; then sign in."""
    request.personal = True  # type: ignore[attr-defined]
    moment = datetime.now(UTC)
    pending = waiting(request, moment)
    if pending is None:
        return redirect(settings.LOGIN_URL)
    if exhausted(pending.user, moment):
        return _locked(request, pending)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _right(pending, form, moment):
            return _enter(request, pending)
        record(request, Outcome.FAILED, pending.user.get_username())
        if exhausted(pending.user, moment):
            return _locked(request, pending)
        form.add_error("code", "验证不正确，或者这个验证码已经用过")
    context = {"form": form, "factors": factors.factors_of(pending.user)}
    return page(request, "accounts/second/step.html", context, status=422 if form.errors else 200)


@door("accounts.second_step.options", public=True)
@require_POST
def passkey_question(request: HttpRequest) -> HttpResponse:
    """The challenge that a passkey of the waiting account answers."""
    request.personal = True  # type: ignore[attr-defined]
    pending = waiting(request, datetime.now(UTC))
    if pending is None:
        return JsonResponse({}, status=403)
    return JsonResponse(factors.authentication_options(pending.user))


def _right(pending: Pending, form: CodeForm, moment: datetime) -> bool:
    if form.cleaned_data["credential"]:
        return factors.right_passkey(pending.user, form.cleaned_data["credential"], moment)
    return factors.right_code(pending.user, form.cleaned_data["code"], moment)


def _enter(request: HttpRequest, pending: Pending) -> HttpResponse:
    request.session.pop(PENDING, None)
    login(request, pending.user, backend=pending.backend)
    record(request, Outcome.SIGNED_IN, pending.user.get_username())
    return redirect(pending.to)


def _locked(request: HttpRequest, pending: Pending) -> HttpResponse:
    request.session.pop(PENDING, None)
    record(request, Outcome.LOCKED_OUT, pending.user.get_username())
    minutes = round(WITHIN.total_seconds() / 60)
    return page(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
