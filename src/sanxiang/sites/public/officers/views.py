"""执法人员 (P5): found by exact credential number, or by name and unit; never one long list of everybody."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from sanxiang.disclosure import search, selectors
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import pager, public, render, today, window, without, word
from sanxiang.sites.public.words import credential_status

COLUMN = Link("执法人员", "/officers/")


@public("officers", kept=True)
def officers(request: HttpRequest) -> HttpResponse:
    """Officers by agency; an exact credential number leads to its holder at once."""
    query, agency = word(request, "q"), word(request, "agency", limit=10)
    if query:
        total, rows = selectors.snapshots("officer", facet=query, slim=True)
        if total == 1:
            return HttpResponseRedirect(f"/officers/{rows[0]['public_id']}/")
    number, size = window(request)
    ids = _found(query, agency) if query else None
    total, rows = selectors.snapshots(
        "officer", agency=agency, ids=ids, offset=(number - 1) * size, limit=size
    )
    names = selectors.titles("agency")
    chips = [
        *([Link(f"关键词：{query}", without(request, "q"))] if query else []),
        *([Link(names.get(agency, agency), without(request, "agency"))] if agency else []),
    ]
    return render(
        request,
        "officers/list.html",
        column=COLUMN.url,
        trail=crumbs("执法人员"),
        rows=rows,
        at=pager(request, total),
        query=query,
        agency=agency,
        agencies=[Choice(public_id, name) for public_id, name in names.items()],
        chips=chips,
        status_of=lambda credential: credential_status(credential, today()),
    )


@public("officer", kept=True)
def officer(request: HttpRequest, public_id: str) -> HttpResponse:
    """An officer: name, unit, post, class, area, number, validity, and whether the credential is good today."""
    row = selectors.snapshot("officer", public_id)
    if row is None:
        raise Http404
    data = row["data"]
    agency = selectors.snapshot("agency", data["agency"]["public_id"])
    return render(
        request,
        "officers/officer.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, row["title"]),
        row=row,
        data=data,
        agency=agency["data"] if agency else None,
        state=credential_status(data["credential"], today()),
        ends_on=date.fromisoformat(data["credential"]["valid_to"]),
    )


def _found(query: str, agency: str) -> list[str]:
    scope = search.Scope(kind="officer", agency=agency)
    return [hit.public_id for hit in search.find(query, scope, limit=1000)[1]]
