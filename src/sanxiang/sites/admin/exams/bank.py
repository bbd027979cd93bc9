"""题库的页面: questions by state, one question, and its life from draft to retired. Only the justice bureau sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.exams import policies, selectors, services
from sanxiang.exams.types import QuestionView
from sanxiang.exams.wording import written_answer
from sanxiang.kernel import InvalidInput, NotFound, Refused, Role
from sanxiang.rules.examinations import QuestionKind
from sanxiang.sites.admin.exams.forms import QuestionForm
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.staff import pager_of
from sanxiang.sites.wording import say_beside

READERS = (Role.ADMINISTRATOR, Role.SUPERVISOR)
#: how many are approved with one press
AT_ONCE = 200
_STATES = {"draft": "待审定", "in_force": "使用中", "repealed": "已停用"}


@door("admin.questions", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The questions of one state, by kind and words."""
    _require_reader(request)
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("state", "kind", "q")}
    state = asked["state"] if asked["state"] in _STATES else "draft"
    kind = asked["kind"] if asked["kind"] in QuestionKind.__members__.values() else ""
    found = selectors.questions(status=state, kind=kind, query=asked["q"])
    query = {"state": state, "kind": kind, "q": asked["q"]}
    pager = pager_of(request, len(found), {k: v for k, v in query.items() if v}, size=50)
    first = (min(pager.number, pager.pages) - 1) * pager.size
    context = {
        "questions": found[first : first + pager.size],
        "pager": pager,
        "query": query,
        "kinds": [(k.value, k.label) for k in QuestionKind],
        "views": [Link(label, f"?state={code}", current=code == state) for code, label in _STATES.items()],
        "keeps": policies.may_keep(actor_of(request)),
        "approves": state == "draft" and policies.may_approve(actor_of(request)),
    }
    return admin_page(request, "admin/exams/bank.html", context, crumbs=_crumbs(), block="results")


@door("admin.question", roles=READERS)
def show(request: HttpRequest, question: UUID) -> HttpResponse:
    """One question with its answer and its people."""
    return _shown(request, _found(request, question))


@door("admin.question.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a question."""
    _require(policies.may_keep(actor_of(request)))
    form = QuestionForm(request.POST or None)

    def save(values: dict[str, Any]) -> UUID:
        return services.draft_question(actor=actor_of(request), now=now(), **values)

    return _form(request, form, save, "录入试题")


@door("admin.question.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, question: UUID) -> HttpResponse:
    """Change a draft."""
    found = _found(request, question)
    _require(policies.may_keep(actor_of(request)))
    form = QuestionForm(request.POST or None, question=found)

    def save(values: dict[str, Any]) -> UUID:
        services.change_question(actor=actor_of(request), now=now(), question=question, **values)
        return question

    return _form(request, form, save, "修改试题")


@door("admin.question.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve(request: HttpRequest, question: UUID) -> HttpResponse:
    """审定."""
    _require(policies.may_approve(actor_of(request)))
    services.approve_question(actor=actor_of(request), now=now(), question=question)
    messages.success(request, "已审定，组卷时可以抽到")
    return redirect("admin:question", question=question)


@door("admin.questions.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve_ticked(request: HttpRequest) -> HttpResponse:
    """Approve what was ticked; how many could not be is said with the first reason."""
    _require(policies.may_approve(actor_of(request)))
    done, left = 0, []
    for key in request.POST.getlist("question")[:AT_ONCE]:
        try:
            services.approve_question(actor=actor_of(request), now=now(), question=_uuid(key))
            done += 1
        except (InvalidInput, Refused) as refusal:
            left.append(str(refusal))
    if done:
        messages.success(request, f"已审定{done}道试题")
    if left:
        messages.warning(request, f"有{len(left)}道没有审定：{left[0]}")
    return redirect("admin:questions")


@door("admin.question.retire", roles=(Role.ADMINISTRATOR,))
@require_POST
def retire(request: HttpRequest, question: UUID) -> HttpResponse:
    """停用, with the reason."""
    found, reason = _found(request, question), request.POST.get("reason", "")
    _require(policies.may_keep(actor_of(request)))
    try:
        services.retire_question(actor=actor_of(request), now=now(), question=question, reason=reason)
    except InvalidInput as invalid:
        return _shown(request, found, invalid.problems)
    messages.success(request, "已停用，以后的试卷不再抽到")
    return redirect("admin:question", question=question)


@door("admin.question.discard", roles=(Role.ADMINISTRATOR,))
@require_POST
def discard(request: HttpRequest, question: UUID) -> HttpResponse:
    """撤回草稿."""
    _require(policies.may_keep(actor_of(request)))
    services.discard_question(actor=actor_of(request), now=now(), question=question)
    messages.success(request, "已撤回")
    return redirect("admin:questions")


def _form(
    request: HttpRequest, form: QuestionForm, save: Callable[[dict[str, Any]], UUID], title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(form.arguments())
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            messages.success(request, "已保存，等待审定")
            return redirect("admin:question", question=saved)
    context = {
        "form": form,
        "title": title,
        "back": reverse("admin:questions"),
        "why": "另一人审定后才会被抽到",
    }
    status = 422 if form.errors else 200
    return admin_page(request, "admin/exams/form.html", context, crumbs=_crumbs(Link(title)), status=status)


def _shown(
    request: HttpRequest, question: QuestionView, errors: tuple[tuple[str, str], ...] = ()
) -> HttpResponse:
    context = {
        "question": question,
        "answer": written_answer(question.kind, question.answer),
        "errors": errors,
        "keeps": policies.may_keep(actor_of(request)),
        "approves": policies.may_approve(actor_of(request)),
    }
    crumbs = _crumbs(Link(question.number))
    status = 422 if errors else 200
    return admin_page(request, "admin/exams/question.html", context, crumbs=crumbs, status=status)


def _found(request: HttpRequest, question: UUID) -> QuestionView:
    _require_reader(request)
    return selectors.get_question(question)


def _require_reader(request: HttpRequest) -> None:
    actor = actor_of(request)
    _require(policies.may_keep(actor), policies.may_approve(actor))


def _require(*allowed: bool) -> None:
    if not any(allowed):
        raise NotFound("没有这个页面")


def _uuid(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        raise NotFound("没有这道试题") from None


def _crumbs(*last: Link) -> list[Link]:
    exams, bank = Link("培训考试", reverse("admin:exams")), Link("题库", reverse("admin:questions"))
    return [exams, bank, *last]
