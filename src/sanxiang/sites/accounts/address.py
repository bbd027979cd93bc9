"""来源地址: whose tries are counted together, and where somebody signed in from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The neighbour, or in production whom the proxy names."""
    address: str | None = request.META.get("HTTP_X_REAL_IP" if settings.PRODUCTION else "REMOTE_ADDR")
    return address
