"""考试的页面: what is held, one examination with its results, drafted by one and announced by another."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.exams import policies, selectors, services
from sanxiang.exams.types import ExaminationView, Result
from sanxiang.kernel import Actor, InvalidInput, NotFound, Role
from sanxiang.registry.policies import scope
from sanxiang.sites.admin.exams.forms import ExaminationForm
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import say_beside

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)


@door("admin.exams", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """What the own agency holds, or what its officers are invited to."""
    actor, at = actor_of(request), now()
    context = {
        "exams": [(exam, exam.standing_at(at)) for exam in _seen(actor)],
        "bank": [(f or "公共法律知识", kind, n) for f, kind, n in selectors.bank_size()]
        if _holds(actor)
        else (),
        "waiting": len(selectors.questions(status="draft")) if _holds(actor) else 0,
        "applying": sum(a.status == "asked" for a in selectors.applications(scope(actor))),
        "holds": _holds(actor),
        "keeps": policies.may_keep(actor),
    }
    return admin_page(request, "admin/exams/list.html", context, crumbs=[Link("培训考试")])


@door("admin.exam", roles=READERS)
def show(request: HttpRequest, exam: UUID) -> HttpResponse:
    """One examination, and the results of the officers in scope."""
    return _shown(request, _found(request, exam))


@door("admin.exam.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draft an examination."""
    actor = _keeper(request)

    def save(values: dict[str, Any]) -> UUID:
        assert actor.agency_id is not None
        return services.draft_examination(actor=actor, now=now(), organiser=actor.agency_id, **values)

    return _form(request, ExaminationForm(request.POST or None), save, "拟定考试")


@door("admin.exam.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, exam: UUID) -> HttpResponse:
    """Change a draft."""
    actor, found = _keeper(request), _found(request, exam)

    def save(values: dict[str, Any]) -> UUID:
        services.change_examination(actor=actor, now=now(), examination=exam, **values)
        return exam

    return _form(request, ExaminationForm(request.POST or None, exam=found), save, "修改考试")


@door("admin.exam.announce", roles=(Role.SUPERVISOR,))
@require_POST
def announce(request: HttpRequest, exam: UUID) -> HttpResponse:
    """发布."""
    found, actor = _found(request, exam), actor_of(request)
    if not policies.may_approve(actor):
        raise NotFound("没有这场考试")
    try:
        services.announce_examination(actor=actor, now=now(), examination=exam)
    except InvalidInput as invalid:
        return _shown(request, found, invalid.problems)
    messages.success(request, "考试已发布，应考人员可以在工作台看到")
    return redirect("admin:exam", exam=exam)


@door("admin.exam.cancel", roles=(Role.ADMINISTRATOR,))
@require_POST
def cancel(request: HttpRequest, exam: UUID) -> HttpResponse:
    """取消, with the reason."""
    actor, found = _keeper(request), _found(request, exam)
    reason = request.POST.get("reason", "")
    try:
        services.cancel_examination(actor=actor, now=now(), examination=exam, reason=reason)
    except InvalidInput as invalid:
        return _shown(request, found, invalid.problems)
    messages.success(request, "考试已取消")
    return redirect("admin:exams")


@door("admin.exam.results", roles=READERS)
def results_csv(request: HttpRequest, exam: UUID) -> HttpResponse:
    """The results of the officers in scope as CSV."""
    found = _found(request, exam)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="results-{found.opens_at:%Y%m%d}.csv"'
    table = csv.writer(response)
    table.writerow(["姓名", "单位", "次数", "得分", "结果", "日期"])
    for r in _results(request, exam):
        score = "" if r.score is None else r.score
        table.writerow([r.name, r.agency, r.attempts, score, _WORDS[standing(r)], r.on or ""])
    return response


_WORDS = {"passed": "合格", "failed": "不合格", "absent": "没有参加"}


def standing(result: Result) -> str:
    """passed, failed or absent."""
    if result.passed is None:
        return "absent"
    return "passed" if result.passed else "failed"


def _results(request: HttpRequest, exam: UUID) -> list[Result]:
    return selectors.results(exam, scope(actor_of(request)))


def _holds(actor: Actor) -> bool:
    """Of the bureau that keeps the bank?"""
    return policies.may_keep(actor) or policies.may_approve(actor)


def _seen(actor: Actor) -> list[ExaminationView]:
    if actor.agency_id is None:
        return []
    if _holds(actor):
        return selectors.examinations([actor.agency_id])
    return selectors.examinations_of_agency(actor.agency_id)


def _found(request: HttpRequest, exam: UUID) -> ExaminationView:
    found = next((e for e in _seen(actor_of(request)) if e.id == exam), None)
    if found is None:
        raise NotFound("没有这场考试")
    return found


def _keeper(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not policies.may_keep(actor) or actor.agency_id is None:
        raise NotFound("没有这场考试")
    return actor


def _form(
    request: HttpRequest, form: ExaminationForm, save: Callable[[dict[str, Any]], UUID], title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(form.arguments())
        except InvalidInput as invalid:
            # the blueprint is a table of several fields: what is said of it stands above the form
            say_beside(form, [("" if field == "parts" else field, said) for field, said in invalid.problems])
        else:
            messages.success(request, "已保存，等待发布")
            return redirect("admin:exam", exam=saved)
    context = {
        "form": form,
        "title": title,
        "back": reverse("admin:exams"),
        "why": "另一人发布后应考人员才能看到",
    }
    status = 422 if form.errors else 200
    crumbs = [Link("培训考试", reverse("admin:exams")), Link(title)]
    return admin_page(request, "admin/exams/form.html", context, crumbs=crumbs, status=status)


def _shown(
    request: HttpRequest, exam: ExaminationView, errors: tuple[tuple[str, str], ...] = ()
) -> HttpResponse:
    actor, found = actor_of(request), _results(request, exam.id) if exam.status == "announced" else []
    context = {
        "exam": exam,
        "standing": exam.standing_at(now()),
        "results": [(r, standing(r)) for r in found],
        "sat": sum(r.passed is not None for r in found),
        "passed": sum(bool(r.passed) for r in found),
        "errors": errors,
        "keeps": policies.may_keep(actor),
        "approves": policies.may_approve(actor),
    }
    crumbs = [Link("培训考试", reverse("admin:exams")), Link(exam.title)]
    status = 422 if errors else 200
    return admin_page(request, "admin/exams/exam.html", context, crumbs=crumbs, status=status)
