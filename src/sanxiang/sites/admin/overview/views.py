"""概览: what this person keeps, subject by subject."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sanxiang.kernel import Role, local_date
from sanxiang.sites.admin.overview.filling import tasks
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.admin.subject import GROUPS, subjects_of
from sanxiang.sites.doors import STAFF, door


@door("admin.overview", roles=STAFF)
def show(request: HttpRequest) -> HttpResponse:
    """The subjects in their groups; for who fills the registers also what is still missing."""
    actor = actor_of(request)
    found = subjects_of(actor)
    keeps = actor.has(Role.ADMINISTRATOR) and actor.agency_id
    context = {
        "groups": [(group, [s for s in found if s.group == group]) for group in GROUPS if group],
        "tasks": tasks(actor.agency_id, local_date(now())) if keeps and actor.agency_id else (),
    }
    return admin_page(request, "admin/overview/overview.html", context, crumbs=[])
