"""清单的页面: pending changes of the own agency, publication, and downloads."""

from __future__ import annotations

import csv
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sanxiang.flows.publish_lists import pending_lists, publish_lists
from sanxiang.flows.reading.lists import LISTS, table_of
from sanxiang.imports.workbooks import write_workbook
from sanxiang.kernel import NotFound, Role, local_date
from sanxiang.registry.selectors import get_agency
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.DISCLOSER)
_KINDS = {"agency": "执法主体", "officer": "执法人员", "power": "权力事项", "law": "法规"}
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: pending changes that the page shows
SHOWN = 200


@door("admin.lists", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """What the portal does not say yet, and every list with its rows of today."""
    agency, today = _agency(request), local_date(now())
    pending = pending_lists(agency=agency, today=today)
    context = {
        "agency": get_agency(agency).name,
        "pending": [(_KINDS[p.kind], p.name, p.change) for p in pending[:SHOWN]],
        "total": len(pending),
        "lists": [(spec, len(spec.rows(agency, today))) for spec in LISTS.values()],
        "publishes": actor_of(request).has(Role.AGENCY_HEAD),
    }
    return admin_page(request, "admin/lists/lists.html", context, crumbs=[Link("清单")])


@door("admin.lists.publish", roles=(Role.AGENCY_HEAD,))
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the lists of the own agency as they run today."""
    found = publish_lists(actor=actor_of(request), now=now(), agency=_agency(request))
    changed = sum(found.changed.values())
    messages.success(request, f"已发布，更新{changed}条" if changed else "公示网站已经一致，没有要更新的")
    return redirect("admin:lists")


@door("admin.list.file", roles=READERS)
def download(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """A list as XLSX or CSV, as of today."""
    if form not in _TYPES:
        raise NotFound("没有这种格式")
    spec, rows = table_of(code, _agency(request), local_date(now()))
    response = HttpResponse(content_type=_TYPES[form])
    name = quote(f"{spec.title}.{form}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    if form == "xlsx":
        widths = [max(8, 2 * len(head) + 6) for head in spec.heads]
        response.write(write_workbook([(spec.title, [list(spec.heads), *rows], widths)]))
        return response
    response.write("\ufeff")
    table = csv.writer(response)
    table.writerow(spec.heads)
    table.writerows([_inert(cell) for cell in row] for row in rows)
    return response


def _inert(cell: str) -> str:
    """No cell becomes a formula where a spreadsheet opens it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def _agency(request: HttpRequest) -> UUID:
    agency = actor_of(request).agency_id
    if agency is None:
        raise NotFound("没有所属机关")
    return agency
