"""样式手册的页面."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.kernel import Role
from sanxiang.sites.admin.styleguide import samples
from sanxiang.sites.design.page import page
from sanxiang.sites.doors import door

SHELLS = ("portal", "case", "review", "list")


@door("admin.styleguide", roles=(Role.ADMINISTRATOR,))
def index(request: HttpRequest) -> HttpResponse:
    """Every component, one section each."""
    return page(request, "admin/styleguide/index.html", samples.components())


@door("admin.styleguide.shell", roles=(Role.ADMINISTRATOR,))
def shell(request: HttpRequest, shell: str) -> HttpResponse:
    """A whole sample screen in one of the shells: portal, case, review or list."""
    if shell not in SHELLS:
        raise Http404
    return page(request, f"admin/styleguide/{shell}.html", samples.screen(shell))
