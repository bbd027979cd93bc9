"""法制审核目录的页面: what the agency must have reviewed, its own rows beside the common ones, drafted and approved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.kernel import InvalidInput, NotFound, Role, local_date
from sanxiang.powers import policies, services
from sanxiang.powers import selectors as powers
from sanxiang.powers.choices import ITEM_KINDS
from sanxiang.powers.types import ReviewRuleView
from sanxiang.rules.money import format_yuan
from sanxiang.rules.review import act_kind_of, amounts_of, trigger_of
from sanxiang.sites.admin.matters.forms import ReviewRuleForm
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import say_beside

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
TITLE = "法制审核目录"


@door("admin.review_rules", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """What runs for the own agency today, and the drafts that wait."""
    actor, today = actor_of(request), local_date(now())
    agency = _agency(request)
    own = powers.review_rule_versions(agency)
    running = [rule for kind in ITEM_KINDS for rule in powers.review_rules(agency, today, kind)]
    waiting = [r for r in own if r.status == "draft" or (r.status == "in_force" and r.effective_from > today)]
    context = {
        "running": [(rule, _amounts(rule)) for rule in sorted(running, key=lambda r: int(r.code[1:]))],
        "waiting": [(rule, _amounts(rule)) for rule in waiting],
        "kinds": ITEM_KINDS,
        "today": today,
        "ticked": request.GET.get("all") == "1",
        "may": {
            "enter": policies.may_enter(actor, agency),
            "approve": policies.may_submit(actor, agency),
        },
    }
    return admin_page(request, "admin/matters/rules.html", context, crumbs=[Link(TITLE)])


@door("admin.review_rule.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draft the agency's own row of a trigger; it takes the place of the common one once it is approved."""
    initial = {"effective_from": local_date(now()), "code": request.GET.get("code", "")}
    form = ReviewRuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        trigger = trigger_of(said["code"], person=said["person"], organisation=said["organisation"])
        own = replace(trigger, title=said["title"] or trigger.title, enabled=said["enabled"], flag="L")
        try:
            services.draft_review_rule(
                actor=actor_of(request), now=now(), trigger=own, agency=_agency(request), act_kind=act_kind_of(said["code"]),
                effective_from=said["effective_from"], filed_no=said["filed_no"],
            )  # fmt: skip
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            messages.success(request, "草稿已保存，请本机关负责人审定")
            return redirect("admin:review_rules")
    crumbs = [Link(TITLE, reverse("admin:review_rules")), Link("起草")]
    context = {"form": form, "title": "起草审核情形", "back": reverse("admin:review_rules")}
    status = 422 if form.errors else 200
    return admin_page(request, "admin/matters/form.html", context, crumbs=crumbs, status=status)


@door("admin.review_rule.approve", roles=(Role.AGENCY_HEAD,))
@require_POST
def approve(request: HttpRequest, rule: UUID) -> HttpResponse:
    """审定."""
    found = own_rule(request, rule)
    try:
        services.approve_review_rule(actor=actor_of(request), now=now(), rule=rule)
    except InvalidInput as invalid:
        messages.warning(request, f"{found.code}：{invalid}")
    else:
        messages.success(request, f"已审定{found.code}，{found.effective_from}起按它判断是否应当审核")
    return redirect("admin:review_rules")


@door("admin.review_rule.discard", roles=(Role.ADMINISTRATOR,))
@require_POST
def discard(request: HttpRequest, rule: UUID) -> HttpResponse:
    """撤回草稿."""
    own_rule(request, rule)
    services.discard_review_rule(actor=actor_of(request), now=now(), rule=rule)
    messages.success(request, "已撤回草稿")
    return redirect("admin:review_rules")


def _agency(request: HttpRequest) -> UUID:
    agency = actor_of(request).agency_id
    if agency is None:
        raise NotFound("没有所属机关")
    return agency


def own_rule(request: HttpRequest, rule: UUID) -> ReviewRuleView:
    """A row of the own agency; another agency's is not there."""
    found = powers.get_review_rule(rule)
    if found.agency_id != actor_of(request).agency_id:
        raise NotFound("没有这一行审核目录")
    return found


def _amounts(rule: ReviewRuleView) -> str:
    """自然人…元，单位…元, or "" for a row without amounts."""
    found = amounts_of(rule.code, rule.condition)
    if found is None:
        return ""
    said = (f"{who}{format_yuan(Decimal(sum_))}" for who, sum_ in zip(("自然人", "单位"), found, strict=True))
    return "，".join(said) + "以上"
