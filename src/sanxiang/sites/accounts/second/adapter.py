"""allauth 的接口: secrets are kept encrypted, and the site is called by its name."""

from __future__ import annotations

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Adapter(DefaultMFAAdapter):
    """Secrets are encrypted with a key of their own, derived from the secret key of the site."""

    def get_totp_issuer(self) -> str:
        return str(settings.SITE["name"])

    def _get_site_name(self) -> str:
        return str(settings.SITE["name"])

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sanxiang second step").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))
