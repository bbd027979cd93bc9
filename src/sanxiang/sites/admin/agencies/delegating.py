"""委托协议的页面: made by the head of who entrusts, filed by the justice bureau, ended by either (行政处罚法 20)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.flows.agree_delegation import agree_delegation
from sanxiang.flows.take_over_cases import waiting_for
from sanxiang.kernel import Actor, NotFound, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.registry import delegations
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import may_approve_agency, may_entrust
from sanxiang.registry.types import AgencyView, DelegationView
from sanxiang.rules.agencies import ENTRUSTED, POWERS
from sanxiang.sites.admin.agencies.acts import ActForm
from sanxiang.sites.admin.agencies.filling import fill_in
from sanxiang.sites.admin.agencies.views import READERS, crumbs_of, opened, seen_by
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

_YES_NO = (("yes", "是"), ("no", "不是，或者还没有核实"))


def _day(label: str, **options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **options)


class AgreementForm(ActForm):
    """What articles 20 and 21 want written down."""

    agent = forms.ChoiceField(
        label="受委托组织", help_text="已入库的受委托组织；它不得再委托别的组织或者个人"
    )
    number = forms.CharField(label="委托书文号", max_length=60, help_text="如“云城委〔2026〕1号”")
    matters = forms.MultipleChoiceField(
        label="委托事项", widget=forms.CheckboxSelectMultiple, help_text="只能从本机关有效的权力事项中选"
    )
    powers = forms.MultipleChoiceField(
        label="委托权限", widget=forms.CheckboxSelectMultiple, choices=list(POWERS.items())
    )
    basis = forms.CharField(label="委托依据", max_length=200, help_text="允许委托的法律、法规、规章的条款")
    valid_from = _day("委托期限自")
    valid_to = _day("委托期限至")
    manages_public_affairs = forms.ChoiceField(
        label="依法成立并具有管理公共事务职能", widget=forms.RadioSelect, choices=_YES_NO
    )
    technical = forms.ChoiceField(
        label="需要技术检查或者技术鉴定的，有条件组织进行",
        widget=forms.RadioSelect,
        choices=(("yes", "有条件，或者不需要"), ("no", "没有条件")),
        initial="yes",
    )
    text = forms.CharField(
        label="委托书全文", widget=forms.Textarea(attrs={"rows": 8}), help_text="备案后向社会公布"
    )

    def __init__(self, *args: Any, principal: UUID, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = [a for a in registry.agencies() if a.kind == ENTRUSTED and a.status == "in_force"]
        items = powers.power_items(principal, on=today)
        self.fields["agent"].choices = [("", "请选择"), *((str(a.id), a.name) for a in bodies)]  # type: ignore[attr-defined]
        self.fields["matters"].choices = [(i.code, f"{i.name}（{i.code}）") for i in items]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """What the flow takes."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("number", "basis", "valid_from", "valid_to", "text")}
        return plain | {
            "agent": UUID(said["agent"]),
            "matters": tuple(said["matters"]),
            "powers_given": tuple(said["powers"]),
            "manages_public_affairs": said["manages_public_affairs"] == "yes",
            "lacks_technical_means": said["technical"] == "no",
        }


class FilingForm(ActForm):
    """备案: under which number, since when."""

    filing_no = forms.CharField(label="备案号", max_length=60)
    on = _day("备案公布日期", help_text="从这一天起才能据以办理")


