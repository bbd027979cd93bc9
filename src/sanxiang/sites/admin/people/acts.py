"""人员的办理: each act on a person or a credential has its form, the service that does it, and who may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.exams.services import leave_post
from sanxiang.kernel import NotFound, Role, local_date
from sanxiang.registry import credentialing
from sanxiang.registry.choices import OFFICER_DUTIES
from sanxiang.registry.local import yearly_hours
from sanxiang.registry.policies import may_administer, may_handle_credentials
from sanxiang.registry.selectors import supervisor_standing
from sanxiang.registry.services import update_officer
from sanxiang.registry.types import OfficerView
from sanxiang.rules.credentials import CredentialAct
from sanxiang.rules.local_values import LOCAL_VALUES, LocalKey
from sanxiang.sites.admin.agencies.acts import ActForm
from sanxiang.sites.admin.agencies.filling import fill_in
from sanxiang.sites.admin.people.views import crumbs_of, opened
from sanxiang.sites.admin.shell import actor_of, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

_HINTS = {
    CredentialAct.SUSPENDED: "暂扣期间不能指派办案。期限届满后仍须办理解除，证件才恢复使用。",
    CredentialAct.CANCELLED: "注销后不能恢复，证件应当收回；需要再执法的，重新申领。",
    CredentialAct.REVOKED: "吊销后不能恢复。",
    CredentialAct.CHECK_FAILED: "年审合格以前不能指派办案。",
}


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _reason() -> forms.CharField:
    return forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class HandleForm(ActForm):
    day = _day("办理日期")
    reason = _reason()


class CheckForm(ActForm):
    day = _day("办理日期")
    training_hours = forms.IntegerField(label="年度培训学时", min_value=0, max_value=2000)
    reason = _reason()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asked, usual = yearly_hours(), LOCAL_VALUES[LocalKey.TRAINING_YEARLY].default
        self.fields["training_hours"].required = asked != 0
        if asked is None:
            self.fields[
                "training_hours"
            ].help_text = f"本市还没有规定，一般每年不少于{usual}学时，不足的请核对"
        elif asked:
            self.fields["training_hours"].help_text = f"本市要求每年不少于{asked}学时"


class SuspendForm(ActForm):
    day = _day("暂扣日期")
    until = _day("暂扣期限至")
    reason = _reason()


_FORMS: dict[CredentialAct, type[ActForm]] = {
    CredentialAct.CHECK_PASSED: CheckForm,
    CredentialAct.SUSPENDED: SuspendForm,
}


class LeaveForm(ActForm):
    on = _day("离岗日期")
    reason = forms.CharField(label="理由", max_length=300, help_text="调离、退休、辞职等")


class CertificateForm(ActForm):
    number = forms.CharField(label="证书编号", max_length=40)
    certified_on = _day("取得日期")


class DutyForm(ActForm):
    duty = forms.ChoiceField(label="人员类别", choices=list(OFFICER_DUTIES.items()))


@door("admin.credential.act", roles=(Role.SUPERVISOR,))
@require_http_methods(["GET", "POST"])
def handle(request: HttpRequest, officer: UUID, credential: UUID, act: str) -> HttpResponse:
    """年审、暂扣、解除、注销收回、吊销 by the justice bureau."""
    actor, found = actor_of(request), opened(request, officer)
    card = next((c for c in found.credentials if c.id == credential), None)
    if card is None or act not in set(CredentialAct) or not may_handle_credentials(actor, found.agency_id):
        raise NotFound("没有这项办理")
    kind = CredentialAct(act)
    form = _FORMS.get(kind, HandleForm)(request.POST or None, initial={"day": local_date(now())})
    return _filled(
        request,
        found,
        form,
        lambda: credentialing.handle_credential(
            actor=actor, now=now(), credential=credential, kind=kind, **form.cleaned_data
        ),
        title=kind.label,
        under=f"{found.name}，{card.kind_label}{card.number}",
        hint=_HINTS.get(kind, ""),
        cautions=[f"您的证件：{reason}" for reason in supervisor_standing(actor, local_date(now())).reasons],
    )


@door("admin.person.leave", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, officer: UUID) -> HttpResponse:
    """离岗: the person's agency takes every credential back."""
    form = LeaveForm(request.POST or None, initial={"on": local_date(now())})
    return _kept(
        request, officer, form, leave_post, title="登记离岗",
        hint="离岗之日起，所持证件一并注销并收回，没有办结的证件申领终止，本人的账户停用。",
    )  # fmt: skip


@door("admin.person.certificate", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def certificate(request: HttpRequest, officer: UUID) -> HttpResponse:
    """法律职业资格: number and day of the certificate."""
    form = CertificateForm(request.POST or None)
    return _kept(
        request, officer, form, credentialing.record_legal_certificate, title="登记法律职业资格",
        hint="初次从事行政处罚决定法制审核的人员，应当取得国家统一法律职业资格（行政处罚法第五十八条第二款）。",
    )  # fmt: skip


@door("admin.person.duty", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, officer: UUID) -> HttpResponse:
    """人员类别: officer, reviewer, counsel or supervisor."""
    form = DutyForm(request.POST or None, initial={"duty": opened(request, officer).duty})
    return _kept(request, officer, form, update_officer, title="修改人员类别")


def _kept(
    request: HttpRequest,
    officer: UUID,
    form: ActForm,
    service: Callable[..., Any],
    *,
    title: str,
    hint: str = "",
) -> HttpResponse:
    """An act of the administrator of the person's agency."""
    actor, found = actor_of(request), opened(request, officer)
    if not may_administer(actor, found.agency_id):
        raise NotFound("没有这项办理")
    return _filled(
        request,
        found,
        form,
        lambda: service(actor=actor, now=now(), officer=officer, **form.cleaned_data),
        title=title,
        under=f"{found.name}，{found.agency_name}",
        hint=hint,
    )


def _filled(
    request: HttpRequest,
    found: OfficerView,
    form: ActForm,
    do: Callable[[], Any],
    *,
    title: str,
    under: str,
    hint: str,
    cautions: Sequence[str] = (),
) -> HttpResponse:
    return fill_in(
        request,
        form,
        do,
        title=title,
        under=under,
        said=f"已办理：{title}",
        back=reverse("admin:person", args=[found.id]),
        crumbs=[*crumbs_of(found), Link(title)],
        hints=[*cautions, *([hint] if hint else [])],
    )
