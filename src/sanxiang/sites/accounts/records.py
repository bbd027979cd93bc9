"""登录记录: what happened at the door, with where it came from."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest

from sanxiang.registry.accounts import record_sign_in
from sanxiang.sites.accounts.address import client_address


def record(request: HttpRequest, outcome: str, username: str) -> None:
    """Keep that somebody came, left or was turned away."""
    address = client_address(request) or ""
    record_sign_in(now=datetime.now(UTC), outcome=outcome, username=username, address=address)
