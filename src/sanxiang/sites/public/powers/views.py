"""权责清单 (P7): what an agency may do, on what basis, how, and how it decides the amount."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import search, selectors
from sanxiang.disclosure.search.texts import anchor_of
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.public.citing import Writing, basis_writing, linked
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.powers.charts import CHARTS, chart_of
from sanxiang.sites.public.views import pager, public, render, window, without, word
from sanxiang.sites.public.words import KINDS

COLUMN = Link("权责清单", "/powers/")


@public("powers", kept=True)
def powers(request: HttpRequest) -> HttpResponse:
    """Power items by kind and agency."""
    query, agency, kind = word(request, "q"), word(request, "agency", limit=10), word(request, "kind")
    number, size = window(request)
    ids = _found(query) if query else None
    facet = kind if kind in KINDS else ""
    total, rows = selectors.snapshots(
        "power", agency=agency, facet=facet, ids=ids, offset=(number - 1) * size, limit=size
    )
    counts = selectors.facets("power", agency=agency)
    names = selectors.titles("agency")
    chips = [
        *([Link(f"关键词：{query}", without(request, "q"))] if query else []),
        *([Link(names.get(agency, agency), without(request, "agency"))] if agency else []),
    ]
    return render(
        request,
        "powers/list.html",
        column=COLUMN.url,
        trail=crumbs("权责清单"),
        rows=rows,
        at=pager(request, total),
        query=query,
        agency=agency,
        kind=facet,
        agencies=[Choice(public_id, name) for public_id, name in names.items()],
        tabs=[_tab(request, "", "全部", sum(counts.values()), facet)]
        + [_tab(request, k, label, counts[k], facet) for k, label in KINDS.items() if counts.get(k)],
        chips=chips,
    )


@public("power", kept=True)
def power(request: HttpRequest, public_id: str) -> HttpResponse:
    """A power item with the text of its basis, its flowchart and its benchmarks."""
    row = selectors.snapshot("power", public_id)
    if row is None:
        raise Http404
    data = row["data"]
    agency = selectors.snapshot("agency", data["agency"]["public_id"])
    duties = Writing([data["responsibilities"], data["accountability"]])
    (responsibilities, accountability), *basis = linked(duties, *map(basis_writing, data["basis"]))
    return render(
        request,
        "powers/power.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, row["title"]),
        row=row,
        data=data,
        responsibilities=responsibilities,
        accountability=accountability,
        basis=[text for (text,) in basis],
        agency=agency["data"] if agency else None,
        chart=chart_of(data["procedure"]),
        anchor_of=anchor_of,
        effective_from=date.fromisoformat(data["effective_from"]),
    )


@public("discretion", kept=True)
def discretion(request: HttpRequest) -> HttpResponse:
    """裁量基准: every power item that has one."""
    _, rows = selectors.snapshots("power")
    return render(
        request,
        "powers/discretion.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, "裁量基准"),
        rows=[row for row in rows if row["data"]["benchmarks"]],
    )


@public("flows", kept=True)
def flows(request: HttpRequest) -> HttpResponse:
    """执法流程图: the procedures that cases run on, drawn from the same data."""
    charts = [chart_of(name) for name in CHARTS]
    return render(
        request, "powers/flows.html", column=COLUMN.url, trail=crumbs(COLUMN, "执法流程图"), charts=charts
    )


def _tab(request: HttpRequest, kind: str, label: str, count: int, current: str) -> Link:
    kept = request.GET.copy()
    kept.pop("page", None)
    kept["kind"] = kind
    return Link(label, f"?{kept.urlencode()}", current=kind == current, count=count)


def _found(query: str) -> list[str]:
    return [hit.public_id for hit in search.find(query, search.Scope(kind="power"), limit=2000)[1]]
