"""来历: search one register, read one row."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.flows.reading.provenance import FOUND, REGISTERS, agencies_in_scope, provenance, rows
from sanxiang.kernel import NotFound, Role
from sanxiang.ledger.selectors import latest_checkpoint
from sanxiang.sites.admin.shell import actor_of, admin_page
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

READERS = (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AGENCY_HEAD)
_DEFAULT = "power_item"
#: rows that are named beside their number
_NAMED = 10


@door("admin.rows", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """One register, of all agencies in the scope or one of them, searched by name or number."""
    actor = actor_of(request)
    agencies = agencies_in_scope(actor)
    kind = request.GET.get("kind", _DEFAULT)
    agency = _chosen(request.GET.get("agency", ""), agencies)
    query = request.GET.get("q", "").strip()[:100]
    found = rows(actor=actor, kind=kind, agency=agency, query=query) if agencies else []
    context = {
        "rows": found,
        "most": FOUND,
        "kinds": {key: register.label for key, register in REGISTERS.items()},
        "agencies": agencies,
        "chosen": {"kind": kind, "agency": agency, "q": query},
    }
    return admin_page(request, "admin/provenance/list.html", context, crumbs=[Link("来历")], block="results")


@door("admin.row", roles=READERS)
def show(request: HttpRequest, kind: str, row: UUID) -> HttpResponse:
    """The four answers about one row."""
    found = provenance(actor=actor_of(request), kind=kind, row=row)
    checkpoint = latest_checkpoint()
    context = {
        "found": found,
        "register": REGISTERS[kind].label,
        "most": _NAMED,
        "covered": checkpoint.size if checkpoint else 0,
    }
    crumbs = [Link("来历", reverse("admin:rows")), Link(found.row.title)]
    return admin_page(request, "admin/provenance/row.html", context, crumbs=crumbs)


def _chosen(sent: str, agencies: list[tuple[UUID, str]]) -> UUID | None:
    """The agency asked for, None = all in the scope; NotFound for one outside it."""
    ids = {str(key): key for key, _ in agencies}
    if sent and sent not in ids:
        raise NotFound("没有这个机关")
    return ids.get(sent)
