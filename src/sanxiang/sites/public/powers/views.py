"""权责清单 (P7): what an agency may do, on what basis, how, and how it decides the amount."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import search, selectors
from sanxiang.disclosure.search.texts import anchor_of, place_of
from sanxiang.rules.citations import Place
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.public.citing import Writing, basis_writing, linked
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.powers.charts import CHARTS, chart_of
from sanxiang.sites.public.views import pager, public, render, window, without, word
from sanxiang.sites.public.words import KINDS

COLUMN = Link("权责清单", "/powers/")


@public("powers", kept=True)
def powers(request: HttpRequest) -> HttpResponse:
    """Power items by kind, agency, class and the law they rest on."""
    wanted, query = _wanted(request), word(request, "q")
    number, size = window(request)
    total, rows = selectors.powers(wanted, offset=(number - 1) * size, limit=size)
    counts = selectors.power_kinds(wanted)
    names = selectors.titles("agency")
    return render(
        request,
        "powers/list.html",
        column=COLUMN.url,
        trail=crumbs("权责清单"),
        rows=rows,
        at=pager(request, total),
        query=query,
        wanted=wanted,
        kept={name: word(request, name) for name in ("kind", "law", "article") if word(request, name)},
        agencies=[Choice(public_id, name) for public_id, name in names.items()],
        fields=[Choice(field, field) for field in selectors.enforcement_fields()],
        tabs=[_tab(request, "", "全部", sum(counts.values()), wanted.kind)]
        + [_tab(request, k, label, counts[k], wanted.kind) for k, label in KINDS.items() if counts.get(k)],
        chips=_chips(request, wanted, query, names),
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
    """裁量基准: the power items that have one, by agency."""
    wanted = selectors.PowerFilters(agency=word(request, "agency", limit=10), graded=True)
    number, size = window(request)
    total, rows = selectors.powers(wanted, offset=(number - 1) * size, limit=size)
    names = selectors.titles("agency")
    return render(
        request,
        "powers/discretion.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, "裁量基准"),
        rows=rows,
        at=pager(request, total),
        agency=wanted.agency,
        agencies=[Choice(public_id, name) for public_id, name in names.items()],
        chips=_chips(request, wanted, "", names),
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


def _wanted(request: HttpRequest) -> selectors.PowerFilters:
    query, kind, law = word(request, "q"), word(request, "kind"), word(request, "law", limit=10)
    return selectors.PowerFilters(
        agency=word(request, "agency", limit=10),
        kind=kind if kind in KINDS else "",
        field=word(request, "field"),
        law=law,
        article=place_of(word(request, "article")) if law else None,
        ids=_found(query) if query else None,
    )


def _chips(
    request: HttpRequest, wanted: selectors.PowerFilters, query: str, names: Mapping[str, str]
) -> list[Link]:
    """What the list is narrowed to, each with the list without it."""
    asked = [
        ("q", query, f"关键词：{query}"),
        ("agency", wanted.agency, names.get(wanted.agency, wanted.agency)),
        ("field", wanted.field, f"执法类别：{wanted.field}"),
    ]
    if wanted.law:
        law = selectors.snapshot("law", wanted.law)
        asked.append(("law", wanted.law, f"依据《{law['data']['short_title'] if law else wanted.law}》"))
    if wanted.article:
        asked.append(("article", "1", str(Place(*wanted.article))))
    return [Link(label, without(request, name)) for name, value, label in asked if value]


def _found(query: str) -> list[str]:
    return [hit.public_id for hit in search.find(query, search.Scope(kind="power"), limit=2000)[1]]
