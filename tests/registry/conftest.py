"""A small city's register: 市局 with a 县局 below it, a unit, an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from sanxiang.kernel import Actor
from sanxiang.registry import services
from sanxiang.rules.identifiers import resident_check_character, uscc_check_character

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ACTOR = Actor.system("测试")
DOING: dict[str, Any] = {"actor": ACTOR, "now": NOW}


def uscc(n: int, kind: str = "11") -> str:
    """A valid USCC that nobody has: the region 539900 is not in use."""
    first17 = f"{kind}539900MA{n:07d}"
    return first17 + uscc_check_character(first17)


def resident_id(born: str, n: int = 1) -> str:
    """A valid ID number that nobody has."""
    first17 = f"539900{born}{n:03d}"
    return first17 + resident_check_character(first17)


def agency_fields(n: int, **changes: Any) -> dict[str, Any]:
    return {
        "name": f"云屏市试验局{n}", "short_name": f"试验{n}", "code": f"云试{'甲乙丙丁'[n]}", "uscc": uscc(n), "level": "city",
        "region_code": "539900", "region_name": "云屏市", "enforcement_fields": ["生态环境"], "head_name": "林岚",
        "address": "云屏市安澜路1号", "phone": "0999-1", "complaint_phone": "0999-2",
        "reconsideration_body": "云屏市人民政府", "court": "云屏市人民法院",
    } | changes  # fmt: skip


@dataclass(frozen=True)
class Town:
    above: UUID
    below: UUID
    unit: UUID
    officer: UUID


@pytest.fixture
def town(db: None) -> Town:
    above = services.create_agency(**DOING, **agency_fields(0))
    below = services.create_agency(**DOING, **agency_fields(1, parent=above, level="county"))
    unit = services.create_unit(**DOING, agency=above, name="执法支队")
    officer = services.create_officer(**DOING, agency=above, unit=unit, name="周执", post="四级调研员")
    return Town(above, below, unit, officer)
