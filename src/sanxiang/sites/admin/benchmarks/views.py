"""裁量基准的页面: the drafts of the agencies in scope, one benchmark with its faults, and its approval."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.cases.selectors import count_on_benchmark
from sanxiang.kernel import InvalidInput, NotFound, Role, local_date
from sanxiang.powers import policies, services
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import BenchmarkView
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import require_scope, scope
from sanxiang.rules.standard_words import amount_said
from sanxiang.rules.standards import Standard, read_standard
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import ask_by_name, say_beside

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
SHOWN = 200


class ApprovalForm(forms.Form):
    """Which item it divides, under which number, from when."""

    use_required_attribute = False
    item = forms.ChoiceField(label="权力事项")
    document_no = forms.CharField(label="发布文号", max_length=60)
    effective_from = forms.DateField(
        label="生效日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


@door("admin.benchmarks", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The drafts with the number of their faults; what the words ask for comes first."""
    actor, q = actor_of(request), request.GET.get("q", "").strip()[:100]
    drafts = [b for agency in registry.agencies(scope(actor)) for b in powers.draft_benchmarks(agency.id)]
    found = [b for b in drafts if q in f"{b.number}{b.title}"]
    rows = [(b, powers.benchmark_faults(b.tiers, b.basis_text)) for b in found[:SHOWN]]
    rows.sort(key=lambda row: not row[1])
    context = {"rows": rows, "q": q, "total": len(found), "faulty": sum(bool(faults) for _, faults in rows)}
    context["untying"] = powers.untyings_asked(scope(actor)) if actor.has(Role.SUPERVISOR) else []
    context["untied"] = sum(b.power_item_id is None and b.agency_id == actor.agency_id for b in drafts)
    context["enters"] = actor.agency_id is not None and policies.may_enter(actor, actor.agency_id)
    return admin_page(
        request, "admin/benchmarks/list.html", context, crumbs=[Link("裁量基准")], block="results"
    )


@door("admin.benchmark", roles=READERS)
def show(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """The lines as they read and as the software reads them, and what is wrong with them."""
    return shown(request, opened(request, benchmark))


@door("admin.benchmark.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """审定: onto an item, from a day on."""
    found = opened(request, benchmark)
    if found.agency_id is None or not policies.may_approve(actor_of(request), found.agency_id):
        raise NotFound("没有这个裁量基准")
    form = _approval(request, found)
    if form.is_valid():
        values = form.cleaned_data | {"item": UUID(form.cleaned_data["item"])}
        try:
            services.approve_benchmark(actor=actor_of(request), now=now(), benchmark=benchmark, **values)
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            messages.success(request, "已审定，自生效日期起用于办案")
            return redirect("admin:benchmark", benchmark=benchmark)
    return shown(request, found, form, status=422)


def opened(request: HttpRequest, benchmark: UUID) -> BenchmarkView:
    """The benchmark, if this person may see its agency; else NotFound."""
    found = powers.get_benchmark(benchmark)
    if found.agency_id is None:
        raise NotFound("没有这个裁量基准")
    require_scope(actor_of(request), found.agency_id)
    return found


def shown(
    request: HttpRequest,
    found: BenchmarkView,
    form: ApprovalForm | None = None,
    *,
    errors: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Its page; `errors` are what an act found wrong."""
    actor, draft = actor_of(request), found.status == "draft"
    assert found.agency_id is not None
    enters, approves = (may(actor, found.agency_id) for may in (policies.may_enter, policies.may_approve))
    current = found.status == "in_force" and found.effective_to is None
    context = {
        "found": found,
        "agency": registry.get_agency(found.agency_id).name,
        "lines": [(tier, read_as(read_standard(tier.standard))) for tier in found.tiers],
        "faults": powers.benchmark_faults(found.tiers, found.basis_text) if draft else (),
        "enters": draft and enters,
        "form": (form or _approval(request, found)) if draft and approves else None,
        "asks": current and enters and not found.untying_by,
        "decides": current and approves and bool(found.untying_by),
        "used": count_on_benchmark(found.id) if current else 0,
        "errors": errors,
        "item": powers.get_power_item(found.power_item_id) if found.power_item_id else None,
    }
    return admin_page(
        request,
        "admin/benchmarks/benchmark.html",
        context,
        crumbs=crumbs(found),
        status=422 if errors else status,
    )


def _approval(request: HttpRequest, found: BenchmarkView) -> ApprovalForm:
    today = local_date(now())
    held = [i for i in powers.power_items(found.agency_id, on=today) if i.kind == "penalty"]
    tied = powers.get_power_item(found.power_item_id).public_id if found.power_item_id else None
    initial = {
        "item": next((str(i.id) for i in held if i.public_id == tied), ""),
        "document_no": found.document_no,
        "effective_from": today,
    }
    form = ApprovalForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["item"].choices = [("", "请选择"), *((str(i.id), f"{i.name}（{i.code}）") for i in held)]  # type: ignore[attr-defined]
    ask_by_name(form)
    return form


def read_as(read: Standard) -> str:
    """What the software takes a standard for, or what in it could not be read."""
    return read.doubt or amount_said(read)


def crumbs(found: BenchmarkView) -> list[Link]:
    """The way to its page."""
    return [
        Link("裁量基准", reverse("admin:benchmarks")),
        Link(f"{found.number} {found.title}"[:40], reverse("admin:benchmark", args=[found.id])),
    ]
