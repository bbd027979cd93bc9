"""时间: the only conversions between an instant (UTC) and a legal date (Beijing time)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def local_date(instant: datetime) -> date:
    """The calendar date on which an instant falls in China; legal periods count such dates."""
    return instant.astimezone(BEIJING).date()
