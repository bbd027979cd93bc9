"""工作外壳: the frame that the workbench and the administration stand in, and who asks, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from sanxiang.kernel import ROLE_LABELS, Actor, Role
from sanxiang.registry.selectors import get_agency
from sanxiang.sites.design.page import page
from sanxiang.sites.design.parts import Link, NavGroup, Pager


def now() -> datetime:
    """The moment of the request: the one clock of the staff sites."""
    return datetime.now(UTC)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; behind a staff door there is somebody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


#: how many rows a list shows at a time
SIZES = (20, 50, 100)


def pager_of(request: HttpRequest, total: int, kept: Mapping[str, str], *, size: int = 20) -> Pager:
    """The page that ?page= and ?size= ask for, 1 and `size` for anything else; `kept`: the rest of the query."""
    number, wanted = _number(request, "page"), _number(request, "size")
    return Pager(number or 1, total, wanted if wanted in SIZES else size, dict(kept))


def _number(request: HttpRequest, name: str) -> int:
    sent = request.GET.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 6 else 0


def staff_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    brand: str,
    rail: Sequence[NavGroup],
    crumbs: Sequence[Link],
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a staff site (its template extends design/desk.html), or one block of it for htmx."""
    shell = {"rail": rail, "rail_note": office(actor_of(request)), "crumbs": crumbs, "brand": brand}
    return page(request, template, {**shell, **context}, block=block, status=status)


def office(actor: Actor) -> str:
    """The person's part and agency, for the foot of the rail."""
    part = "、".join(ROLE_LABELS[role] for role in Role if role in actor.roles)
    agency = get_agency(actor.agency_id).short_name if actor.agency_id else ""
    return f"{part}，{agency}" if agency else part


def marked(groups: Sequence[NavGroup], path: str) -> list[NavGroup]:
    """The same groups with the link that the path belongs to marked as the current one."""
    urls = [link.url for group in groups for link in group.links if path.startswith(link.url)]
    here = max(urls, key=len, default="")
    return [
        replace(group, links=[replace(link, current=link.url == here) for link in group.links])
        for group in groups
    ]
