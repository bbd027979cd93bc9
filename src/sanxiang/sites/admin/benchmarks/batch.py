"""成批审定裁量基准: those of one document, each onto the item that it was tied to (行政处罚法第三十四条)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.kernel import InvalidInput, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.sites.admin.benchmarks.forms import TogetherForm
from sanxiang.sites.admin.benchmarks.views import for_approval, listed, running_version
from sanxiang.sites.admin.shell import actor_of, now
from sanxiang.sites.admin.together import Ticked, each, ticked_ids
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import ask_by_name


@door("admin.benchmarks.together", roles=(Role.SUPERVISOR,))
@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Approve what was ticked under one number and from one day; what cannot be is said with its name."""
    found = {b.id: b for b in (for_approval(request, key) for key in ticked_ids(request))}
    agencies = {b.agency_id for b in found.values()}
    if len(agencies) != 1:
        said = "一个文号只审定一个机关的裁量基准，请先选定机关" if found else "请先选定要审定的裁量基准"
        messages.warning(request, said)
        return redirect("admin:benchmarks")
    (agency,) = agencies
    form = TogetherForm(request.POST)
    ask_by_name(form)
    if not form.is_valid():
        return listed(request, str(agency), form, frozenset(found))
    items = powers.power_items(agency, on=local_date(now()))

    def approve(benchmark: UUID) -> None:
        tied = running_version(found[benchmark], items)
        if tied is None:
            raise InvalidInput(("item", "还没有对上现在有效的权力事项，请先对上，或者打开后逐项审定"))
        services.approve_benchmark(
            actor=actor_of(request), now=now(), benchmark=benchmark, item=tied.id, **form.cleaned_data
        )

    ticked = [
        Ticked(b.id, f"{b.number} {b.title}".strip(), reverse("admin:benchmark", args=[b.id]))
        for b in found.values()
    ]
    return each(request, ticked, approve, word="审定", home=Link("裁量基准", reverse("admin:benchmarks")))
