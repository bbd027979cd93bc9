"""决定、送达、履行、结案的表单."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from sanxiang.documents.types import DocumentView, Status
from sanxiang.flows.reading.types import CasePage
from sanxiang.rules.disclosure import WithdrawalCause
from sanxiang.rules.discretion import departs
from sanxiang.sites.desk.forms import ActForm, Choices, DateInput, Groups, ServiceForm


class DecideForm(ActForm):
    """The head's opinion; what is decided is what was proposed."""

    opinion = forms.CharField(label="审批意见", widget=forms.Textarea, max_length=2000, initial="同意。")
    approve_departure = forms.BooleanField(label="同意不按裁量基准", required=False)

    def __init__(self, *args: Any, page: CasePage, **options: Any) -> None:
        super().__init__(*args, page=page, **options)
        p = page.facts.proposal
        if p is not None and departs(p):
            self.fields["approve_departure"].help_text = f"拟处理意见的理由：{p.deviation_reason}"
        else:
            del self.fields["approve_departure"]


class ServeForm(ServiceForm):
    """Which document, and how it was served."""

    groups: Groups = (("送达的文书", ("document",)), *ServiceForm.groups)
    document = forms.ChoiceField(label="文书")

    def prefilled(self) -> dict[str, Any]:
        papers = self.papers()
        return {**super().prefilled(), "document": str(papers[0].id) if papers else None}

    def papers(self) -> list[DocumentView]:
        """Signed documents for the party that have not been served, the decision first."""
        found = [d for d in self.page.file.documents if d.external and d.status is Status.SIGNED]
        return sorted(
            (d for d in found if d.code not in ("D31", "D04", "D05")),
            key=lambda d: d.code not in ("D27", "D28"),
        )

    def choices(self) -> dict[str, Choices]:
        return {"document": [(str(d.id), f"{d.title} {d.number}") for d in self.papers()]}

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "document": UUID(self.cleaned_data["document"])}


class WithdrawForm(ActForm):
    """The paper that stands behind it, and what the public reads instead."""

    cause = forms.ChoiceField(
        label="撤下的法定原因",
        choices=[(c.value, c.label) for c in WithdrawalCause],
        widget=forms.RadioSelect,
    )
    document = forms.CharField(
        label="变更、撤销或者确认违法的文书", max_length=200, help_text="名称和文号，如某某行政复议决定书"
    )
    made_on = forms.DateField(label="文书作出日期", widget=DateInput, help_text="自这一天起三个工作日内撤下")
    reason = forms.CharField(
        label="公开说明的理由",
        widget=forms.Textarea,
        max_length=2000,
        help_text="公众会看到这段话，当事人的名称会自动隐去",
    )


class PerformanceForm(ActForm):
    """One payment, or the correction seen done."""

    amount = forms.DecimalField(
        label="缴款金额", max_digits=14, decimal_places=2, min_value=0, help_text="只登记改正情况的，填0"
    )
    paid_on = forms.DateField(label="缴款日期", widget=DateInput)
    receipt_no = forms.CharField(label="罚款票据号码", max_length=60, required=False)
    correction_done = forms.BooleanField(label="违法行为已经改正", required=False, initial=True)
    property_disposed = forms.BooleanField(
        label="涉案财物已经处理，或者没有涉案财物", required=False, initial=True
    )
    note = forms.CharField(label="说明", max_length=500, required=False)

    def prefilled(self) -> dict[str, Any]:
        decision, paid = self.page.file.course.decision, sum(p.amount for p in self.page.file.course.payments)
        return {"amount": decision.fine - paid if decision else None, "paid_on": self.today}


class CloseForm(ActForm):
    """The head's opinion on the sheet."""

    opinion = forms.CharField(label="审批意见", widget=forms.Textarea, max_length=2000, initial="同意结案。")
