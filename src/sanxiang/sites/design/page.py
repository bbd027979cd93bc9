"""页面: the one way to answer with HTML: a whole page, or one block of it when htmx asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Template
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils.cache import patch_vary_headers

MODE_COOKIES = {"size": ("sx-size", "elder"), "contrast": ("sx-contrast", "high")}


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only `block` of it when htmx asks for a fragment.

    Adds to the context what every shell needs: request, csrf_input, csrf_token, actor, site (`request.site_words`, else the
    settings), modes, toasts.
    """
    found = engines["jinja2"].get_template(template)
    assert isinstance(found, Template)
    own = found.template.new_context({**_shell(request), **(context or {})})
    if block and request.htmx:  # type: ignore[attr-defined]
        next(
            found.template.root_render_func(own), None
        )  # reads the templates above: inherited blocks are known
        html = "".join(own.blocks[block][0](own))
    else:
        html = "".join(found.template.root_render_func(own))
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ("HX-Request", "Cookie"))
    return response


def _shell(request: HttpRequest) -> dict[str, Any]:
    return {
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
        "actor": getattr(request, "actor", None),
        "site": getattr(request, "site_words", settings.SITE),
        "modes": display_modes(request),
        "toasts": get_messages(request),
    }


def display_modes(request: HttpRequest) -> dict[str, str]:
    """Which display modes the reader's cookies ask for: {"size": "elder", "contrast": "high"} at most."""
    return {
        mode: value for mode, (cookie, value) in MODE_COOKIES.items() if request.COOKIES.get(cookie) == value
    }
