"""登录表单."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.forms import CharField, PasswordInput, TextInput


class SignInForm(AuthenticationForm):
    """One neutral message for a wrong name, a wrong password and a closed account."""

    username = CharField(label="用户名", widget=TextInput)
    password = CharField(label="密码", strip=False, widget=PasswordInput)

    error_messages = {
        "invalid_login": "用户名或密码不正确。连续5次不正确，登录会暂停15分钟",
        "inactive": "用户名或密码不正确。连续5次不正确，登录会暂停15分钟",
    }
