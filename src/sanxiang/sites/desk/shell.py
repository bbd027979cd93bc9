"""外壳: what every page of the workbench stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.kernel import ADMINISTRATORS, Actor, Role
from sanxiang.sites.design.parts import Link, NavGroup
from sanxiang.sites.staff import actor_of, marked, now, staff_page

__all__ = ["CASEWORK", "actor_of", "desk", "now", "rail"]

#: who may read the files of the agency; an administrator keeps the registers and has no business here
CASEWORK = (
    Role.OFFICER,
    Role.UNIT_HEAD,
    Role.AGENCY_HEAD,
    Role.LEGAL_REVIEWER,
    Role.DISCLOSER,
    Role.SUPERVISOR,
)
BRAND = "三项执法"
#: entries in the bottom bar of a phone
TABS = 5


def desk(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    crumbs: Sequence[Link],
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the workbench, or one block of it for htmx."""
    actor, search = actor_of(request), {}
    if actor.has(*CASEWORK):
        search = {"search_url": reverse("desk:cases"), "search_hint": "搜索案号、案由、当事人"}
    return staff_page(
        request,
        template,
        {**search, **context},
        brand=BRAND,
        rail=rail(actor, request.path),
        crumbs=crumbs,
        block=block,
        status=status,
    )


def rail(actor: Actor, path: str) -> list[NavGroup]:
    """What this person works with, and below it what the work rests on."""
    work = [Link("待办", reverse("desk:inbox"), "inbox", tab=True)]
    if actor.has(*CASEWORK):
        work.append(Link("案件", reverse("desk:cases"), "folder", tab=True))
    if actor.has(Role.OFFICER, Role.UNIT_HEAD):
        work.append(Link("登记线索", reverse("desk:register_clue"), "folder-plus", tab=True))
    if actor.has(Role.LEGAL_REVIEWER):
        work.append(Link("法制审核", reverse("desk:review_queue"), "scale", tab=True))
    if actor.has(Role.DISCLOSER, Role.AGENCY_HEAD):
        work.append(Link("公示管理", reverse("desk:publish_queue"), "megaphone", tab=True))
    if actor.has(Role.OFFICER, Role.UNIT_HEAD, Role.LEGAL_REVIEWER):
        free = sum(link.tab for link in work) < TABS
        work.append(Link("资格考试", reverse("desk:exams"), "graduation-cap", tab=free))
    if actor.has(*ADMINISTRATORS):
        work.append(Link("单位管理", reverse("admin:overview"), "settings", tab=True))
    references = [
        Link("权责清单", "/powers/", "list-checks"),
        Link("裁量基准", "/discretion/", "sliders-horizontal"),
        Link("法规依据", "/law/", "book-open"),
        Link("执法结果", "/results/", "globe"),
    ]
    return marked([NavGroup(work), NavGroup(references, label="依据与公示")], path)
