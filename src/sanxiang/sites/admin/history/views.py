"""历史处罚的页面: the rows in scope, one row, and what the agency's head decides of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.disclosure import selectors, services
from sanxiang.disclosure.types import HISTORY_TEXTS
from sanxiang.flows.reading.history import answered_for, history_scope, open_history, waiting_history
from sanxiang.kernel import Actor, InvalidInput, NotFound, Role, local_date
from sanxiang.registry.policies import may_answer_for_record
from sanxiang.rules.history import pending
from sanxiang.rules.names import third_persons
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.staff import pager_of

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
_VIEWS = {"all": "全部", "entered": "待公示", "held": "待核对姓名", "shown": "已公示", "withdrawn": "已撤下"}
_BETWEEN = re.compile(r"[、，,;；\s]+")
_LABELS = {
    "document_no": "决定书文号",
    "title": "标题",
    "agency_name": "处罚机关",
    "party_name": "当事人",
    "violation": "违法行为",
    "facts": "违法事实",
    "basis": "处罚依据",
    "penalty_kinds": "处罚种类",
    "result": "处罚内容",
    "source": "来源",
}


@door("admin.history", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The rows of the agencies in scope, newest first; one view lists what waits to be looked at."""
    actor, q = actor_of(request), request.GET.get("q", "").strip()[:100]
    state = request.GET.get("state", "")
    if state not in _VIEWS:
        state = next((key for key, count in waiting_history(actor).items() if count), "all")
    kept, asked = history_scope(actor), "" if state == "all" else state
    query = {name: value for name, value in (("state", state), ("q", q)) if value}
    total, _ = selectors.history_kept(kept, asked, q, offset=0, limit=0)
    pager = pager_of(request, total, query)
    first = (min(pager.number, pager.pages) - 1) * pager.size
    _, rows = selectors.history_kept(kept, asked, q, offset=first, limit=pager.size)
    context = {
        "rows": [(row, standing(row, local_date(now()))) for row in rows],
        "pager": pager,
        "q": q,
        "state": state,
        "waiting": _waiting(actor, q) if state == "entered" else None,
        "views": [Link(label, f"?state={key}", current=key == state) for key, label in _VIEWS.items()],
    }
    return admin_page(request, "admin/history/list.html", context, crumbs=[Link("历史处罚")], block="results")


@door("admin.history.release", roles=(Role.AGENCY_HEAD,))
@require_POST
def release(request: HttpRequest) -> HttpResponse:
    """公示 all that wait and hold the words asked for."""
    actor, q = actor_of(request), request.POST.get("q", "").strip()[:100]
    keys = [row["id"] for row in _entered(actor, q)]
    done = services.release_history(actor=actor, now=now(), keys=keys)
    messages.success(request, f"已公示{done}条")
    return redirect("admin:history")


@door("admin.historical", roles=READERS)
def show(request: HttpRequest, row: UUID) -> HttpResponse:
    """One row with what it leaves open."""
    return _shown(request, *open_history(actor_of(request), row))


@door("admin.historical.confirm", roles=(Role.AGENCY_HEAD,))
@require_POST
def confirm(request: HttpRequest, row: UUID) -> HttpResponse:
    """核对姓名: mask what is named, then show the row."""
    names = [name for name in _BETWEEN.split(request.POST.get("names", "")) if name]
    none = bool(request.POST.get("none"))
    return _decide(request, row, services.confirm_history, "已核对，这一条已公示", names=names, none=none)


@door("admin.historical.release", roles=(Role.AGENCY_HEAD,))
@require_POST
def release_one(request: HttpRequest, row: UUID) -> HttpResponse:
    """公示 one row."""

    def show(*, actor: Actor, now: datetime, key: UUID) -> None:
        services.release_history(actor=actor, now=now, keys=[key])

    return _decide(request, row, show, "这一条已公示")


@door("admin.historical.withdraw", roles=(Role.AGENCY_HEAD,))
@require_POST
def withdraw(request: HttpRequest, row: UUID) -> HttpResponse:
    """撤下, with the reason."""
    reason = request.POST.get("reason", "")
    return _decide(request, row, services.withdraw_history, "已撤下，门户不再显示", reason=reason)


def standing(row: dict[str, Any], today: date) -> str:
    """What the public may see of a row, as a code of the tags of publications."""
    if row["state"] != "shown":
        return "withdrawn" if row["state"] == "withdrawn" else "due"
    return "expired" if row["expires_on"] and row["expires_on"] <= today else "published"


def _entered(actor: Actor, words: str) -> list[dict[str, Any]]:
    """What waits to be shown by the actor."""
    agencies = answered_for(actor)
    total, _ = selectors.history_kept(agencies, "entered", words, offset=0, limit=0)
    return selectors.history_kept(agencies, "entered", words, offset=0, limit=total)[1]


def _waiting(actor: Actor, words: str) -> dict[str, int]:
    """How many rows the actor would show at once, and in how many something is open."""
    rows = _entered(actor, words)
    return {"count": len(rows), "open": sum(bool(pending(row)) for row in rows)}


def _decide(
    request: HttpRequest, key: UUID, act: Callable[..., None], done: str, **more: Any
) -> HttpResponse:
    actor = actor_of(request)
    row, agency = open_history(actor, key)
    if not may_answer_for_record(actor, agency):
        raise NotFound("没有这条历史处罚")
    try:
        act(actor=actor, now=now(), key=key, **more)
    except InvalidInput as invalid:
        errors = tuple((f"id_{name}" if name else "", text) for name, text in invalid.problems)
        return _shown(request, row, agency, errors=errors, sent=request.POST.get("names", ""))
    messages.success(request, done)
    return redirect("admin:historical", row=key)


def _shown(
    request: HttpRequest,
    row: dict[str, Any],
    agency: UUID | None,
    *,
    errors: tuple[tuple[str, str], ...] = (),
    sent: str = "",
) -> HttpResponse:
    found = third_persons(row[name] for name in HISTORY_TEXTS)
    answers = may_answer_for_record(actor_of(request), agency)
    name = row["document_no"] or row["title"] or row["violation"] or "历史处罚"
    context = {
        "row": row,
        "name": name,
        "standing": standing(row, local_date(now())),
        "lines": [(label, row[field]) for field, label in _LABELS.items() if row[field]],
        "pending": list(pending(row).values()),
        "doubtful": found.doubtful,
        "sent": sent,
        "confirms": answers and row["state"] == "held",
        "releases": answers and row["state"] == "entered",
        "withdraws": answers and row["state"] != "withdrawn",
        "errors": errors,
    }
    crumbs = [Link("历史处罚", reverse("admin:history")), Link(name)]
    return admin_page(
        request, "admin/history/row.html", context, crumbs=crumbs, status=422 if errors else 200
    )
