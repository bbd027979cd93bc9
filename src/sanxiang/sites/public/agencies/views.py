"""执法部门 (P4): the tree 市-县-乡, and an agency with its people, powers, results, flowcharts and channels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import search, selectors
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.agencies.tree import tree_of
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.powers.charts import chart_of
from sanxiang.sites.public.views import public, render, today, word
from sanxiang.sites.public.words import credential_status

COLUMN = Link("执法部门", "/agencies/")
#: rows of a tab before the link to the whole list
SHOWN = 50
_Row = dict[str, Any]


@public("agencies", kept=True)
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies in force by region and level; those that have ended stand last."""
    query, field = word(request, "q"), word(request, "field")
    _, rows = selectors.snapshots("agency", ids=_found(query) if query else None)
    if field:
        rows = [row for row in rows if field in row["data"]["fields"]]
    fields = sorted({f for row in rows for f in row["data"]["fields"]})
    ended = [row for row in rows if row["data"].get("ended_on")]
    return render(
        request,
        "agencies/list.html",
        column=COLUMN.url,
        trail=crumbs("执法部门"),
        branches=tree_of([row for row in rows if row not in ended]),
        ended=ended,
        names=selectors.titles("agency"),
        total=len(rows),
        query=query,
        field=field,
        fields=fields,
        officers=selectors.per_agency("officer"),
        powers=selectors.per_agency("power"),
    )


def _people(public_id: str) -> _Row:
    total, rows = selectors.snapshots("officer", agency=public_id, limit=SHOWN)
    return {
        "officers": rows,
        "officer_total": total,
        "status_of": lambda credential: credential_status(credential, today()),
    }


def _powers(public_id: str) -> _Row:
    total, rows = selectors.snapshots("power", agency=public_id, limit=SHOWN)
    return {"powers": rows, "power_total": total}


def _results(public_id: str) -> _Row:
    total, rows = selectors.results(selectors.Filters(agency=public_id), offset=0, limit=SHOWN)
    return {"results": rows, "result_total": total}


def _flows(public_id: str) -> _Row:
    """The procedures that the agency's items run on, and the lists and texts it published."""
    _, rows = selectors.snapshots("power", agency=public_id)
    names = dict.fromkeys(row["data"]["procedure"] for row in rows)
    _, texts = selectors.published_lists(agency=public_id, offset=0, limit=SHOWN)
    return {"charts": [chart for chart in map(chart_of, names) if chart], "texts": texts}


def _info(public_id: str) -> _Row:
    return {}


#: part of the address → label and what the tab reads
TABS: dict[str, tuple[str, Callable[[str], _Row]]] = {
    "": ("基本信息", _info),
    "people": ("人员", _people),
    "powers": ("权责", _powers),
    "results": ("结果", _results),
    "flows": ("流程图", _flows),
    "complaints": ("投诉渠道", _info),
}


#: what entries published before it was asked for do not have
_LATER: _Row = {"qualification": "", "office_hours": "", "units": [], "complaint_channels": []}


@public("agency", kept=True)
def agency(request: HttpRequest, public_id: str, tab: str = "") -> HttpResponse:
    """One agency, one tab at a time; each tab has an address of its own."""
    row = selectors.snapshot("agency", public_id)
    if row is None or tab not in TABS:
        raise Http404
    data, home = _LATER | row["data"], f"{COLUMN.url}{public_id}/"
    title, read = TABS[tab]
    tabs = [
        Link(label, f"{home}{key}/" if key else home, current=key == tab) for key, (label, _) in TABS.items()
    ]
    below = [r for r in selectors.snapshots("agency", agency=public_id)[1] if not r["data"].get("ended_on")]
    return render(
        request,
        f"agencies/{tab or 'info'}.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, Link(row["title"], home), title) if tab else crumbs(COLUMN, row["title"]),
        row=row,
        data=data,
        tabs=tabs,
        tab=title,
        parent=selectors.snapshot("agency", data["parent"]) if data["parent"] else None,
        below=below,
        ended_on=_day(data.get("ended_on", "")),
        successor=data.get("successor") or {"public_id": "", "name": ""},
        former=[(n["name"], _day(n["until"])) for n in data.get("former_names", ())],
        delegations=[_agreement(d, public_id) for d in data.get("delegations", ())],
        **read(public_id),
    )


def _agreement(d: _Row, public_id: str) -> _Row:
    """An agreement with its days as days, and whether it carries acts today."""
    first, last, filed = (_day(d.get(name, "")) for name in ("valid_from", "valid_to", "filed_on"))
    runs = first is not None and last is not None and first <= today() <= last
    given = d["principal"]["public_id"] == public_id
    return d | {"first": first, "last": last, "filed": filed, "runs": runs, "given": given}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _found(query: str) -> list[str]:
    return [hit.public_id for hit in search.find(query, search.Scope(kind="agency"), limit=1000)[1]]
