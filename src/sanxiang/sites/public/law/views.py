"""法规依据: the laws that power items and decisions cite, by wording, by day and by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import search, selectors
from sanxiang.disclosure.search.texts import anchor_of
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.citing import Writing, linked
from sanxiang.sites.public.law.wordings import Reading, Wording, reading, starts
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import pager, public, render, today, window, word

COLUMN = Link("法规依据", "/law/")
#: items under an article before the link to all of them
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Rest:
    """What rests on a law: the number of power items, by article (number, suffix), by agency (name, public id)."""

    total: int
    articles: Counter[tuple[int, int]]
    agencies: Counter[tuple[str, str]]


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
    """A law in the wording that applies today, on a chosen day, or as published on one; or where it has a word."""
    row = _published(public_id)
    read, query = reading(request, row["data"]), word(request, "q")
    texts = _linked(row, read.chosen) if read.chosen and not query else []
    articles = read.chosen.articles if read.chosen else ()
    return _page(
        request,
        "law/law.html",
        row,
        read,
        trail=crumbs(COLUMN, row["title"]),
        texts=texts,
        query=query,
        hits=[a for a in articles if _has(_body(a), query)] if query else [],
        body=_body,
        rest=_rest(public_id),
        mark=lambda text: search.mark(text, query),
    )


@public("law.article", kept=True)
def article(request: HttpRequest, public_id: str, anchor: str) -> HttpResponse:
    """An article at its own address, in the wording asked for, and how the other wordings have it."""
    row = _published(public_id)
    read = reading(request, row["data"])
    found = read.chosen.article(anchor) if read.chosen else None
    held = [(w, a) for w in read.wordings if (a := w.article(anchor))]
    if not held:
        problem = f"《{row['data']['short_title']}》收录的文本中没有这一条，请从全文中查找。"
        read = Reading(read.wordings, None, read.on, problem, read.current or read.wordings[0], status=404)
    elif read.chosen and not found:
        label = held[0][1]["label"]
        read = Reading(read.wordings, None, read.on, f"这个文本没有{label}。", held[0][0], status=404)
    total, items = _resting(public_id, held[0][1]) if held else (0, [])
    label = (found or held[0][1])["label"] if held else "没有这一条"
    return _page(
        request,
        "law/article.html",
        row,
        read,
        trail=crumbs(COLUMN, Link(row["title"], f"/law/{public_id}/{read.kept_query}"), label),
        label=label,
        a=found,
        anchor=anchor,
        text=_linked(row, read.chosen, found)[0] if read.chosen and found else "",
        held=held,
        total=total,
        items=items,
        beside=_beside(read.chosen, found) if read.chosen and found else (),
    )


def _page(
    request: HttpRequest, template: str, row: Mapping[str, Any], read: Reading, **context: Any
) -> HttpResponse:
    names = selectors.published_laws() if any(w.ended_by for w in read.wordings) else {}
    shared = {
        "row": row,
        "data": row["data"],
        "read": read,
        "now": today(),
        "starts": starts,
        "anchor_of": anchor_of,
        "address": f"/law/{row['public_id']}/",
        "law_address": lambda name: f"/law/{names[name]}/" if name in names else "",
    }
    return render(request, template, column="/powers/", status=read.status, **shared, **context)


def _rest(public_id: str) -> Rest:
    """How many power items rest on each article, and which agencies' they are."""
    items = selectors.resting_on(public_id)
    articles = Counter(
        place
        for item in items
        for place in {_numbers(b) for b in item["basis"] if b["law"]["public_id"] == public_id}
    )
    return Rest(len(items), articles, Counter((item["by"], item["agency_id"]) for item in items))


def _resting(public_id: str, article: Mapping[str, Any]) -> tuple[int, list[dict[str, Any]]]:
    """The power items that rest on an article: how many, and the first of them."""
    wanted = selectors.PowerFilters(law=public_id, article=_numbers(article))
    return selectors.powers(wanted, offset=0, limit=SHOWN)


def _numbers(data: Mapping[str, Any]) -> tuple[int, int]:
    """Number and suffix of an article or of the article of a basis."""
    return data["article"], data["suffix"]


def _published(public_id: str) -> Mapping[str, Any]:
    row = selectors.snapshot("law", public_id)
    if row is None:
        raise Http404
    return row


def _linked(row: Mapping[str, Any], wording: Wording, only: Mapping[str, Any] | None = None) -> list[Any]:
    """The articles of a wording, or one, with their citations linked; 本法 stays in the same wording."""
    bodies = [_body(a) for a in ([only] if only else wording.articles)]
    page = f"/law/{row['public_id']}/?text={wording.key}" if only else ""
    writing = Writing(bodies, row["data"]["title"], row["public_id"], page, wording.numbers)
    return linked(writing)[0]


def _body(a: Mapping[str, Any]) -> str:
    """The words of an article without its number, which is the heading."""
    return str(a["text"]).removeprefix(a["label"]).lstrip()


def _has(text: str, query: str) -> bool:
    """Whether every word asked for is in the text, in simplified or traditional characters."""
    return all(any(on for _, on in search.mark(text, part)) for part in query.split())


def _beside(wording: Wording, found: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The articles before and after."""
    at = list(wording.articles).index(found)
    near = (("上一条", at - 1), ("下一条", at + 1))
    return [(word, wording.articles[n]) for word, n in near if 0 <= n < len(wording.articles)]
