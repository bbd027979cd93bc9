"""录入: a new agency, or what is to be mended in one; it enters the register by check and approval (118号（四）)."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.kernel import NotFound, Role
from sanxiang.registry import selectors as registry
from sanxiang.registry.choices import AGENCY_KINDS, AGENCY_LEVELS
from sanxiang.registry.entering import entering
from sanxiang.registry.policies import may_administer_city
from sanxiang.registry.services import create_agency, update_agency
from sanxiang.registry.types import AgencyView
from sanxiang.sites.admin.agencies.acts import ActForm
from sanxiang.sites.admin.agencies.filling import fill_in
from sanxiang.sites.admin.agencies.views import crumbs_of, may_edit, opened
from sanxiang.sites.admin.shell import actor_of, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door

#: what stands after approval and changes only by an act of its own
_FIXED = ("name", "short_name", "kind", "uscc")


class EntryForm(ActForm):
    """Everything that is published of an agency and printed on its papers."""

    name = forms.CharField(label="名称", max_length=100, help_text="全称，与“三定”规定或者登记证书一致")
    short_name = forms.CharField(label="简称", max_length=40)
    code = forms.CharField(
        label="机关代字", max_length=12, help_text="文号中使用，如“云环”，不得与其他机关重复"
    )
    uscc = forms.CharField(label="统一社会信用代码", max_length=18)
    kind = forms.ChoiceField(label="主体性质", choices=[("", "请选择"), *AGENCY_KINDS.items()])
    qualification = forms.CharField(
        label="主体资格依据",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="法律、法规、规章或者“三定”规定，报审前填写",
    )
    level = forms.ChoiceField(label="层级", choices=[("", "请选择"), *AGENCY_LEVELS.items()])
    parent_id = forms.ChoiceField(label="上级机关", required=False, help_text="受委托组织填写委托它的机关")
    region_code = forms.CharField(label="区划代码", max_length=9, help_text="GB/T 2260，6位；乡级9位")
    region_name = forms.CharField(label="执法区域", max_length=60)
    enforcement_fields = forms.CharField(label="执法类别", help_text="多个类别用顿号分开，如“生态环境、农业”")
    head_name = forms.CharField(label="负责人", max_length=40)
    address = forms.CharField(label="办公地址", max_length=120)
    office_hours = forms.CharField(label="办公时间", max_length=100, required=False)
    phone = forms.CharField(label="联系电话", max_length=30)
    complaint_phone = forms.CharField(label="监督电话", max_length=30)
    complaint_channels = forms.CharField(
        label="其他投诉渠道",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="一行一条，如信访接待地址、电子邮箱",
    )
    reconsideration_body = forms.CharField(label="复议机关", max_length=100)
    court = forms.CharField(label="管辖法院", max_length=100)
    payee_bank = forms.CharField(label="代收机构名称及地址", max_length=160, required=False)
    active_from = forms.DateField(
        label="设立日期", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, above: list[AgencyView], found: AgencyView | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent_id"].choices = [("", "没有"), *((str(a.id), a.name) for a in above)]  # type: ignore[attr-defined]
        if found and found.approved_on:
            for name in _FIXED:
                del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        """What the service takes."""
        said = dict(self.cleaned_data)
        said["parent_id"] = UUID(said["parent_id"]) if said["parent_id"] else None
        said["enforcement_fields"] = [f for f in re.split(r"[、，,；;\s]+", said["enforcement_fields"]) if f]
        return said


@door("admin.agency.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter an agency: by the administrator of the city's justice bureau."""
    actor = actor_of(request)
    if not may_administer_city(actor):
        raise NotFound("没有这个办理事项")
    form = EntryForm(request.POST if request.method == "POST" else None, above=_above(None), found=None)

    def enter() -> None:
        said = form.arguments()
        with entering(actor, None, said):
            own = {name: value for name, value in said.items() if name != "parent_id"}
            create_agency(actor=actor, now=now(), parent=said["parent_id"], **own)

    home = reverse("admin:agencies")
    return fill_in(
        request,
        form,
        enter,
        title="录入执法主体",
        under="录入后由本机关负责人核对报审，司法行政机关审定入库",
        said="已录入，等待本机关负责人核对",
        back=home,
        crumbs=[Link("机构", home), Link("录入执法主体")],
        button="保存",
    )


@door("admin.agency.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, agency: UUID) -> HttpResponse:
    """Mend an entry; one that waits for approval is checked again."""
    actor, found = actor_of(request), opened(request, agency)
    if not may_edit(actor, found):
        raise NotFound("没有这个办理事项")
    values = {name: getattr(found, name) for name in EntryForm.base_fields}
    values["enforcement_fields"] = "、".join(found.enforcement_fields)
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, above=_above(agency), found=found, initial=values)
    approved = found.approved_on is not None

    def mend() -> None:
        said = form.arguments()
        with entering(actor, found, said):
            update_agency(actor=actor, now=now(), agency=agency, **said)

    return fill_in(
        request,
        form,
        mend,
        title="修改登记内容",
        under=found.name,
        said=f"{found.name}的登记内容已保存",
        back=reverse("admin:agency", args=[agency]),
        crumbs=[*crumbs_of(found), Link("修改登记内容")],
        hints=["名称、性质、信用代码已经审定，通过更名或者重新入库改变。"] if approved else [],
        button="保存",
    )


def _above(agency: UUID | None) -> list[AgencyView]:
    """Who may stand above it; what is below it is refused by the register."""
    return [a for a in registry.agencies() if a.id != agency and a.status != "ended"]
