"""表单的话: what a form says of an empty field names the field, in the summary as beside it."""

from __future__ import annotations

from django import forms

_CHOSEN = (forms.ChoiceField, forms.DateField, forms.DateTimeField, forms.FileField)


def ask_by_name(form: forms.BaseForm) -> None:
    """请填写“决定理由” instead of 这个字段是必填项."""
    for name, field in form.fields.items():
        label = field.label or form[name].label
        verb = "选择" if isinstance(field, _CHOSEN) else "填写"
        field.error_messages["required"] = f"请{verb}“{label}”"
