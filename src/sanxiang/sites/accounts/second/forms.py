"""第二步的表单. What changes a second step asks for the password again."""

from __future__ import annotations

import json
from typing import Any

from django import forms


class CodeForm(forms.Form):
    """A code, or the answer of a passkey that the script put there."""

    use_required_attribute = False
    code = forms.CharField(label="验证码", max_length=20, required=False)
    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)

    def clean_code(self) -> str:
        """People type codes in groups."""
        return "".join(self.cleaned_data["code"].split())

    def clean_credential(self) -> dict[str, Any]:
        """The answer as the browser gave it."""
        return _object(self.cleaned_data["credential"])


class PasswordAgain(forms.Form):
    """The password of who is signed in: an unlocked screen alone changes nothing."""

    use_required_attribute = False
    password = forms.CharField(label="现在的密码", strip=False, widget=forms.PasswordInput)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        """It is the right one."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("现在的密码不正确")
        return password


class TotpForm(PasswordAgain):
    """The code that the app shows for the new secret."""

    code = forms.CharField(label="应用上显示的6位数字", max_length=10)

    def clean_code(self) -> str:
        """People type codes in groups."""
        return "".join(self.cleaned_data["code"].split())


class PasskeyForm(PasswordAgain):
    """A name for the passkey that the browser made."""

    name = forms.CharField(label="名称", max_length=40, help_text="如“办公室电脑”“安全密钥”，丢失时好认出来")
    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)

    def clean_credential(self) -> dict[str, Any]:
        """The passkey as the browser gave it."""
        return _object(self.cleaned_data["credential"])


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
