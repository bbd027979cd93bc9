"""机构的页面: the register of the scope, one agency with its past, and one act at a time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.kernel import InvalidInput, NotFound, Role
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry.delegations import delegations
from sanxiang.registry.policies import require_scope, scope
from sanxiang.registry.types import AgencyNode, AgencyView
from sanxiang.sites.admin.agencies.acts import ACTS
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
#: who does any of the acts
ACTORS = (Role.AGENCY_HEAD, Role.SUPERVISOR)
_Line = tuple[AgencyView, int]


@door("admin.agencies", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The agencies of the scope as a tree; those that wait for somebody come first."""
    kept = scope(actor_of(request))
    rows = [(a, depth) for node in registry.agency_tree() for a, depth in _lines(node, 0) if a.id in kept]
    waiting = [a for a, _ in rows if a.status in ("drafted", "checked")]
    context = {"rows": rows, "waiting": waiting}
    return admin_page(request, "admin/agencies/list.html", context, crumbs=[Link("机构")])


@door("admin.agency", roles=READERS)
def show(request: HttpRequest, agency: UUID) -> HttpResponse:
    """One agency: its standing, what it was called, what it gave and holds in trust."""
    actor, found = actor_of(request), _opened(request, agency)
    above = registry.get_agency(found.parent_id) if found.parent_id else None
    after = registry.get_agency(found.successor_id) if found.successor_id else None
    context = {
        "a": found,
        "above": above,
        "after": after,
        "former": registry.former_names(agency),
        "delegations": delegations(agency),
        "counts": {
            "内设机构": len(registry.units(agency)),
            "执法人员": len(registry.officers(agency)),
            "有效的权力事项": len(powers.power_items(agency, statuses=("in_force",))),
        },
        "acts": [(code, a) for code, a in ACTS.items() if a.open_to(actor, found)],
    }
    return admin_page(request, "admin/agencies/agency.html", context, crumbs=_crumbs(found))


@door("admin.agency.act", roles=ACTORS)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, agency: UUID, act: str) -> HttpResponse:
    """One act with its words; what stands in the way is shown beside them."""
    actor, found = actor_of(request), _opened(request, agency)
    wanted = ACTS.get(act)
    if wanted is None or not wanted.may(actor, agency):
        raise NotFound("没有这个办理事项")
    form = wanted.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wanted.service(actor=actor, now=now(), agency=agency, **wanted.arguments(form))
        except InvalidInput as invalid:
            for name, said in invalid.problems:
                form.add_error(name if name in form.fields else None, said)
        else:
            messages.success(request, f"{found.name}{wanted.said}")
            return redirect("admin:agency", agency=agency)
    crumbs = [*_crumbs(found), Link(wanted.title)]
    context = {"a": found, "act": wanted, "form": form}
    status = 422 if form.errors else 200
    return admin_page(request, "admin/agencies/act.html", context, crumbs=crumbs, status=status)


def _opened(request: HttpRequest, agency: UUID) -> AgencyView:
    require_scope(actor_of(request), agency)
    return registry.get_agency(agency)


def _lines(node: AgencyNode, depth: int) -> list[_Line]:
    """The node and those below it, with how deep each stands."""
    return [(node.agency, depth), *(line for below in node.children for line in _lines(below, depth + 1))]


def _crumbs(found: AgencyView) -> list[Link]:
    return [
        Link("机构", reverse("admin:agencies")),
        Link(found.name, reverse("admin:agency", args=[found.id])),
    ]
