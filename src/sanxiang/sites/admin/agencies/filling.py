"""填写: a form of this subject on its page, and what a service answered put beside its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanxiang.kernel import InvalidInput, Refused
from sanxiang.sites.admin.shell import admin_page
from sanxiang.sites.design.parts import Link
from sanxiang.sites.wording import say_beside


def tried(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do it; what stands in the way goes beside its field, or on top. True if it was done."""
    try:
        act()
    except InvalidInput as invalid:
        say_beside(form, invalid.problems)
    except Refused as refused:
        say_beside(form, [(reason.remedy, str(reason)) for reason in refused.reasons])
    return not form.errors


def fill_in(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    under: str,
    said: str,
    back: str,
    crumbs: Sequence[Link],
    hints: Sequence[str] = (),
    rows: Sequence[tuple[str, str]] = (),
    button: str = "",
) -> HttpResponse:
    """The page of a form: shown, tried when it is sent, left for `back` once it is done."""
    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, said)
        return redirect(back)
    context = {
        "form": form,
        "title": title,
        "under": under,
        "back": back,
        "hints": hints,
        "rows": rows,
        "button": button,
    }
    status = 422 if form.errors else 200
    return admin_page(request, "admin/agencies/form.html", context, crumbs=crumbs, status=status)
