"""导入的法规成批审定: what one import brought, on one page, and all or some of it approved by another person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.flows.approve_law_change import approve_law_batch
from sanxiang.kernel import InvalidInput, NotFound, Role
from sanxiang.registry.policies import may_administer_city, may_approve_for_city
from sanxiang.sites.admin.laws.register import READERS, TITLE
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.statutes.changing import batches, waiting

#: lines on the page; whoever goes through more approves or takes back the first of them
SHOWN = 500


@door("admin.law_batch", roles=READERS)
def show(request: HttpRequest, batch: UUID) -> HttpResponse:
    """The wordings of one import with their articles, days and remarks."""
    return _shown(request, batch)


@door("admin.law_batch.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve(request: HttpRequest, batch: UUID) -> HttpResponse:
    """审定: all that wait (`all`), or those that are ticked."""
    ticked = None if request.POST.get("all") == "1" else _ids(request.POST.getlist("change"))
    try:
        done = approve_law_batch(actor=actor_of(request), now=now(), batch=batch, changes=ticked)
    except InvalidInput as invalid:
        return _shown(request, batch, tuple(("", text) for _, text in invalid.problems))
    messages.success(request, f"已审定{done}部，从现在起按它们的施行日期起作用")
    return redirect("admin:law_batch", batch=batch)


@door("admin.law_batch.discard", roles=(Role.ADMINISTRATOR,))
@require_POST
def discard(request: HttpRequest, batch: UUID) -> HttpResponse:
    """撤回 what was not approved."""
    if not may_administer_city(actor_of(request)):
        raise NotFound("法规由司法行政机关的系统管理员维护")
    try:
        done = batches.discard_batch(actor=actor_of(request), now=now(), batch=batch)
    except InvalidInput as invalid:
        return _shown(request, batch, tuple(("", text) for _, text in invalid.problems))
    messages.success(request, f"已撤回{done}部")
    return redirect("admin:law_batch", batch=batch)


def _shown(request: HttpRequest, batch: UUID, errors: tuple[tuple[str, str], ...] = ()) -> HttpResponse:
    found, actor = waiting.get_batch(batch), actor_of(request)
    lines = sorted(found.lines, key=lambda line: line.status != "draft")
    context = {
        "found": found,
        "lines": lines[:SHOWN],
        "remarked": sum(bool(line.remarks) for line in lines if line.status == "draft"),
        "errors": errors,
        "may": {
            "discard": bool(found.waiting) and may_administer_city(actor),
            "approve": bool(found.waiting) and may_approve_for_city(actor),
        },
    }
    crumbs = [Link(TITLE, reverse("admin:law_register")), Link("导入的法规")]
    return admin_page(request, "admin/laws/batch.html", context, crumbs=crumbs, status=422 if errors else 200)


def _ids(sent: list[str]) -> list[UUID]:
    try:
        return [UUID(key) for key in sent]
    except ValueError:
        raise NotFound("没有这项法规变更") from None
