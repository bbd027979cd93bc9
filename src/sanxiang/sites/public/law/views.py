"""法规依据: the laws that power items and decisions cite, article by article."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import search, selectors
from sanxiang.disclosure.search.texts import anchor_of
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.citing import Writing, linked
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import pager, public, render, window, word

COLUMN = Link("法规依据", "/law/")


@public("laws", kept=True)
def laws(request: HttpRequest) -> HttpResponse:
    """The published laws; a search looks into their articles."""
    query = word(request, "q")
    number, size = window(request)
    hits = search.find(query, search.Scope(kind="law"), limit=50)[1] if query else []
    total, rows = selectors.snapshots("law", offset=(number - 1) * size, limit=size, slim=True)
    return render(
        request,
        "law/list.html",
        column="/powers/",
        trail=crumbs("法规依据"),
        rows=rows,
        at=pager(request, total),
        query=query,
        hits=hits,
        mark=lambda text: search.mark(text, query),
    )


@public("law", kept=True)
def law(request: HttpRequest, public_id: str) -> HttpResponse:
    """A law in the version in force when it was published, every article with an anchor, citations linked."""
    row = selectors.snapshot("law", public_id)
    if row is None:
        raise Http404
    data = row["data"]
    bodies = [
        a["text"].removeprefix(a["label"]).lstrip() for a in data["articles"]
    ]  # the label is the heading
    (texts,) = linked(Writing(bodies, data["title"], public_id))
    return render(
        request,
        "law/law.html",
        column="/powers/",
        trail=crumbs(COLUMN, row["title"]),
        row=row,
        data=data,
        texts=texts,
        version_date=_day(data["version_date"]),
        effective_from=_day(data["effective_from"]),
        anchor_of=anchor_of,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
