"""表单的话: what a form says of an empty field names the field, in the summary as beside it."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

_CHOSEN = (forms.ChoiceField, forms.DateField, forms.DateTimeField, forms.FileField)


def say_beside(form: forms.BaseForm, problems: Iterable[tuple[str, str]]) -> None:
    """Each message of a service beside the field it is about, the others above the form."""
    for name, text in problems:
        form.add_error(name if name in form.fields else None, text)


def ask_by_name(form: forms.BaseForm) -> None:
    """请填写“决定理由” instead of 这个字段是必填项."""
    for name, field in form.fields.items():
        label = field.label or form[name].label
        verb = "选择" if isinstance(field, _CHOSEN) else "填写"
        field.error_messages["required"] = f"请{verb}“{label}”"
