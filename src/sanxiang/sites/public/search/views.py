"""搜索 (P13): everything published, grouped by kind with counts, the matches marked."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from sanxiang.disclosure import search as index
from sanxiang.disclosure.types import Hit
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import pager, public, render, window, word
from sanxiang.sites.public.words import KIND_WORDS, SCOPE_KINDS, SCOPES

_PLACES = {
    "agency": "agencies",
    "officer": "officers",
    "power": "powers",
    "law": "law",
    "list": "lists",
    "news": "news",
}
FIRST = 5
#: how many near matches are offered where nothing matches word for word
SIMILAR = 10


@public("search")
def search(request: HttpRequest) -> HttpResponse:
    """The first hits of every kind, or all of one scope."""
    query, scope = word(request, "q"), word(request, "scope")
    kind = SCOPE_KINDS.get(scope, "")
    number, size = window(request)
    groups = index.find_grouped(query, limit=FIRST)
    total, hits = 0, list[Hit]()
    if kind:
        total, hits = index.find(
            query, index.Scope(kind=kind), offset=(number - 1) * size, limit=size, newest=kind == "result"
        )
    similar = [] if groups else index.find_similar(query, index.Scope(kind=kind), limit=SIMILAR)
    totals = {group.kind: group.total for group in groups}
    return render(
        request,
        "search/search.html",
        trail=crumbs("搜索"),
        query=query,
        scope=scope if kind else "",
        ready=index.ready(),
        groups=groups,
        hits=hits,
        similar=similar,
        at=pager(request, total) if kind else None,
        tabs=_tabs(query, scope, totals),
        scopes=SCOPES,
        kind_words=KIND_WORDS,
        scope_of={kind: scope for scope, kind in SCOPE_KINDS.items()},
        mark=lambda text: index.mark(text, query),
        address=address,
    )


def address(hit: Hit) -> str:
    """Where a hit lives."""
    if hit.kind == "result":
        return f"/results/{hit.facet}/{hit.public_id}/"
    return f"/{_PLACES[hit.kind]}/{hit.public_id}/" + (f"#{hit.anchor}" if hit.anchor else "")


def _tabs(query: str, scope: str, totals: dict[str, int]) -> list[Link]:
    every = Link("全部", "?" + urlencode({"q": query}), current=not scope, count=sum(totals.values()))
    kinds = [
        Link(
            KIND_WORDS[kind],
            "?" + urlencode({"q": query, "scope": name}),
            current=scope == name,
            count=totals.get(kind, 0),
        )
        for name, kind in SCOPE_KINDS.items()
    ]
    return [every, *kinds]
