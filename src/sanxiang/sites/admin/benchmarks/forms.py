"""裁量基准审定的表单: one onto its item, or many of one document at once."""

from __future__ import annotations

from django import forms


class TogetherForm(forms.Form):
    """Under which number, from when: the same for all that is approved at once."""

    use_required_attribute = False
    document_no = forms.CharField(label="发布文号", max_length=60)
    effective_from = forms.DateField(
        label="生效日期", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class ApprovalForm(TogetherForm):
    """Besides, which item it divides."""

    field_order = ("item",)
    item = forms.ChoiceField(label="权力事项")
