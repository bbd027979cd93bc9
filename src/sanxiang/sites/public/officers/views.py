"""执法人员 (P5): by agency and unit, found by exact credential number or by name and unit; never one long list."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from sanxiang.disclosure import search, selectors
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.officers.cards import COLUMN, standing
from sanxiang.sites.public.views import pager, public, render, today, window, without, word
from sanxiang.sites.public.words import credential_status

_MOST_HITS = 1000


@public("officers", kept=True)
def officers(request: HttpRequest) -> HttpResponse:
    """The agencies with how many they are; the officers of one, by unit; an exact number leads to its holder."""
    query, agency, unit = word(request, "q"), word(request, "agency", limit=10), word(request, "unit")
    if query:
        found = selectors.card(query)
        if found and not found["superseded_at"]:
            return HttpResponseRedirect(f"/officers/{found['public_id']}/")
    number, size = window(request)
    ids = _found(query, agency) if query else None
    total, rows = selectors.officers(
        agency=agency, unit=unit, ids=ids, offset=(number - 1) * size, limit=size
    )
    names = selectors.titles("agency")
    asked = (
        ("q", query, f"关键词：{query}"),
        ("agency", agency, names.get(agency, agency)),
        ("unit", unit, unit),
    )
    return render(
        request,
        "officers/list.html",
        column=COLUMN.url,
        trail=crumbs("执法人员"),
        rows=rows,
        at=pager(request, total),
        query=query,
        agency=agency,
        unit=unit,
        agencies=[Choice(public_id, name) for public_id, name in names.items()],
        counts=selectors.per_agency("officer"),
        units=selectors.officer_units(agency) if agency else {},
        chips=[Link(label, without(request, name)) for name, value, label in asked if value],
        status_of=lambda credential: credential_status(credential, today()),
    )


@public("officer", kept=True)
def officer(request: HttpRequest, public_id: str) -> HttpResponse:
    """An officer: photo, name, unit, post; of each credential class, area, number, validity, and whether it is good today."""
    row = selectors.snapshot("officer", public_id)
    if row is None:
        raise Http404
    data = row["data"]
    agency = selectors.snapshot("agency", data["agency"]["public_id"])
    cards = [(c, *standing(row, c["credential"], today())) for c in selectors.cards_of(data)]
    return render(
        request,
        "officers/officer.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, row["title"]),
        row=row,
        data=data,
        agency=agency["data"] if agency else None,
        cards=cards,
        addresses=[selectors.card_address(c) for c, _, _ in cards],
    )


def _found(query: str, agency: str) -> list[str]:
    """Whose name, number, unit or agency holds every word of the query (姓名 单位)."""
    scope = search.Scope(kind="officer", agency=agency)
    return [hit.public_id for hit in search.find(query, scope, limit=_MOST_HITS)[1]]
