"""登录和密码的表单."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.forms import AuthenticationForm
from django.forms import CharField, Form, PasswordInput, TextInput

from sanxiang.kernel import Actor, InvalidInput
from sanxiang.registry.accounts import change_password


class SignInForm(AuthenticationForm):
    """One neutral message for a wrong name, a wrong password and a closed account."""

    username = CharField(label="用户名", widget=TextInput)
    password = CharField(label="密码", strip=False, widget=PasswordInput)

    error_messages = {
        "invalid_login": "用户名或密码不正确。连续5次不正确，登录会暂停15分钟",
        "inactive": "用户名或密码不正确。连续5次不正确，登录会暂停15分钟",
    }


class PasswordForm(Form):
    """The old password once, the new one twice."""

    use_required_attribute = False
    old = CharField(label="现在的密码", strip=False, widget=PasswordInput)
    new = CharField(label="新密码", strip=False, widget=PasswordInput)
    again = CharField(label="再输一次新密码", strip=False, widget=PasswordInput)

    def clean_again(self) -> str:
        """Typed twice alike."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new", again):
            self.add_error("again", "两次输入的新密码不一样")
        return again

    def keep(self, actor: Actor, now: datetime) -> bool:
        """Change the password, or say beside the fields why not."""
        try:
            change_password(actor=actor, now=now, old=self.cleaned_data["old"], new=self.cleaned_data["new"])
        except InvalidInput as invalid:
            for field, said in invalid.problems:
                self.add_error("old" if field == "old" else "new", said)
            return False
        return True
