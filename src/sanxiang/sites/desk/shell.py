"""外壳: what every page of the workbench stands in, and who asks, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.kernel import ROLE_LABELS, Actor, Role
from sanxiang.registry.selectors import get_agency
from sanxiang.sites.design.page import page
from sanxiang.sites.design.parts import Link, NavGroup

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


def now() -> datetime:
    """The moment of the request: the one clock of the workbench."""
    return datetime.now(UTC)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; behind a staff door there is somebody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


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
    actor = actor_of(request)
    shell = {
        "rail": rail(actor, request.path),
        "rail_note": office(actor),
        "crumbs": crumbs,
        "brand": BRAND,
        "search_url": reverse("desk:cases"),
        "search_hint": "搜索案号、案由、当事人",
    }
    return page(request, template, {**shell, **context}, block=block, status=status)


def office(actor: Actor) -> str:
    """The person's part and agency, for the foot of the rail."""
    part = "、".join(ROLE_LABELS[role] for role in Role if role in actor.roles)
    agency = get_agency(actor.agency_id).short_name if actor.agency_id else ""
    return f"{part}，{agency}" if agency else part


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
    here = max((link.url for link in work if path.startswith(link.url)), key=len, default="")
    references = [
        Link("权责清单", "/powers/", "list-checks"),
        Link("裁量基准", "/discretion/", "sliders-horizontal"),
        Link("法规依据", "/law/", "book-open"),
        Link("执法结果", "/results/", "globe"),
    ]
    return [NavGroup([_marked(link, here) for link in work]), NavGroup(references, label="依据与公示")]


def _marked(link: Link, here: str) -> Link:
    return Link(link.label, link.url, link.icon, current=link.url == here, tab=link.tab)
