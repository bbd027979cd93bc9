"""机构的页面: the register of the scope, one agency with its past, and one act at a time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.cases.selectors import open_cases
from sanxiang.flows.take_over_cases import take_over_cases, waiting
from sanxiang.kernel import Actor, NotFound, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry import standing
from sanxiang.registry.choices import AGENCY_LEVELS
from sanxiang.registry.delegations import delegations
from sanxiang.registry.policies import (
    approves_agencies,
    kept_agencies,
    may_administer,
    may_administer_city,
    may_entrust,
    may_take_over,
    register_scope,
)
from sanxiang.registry.types import AgencyNode, AgencyView
from sanxiang.sites.admin.agencies.acts import ACTS, TakeOverForm
from sanxiang.sites.admin.agencies.filling import fill_in
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.admin.together import AT_ONCE, Ticked, each, ticked_ids
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
#: who does any of the acts
ACTORS = (Role.AGENCY_HEAD, Role.SUPERVISOR)
_Line = tuple[AgencyView, int]


@door("admin.agencies", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The agencies of the scope as a tree; those that wait for somebody come first."""
    kept = seen_by(actor_of(request))
    rows = [(a, depth) for node in registry.agency_tree() for a, depth in _lines(node, 0) if a.id in kept]
    waiting = [a for a, _ in rows if a.status in ("drafted", "checked")]
    regions = {a.region_code: a.region_name for a, _ in rows}
    q, mine = request.GET.get("q", "").strip()[:100], approves_agencies(actor_of(request))
    checked = [a for a in waiting if a.status == "checked" and a.id in mine]
    level, region = request.GET.get("level", ""), request.GET.get("region", "")
    if level or region or q:
        rows = [
            (a, 0)
            for a, _ in rows
            if level in ("", a.level) and a.region_code.startswith(region) and q in f"{a.name}{a.short_name}"
        ]
    context = {
        "q": q,
        "checked": checked[:AT_ONCE],
        "more": len(checked) - AT_ONCE,
        "ticked": (ticked := request.GET.get("all") == "1"),
        "all_url": "?" if ticked else "?all=1",
        "rows": rows,
        "waiting": waiting,
        "levels": AGENCY_LEVELS,
        "regions": regions,
        "level": level,
        "region": region,
        "enters": may_administer_city(actor_of(request)),
    }
    return admin_page(request, "admin/agencies/list.html", context, crumbs=[Link("机构")])


@door("admin.agencies.together", roles=(Role.SUPERVISOR,))
@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """审定入库 of what was ticked, by one document; what cannot be is said with its name."""
    actor, number = actor_of(request), request.POST.get("approval_no", "").strip()
    wanted = ticked_ids(request)
    if not approves_agencies(actor).issuperset(wanted):
        raise NotFound("没有这个机关")
    found = registry.agencies(wanted)

    def approve(agency: UUID) -> None:
        standing.approve_agency(actor=actor, now=now(), agency=agency, approval_no=number)

    ticked = [Ticked(a.id, a.name, reverse("admin:agency", args=[a.id])) for a in found]
    return each(request, ticked, approve, word="审定入库", home=Link("机构", reverse("admin:agencies")))


def seen_by(actor: Actor) -> frozenset[UUID]:
    """The agencies whose register is read; to a head also those it carries on and answers for (行政处罚法 20)."""
    seen = register_scope(actor)
    if actor.has(Role.AGENCY_HEAD) and actor.agency_id:
        seen |= registry.agency_ids_carried_on(actor.agency_id)
        seen |= {d.agent_id for d in delegations(actor.agency_id)}
    return seen


