"""登记线索: where a case begins; the party may be named now or found out later."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanxiang.cases.policies import MAY
from sanxiang.flows.register_clue import register_clue
from sanxiang.kernel import InvalidInput, NotFound
from sanxiang.registry.local import period_rule
from sanxiang.rules.identifiers import check_uscc
from sanxiang.rules.procedures.acts import Act
from sanxiang.sites.design.page import page
from sanxiang.sites.design.parts import Link
from sanxiang.sites.desk.acts.screen import done
from sanxiang.sites.desk.party import known_party
from sanxiang.sites.desk.register.forms import ClueForm
from sanxiang.sites.desk.shell import actor_of, desk, now
from sanxiang.sites.doors import door
from sanxiang.sites.wording import say_beside


@door("desk.act.register_clue", roles=MAY[Act.REGISTER_CLUE])
def clue(request: HttpRequest) -> HttpResponse:
    """The form of a new clue; it becomes a case of the person's agency."""
    actor, at = actor_of(request), now()
    if actor.agency_id is None:
        raise NotFound("账户没有对应的执法机关")
    form = ClueForm(request.POST if request.method == "POST" else None, actor=actor, moment=at)
    if request.method == "POST" and form.is_valid():
        try:
            made = register_clue(actor=actor, now=at, **form.arguments())
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            return done(
                request,
                f"线索已登记，{period_rule('PEN.VERIFY').n}个工作日内完成核查",
                reverse("desk:case", args=[made.case]),
            )
    crumbs = [Link("案件", reverse("desk:cases")), Link("登记线索")]
    status = 422 if form.errors else 200
    return desk(
        request,
        "desk/register/clue.html",
        {"form": form, "term": period_rule("PEN.VERIFY")},
        crumbs=crumbs,
        block="form",
        status=status,
    )


@door("desk.party_check", roles=MAY[Act.REGISTER_CLUE])
def party_check(request: HttpRequest) -> HttpResponse:
    """Whether the agency already keeps the party with this USCC or document number, and whether the code is right."""
    actor = actor_of(request)
    code = (request.GET.get("uscc") or request.GET.get("id_number") or "").strip().upper()
    party = known_party(actor.agency_id, code) if actor.agency_id and code else None
    faults = check_uscc(code).reasons if code and request.GET.get("uscc") and not party else ()
    context = {"code": code, "party": party, "faults": faults}
    return page(request, "desk/register/found.html", context)
