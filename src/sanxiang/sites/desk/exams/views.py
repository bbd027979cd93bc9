"""资格考试的页面: what the officer is invited to, one paper, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from sanxiang.exams import selectors, services
from sanxiang.exams.types import ExaminationView, SittingView
from sanxiang.kernel import InvalidInput, NotFound, Role
from sanxiang.sites.design.parts import Link
from sanxiang.sites.desk.shell import actor_of, desk, now
from sanxiang.sites.doors import door

EXAMINEES = (Role.OFFICER, Role.UNIT_HEAD, Role.LEGAL_REVIEWER)


@dataclass(frozen=True, slots=True)
class _Row:
    """An examination and the officer's papers in it, the latest first."""

    exam: ExaminationView
    standing: str
    sittings: list[SittingView]

    @property
    def passed(self) -> SittingView | None:
        return next((s for s in self.sittings if s.passed), None)

    def opened(self, at: datetime) -> SittingView | None:
        """The paper that can still be written on."""
        return next((s for s in self.sittings if s.handed_in_at is None and at <= s.due_at), None)

    def may_begin(self, at: datetime) -> bool:
        free = len(self.sittings) < self.exam.attempts
        return self.standing == "open" and free and not self.passed and not self.opened(at)


@door("desk.exams", roles=EXAMINEES)
def index(request: HttpRequest) -> HttpResponse:
    """The examinations of the officer."""
    actor, at = actor_of(request), now()
    held = selectors.examinations_of_agency(actor.agency_id) if actor.agency_id and actor.officer_id else []
    papers = selectors.sittings_of(actor.officer_id) if actor.officer_id else []
    rows = [_Row(e, e.standing_at(at), [s for s in papers if s.examination_id == e.id]) for e in held]
    return desk(request, "desk/exams/exams.html", {"rows": rows, "at": at}, crumbs=[Link("资格考试")])


@door("desk.exam.begin", roles=EXAMINEES)
@require_POST
def begin(request: HttpRequest, exam: UUID) -> HttpResponse:
    """Draw the paper, or open the one that is being written."""
    sitting = services.begin_sitting(actor=actor_of(request), now=now(), examination=exam)
    return redirect("desk:sitting", sitting=sitting)


@door("desk.sitting", roles=EXAMINEES)
@require_http_methods(["GET", "POST"])
def sitting(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The paper while its time runs, afterwards its result."""
    if request.method == "POST":
        return _written(request, _paper(request, sitting))
    return _shown(request, _paper(request, sitting))


def _written(request: HttpRequest, paper: SittingView) -> HttpResponse:
    """Save, or hand in; a paper with gaps is handed in once that has been said."""
    actor, at = actor_of(request), now()
    answers = {q.key: request.POST.getlist(f"q-{q.key}") for q in paper.questions}
    gaps = sum(not given for given in answers.values())
    try:
        if request.POST.get("do") == "hand_in" and (not gaps or request.POST.get("anyway")):
            services.hand_in(actor=actor, now=at, sitting=paper.id, answers=answers)
            return redirect("desk:sitting", sitting=paper.id)
        running = services.save_answers(actor=actor, now=at, sitting=paper.id, answers=answers)
    except InvalidInput as invalid:
        return _shown(request, paper, errors=invalid.problems)
    if not running:
        messages.warning(request, "考试时间已到，按已经保存的作答评分")
        return _to(request, paper.id)
    if request.POST.get("do") == "hand_in":
        return _shown(request, _paper(request, paper.id), gaps=gaps)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204)
    messages.success(request, "已保存，可以继续作答")
    return redirect("desk:sitting", sitting=paper.id)


def _to(request: HttpRequest, sitting: UUID) -> HttpResponse:
    address = reverse("desk:sitting", args=[sitting])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)  # type: ignore[attr-defined]


def _paper(request: HttpRequest, sitting: UUID) -> SittingView:
    officer = actor_of(request).officer_id
    if officer is None:
        raise NotFound("没有这份答卷")
    return selectors.get_sitting(sitting, officer, now())


def _shown(
    request: HttpRequest, paper: SittingView, *, gaps: int = 0, errors: tuple[tuple[str, str], ...] = ()
) -> HttpResponse:
    exam = selectors.get_examination(paper.examination_id)
    context = {
        "paper": paper,
        "exam": exam,
        "gaps": gaps,
        "errors": errors,
        "told": any(q.answer for q in paper.questions),
    }
    template = "desk/exams/result.html" if paper.handed_in_at else "desk/exams/paper.html"
    crumbs = [Link("资格考试", reverse("desk:exams")), Link(exam.title)]
    return desk(request, template, context, crumbs=crumbs, status=422 if errors or gaps else 200)
