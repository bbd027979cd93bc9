"""公示视图: the one decorator of every public view, and the one way to answer with a page of the portal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from sanxiang.disclosure.role import public_role
from sanxiang.kernel import local_date
from sanxiang.sites.design.page import page
from sanxiang.sites.design.parts import Link, Pager
from sanxiang.sites.doors import View, door
from sanxiang.sites.public.navigation import columns

FRESH = "public, max-age=60, stale-while-revalidate=600"
SIZES = (20, 50, 100)


def public(name: str, *, kept: bool = False) -> Callable[[View], View]:
    """A view open to everybody, run in one transaction with the rights of sanxiang_public and no others.

    `kept`: the page depends on nothing but its address, the display mode and the day, so that it may be kept
    as a file until something public changes (`pages.PublishedPages`).
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def as_public(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with public_role():
                response = view(request, *args, **kwargs)
            if response.status_code == 200 and "Cache-Control" not in response.headers:
                response["Cache-Control"] = FRESH
                response.kept = kept and not request.GET  # type: ignore[attr-defined]
            return response

        as_public.public_role = True  # type: ignore[attr-defined]
        return door(f"public.{name}", public=True)(as_public)

    return wrap


def render(
    request: HttpRequest,
    template: str,
    *,
    column: str = "",
    trail: Sequence[Link] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of the portal; `column` is the address of its column, `trail` its crumbs."""
    shell = {"nav": columns(column), "crumbs": trail, "today": today()}
    return page(request, f"public/{template}", {**shell, **context}, status=status)


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present date in China."""
    return local_date(now())


def word(request: HttpRequest, name: str, *, limit: int = 100) -> str:
    """A parameter of the query string, trimmed and cut; never an error."""
    return request.GET.get(name, "").replace("\0", "").strip()[:limit]


def day(request: HttpRequest, name: str) -> date | None:
    """A date of the query string; None if there is none or it is not one."""
    try:
        return date.fromisoformat(word(request, name))
    except ValueError:
        return None


def window(request: HttpRequest) -> tuple[int, int]:
    """Page number (from 1) and page size as asked for; nonsense becomes the first page of twenty."""
    number, size = word(request, "page"), word(request, "size")
    wanted = int(size) if size.isdecimal() else SIZES[0]
    first = int(number) if number.isdecimal() and len(number) < 7 else 1
    return max(1, first), wanted if wanted in SIZES else SIZES[0]


def pager(request: HttpRequest, total: int) -> Pager:
    """Where the list stands; a page beyond the end is the last page."""
    number, size = window(request)
    query = {key: str(value) for key, value in request.GET.items() if key not in ("page", "size")}
    last = max(1, -(-total // size))
    return Pager(number=min(number, last), total=total, size=size, query=query)


def without(request: HttpRequest, name: str) -> str:
    """Address of the same list without one filter, from its first page."""
    kept = request.GET.copy()
    for gone in (name, "page"):
        kept.pop(gone, None)
    return f"?{kept.urlencode()}" if kept else request.path
