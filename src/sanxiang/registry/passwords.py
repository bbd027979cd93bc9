"""密码规则: what a password must be (the settings list them), and how long one lasts."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import choice

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ValidationError

from sanxiang.registry.models import Account

#: how many of the last passwords may not come again
REMEMBERED = 5
#: without letters and digits that look alike
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


class LongEnough(MinimumLengthValidator):
    """So many characters at least."""

    def get_error_message(self) -> str:
        return f"密码至少{self.min_length}个字符"

    def get_help_text(self) -> str:
        return f"至少{self.min_length}个字符"


class NotCommon(CommonPasswordValidator):
    """Not one of the 20,000 passwords that are tried first."""

    def get_error_message(self) -> str:
        return "这个密码太常见，容易被猜到"

    def get_help_text(self) -> str:
        return "不是常见的密码"


class TwoKinds:
    """Letters, digits and others: at least two of the three kinds (GB/T 22239—2019, 8.1.4.1: complexity)."""

    def validate(self, password: str, user: Account | None = None) -> None:
        letters = any(c.isascii() and c.isalpha() for c in password)
        digits = any(c.isdigit() for c in password)
        others = any(not (c.isascii() and c.isalnum()) for c in password)
        if letters + digits + others < 2:
            raise ValidationError("密码应包含字母、数字和其他字符中的至少两种")

    def get_help_text(self) -> str:
        return "包含字母、数字和其他字符中的至少两种"


class NotTheName:
    """The password does not hold the name of its account."""

    def validate(self, password: str, user: Account | None = None) -> None:
        if user and user.username and user.username.lower() in password.lower():
            raise ValidationError("密码不能包含用户名")

    def get_help_text(self) -> str:
        return "不包含用户名"


class NotUsedBefore:
    """None of the last passwords of the account."""

    def validate(self, password: str, user: Account | None = None) -> None:
        if user is None or user._state.adding:
            return
        used = user.used_passwords.values_list("hash", flat=True)[:REMEMBERED]
        if any(check_password(password, old) for old in used):
            raise ValidationError(f"不能使用最近{REMEMBERED}次用过的密码")

    def get_help_text(self) -> str:
        return f"不是最近{REMEMBERED}次用过的"


def first_password() -> str:
    """A password to be told to a person and changed at once: 16 readable characters in groups (79 bits)."""
    return "-".join("".join(choice(_READABLE) for _ in range(_GROUP)) for _ in range(_GROUPS))


def is_due(account: Account, now: datetime, days: int) -> bool:
    """Must the password be changed before anything else? `days`: how long one lasts, 0 = for ever."""
    if account.must_change_password:
        return True
    changed = account.password_changed_at
    return bool(days) and changed is not None and changed + timedelta(days) < now
