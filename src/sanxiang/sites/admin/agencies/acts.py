"""机构的办理: what each act asks for, who may do it, and the service that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from sanxiang.cases.selectors import open_cases
from sanxiang.flows.end_agency import end_agency
from sanxiang.flows.take_over_cases import Waiting
from sanxiang.kernel import Actor, local_date
from sanxiang.registry import policies, standing
from sanxiang.registry import selectors as registry
from sanxiang.registry.succession import ends_with
from sanxiang.registry.types import AgencyView, UnitView
from sanxiang.rules.agencies import HandoverFacts
from sanxiang.sites.admin.shell import now
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


class TakeOverForm(ActForm):
    """Which cases, to whom, since when, on which basis, why."""

    cases = forms.MultipleChoiceField(
        label="未结案件",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="已全部选中；分批接收的，去掉不接收的",
    )
    old_files = forms.ChoiceField(
        label="已结案件的案卷",
        widget=forms.RadioSelect,
        initial="yes",
        help_text="复议、诉讼和撤下公示由接收机关办理",
    )
    unit = forms.ChoiceField(label="承办机构", help_text="由它的负责人重新指派承办人")
    on = forms.DateField(label="接收日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    basis = forms.CharField(
        label="移交依据", max_length=200, help_text="批准撤销、合并的文号，或者期限届满的委托书文号"
    )
    reason = forms.CharField(label="移交理由", max_length=300)

    def __init__(
        self,
        *args: Any,
        left: Waiting,
        units: Sequence[UnitView],
        today: date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        named = [(str(c.id), f"{c.number or '线索'}，{c.title}") for c in left.open]
        self.fields["cases"].choices = named  # type: ignore[attr-defined]
        self.fields["cases"].initial = [key for key, _ in named]
        self.fields["old_files"].choices = [("yes", f"一并接收{len(left.ended)}件"), ("no", "暂不接收")]  # type: ignore[attr-defined]
        for name, there in (("cases", left.open), ("old_files", left.ended)):
            if not there:
                del self.fields[name]
        self.fields["unit"].choices = [("", "请选择"), *((str(u.id), u.name) for u in units)]  # type: ignore[attr-defined]
        self.initial = {"on": today, "basis": left.basis, "reason": left.reason}

    def arguments(self) -> dict[str, Any]:
        """What the flow takes."""
        said = self.cleaned_data
        return {
            "wanted": [UUID(key) for key in said.get("cases", ())],
            "files": said.get("old_files") == "yes",
            "unit": UUID(said["unit"]),
            "given": HandoverFacts(said["on"], said["basis"], said["reason"]),
        }


def _ends_besides(agency: UUID) -> str:
    """What ends with the agency, said before it does."""
    what, waiting = ends_with(agency, local_date(now())), len(open_cases(agency))
    counted = (
        (len(what.delegations), "份委托协议终止"),
        (what.credentials, "个执法证件注销"),
        (what.officers, "名执法人员离岗"),
        (what.accounts, "个账户停用"),
        (waiting, "件未结案件等承继机关接收"),
    )
    said = "、".join(f"{n}{words}" for n, words in counted if n)
    return f"同时：{said}。" if said else ""


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
    #: what else it does to this agency, in words
    also: Callable[[UUID], str] = lambda _: ""

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
        "撤销", "已撤销", "in_force", policies.may_approve_agency, end_agency, EndForm,
        hint="最后一日之后不能再执法；合并、职责划转的，选出承继机关，由它接收未结案件。",
        also=_ends_besides,
    ),
}  # fmt: skip