@door("admin.agency", roles=READERS)
def show(request: HttpRequest, agency: UUID) -> HttpResponse:
    """One agency: its standing, what it was called, what it gave and holds in trust."""
    actor, found = actor_of(request), opened(request, agency)
    above = registry.get_agency(found.parent_id) if found.parent_id else None
    after = registry.get_agency(found.successor_id) if found.successor_id else None
    today = local_date(now())
    left = waiting(actor=actor, agency=agency, today=today) if may_take_over(actor, agency, today) else None
    context = {
        "a": found,
        "above": above,
        "after": after,
        "former": registry.former_names(agency),
        "delegations": delegations(agency),
        "counts": {
            "内设机构": len(registry.units(agency)),
            "执法人员": len(registry.officers(agency)),
            "权力事项": len(powers.power_items(agency, statuses=("in_force",))),
            "未结案件": len(open_cases(agency)),
        },
        "left": left,
        "edits": may_edit(actor, found),
        "entrusts": may_entrust(actor, agency) and found.status == "in_force" and found.kind == "statutory",
        "traced": agency in register_scope(actor),
        "acts": [(code, a) for code, a in ACTS.items() if a.open_to(actor, found)],
    }
    return admin_page(request, "admin/agencies/agency.html", context, crumbs=crumbs_of(found))


@door("admin.agency.act", roles=ACTORS)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, agency: UUID, act: str) -> HttpResponse:
    """One act with its words; what stands in the way is shown beside them."""
    actor, found = actor_of(request), opened(request, agency)
    wanted = ACTS.get(act)
    if wanted is None or not wanted.may(actor, agency):
        raise NotFound("没有这个办理事项")
    form = wanted.form(request.POST if request.method == "POST" else None)

    def done() -> None:
        wanted.service(actor=actor, now=now(), agency=agency, **wanted.arguments(form))

    return fill_in(
        request,
        form,
        done,
        title=wanted.title,
        under=found.name,
        said=f"{found.name}{wanted.said}",
        back=reverse("admin:agency", args=[agency]),
        crumbs=[*crumbs_of(found), Link(wanted.title)],
        hints=[hint for hint in (wanted.hint, wanted.also(agency)) if hint],
        rows=[
            ("信用代码", found.uscc),
            ("性质", found.kind_label),
            ("资格依据", found.qualification or "还没有填写"),
            ("负责人", found.head_name),
            ("地址", found.address),
            ("电话", found.phone),
            ("办公时间", found.office_hours or "还没有填写"),
            ("监督电话", found.complaint_phone),
            ("其他渠道", found.complaint_channels or "没有"),
            ("复议机关", found.reconsideration_body),
            ("管辖法院", found.court),
        ],
    )


@door("admin.agency.take_over", roles=(Role.AGENCY_HEAD,))
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, agency: UUID) -> HttpResponse:
    """接收: the open cases that an agency left, all at once or those that were ticked, and its old files."""
    actor, today = actor_of(request), local_date(now())
    left = waiting(actor=actor, agency=agency, today=today)
    found = left.body
    form = TakeOverForm(
        request.POST if request.method == "POST" else None,
        left=left,
        units=registry.units(actor.agency_id) if actor.agency_id else [],
        today=today,
    )
    return fill_in(
        request,
        form,
        lambda: take_over_cases(actor=actor, now=now(), agency=agency, **form.arguments()),
        title="接收案件",
        under=f"{found.name}移交",
        said=f"已接收{found.name}移交的案件，请承办机构指派承办人",
        back=reverse("admin:agency", args=[agency]),
        crumbs=[*crumbs_of(found), Link("接收案件")],
        hints=["案卷原样接收，旧文书仍用当时的名称；期限连续计算；没有签署的文书作废，由本机关重新制发。"],
    )


def opened(request: HttpRequest, agency: UUID) -> AgencyView:
    """An agency that this person sees; else NotFound."""
    if agency not in seen_by(actor_of(request)):
        raise NotFound("没有这个对象")
    return registry.get_agency(agency)


def may_edit(actor: Actor, agency: AgencyView) -> bool:
    """The administrator of the agency, or of the city's justice bureau; nobody once it has ended."""
    theirs = may_administer(actor, agency.id) or (
        may_administer_city(actor) and agency.id in kept_agencies(actor)
    )
    return theirs and agency.status != "ended"


def _lines(node: AgencyNode, depth: int) -> list[_Line]:
    """The node and those below it, with how deep each stands."""
    return [(node.agency, depth), *(line for below in node.children for line in _lines(below, depth + 1))]


def crumbs_of(found: AgencyView) -> list[Link]:
    """机构 and the agency."""
    return [
        Link("机构", reverse("admin:agencies")),
        Link(found.name, reverse("admin:agency", args=[found.id])),
    ]
