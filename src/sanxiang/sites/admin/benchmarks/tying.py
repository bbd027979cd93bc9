"""对上权力事项: the untied drafts of the own agency, each with the items it may belong to; what is ticked is tied at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.kernel import InvalidInput, NotFound, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.powers.types import BenchmarkView, PowerItemView
from sanxiang.rules.citations import Place
from sanxiang.rules.tying import Candidate, Item, candidates
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

#: how many acts stand on one page, and are tied with one press
AT_ONCE = 200

#: items that come into force yet
_WAITING = ("draft", "submitted")
_Row = tuple[BenchmarkView, tuple[Candidate, ...]]


@door("admin.benchmark.tying", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def tying(request: HttpRequest) -> HttpResponse:
    """Show what may belong together; POST ties what was ticked."""
    agency = actor_of(request).agency_id
    if agency is None:
        raise NotFound("没有所属机关，没有裁量基准可以对")
    errors: tuple[tuple[str, str], ...] = ()
    ties = dict[UUID, UUID]()
    drafts = [b for b in powers.draft_benchmarks(agency) if b.power_item_id is None]
    if request.method == "POST":
        ties = _ties(request, drafts)
        try:
            services.tie_benchmarks(actor=actor_of(request), now=now(), ties=ties)
        except InvalidInput as invalid:
            errors = tuple(("", text) for _, text in invalid.problems)
        else:
            left = len(drafts) - len(ties)
            rest = f"，还有{left}项没有对上" if left else "，没有剩下的"
            messages.success(request, f"已对上{len(ties)}项{rest}。审定后用于办案")
            return redirect("admin:benchmark_tying" if left else "admin:benchmarks")
    items = powers.power_items(agency, on=local_date(now()), kind="penalty")
    rows = _rows(drafts, items)
    shown = [row for row in rows if row[1]][:AT_ONCE]
    context = {
        "rows": shown,
        "more": sum(bool(found) for _, found in rows) - len(shown),
        "unmatched": [draft for draft, found in rows if not found],
        "chosen": {key: str(item) for key, item in ties.items()},
        "waiting": 0 if items else len(powers.power_items(agency, kind="penalty", statuses=_WAITING)),
        "items": {str(item.id): item for item in items},
        "ticked": "ticked" in request.GET,
        "errors": errors,
    }
    crumbs = [Link("裁量基准", reverse("admin:benchmarks")), Link("对上权力事项")]
    status = 422 if errors else 200
    return admin_page(request, "admin/benchmarks/tying.html", context, crumbs=crumbs, status=status)


def _rows(drafts: list[BenchmarkView], items: list[PowerItemView]) -> list[_Row]:
    """Each draft with its candidates; a provision of procedure ties nothing."""
    known = [Item(str(i.id), i.name, *(_based(i, role) for role in ("penalty", "duty"))) for i in items]
    return [(b, candidates(b.title, b.basis_text, known)) for b in drafts]


def _based(item: PowerItemView, role: str) -> tuple[tuple[str, Place], ...]:
    return tuple((b.law, b.place) for b in item.bases if b.role == role)


def _ties(request: HttpRequest, drafts: list[BenchmarkView]) -> dict[UUID, UUID]:
    """What was ticked: draft → item."""
    ties = {}
    for draft in drafts:
        if sent := request.POST.get(f"item-{draft.id}", ""):
            try:
                ties[draft.id] = UUID(sent)
            except ValueError:
                raise NotFound("没有这个权力事项") from None
    return ties
