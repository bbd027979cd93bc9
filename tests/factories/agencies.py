"""Agencies as they come into force: entered, checked and approved, by three people."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sanxiang.registry import services, standing
from tests.factories.powers import APPROVES, CHECKS, ENTERS


def agency_in_force(*, now: datetime, **fields: Any) -> UUID:
    """An agency that may enforce; raises InvalidInput as the three acts do."""
    fields.setdefault("qualification", "“三定”规定")
    agency = services.create_agency(actor=ENTERS, now=now, **fields)
    standing.check_agency(actor=CHECKS, now=now, agency=agency)
    standing.approve_agency(actor=APPROVES, now=now, agency=agency)
    return agency
