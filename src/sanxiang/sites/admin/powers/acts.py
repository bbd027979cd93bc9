"""权力事项的办理: each act asks the policy, calls one service, and says what is missing beside its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.kernel import Actor, InvalidInput, NotFound, Role, local_date
from sanxiang.powers import policies, services
from sanxiang.powers.types import PowerItemView
from sanxiang.registry.selectors import get_agency
from sanxiang.sites.admin.powers.forms import ItemForm
from sanxiang.sites.admin.powers.views import READERS, opened, shown
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.admin.together import Ticked, each, ticked_ids
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import say_beside

_May = Callable[[Actor, UUID], bool]


@door("admin.item.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin an item of the own agency."""
    actor = actor_of(request)
    if actor.agency_id is None:
        raise NotFound("没有所属机关，不能起草权力事项")
    agency = actor.agency_id

    def save(form: ItemForm) -> UUID:
        return services.draft_item(actor=actor, now=now(), agency=agency, **form.arguments())

    return _form(request, _filled(request, agency), save, "起草权力事项")


@door("admin.item.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, item: UUID) -> HttpResponse:
    """Change a draft."""
    found = _for(request, item, policies.may_enter)

    def save(form: ItemForm) -> UUID:
        services.change_draft(actor=actor_of(request), now=now(), item=item, **form.arguments())
        return item

    return _form(request, _filled(request, found.agency_id, found), save, "修改草稿")


@door("admin.item.revise", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, item: UUID) -> HttpResponse:
    """Begin the next version of an item in force."""
    found = _for(request, item, policies.may_enter)
    form = _filled(request, found.agency_id, found, {"effective_from": local_date(now())})

    def save(form: ItemForm) -> UUID:
        return services.revise_item(actor=actor_of(request), now=now(), item=item, **form.arguments())

    return _form(request, form, save, "起草新版本")


@door("admin.item.submit", roles=(Role.AGENCY_HEAD,))
@require_POST
def submit(request: HttpRequest, item: UUID) -> HttpResponse:
    """报审."""
    return _do(request, item, policies.may_submit, services.submit_item, "已报审，等待审定")


@door("admin.item.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve(request: HttpRequest, item: UUID) -> HttpResponse:
    """审定."""
    number = request.POST.get("approval_no", "").strip()
    return _do(request, item, policies.may_approve, services.approve_item, "已审定", approval_no=number)


@door("admin.item.return", roles=(Role.SUPERVISOR,))
@require_POST
def send_back(request: HttpRequest, item: UUID) -> HttpResponse:
    """退回."""
    reason = request.POST.get("reason", "")
    return _do(request, item, policies.may_approve, services.return_item, "已退回", reason=reason)


@door("admin.item.abolition", roles=(Role.AGENCY_HEAD,))
@require_POST
def ask_abolition(request: HttpRequest, item: UUID) -> HttpResponse:
    """申请废止: through a day, with the reason."""
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        problem = ("until", "请填写适用到哪一天，例如2026-12-31")
        return shown(request, _for(request, item, policies.may_submit), errors=(problem,))
    asked = {"until": until, "reason": request.POST.get("reason", "")}
    return _do(request, item, policies.may_submit, services.ask_abolition, "已申请废止，等待审定", **asked)


@door("admin.item.abolish", roles=(Role.SUPERVISOR,))
@require_POST
def abolish(request: HttpRequest, item: UUID) -> HttpResponse:
    """审定废止."""
    return _do(request, item, policies.may_approve, services.abolish_item, "已审定废止")


@door("admin.item.abolition.refuse", roles=(Role.SUPERVISOR,))
@require_POST
def refuse_abolition(request: HttpRequest, item: UUID) -> HttpResponse:
    """不同意废止."""
    reason = request.POST.get("reason", "")
    return _do(
        request, item, policies.may_approve, services.refuse_abolition, "已退回废止申请", reason=reason
    )


@door("admin.item.discard", roles=(Role.ADMINISTRATOR,))
@require_POST
def discard(request: HttpRequest, item: UUID) -> HttpResponse:
    """撤回草稿."""
    found = _for(request, item, policies.may_enter)
    services.discard_draft(actor=actor_of(request), now=now(), item=item)
    messages.success(request, f"已撤回“{found.name}”的草稿")
    return redirect("admin:items")


@door("admin.items.together", roles=READERS)
@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Submit or approve what was ticked, on one document; what cannot be is said with its name, the others are done."""
    number = request.POST.get("approval_no", "").strip()
    acts: dict[str, tuple[_May, Callable[..., None], str]] = {
        "submit": (policies.may_submit, services.submit_item, "报审"),
        "approve": (policies.may_approve, partial(services.approve_item, approval_no=number), "审定"),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise NotFound("没有这个办理事项")
    may, service, word = act
    more = {"approval_no": request.POST.get("approval_no", "").strip()} if word == "审定" else {}
    found = [_for(request, key, may) for key in ticked_ids(request)]

    def do(item: UUID) -> None:
        service(actor=actor_of(request), now=now(), item=item, **more)

    ticked = [Ticked(i.id, i.name, reverse("admin:item", args=[i.id])) for i in found]
    return each(request, ticked, do, word=word, home=Link("权力事项", reverse("admin:items")))


def _for(request: HttpRequest, item: UUID, may: _May) -> PowerItemView:
    """The version, if this person may do the act for its agency; else NotFound."""
    found = opened(request, item)
    if not may(actor_of(request), found.agency_id):
        raise NotFound("没有这个权力事项")
    return found


def _filled(
    request: HttpRequest,
    agency: UUID,
    item: PowerItemView | None = None,
    initial: dict[str, Any] | None = None,
) -> ItemForm:
    return ItemForm(
        request.POST if request.method == "POST" else None,
        fields_of_agency=get_agency(agency).enforcement_fields,
        today=local_date(now()),
        item=item,
        initial=initial,
    )


def _form(request: HttpRequest, form: ItemForm, save: Callable[[ItemForm], UUID], title: str) -> HttpResponse:
    """The form, or what saving it led to: the version, with what in its basis could not be tied."""
    if form.saves:
        try:
            saved = save(form)
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            messages.success(request, "草稿已保存")
            for problem in form.tied().problems:
                messages.warning(request, problem)
            return redirect("admin:item", item=saved)
    crumbs = [Link("权力事项", reverse("admin:items")), Link(title)]
    context = {"form": form, "title": title}
    return admin_page(request, "admin/powers/form.html", context, crumbs=crumbs, status=form.status)


def _do(
    request: HttpRequest, item: UUID, may: _May, service: Callable[..., object], said: str, **words: Any
) -> HttpResponse:
    _for(request, item, may)
    try:
        service(actor=actor_of(request), now=now(), item=item, **words)
    except InvalidInput as invalid:
        return shown(request, opened(request, item), errors=invalid.problems)
    messages.success(request, said)
    return redirect("admin:item", item=item)