class EndingForm(ActForm):
    """提前终止: the last day and why."""

    until = _day("最后一日")
    reason = forms.CharField(label="终止理由", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


@door("admin.delegation.new", roles=(Role.AGENCY_HEAD,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, agency: UUID) -> HttpResponse:
    """Entrust matters of the own agency to an organisation."""
    actor, found = actor_of(request), opened(request, agency)
    if not may_entrust(actor, agency) or found.status != "in_force":
        raise NotFound("没有这个办理事项")
    data = request.POST if request.method == "POST" else None
    form = AgreementForm(data, principal=agency, today=local_date(now()))
    return fill_in(
        request,
        form,
        lambda: agree_delegation(actor=actor, now=now(), principal=agency, **form.arguments()),
        title="登记委托书",
        under=f"委托机关：{found.name}",
        said="委托书已登记，报司法行政机关备案公布后生效",
        back=reverse("admin:agency", args=[agency]),
        crumbs=[*crumbs_of(found), Link("登记委托书")],
        hints=["人员资格、权力事项按委托期限的第一日核对；受委托组织以本机关名义办理，后果由本机关承担。"],
    )


@door("admin.delegation", roles=READERS)
def show(request: HttpRequest, delegation: UUID) -> HttpResponse:
    """One agreement in full."""
    actor, found, today = actor_of(request), _seen(request, delegation), local_date(now())
    left = waiting_for(actor=actor, today=today) if found.last_day < today else ()
    named = {i.code: i.name for i in powers.power_items(found.principal_id)}
    context = {
        "d": found,
        "matters": [(code, named.get(code, "")) for code in found.matters],
        "files": _may_file(actor, found),
        "ends": _may_end(actor, found, today),
        "over": found.last_day < today,
        "left": next((w for w in left if w.body.id == found.agent_id), None),
    }
    return admin_page(request, "admin/agencies/delegation.html", context, crumbs=_crumbs(request, found))


@door("admin.delegation.file", roles=(Role.SUPERVISOR,))
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, delegation: UUID) -> HttpResponse:
    """备案 by the justice bureau."""
    actor, found = actor_of(request), _seen(request, delegation)
    if not _may_file(actor, found):
        raise NotFound("没有这个办理事项")
    form = FilingForm(request.POST if request.method == "POST" else None, initial={"on": local_date(now())})
    return fill_in(
        request,
        form,
        lambda: delegations.file_delegation(
            actor=actor, now=now(), delegation=delegation, **form.cleaned_data
        ),
        title="备案委托书",
        under=f"{found.number}，{found.principal_name}委托{found.agent_name}",
        said=f"委托书{found.number}已备案",
        back=reverse("admin:delegation", args=[delegation]),
        crumbs=[*_crumbs(request, found), Link("备案")],
    )


@door("admin.delegation.end", roles=(Role.AGENCY_HEAD, Role.SUPERVISOR))
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, delegation: UUID) -> HttpResponse:
    """提前终止 by who entrusted, or the justice bureau."""
    actor, found = actor_of(request), _seen(request, delegation)
    if not _may_end(actor, found, local_date(now())):
        raise NotFound("没有这个办理事项")
    form = EndingForm(
        request.POST if request.method == "POST" else None, initial={"until": local_date(now())}
    )
    return fill_in(
        request,
        form,
        lambda: delegations.end_delegation(
            actor=actor, now=now(), delegation=delegation, **form.cleaned_data
        ),
        title="提前终止委托",
        under=f"{found.number}，{found.principal_name}委托{found.agent_name}",
        said=f"委托书{found.number}已终止",
        back=reverse("admin:delegation", args=[delegation]),
        crumbs=[*_crumbs(request, found), Link("提前终止")],
        hints=["最后一日之后受委托组织不能再办理这些事项；原定期限仍可查。"],
    )


def _may_file(actor: Actor, found: DelegationView) -> bool:
    return not found.filing_no and may_approve_agency(actor, found.principal_id)


def _may_end(actor: Actor, found: DelegationView, today: date) -> bool:
    theirs = may_entrust(actor, found.principal_id) or may_approve_agency(actor, found.principal_id)
    return theirs and found.ended_on is None and found.valid_to > today


def _seen(request: HttpRequest, delegation: UUID) -> DelegationView:
    """An agreement of an agency that the person may look at; else NotFound."""
    found = delegations.get_delegation(delegation)
    if not {found.principal_id, found.agent_id} & seen_by(actor_of(request)):
        raise NotFound("没有这份委托书")
    return found


def _crumbs(request: HttpRequest, found: DelegationView) -> list[Link]:
    seen = seen_by(actor_of(request))
    side: AgencyView = registry.get_agency(
        found.principal_id if found.principal_id in seen else found.agent_id
    )
    return [*crumbs_of(side), Link(found.number, reverse("admin:delegation", args=[found.id]))]
