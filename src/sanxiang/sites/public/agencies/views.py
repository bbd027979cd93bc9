"""执法部门 (P4): all by level, and an agency with its people, powers and results."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import search, selectors
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import public, render, today, word
from sanxiang.sites.public.words import KINDS, LEVELS, credential_status

COLUMN = Link("执法部门", "/agencies/")
SHOWN = 10


@public("agencies", kept=True)
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies by level, each with the one it belongs to."""
    query, field = word(request, "q"), word(request, "field")
    _, rows = selectors.snapshots("agency", ids=_found(query) if query else None)
    if field:
        rows = [row for row in rows if field in row["data"]["fields"]]
    fields = sorted({f for row in rows for f in row["data"]["fields"]})
    officers, powers = selectors.per_agency("officer"), selectors.per_agency("power")
    return render(
        request,
        "agencies/list.html",
        column=COLUMN.url,
        trail=crumbs("执法部门"),
        groups=_by_level(rows),
        names=selectors.titles("agency"),
        levels=LEVELS,
        total=len(rows),
        query=query,
        field=field,
        fields=fields,
        officers=officers,
        powers=powers,
    )


@public("agency", kept=True)
def agency(request: HttpRequest, public_id: str) -> HttpResponse:
    """An agency: seven fields, people, powers, newest results, how to complain."""
    row = selectors.snapshot("agency", public_id)
    if row is None:
        raise Http404
    officer_total, officers = selectors.snapshots("officer", agency=public_id, limit=SHOWN)
    power_total, powers = selectors.snapshots("power", agency=public_id, limit=SHOWN)
    result_total, results = selectors.results(selectors.Filters(agency=public_id), offset=0, limit=SHOWN)
    parent = selectors.snapshot("agency", row["data"]["parent"]) if row["data"]["parent"] else None
    return render(
        request,
        "agencies/agency.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, row["title"]),
        row=row,
        data=row["data"],
        parent=parent,
        officers=officers,
        officer_total=officer_total,
        powers=powers,
        power_total=power_total,
        results=results,
        result_total=result_total,
        status_of=lambda credential: credential_status(credential, today()),
        kinds=KINDS,
    )


def _found(query: str) -> list[str]:
    return [hit.public_id for hit in search.find(query, search.Scope(kind="agency"), limit=1000)[1]]


def _by_level(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {level: found for level in LEVELS if (found := [r for r in rows if r["data"]["level"] == level])}
