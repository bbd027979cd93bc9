"""公开账本: the log in its open format, for anybody who wants to check it (C2SP tlog-tiles)."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.ledger.selectors import latest_checkpoint, read_resource
from sanxiang.ledger.tiles import Resource
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import public, render

FOREVER = "public, max-age=31536000, immutable"


@public("log")
def log(request: HttpRequest) -> HttpResponse:
    """What the log is, its newest checkpoint and its key."""
    return render(
        request,
        "log/log.html",
        trail=crumbs("公开账本"),
        checkpoint=latest_checkpoint(),
        policy=_policy(),
        origin=settings.LOG_ORIGIN,
    )


@public("log.checkpoint")
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed tree head."""
    found = latest_checkpoint()
    if found is None:
        raise Http404
    response = HttpResponse(found.note, "text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=1"
    return response


@public("log.policy")
def policy(request: HttpRequest) -> HttpResponse:
    """The keys a verifier needs; compare them with the printed ones."""
    text = _policy()
    if not text:
        raise Http404
    return HttpResponse(text, "text/plain; charset=utf-8")


@public("log.tile")
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile or an entry bundle of the published tree; never one beyond the newest checkpoint."""
    try:
        resource = Resource.parse(f"tile/{path}")
        data = read_resource(resource) if _published(resource) else b""
    except (ValueError, LookupError):
        raise Http404 from None
    if not data:
        raise Http404
    response = HttpResponse(data, "application/octet-stream")
    response["Cache-Control"] = FOREVER
    return response


def _published(resource: Resource) -> bool:
    """Does the tree of the newest checkpoint contain all of it?"""
    found = latest_checkpoint()
    level = max(resource.level, 0)
    have = found.size >> (8 * level) if found else 0
    return resource.n * 256 + resource.width <= have


def _policy() -> str:
    try:
        return (settings.DATA_DIR / "log" / "policy.txt").read_text()
    except FileNotFoundError:
        return ""
