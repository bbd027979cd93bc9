"""清单的页面: how every list stands, its editions, its rows of today as files, and what the portal does not say yet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.disclosure.list_types import EditionView
from sanxiang.disclosure.selectors import editions, standing_editions
from sanxiang.flows.publish_lists import pending_lists, publish_lists
from sanxiang.flows.reading.editions import cautions, standing
from sanxiang.flows.shared.lists import LISTS, table_of
from sanxiang.kernel import NotFound, Role, local_date
from sanxiang.registry.policies import scope
from sanxiang.registry.selectors import get_agency
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.tables import TYPES, numbered, table_file

OWN = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.DISCLOSER)
READERS = (*OWN, Role.SUPERVISOR)
_KINDS = {"agency": "执法主体", "officer": "执法人员", "power": "权力事项", "law": "法规"}
#: pending changes that the page shows
SHOWN = 200


@door("admin.lists", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Every list of the own agency with its editions; for supervisors, the editions to be filed."""
    actor = actor_of(request)
    if not actor.has(*OWN):
        return _to_be_filed(request)
    agency, today = own_agency(request), local_date(now())
    pending = pending_lists(agency=agency, today=today)
    context = {
        "agency": get_agency(agency).name,
        "pending": [(_KINDS[p.kind], p.name, p.change) for p in pending[:SHOWN]],
        "total": len(pending),
        "lists": standing(agency, today),
        "publishes": actor.has(Role.AGENCY_HEAD),
        "to_file": _unfiled(request),
    }
    return admin_page(request, "admin/lists/lists.html", context, crumbs=[Link("清单")])


@door("admin.list", roles=OWN)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One list: what runs today, what is published, every edition."""
    agency, today = own_agency(request), local_date(now())
    if code not in LISTS:
        raise NotFound("没有这种清单")
    (found,) = standing(agency, today, (code,))
    own = get_agency(agency)
    context = {
        "found": found,
        "shown": own.shown,
        "cautions": cautions(code, agency, today),
        "editions": editions(agency, code),
        "agency": own.name,
        "drafts": own.shown and actor_of(request).has(Role.ADMINISTRATOR, Role.DISCLOSER),
    }
    crumbs = [Link("清单", reverse("admin:lists")), Link(found.title)]
    return admin_page(request, "admin/lists/list.html", context, crumbs=crumbs)


@door("admin.lists.publish", roles=(Role.AGENCY_HEAD,))
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the entries of the own agency as they run today."""
    found = publish_lists(actor=actor_of(request), now=now(), agency=own_agency(request))
    changed = sum(found.changed.values())
    messages.success(request, f"已发布，更新{changed}条" if changed else "公示网站已经一致，没有要更新的")
    return redirect("admin:lists")


@door("admin.list.file", roles=OWN)
def download(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """A list as XLSX or CSV, as of today."""
    if form not in TYPES:
        raise NotFound("没有这种格式")
    spec, rows = table_of(code, own_agency(request), local_date(now()))
    return table_file(form, spec.title, ("序号", *spec.heads), numbered(rows))


def own_agency(request: HttpRequest) -> UUID:
    """The agency of the actor; NotFound without one."""
    agency = actor_of(request).agency_id
    if agency is None:
        raise NotFound("没有所属机关")
    return agency


def _to_be_filed(request: HttpRequest) -> HttpResponse:
    context = {"to_file": _unfiled(request)}
    return admin_page(request, "admin/lists/filing.html", context, crumbs=[Link("清单")])


def _unfiled(request: HttpRequest) -> list[EditionView]:
    """Approved editions without a filing number, of the agencies a supervisor looks after."""
    actor = actor_of(request)
    if not actor.has(Role.SUPERVISOR):
        return []
    return [e for e in standing_editions(scope(actor)) if e.number is not None and not e.filed_no]
