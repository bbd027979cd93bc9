"""门: who may open a view. Every view declares its door; a view without one opens to nobody.

Permission ("may this person try?") is decided here. Lawfulness ("may this act be done?") is decided by rules
through flows. Whether this person may see this *object* is the view's question to a selector, which answers 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from sanxiang.kernel import Role
from sanxiang.sites.errors import wrong_role

View = Callable[..., HttpResponse]

#: everyone who works here, whatever the role
STAFF: tuple[Role, ...] = tuple(Role)


@dataclass(frozen=True, slots=True)
class Door:
    """A named door: open to the public, or to the roles listed."""

    name: str
    roles: frozenset[Role]
    public: bool


_doors: dict[str, Door] = {}


def door(name: str, *, roles: Iterable[Role] = (), public: bool = False) -> Callable[[View], View]:
    """Declare who may open a view: `@door("desk.case.decide", roles=(Role.OFFICER,))` or `public=True`.

    An anonymous visitor of a staff view is sent to the login page (302; htmx: HX-Redirect), a person without
    one of the roles gets a 403 page that names them. Raises ValueError for a door that opens to nobody, to
    both, or that exists already.
    """
    declared = Door(name, frozenset(roles), public)
    if declared.public == bool(declared.roles):
        raise ValueError(f"door {name!r}: name the roles or say public=True")
    if name in _doors:
        raise ValueError(f"door {name!r} is declared twice")
    _doors[name] = declared

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return closed(request, declared) or view(request, *args, **kwargs)

        guarded.door = declared  # type: ignore[attr-defined]
        return guarded

    return guard


def closed(request: HttpRequest, declared: Door) -> HttpResponse | None:
    """None when the door opens for this visitor, otherwise the answer to give instead."""
    if declared.public:
        return None
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return _to_login(request)
    return None if actor.has(*declared.roles) else wrong_role(request, declared.roles)


def door_of(view: View) -> Door | None:
    """The door a view declares, if it declares one."""
    return getattr(view, "door", None)


def all_doors() -> dict[str, Door]:
    """Every door declared by the views imported so far."""
    return dict(_doors)


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        back = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(redirect_to_login(back, resolve_url(settings.LOGIN_URL)).url)
    return redirect_to_login(request.get_full_path())
