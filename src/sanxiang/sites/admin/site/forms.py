"""设置的表单: what stands on every page of the public site."""

from __future__ import annotations

from typing import Any

from django import forms

from sanxiang.sites.admin.site.footer import LABELS, fault, hint
from sanxiang.sites.wording import ask_by_name

#: what a site may begin without: the number is given after it was set up
_OPTIONAL = ("id_code", "icp", "police", "note")


class SiteForm(forms.Form):
    """One field for each item; a value that does not look right is said beside it."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key, label in LABELS.items():
            optional = key in _OPTIONAL
            self.fields[key] = forms.CharField(
                label=label, max_length=200, required=not optional, help_text=hint(key)
            )
        ask_by_name(self)

    def clean(self) -> dict[str, Any]:
        """Each value in its form."""
        for key, value in self.cleaned_data.copy().items():
            if wrong := fault(key, value):
                self.add_error(key, wrong)
        return self.cleaned_data
