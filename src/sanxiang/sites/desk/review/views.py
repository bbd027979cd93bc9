"""法制审核: the queue, and the desk with the file left and the points right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.cases.policies import MAY
from sanxiang.cases.types import CaseFilter
from sanxiang.flows.give_opinion import give_opinion
from sanxiang.flows.reading import case_list, review_page
from sanxiang.flows.reading.types import ReviewPage
from sanxiang.kernel import InvalidInput, Refused
from sanxiang.review.selectors import open_reviews
from sanxiang.review.services import save_points
from sanxiang.rules.procedures.acts import Act, Step
from sanxiang.rules.terms import OpinionType
from sanxiang.sites.design.page import page
from sanxiang.sites.design.parts import Link
from sanxiang.sites.desk.acts.screen import done, refusable
from sanxiang.sites.desk.case import law, parts, periods
from sanxiang.sites.desk.review import file
from sanxiang.sites.desk.review.forms import entered, opinions
from sanxiang.sites.desk.shell import actor_of, desk, now
from sanxiang.sites.doors import door

_REVIEWERS = MAY[Act.GIVE_OPINION]
QUEUE = Link("法制审核")


@door("desk.review_queue", roles=_REVIEWERS)
def queue(request: HttpRequest) -> HttpResponse:
    """待审案件, the nearest end first: why each must be reviewed, which round, how far."""
    found = case_list(actor=actor_of(request), now=now(), filters=CaseFilter(states=(Step.LEGAL_REVIEW,)))
    rounds = open_reviews(row.case.id for row in found)
    rows = [(row, rounds.get(row.case.id)) for row in found]
    return desk(request, "desk/review/queue.html", {"rows": rows, "points": law.CHECKLIST}, crumbs=[QUEUE])


@door("desk.review_desk", roles=_REVIEWERS)
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """审核台."""
    found = review_page(actor=actor_of(request), case=case, now=now())
    return desk(request, "desk/review/desk.html", _context(request, found), crumbs=_crumbs(found))


@door("desk.review_save", roles=_REVIEWERS)
@require_POST
def save(request: HttpRequest, case: UUID) -> HttpResponse:
    """Keep the answers of the open round; htmx gets the line that counts them."""
    found = review_page(actor=actor_of(request), case=case, now=now())
    Refused.unless(found.reviewer)
    given = entered(request.POST)
    kept = save_points(case=case, points=given.points)
    if request.htmx:  # type: ignore[attr-defined]
        found = review_page(actor=actor_of(request), case=case, now=now())
        saved = now() if kept else None
        return page(request, "desk/review/said.html", _standing(found, given.opinion, saved))
    if kept:
        messages.success(request, "审核要点已保存")
    else:
        messages.error(request, "没有保存：本轮审核意见已经出具，要点不再改动")
    return HttpResponseRedirect(reverse("desk:review_desk", args=[case]))


@door("desk.act.give_opinion", roles=_REVIEWERS)
@require_POST
def opinion(request: HttpRequest, case: UUID) -> HttpResponse:
    """出具意见: 同意 lets the case go on, anything else sends it back."""
    refusable(request, case)
    given = entered(request.POST)
    if given.opinion not in set(OpinionType):
        raise InvalidInput(("opinion", "请选择审核意见"))
    made = give_opinion(actor=actor_of(request), now=now(), case=case, **given.arguments())
    said = f"审核意见已出具：{OpinionType(given.opinion).label}"
    return done(request, said, reverse("desk:case_review", args=[made.case]))


def _context(request: HttpRequest, found: ReviewPage) -> Mapping[str, Any]:
    shown = request.GET.get("file", "")
    shown = shown if shown in file.TABS else "draft"
    paper = file.draft_of(found.page)
    before, changed = file.changes(paper) if paper and "compare" in request.GET else (0, [])
    return {
        **_standing(found, found.review.opinion),
        "p": found.page,
        "case": found.page.file.case,
        "shown": shown,
        "tabs": file.tabs(found.page, shown),
        "paper": paper,
        "sections": file.sections(paper) if paper else [],
        "before": before,
        "changed": changed,
        "cites": file.cites(found.page),
        "evidence_links": file.evidence_links(found.page),
        "exhibits": parts.exhibits(found.page.file.evidence),
        "range": law.bar_of(found.page),
        "meter": periods.main(found.page),
        "key": uuid4().hex,
    }


def _standing(found: ReviewPage, chosen: str, saved: datetime | None = None) -> dict[str, Any]:
    """How far the answers are, and what they still bar."""
    return {
        "r": found,
        "opinions": opinions(found),
        "chosen": chosen,
        "problems": _problems(found),
        "unanswered": [p for p in found.points if p.answer is None],
        "saved": saved,
    }


def _problems(found: ReviewPage) -> int:
    return sum(p.answer is not None and p.answer.state == "problem" for p in found.points)


def _crumbs(found: ReviewPage) -> list[Link]:
    case = found.page.file.case
    return [replace(QUEUE, url=reverse("desk:review_queue")), Link(case.number or case.title)]
