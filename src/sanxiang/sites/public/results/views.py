"""执法结果 (P2, P3): lists with filters, the result with its proof, tombstones, and the account of all decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import search, selectors
from sanxiang.disclosure.redaction import FIELDS
from sanxiang.disclosure.search.texts import anchor_of
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.public.citing import Writing, basis_writing, linked
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import day, now, pager, public, render, today, window, without, word
from sanxiang.sites.public.words import KINDS, RESULT_KINDS, disclosure_status
from sanxiang.sites.tables import table_file

COLUMN = Link("执法结果", "/results/")
EXPORT_LIMIT = 10_000
_EXPORT = {
    "document_no": "决定书文号",
    "party_name": "行政相对人",
    "violation": "违法行为",
    "result": "处罚内容",
    "agency_name": "执法机关",
    "decided_on": "决定日期",
    "published_on": "公示日期",
}


@public("results", kept=True)
def results(request: HttpRequest, kind: str = "") -> HttpResponse:
    """执法结果列表, all kinds or one."""
    _known(kind)
    query, filters = word(request, "q"), _filters(request, kind)
    number, size = window(request)
    total, rows = _rows(query, filters, (number - 1) * size, size)
    at = pager(request, total)
    if at.number < number:
        _, rows = _rows(query, filters, (at.number - 1) * size, size)
    agencies = selectors.titles("agency")
    path = f"/results/{kind}/" if kind else "/results/"
    return render(
        request,
        "results/list.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, KINDS[kind]) if kind else crumbs("执法结果"),
        title=KINDS[kind] if kind else "执法结果",
        rows=rows,
        at=at,
        query=query,
        filters=filters,
        agencies=[Choice(public_id, name) for public_id, name in agencies.items()],
        tabs=_tabs(kind),
        chips=_chips(request, query, filters, agencies),
        path=path,
        export=Link("导出CSV", f"/results/export.csv?{_export_query(request, kind)}"),
    )


@public("results.export")
def export(request: HttpRequest) -> HttpResponse:
    """The filtered list as CSV for spreadsheets (UTF-8 with byte order mark), at most 10,000 rows."""
    kind = word(request, "kind")
    _known(kind)
    _, rows = _rows(word(request, "q"), _filters(request, kind), 0, EXPORT_LIMIT)
    return table_file("csv", "执法结果", list(_EXPORT.values()), _cells(rows), name="results")


@public("result", kept=True)
def result(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """A published decision, or the tombstone of one that was taken down or has run out."""
    row = selectors.result(public_id)
    if row is None or row["kind"] != kind:
        raise Http404
    trail = crumbs(COLUMN, Link(KINDS[kind], f"/results/{kind}/"), row["document_no"])
    words: dict[str, Any] = {"row": row, "kind_label": KINDS[kind]}
    if row["snapshot"] is None:
        return render(request, "results/ended.html", column=COLUMN.url, trail=trail, **words)
    proof = selectors.proof_of(row)
    address = f"{settings.SITE_ORIGIN}/results/{kind}/{public_id}/"
    data = row["snapshot"]
    (facts, remedies), *basis = linked(
        Writing([data.get("facts", ""), data.get("remedies", "")]), *map(basis_writing, data.get("basis", ()))
    )
    response = render(
        request,
        "results/result.html",
        column=COLUMN.url,
        trail=trail,
        **words,
        data=data,
        facts=facts,
        remedies=remedies,
        basis=[text for (text,) in basis],
        anchor_of=anchor_of,
        decided_on=date.fromisoformat(data["decided_on"]),
        labels=FIELDS,
        proof=proof,
        address=address,
        printed_at=now(),
    )
    if proof is None:  # its index comes within a second: do not keep the page without it
        response["Cache-Control"] = "no-cache"
    return response


@public("result.bundle")
def bundle(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """验证包.zip; 503 with a hint for the second before the entry has its place in the log."""
    data = selectors.bundle_for(public_id)
    if data is None:
        response = HttpResponse("这份决定正在写入账本，请几秒钟后再试。", "text/plain; charset=utf-8", 503)
        response["Retry-After"] = "5"
        return response
    response = HttpResponse(data, "application/zip")
    response["Content-Disposition"] = f'attachment; filename="{public_id}.zip"'
    return response


@public("result.file")
def file(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The public copy of the decision, byte for byte as it was released."""
    _, data = selectors.published_file(public_id)
    response = HttpResponse(data, "application/pdf")
    response["Content-Disposition"] = f'inline; filename="{public_id}.pdf"'
    return response


@public("results.withdrawn", kept=True)
def withdrawn(request: HttpRequest) -> HttpResponse:
    """撤下和更正."""
    return render(
        request,
        "results/withdrawn.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, "撤下和更正"),
        rows=selectors.changed_results(),
        kinds=KINDS,
    )


@public("results.account", kept=True)
def account(request: HttpRequest) -> HttpResponse:
    """应公示决定台账: every decision with its state, due date or ground of withholding."""
    number, size = window(request)
    total, rows = selectors.account(offset=(number - 1) * size, limit=size)
    return render(
        request,
        "results/account.html",
        column=COLUMN.url,
        trail=crumbs(COLUMN, "应公示决定台账"),
        rows=rows,
        at=pager(request, total),
        kinds=KINDS,
        status_of=lambda row: disclosure_status(row["state"], row["due_on"], today()),
    )


def _cells(rows: list[selectors.ResultRow]) -> Iterator[list[str]]:
    return ([str(getattr(row, name) or "") for name in _EXPORT] for row in rows)


def _rows(
    query: str, filters: selectors.Filters, offset: int, limit: int
) -> tuple[int, list[selectors.ResultRow]]:
    if not query:
        return selectors.results(filters, offset=offset, limit=limit)
    scope = search.Scope(
        kind="result", agency=filters.agency, facet=filters.kind, since=filters.since, until=filters.until
    )
    total, hits = search.find(query, scope, offset=offset, limit=limit, newest=True)
    _, rows = selectors.results(selectors.Filters(ids=[hit.public_id for hit in hits]), offset=0, limit=limit)
    return total, rows


def _filters(request: HttpRequest, kind: str) -> selectors.Filters:
    return selectors.Filters(
        kind=kind,
        agency=word(request, "agency", limit=10),
        since=day(request, "since"),
        until=day(request, "until"),
    )


def _known(kind: str) -> None:
    if kind and kind not in RESULT_KINDS:
        raise Http404


def _tabs(kind: str) -> list[Link]:
    kinds = [Link(KINDS[k], f"/results/{k}/", current=k == kind) for k in RESULT_KINDS]
    return [Link("全部", "/results/", current=not kind), *kinds]


def _chips(
    request: HttpRequest, query: str, filters: selectors.Filters, agencies: dict[str, str]
) -> list[Link]:
    found = {
        "q": f"关键词：{query}" if query else "",
        "agency": agencies.get(filters.agency, filters.agency),
        "since": f"决定日期自{filters.since}" if filters.since else "",
        "until": f"决定日期至{filters.until}" if filters.until else "",
    }
    return [Link(label, without(request, name)) for name, label in found.items() if label]


def _export_query(request: HttpRequest, kind: str) -> str:
    query = request.GET.copy()
    for name in ("page", "size"):
        query.pop(name, None)
    if kind:
        query["kind"] = kind
    return query.urlencode()
