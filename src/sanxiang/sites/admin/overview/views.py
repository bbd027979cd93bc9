"""概览: what this person keeps, subject by subject."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sanxiang.sites.admin.shell import actor_of, admin_page
from sanxiang.sites.admin.subject import GROUPS, subjects_of
from sanxiang.sites.doors import STAFF, door


@door("admin.overview", roles=STAFF)
def show(request: HttpRequest) -> HttpResponse:
    """The subjects in their groups, with what is done in each."""
    found = subjects_of(actor_of(request))
    groups = [(group, [s for s in found if s.group == group]) for group in GROUPS if group]
    return admin_page(request, "admin/overview/overview.html", {"groups": groups}, crumbs=[])
