"""解除对应的办理: a draft by who enters, a benchmark in force asked for by one person and approved by another."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sanxiang.flows import untie_benchmark as flow
from sanxiang.kernel import Actor, InvalidInput, NotFound, Role
from sanxiang.powers import policies, services
from sanxiang.sites.admin.benchmarks.views import opened, shown
from sanxiang.sites.admin.shell import actor_of, now
from sanxiang.sites.doors import door


@door("admin.benchmark.untie", roles=(Role.ADMINISTRATOR,))
@require_POST
def untie(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """A draft goes back among those without an item."""
    return _do(request, benchmark, policies.may_enter, services.untie_draft, "已解除对应")


@door("admin.benchmark.untying", roles=(Role.ADMINISTRATOR,))
@require_POST
def ask(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """申请解除."""
    reason = request.POST.get("reason", "")
    done = "已申请解除对应，等待审定"
    return _do(request, benchmark, policies.may_enter, flow.ask_untying, done, reason=reason)


@door("admin.benchmark.untying.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """审定解除."""
    done = "已解除对应，这一基准退回草稿"
    return _do(request, benchmark, policies.may_approve, flow.untie_benchmark, done)


@door("admin.benchmark.untying.refuse", roles=(Role.SUPERVISOR,))
@require_POST
def refuse(request: HttpRequest, benchmark: UUID) -> HttpResponse:
    """不同意解除."""
    reason = request.POST.get("reason", "")
    done = "没有同意解除，基准继续有效"
    return _do(request, benchmark, policies.may_approve, services.refuse_untying, done, reason=reason)


def _do(
    request: HttpRequest,
    benchmark: UUID,
    may: Callable[[Actor, UUID], bool],
    act: Callable[..., None],
    done: str,
    **more: str,
) -> HttpResponse:
    found, actor = opened(request, benchmark), actor_of(request)
    if found.agency_id is None or not may(actor, found.agency_id):
        raise NotFound("没有这个裁量基准")
    try:
        act(actor=actor, now=now(), benchmark=benchmark, **more)
    except InvalidInput as invalid:
        return shown(request, found, errors=tuple(("", text) for _, text in invalid.problems))
    messages.success(request, done)
    return redirect("admin:benchmark", benchmark=benchmark)
