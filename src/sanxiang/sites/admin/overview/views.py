"""概览: what this person keeps, subject by subject."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sanxiang.kernel import Role, local_date
from sanxiang.registry.selectors import supervisor_standing
from sanxiang.sites.admin.overview.filling import tasks
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.admin.subject import GROUPS, subjects_of
from sanxiang.sites.doors import STAFF, door


@door("admin.overview", roles=STAFF)
def show(request: HttpRequest) -> HttpResponse:
    """The subjects in their groups; for who fills the registers what is still missing, for a supervisor without a
    good 监督证 a caution."""
    actor = actor_of(request)
    found = subjects_of(actor)
    keeps = actor.has(Role.ADMINISTRATOR) and actor.agency_id
    today = local_date(now())
    context = {
        "cautions": supervisor_standing(actor, today).reasons if actor.has(Role.SUPERVISOR) else (),
        "groups": [(group, [s for s in found if s.group == group]) for group in GROUPS if group],
        "tasks": tasks(actor.agency_id, today) if keeps and actor.agency_id else (),
    }
    return admin_page(request, "admin/overview/overview.html", context, crumbs=[])
