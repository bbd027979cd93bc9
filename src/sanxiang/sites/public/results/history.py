"""历史处罚: decisions made elsewhere before the platform began, apart from the results of this platform."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import selectors
from sanxiang.rules.history import pending
from sanxiang.rules.money import format_yuan
from sanxiang.rules.terms import PartyKind
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.results.views import COLUMN
from sanxiang.sites.public.views import pager, public, render, today, window, without, word

HISTORY = Link("历史处罚", "/results/history/")


@public("history", kept=True)
def rows(request: HttpRequest) -> HttpResponse:
    """历史处罚, by agency, year and words."""
    year = word(request, "year", limit=4)
    filters = selectors.HistoryFilters(
        words=word(request, "q"),
        agency=word(request, "agency"),
        year=int(year) if year.isdecimal() and int(year) else None,
    )
    number, size = window(request)
    total, found = selectors.history(filters, today(), offset=(number - 1) * size, limit=size)
    at = pager(request, total)
    if at.number < number:
        _, found = selectors.history(filters, today(), offset=(at.number - 1) * size, limit=size)
    agencies, years = selectors.history_choices(today())
    return render(
        request,
        "results/history.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, HISTORY.label),
        rows=[(row, bool(pending(row)), _penalty(row)) for row in found],
        at=at,
        filters=filters,
        agencies=agencies,
        years=years,
        chips=_chips(request, filters),
        path=HISTORY.url,
    )


@public("history.row", kept=True)
def row(request: HttpRequest, public_id: str) -> HttpResponse:
    """One decision as its source says it, with what is left open."""
    found = selectors.history_row(public_id, today())
    if found is None:
        raise Http404
    name = found["document_no"] or found["title"] or found["violation"] or HISTORY.label
    return render(
        request,
        "results/historical.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, HISTORY, name),
        name=name,
        row=found,
        agency_shown=found["agency_id"] in selectors.titles("agency"),
        pending=pending(found),
        party_kind=PartyKind(found["party_kind"]).label if found["party_kind"] else "",
        amount=format_yuan(found["amount"]) if found["amount"] is not None else found["amount_text"],
        masked="某" in found["party_name"] and found["party_kind"] != PartyKind.ORGANISATION,
    )


def _penalty(row: dict[str, object]) -> str:
    """处罚结果 in one line of the list."""
    amount = row["amount"]
    said = format_yuan(amount) if amount is not None else row["amount_text"]  # type: ignore[arg-type]
    return str(row["result"] or "，".join(str(part) for part in (row["penalty_kinds"], said) if part) or "—")


def _chips(request: HttpRequest, filters: selectors.HistoryFilters) -> list[Link]:
    found = {
        "q": f"关键词：{filters.words}" if filters.words else "",
        "agency": filters.agency,
        "year": f"{filters.year}年" if filters.year else "",
    }
    return [Link(label, without(request, name)) for name, label in found.items() if label]
