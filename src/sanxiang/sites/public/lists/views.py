"""清单和文本: the published editions of every agency, whole, as files, and against the edition before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import selectors
from sanxiang.rules.tables import compare_tables
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.powers.charts import CHARTS, DrawnProcedure, chart_of, review_chart
from sanxiang.sites.public.versions.views import choosing
from sanxiang.sites.public.views import pager, public, render, window, without, word
from sanxiang.sites.tables import TYPES, numbered, table_file

POWERS = Link("权责清单", "/powers/")
COLUMN = Link("清单和文本", "/lists/")
GROUPS = ("清单", "文本")


@public("lists", kept=True)
def lists(request: HttpRequest) -> HttpResponse:
    """Every published list and text, by agency."""
    agency, group = word(request, "agency", limit=10), word(request, "group")
    number, size = window(request)
    group = group if group in GROUPS else ""
    total, rows = selectors.published_lists(
        agency=agency, group=group, offset=(number - 1) * size, limit=size
    )
    names = selectors.titles("agency")
    return render(
        request,
        "lists/lists.html",
        column=POWERS.url,
        trail=crumbs(POWERS, COLUMN.label),
        rows=[(row, date.fromisoformat(row["as_of"])) for row in rows],
        at=pager(request, total),
        agency=agency,
        group=group,
        agencies=[Choice(public_id, name) for public_id, name in names.items()],
        chips=[Link(names.get(agency, agency), without(request, "agency"))] if agency else [],
        tabs=[_tab(request, "", "全部", group)] + [_tab(request, g, g, group) for g in GROUPS],
    )


@public("list", kept=True)
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """The edition in force, with its drawing where it has one."""
    row = _current(public_id)
    data = row["data"]
    number, size = window(request)
    first = (number - 1) * size
    return render(
        request,
        "lists/list.html",
        column=POWERS.url,
        trail=crumbs(POWERS, COLUMN, f"{data['agency']['name']}{data['title']}"),
        row=row,
        data=data,
        rows=list(enumerate(data["rows"], start=1))[first : first + size],
        at=pager(request, len(data["rows"])),
        charts=_charts(data),
        editions=_editions(public_id),
        as_of=date.fromisoformat(data["as_of"]),
        approved_on=date.fromisoformat(data["approved_on"]),
    )


@public("list.file")
def file(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """The edition in force as PDF, XLSX or CSV."""
    data = _current(public_id)["data"]
    name = f"{data['agency']['name']}{data['title']}第{data['number']}版"
    if form == "pdf":
        response = HttpResponse(selectors.published_files().read(data["file"]), "application/pdf")
        response["Content-Disposition"] = f'inline; filename="{public_id}.pdf"'
        return response
    if form not in TYPES:
        raise Http404
    return table_file(form, data["title"], ("序号", *data["heads"]), numbered(data["rows"]), name=name)


@public("list.versions")
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Two editions, row by row; by default the newest and the one before."""
    found = _editions(public_id)
    if not found:
        raise Http404
    by_number = {str(row["version"]): row for row in found}
    newer = by_number.get(word(request, "to"), found[0])
    before = [row for row in found if row["version"] < newer["version"]]
    older = by_number.get(word(request, "from"), before[0] if before else None)
    data = newer["data"]
    changes = compare_tables(older["data"]["rows"], data["rows"], data["key"]) if older else []
    name = f"{data['agency']['name']}{data['title']}"
    return render(
        request,
        "lists/versions.html",
        column=POWERS.url,
        trail=crumbs(POWERS, COLUMN, Link(name, f"/lists/{public_id}/"), "历次版本"),
        name=name,
        **choosing(found, older, newer),
        versions=found,
        older=older,
        newer=newer,
        changes=changes,
        heads=data["heads"],
        key=data["key"],
    )


def _current(public_id: str) -> Any:
    row = selectors.snapshot("list", public_id)
    if row is None:
        raise Http404
    return row


def _editions(public_id: str) -> list[dict[str, Any]]:
    """One for each edition, the newest first, in its last publication (with the filing number)."""
    newest: dict[int, dict[str, Any]] = {}
    for row in selectors.versions_of("list", public_id):
        newest.setdefault(row["data"]["number"], {**row, "version": row["data"]["number"]})
    return list(newest.values())


def _charts(data: Any) -> list[DrawnProcedure]:
    """The drawings that belong to a text, from the procedures that run."""
    if data["code"] == "flow":
        titles = {row[0] for row in data["rows"]}
        return [chart for name in CHARTS if (chart := chart_of(name)) and chart.title in titles]
    return [review_chart()] if data["code"] == "review_flow" else []


def _tab(request: HttpRequest, group: str, label: str, current: str) -> Link:
    kept = request.GET.copy()
    kept.pop("page", None)
    kept["group"] = group
    return Link(label, f"?{kept.urlencode()}", current=group == current)
