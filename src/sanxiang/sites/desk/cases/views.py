"""案件列表: saved views, search, filters and an export; the filters live in the query string."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.cases.types import CaseFilter
from sanxiang.flows.reading import case_list
from sanxiang.flows.reading.types import ListRow
from sanxiang.kernel import Actor, Role
from sanxiang.rules.procedures.acts import Step
from sanxiang.sites.design.parts import Link, Pager
from sanxiang.sites.design.status import status
from sanxiang.sites.desk.shell import CASEWORK, actor_of, desk, now
from sanxiang.sites.doors import door

VIEWS = {"mine": "我承办的", "unit": "本机构的", "review": "法制审核中", "due": "临近到期", "all": "全部"}
DUE = {"overdue": "已超期", "today": "今天到期", "soon": "3日内到期"}
STEPS = tuple(step.value for step in Step if step)
LIMIT = 5000


@door("desk.cases", roles=CASEWORK)
def index(request: HttpRequest) -> HttpResponse:
    """One page of the list."""
    actor, query = actor_of(request), _query(request)
    rows = case_list(actor=actor, now=now(), filters=_filter(actor, query), limit=LIMIT)
    pager = Pager(_number(request, "page", 1), len(rows), _number(request, "size", 20), dict(query))
    first = (min(pager.number, pager.pages) - 1) * pager.size
    context = {
        "rows": rows[first : first + pager.size],
        "pager": pager,
        "views": _views(query),
        "query": query,
        "chips": _chips(query),
        "clear": "?" + urlencode({"view": query["view"]}),
        "export": Link("导出CSV", reverse("desk:cases_csv") + "?" + urlencode(query)),
        "steps": [(code, status("case", code).label) for code in STEPS],
        "dues": DUE,
        "may_register": actor.has(Role.OFFICER, Role.UNIT_HEAD),
    }
    return desk(request, "desk/cases/list.html", context, crumbs=[Link("案件")], block="results")


@door("desk.cases.csv", roles=CASEWORK)
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a table for spreadsheets (UTF-8 with a mark that they recognise)."""
    at, actor = now(), actor_of(request)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases-{at:%Y%m%d}.csv"'
    table = csv.writer(response)
    table.writerow(["案号", "案由", "当事人", "环节", "承办人", "期限", "到期", "剩余日"])
    for row in case_list(actor=actor, now=at, filters=_filter(actor, _query(request)), limit=LIMIT):
        table.writerow(_line(row))
    return response


def _line(row: ListRow) -> list[str]:
    due = row.case.next_due
    cells = [row.case.number, row.case.title, row.case.party_name, row.step, "、".join(row.officers)]
    cells += [due.title, due.due_on.isoformat(), str(row.days_left)] if due else ["", "", ""]
    # a cell that a spreadsheet would run as a formula is told to be text
    return ["'" + c if c[:1] in "=+-@" and not c[1:].isdigit() else c for c in cells]


def _query(request: HttpRequest) -> dict[str, str]:
    """What the address asks for, with the view this person starts with."""
    asked = {name: request.GET.get(name, "").strip() for name in ("view", "q", "state", "due")}
    if asked["view"] not in VIEWS:
        asked["view"] = "all" if asked["q"] else _first_view(actor_of(request))
    return {name: value for name, value in asked.items() if value}


def _first_view(actor: Actor) -> str:
    if actor.has(Role.LEGAL_REVIEWER):
        return "review"
    if actor.has(Role.UNIT_HEAD):
        return "unit"
    return "mine" if actor.has(Role.OFFICER) else "all"


def _filter(actor: Actor, query: Mapping[str, str]) -> CaseFilter:
    view, due, state = query["view"], query.get("due", ""), query.get("state", "")
    states = (state,) if state in STEPS else ("LEGAL_REVIEW",) if view == "review" else ()
    return CaseFilter(
        officer=actor.officer_id if view == "mine" else None,
        unit=actor.unit_id if view == "unit" else None,
        states=states,
        due=due if due in DUE else "near" if view == "due" else "",
        q=query.get("q", ""),
    )


def _views(query: Mapping[str, str]) -> list[Link]:
    kept = {"q": query["q"]} if "q" in query else {}
    return [
        Link(label, "?" + urlencode({"view": view, **kept}), current=view == query["view"])
        for view, label in VIEWS.items()
    ]


def _chips(query: Mapping[str, str]) -> list[Link]:
    words = {
        "q": f"含“{query.get('q', '')}”",
        "state": status("case", query["state"]).label if query.get("state") in STEPS else "",
        "due": DUE.get(query.get("due", ""), ""),
    }
    return [
        Link(words[name], "?" + urlencode({k: v for k, v in query.items() if k != name}))
        for name in words
        if name in query and words[name]
    ]


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and 0 < int(text) <= LIMIT else otherwise
