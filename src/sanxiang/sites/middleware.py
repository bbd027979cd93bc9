"""行为人中间件: who asks, closed doors, refusals, and no copies of anything personal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.functional import SimpleLazyObject

from sanxiang.disclosure.selectors import site_said
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, Role
from sanxiang.sites.doors import door_of
from sanxiang.sites.errors import invalid, no_door, not_found, only_posted, refused


class ActorMiddleware:
    """Sets `request.actor` and `request.site_words`, keeps doorless views shut and turns the kernel's exceptions into answers, once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        request.personal = request.actor is not None  # type: ignore[attr-defined]
        request.site_words = SimpleLazyObject(site_words)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            response = only_posted(request, response)
        if request.personal:  # type: ignore[attr-defined]
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        declared = door_of(view)
        if declared is None:
            return no_door(request)
        request.personal |= not declared.public  # type: ignore[attr-defined]
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case Refused():
                return refused(request, exception.reasons)
            case InvalidInput():
                return invalid(request, exception.problems)
            case NotFound():
                return not_found(request)
        return None


def site_words() -> dict[str, str]:
    """What the pages say of the site: as set on the page of settings, else as the server's environment says."""
    return {**settings.SITE, **site_said()}


def actor_of(request: HttpRequest) -> Actor | None:
    """The signed-in person as an Actor; None for a visitor (who then costs no query)."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    account: Any = request.user
    return Actor(
        name=account.display_name,
        account_id=account.pk,
        officer_id=account.officer_id,
        agency_id=account.agency_id,
        unit_id=account.unit_id,
        roles=frozenset(Role(role) for role in account.roles),
    )
