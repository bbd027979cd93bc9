"""出错页面: what a visitor reads when something is refused, missing or broken. No blame, always a way on."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from secrets import token_hex

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.template.loader import render_to_string

from sanxiang.kernel import ROLE_LABELS, Role
from sanxiang.rules.verdict import Reason
from sanxiang.sites.design.page import page

log = logging.getLogger(__name__)


def wrong_role(request: HttpRequest, roles: Iterable[Role]) -> HttpResponse:
    """403 that says which roles can open the page."""
    labels = [ROLE_LABELS[role] for role in Role if role in roles]
    return _error(request, 403, title="您的账户不能打开这个页面", can=labels)


def no_door(request: HttpRequest) -> HttpResponse:
    """403 for a view that declares no door: closed by default."""
    return _error(request, 403, title="这个页面没有对任何人开放", can=[])


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 400, title="这个请求不完整")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 403, title="您不能打开这个页面", can=[])


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 404, title="没有找到这个页面")


def only_posted(request: HttpRequest, refusal: HttpResponseNotAllowed) -> HttpResponse:
    """405 for who opens an address that takes a form: somebody who loads its answer again, say."""
    answer = _error(request, 405, title="这个地址只接收提交")
    answer["Allow"] = refusal["Allow"]
    return answer


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form's token is missing or old; the entry itself was not processed."""
    return _error(request, 403, title="页面停留太久，请重新提交", can=[], stale=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a reference number; needs neither database nor session, which may be what is broken."""
    number = token_hex(4).upper()
    log.error("server error %s at %s", number, request.path)
    return HttpResponse(render_to_string("design/500.html", {"number": number}), status=500)


def refused(request: HttpRequest, reasons: Sequence[Reason]) -> HttpResponse:
    """422 with every reason at once: as a page, or for htmx into the shell's place for refusals.

    A view may set `request.remedies` (act or field name -> Link) so that a reason leads to what helps.
    """
    return _unprocessed(
        request, "design/refused.html", reasons=reasons, remedies=getattr(request, "remedies", {})
    )


def invalid(request: HttpRequest, problems: Sequence[tuple[str, str]]) -> HttpResponse:
    """422 for entries that cannot be kept, as (field, sentence); htmx: each sentence leads to its field."""
    shown = [(f"id_{field}" if request.htmx and field else "", text) for field, text in problems]  # type: ignore[attr-defined]
    return _unprocessed(request, "design/invalid.html", problems=shown)


def _unprocessed(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    context["back"] = request.headers.get("Referer", "/")
    response = page(request, template, context, block="refusal", status=422)
    if request.htmx:  # type: ignore[attr-defined]
        response["HX-Retarget"] = "#refusal"
        response["HX-Reswap"] = "innerHTML"
    return response


def _error(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    context["home"] = resolve_url(settings.LOGIN_REDIRECT_URL if getattr(request, "actor", None) else "/")
    return page(request, f"design/{status}.html", context, status=status)
