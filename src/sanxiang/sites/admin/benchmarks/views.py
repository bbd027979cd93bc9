"""裁量基准的页面: the drafts of the agencies in scope, one benchmark with its faults, and its approval."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.cases.selectors import count_on_benchmark
from sanxiang.kernel import InvalidInput, NotFound, Role, local_date
from sanxiang.powers import policies, services
from sanxiang.powers import selectors as powers
from sanxiang.powers.types import BenchmarkView, PowerItemView
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import register_scope, require_register
from sanxiang.rules.standard_words import amount_said
from sanxiang.rules.standards import Standard, read_standard
from sanxiang.sites.admin.benchmarks.forms import ApprovalForm, TogetherForm
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import ask_by_name, say_beside

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
SHOWN = 200


@door("admin.benchmarks", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The drafts with the number of their faults; what the words ask for comes first."""
    return listed(request, request.GET.get("agency", ""))


def listed(
    request: HttpRequest,
    agency: str,
    form: TogetherForm | None = None,
    ticked: frozenset[UUID] = frozenset(),
) -> HttpResponse:
    """The drafts of one agency or ("") all, for who approves with the form that one agency's are approved by together."""
    actor = actor_of(request)
    q = request.GET.get("q", "").strip()[:100]
    seen = {a.id: a.name for a in registry.agencies(register_scope(actor))}
    drafts = [b for key in seen for b in powers.draft_benchmarks(key)]
    found = [b for b in drafts if q in f"{b.number}{b.title}" and agency in ("", str(b.agency_id))]
    rows = [(b, powers.benchmark_faults(b.tiers, b.basis_text)) for b in found[:SHOWN]]
    rows.sort(key=lambda row: not row[1])
    owners, everything = {b.agency_id for b in found}, request.GET.get("all") == "1"
    query = {k: v for k, v in (("q", q), ("agency", agency), ("all", "" if everything else "1")) if v}
    approves = any(owner and policies.may_approve(actor, owner) for owner in owners)
    context = {
        "rows": rows,
        "q": q,
        "agency": agency,
        "agencies": [(str(key), seen[key]) for key in dict.fromkeys(b.agency_id for b in drafts) if key],
        "names": seen,
        "total": len(found),
        "faulty": sum(bool(faults) for _, faults in rows),
        "untying": powers.untyings_asked(register_scope(actor)) if actor.has(Role.SUPERVISOR) else [],
        "untied": sum(b.power_item_id is None and b.agency_id == actor.agency_id for b in drafts),
        "enters": actor.agency_id is not None and policies.may_enter(actor, actor.agency_id),
        "approves": approves,
        "form": (form or _together(found)) if approves and len(owners) == 1 else None,
        "ticked": ticked or ({b.id for b, faults in rows if b.power_item_id and not faults} if everything else ()),
        "everything": everything,
        "all_url": "?" + urlencode(query),
    }  # fmt: skip
    status = 422 if form else 200
    return admin_page(
        request, "admin/benchmarks/list.html", context, crumbs=[Link("裁量基准")], block="results", status=status
    )  # fmt: skip


def _together(drafts: list[BenchmarkView]) -> TogetherForm:
    """With the number that the drafts themselves name, if it is one."""
    numbers = {b.document_no for b in drafts}
    number = numbers.pop() if len(numbers) == 1 else ""
    return TogetherForm(initial={"document_no": number, "effective_from": local_date(now())})


@door("admin.benchmark", roles=READERS)
def show(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """The lines as they read and as the software reads them, and what is wrong with them."""
    return shown(request, opened(request, benchmark))


@door("admin.benchmark.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """审定: onto an item, from a day on."""
    found = for_approval(request, benchmark)
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


def for_approval(request: HttpRequest, benchmark: UUID) -> BenchmarkView:
    """The benchmark, if this person approves for its agency; else NotFound."""
    found = opened(request, benchmark)
    if found.agency_id is None or not policies.may_approve(actor_of(request), found.agency_id):
        raise NotFound("没有这个裁量基准")
    return found


def running_version(found: BenchmarkView, items: Iterable[PowerItemView]) -> PowerItemView | None:
    """Of these items the penalty that it was tied to, in whichever version; None = not tied, or ended."""
    if found.power_item_id is None:
        return None
    tied = powers.get_power_item(found.power_item_id).public_id
    return next((i for i in items if i.kind == "penalty" and i.public_id == tied), None)


def opened(request: HttpRequest, benchmark: UUID) -> BenchmarkView:
    """The benchmark, if this person may see its agency; else NotFound."""
    found = powers.get_benchmark(benchmark)
    if found.agency_id is None:
        raise NotFound("没有这个裁量基准")
    require_register(actor_of(request), found.agency_id)
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
    tied = running_version(found, held)
    initial = {
        "item": str(tied.id) if tied else "",
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
