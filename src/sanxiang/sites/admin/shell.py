"""外壳: what every page of the administration stands in, with the entries that this person works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.kernel import Actor
from sanxiang.sites.admin.subject import GROUPS, subjects_of
from sanxiang.sites.design.parts import Link, NavGroup
from sanxiang.sites.staff import actor_of, marked, now, staff_page

__all__ = ["actor_of", "admin_page", "now", "rail"]

BRAND = "单位管理"
#: entries in the bottom bar of a phone; the others are on the overview
TABS = 5


def admin_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    crumbs: Sequence[Link],
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the administration (its template extends design/desk.html), or one block of it for htmx.

    `crumbs` begin below the overview; the last is the page itself.
    """
    return staff_page(
        request,
        template,
        context or {},
        brand=BRAND,
        rail=rail(actor_of(request), request.path),
        crumbs=[Link(BRAND, reverse("admin:overview")), *crumbs],
        block=block,
        status=status,
    )


def rail(actor: Actor, path: str) -> list[NavGroup]:
    """The subjects that this person works with, in their groups; the first ones are a phone's bottom bar."""
    subjects = subjects_of(actor)
    groups = [
        NavGroup([s.link(tab=s in subjects[:TABS]) for s in subjects if s.group == group], label=group)
        for group in GROUPS
    ]
    desk = NavGroup([Link("工作台", reverse("desk:inbox"), "inbox")], label="办案")
    return marked([*(group for group in groups if group.links), desk], path)
