"""验证方式: what an account has for the second step, and whether an answer is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction

Type = Authenticator.Type
TOTP_NAME, KEY_NAME = "动态口令", "通行密钥"


@dataclass(frozen=True, slots=True)
class Passkey:
    """通行密钥."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has; without any the password is enough."""

    totp: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        return self.totp or bool(self.passkeys)


def factors_of(user: Any) -> Factors:
    """What the account has for the second step."""
    rows = list(Authenticator.objects.filter(user=user).order_by("id"))
    codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return Factors(
        totp=any(row.type == Type.TOTP for row in rows),
        passkeys=tuple(
            Passkey(row.pk, row.data["name"], row.created_at, row.last_used_at)
            for row in rows
            if row.type == Type.WEBAUTHN
        ),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def new_secret() -> str:
    """A secret for an authenticator app: 160 bits in base32."""
    return generate_totp_secret()


def add_totp(user: Any, secret: str, code: str) -> bool:
    """Keep the secret if the app shows the right code for it; that code is used up."""
    counter = _counter(secret, code, after=-1)
    if counter is None:
        return False
    with transaction.atomic():
        row = TOTP.activate(user, secret).instance
        row.data["counter"] = counter
        row.save(update_fields=["data"])
        RecoveryCodes.activate(user)
    return True


def add_passkey(user: Any, name: str, credential: dict[str, Any]) -> bool:
    """Keep a passkey that answers the challenge of this session."""
    try:
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, KeyError, TypeError):
        return False
    with transaction.atomic():
        webauthn.WebAuthn.add(user, name, credential)
        RecoveryCodes.activate(user)
    return True


def remove(user: Any, *, passkey: int | None = None, everything: bool = False) -> str:
    """Take away one passkey, the app, or everything; answers what it was, "" if nothing.

    The recovery codes go with the last of them.
    """
    rows = Authenticator.objects.filter(user=user)
    wanted = (
        rows
        if everything
        else rows.filter(pk=passkey, type=Type.WEBAUTHN)
        if passkey
        else rows.filter(type=Type.TOTP)
    )
    with transaction.atomic():
        gone, _ = wanted.delete()
        if not rows.exclude(type=Type.RECOVERY_CODES).exists():
            rows.delete()
    return ("全部" if everything else KEY_NAME if passkey else TOTP_NAME) if gone else ""


def recovery_codes(user: Any, *, renew: bool = False) -> list[str]:
    """The codes that are left, or ten new ones."""
    if renew:
        Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def right_code(user: Any, code: str, now: datetime) -> bool:
    """Is this the code of the app now, or a recovery code that is left? Each opens once (RFC 6238, 5.2)."""
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=user)
        totp = rows.filter(type=Type.TOTP).first()
        if totp:
            counter = _counter(decrypt(totp.data["secret"]), code, after=totp.data.get("counter", -1))
            if counter is not None:
                totp.data["counter"], totp.last_used_at = counter, now
                totp.save(update_fields=["data", "last_used_at"])
                return True
        codes = rows.filter(type=Type.RECOVERY_CODES).first()
        return bool(codes and codes.wrap().validate_code(code))


def right_passkey(user: Any, credential: dict[str, Any], now: datetime) -> bool:
    """Does a passkey of the account answer the challenge of this session?"""
    try:
        row = webauthn.complete_authentication(user, credential)
    except (ValidationError, ValueError, KeyError, TypeError):
        return False
    row.last_used_at = now
    row.save(update_fields=["last_used_at"])
    return True


def registration_options(user: Any) -> dict[str, Any]:
    """What the browser needs to make a passkey."""
    return webauthn.begin_registration(user, passwordless=False)


def authentication_options(user: Any) -> dict[str, Any]:
    """What the browser needs to answer with a passkey."""
    return webauthn.begin_authentication(user)


def _counter(secret: str, code: str, *, after: int) -> int | None:
    """The step whose code this is, if it is later than the last one used."""
    for counter in yield_hotp_counters_from_time():
        right = format_hotp_value(hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=right):
            return counter
    return None
