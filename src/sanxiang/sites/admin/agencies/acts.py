"""机构的办理: what each act asks for, who may do it, and the service that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from sanxiang.kernel import Actor
from sanxiang.registry import policies, standing
from sanxiang.registry import selectors as registry
from sanxiang.registry.types import AgencyView
from sanxiang.sites.wording import ask_by_name


class ActForm(forms.Form):
    """The words of an act; none where there is nothing to say."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_by_name(self)


class ReturnForm(ActForm):
    reason = forms.CharField(label="退回理由", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class ApproveForm(ActForm):
    approval_no = forms.CharField(label="审定文号", max_length=60, required=False)


class RenameForm(ActForm):
    name = forms.CharField(label="新名称", max_length=100)
    short_name = forms.CharField(label="新简称", max_length=40)
    on = forms.DateField(label="更名日期", widget=forms.DateInput(attrs={"type": "date"}))
    document_no = forms.CharField(label="批准文号", max_length=60)


class EndForm(ActForm):
    until = forms.DateField(label="最后一日", widget=forms.DateInput(attrs={"type": "date"}))
    document_no = forms.CharField(label="批准文号", max_length=60)
    successor = forms.ChoiceField(label="承继机关", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        held = [(str(a.id), a.name) for a in registry.agencies() if a.status == "in_force"]
        self.fields["successor"].choices = [("", "没有"), *held]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Act:
    """An act on an agency in one state."""

    title: str
    said: str
    status: str
    may: Callable[[Actor, UUID], bool]
    service: Callable[..., None]
    form: type[ActForm] = ActForm
    hint: str = ""

    def open_to(self, actor: Actor, agency: AgencyView) -> bool:
        return agency.status == self.status and self.may(actor, agency.id)

    def arguments(self, form: ActForm) -> dict[str, Any]:
        """What the service takes; an empty choice is nothing."""
        return {name: _value(name, value) for name, value in form.cleaned_data.items()}


def _value(name: str, value: Any) -> str | date | UUID | None:
    if name == "successor":
        return UUID(value) if value else None
    found: str | date = value
    return found


ACTS: dict[str, Act] = {
    "check": Act(
        "核对并报审", "已核对报审，等待司法行政机关审定", "drafted", policies.may_check_agency, standing.check_agency,
        hint="核对名称、性质、资格依据和联系方式。报审以后再修改的，要重新核对。",
    ),
    "approve": Act(
        "审定入库", "已入库，可以开展执法", "checked", policies.may_approve_agency, standing.approve_agency, ApproveForm,
        hint="审定后名称、性质、信用代码只能通过更名、重新入库改变。",
    ),
    "return": Act("退回", "已退回", "checked", policies.may_approve_agency, standing.return_agency, ReturnForm),
    "rename": Act(
        "更名", "已更名，以前的案件和决定仍用当时的名称", "in_force", policies.may_approve_agency, standing.rename_agency,
        RenameForm,
    ),
    "end": Act(
        "撤销", "已撤销", "in_force", policies.may_approve_agency, standing.end_agency, EndForm,
        hint="最后一日之后不能再执法；合并、职责划转的，选出承继机关。",
    ),
}  # fmt: skip
