"""An agency, two laws and what a penalty item needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sanxiang.powers.types import BasisInput, TierInput
from sanxiang.rules.citations import Place
from sanxiang.rules.terms import TierLevel
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.services import import_laws
from tests.factories.agencies import agency_in_force
from tests.factories.powers import item_in_force
from tests.registry.conftest import DOING, agency_fields

FROM = date(2020, 1, 1)


@dataclass(frozen=True)
class Ground:
    agency: UUID
    other: UUID
    law: UUID

    def basis(self, article: int = 2, role: str = "penalty", **place: int) -> BasisInput:
        return BasisInput(self.law, Place(article, **place), role)

    def item_fields(self, **changes: Any) -> dict[str, Any]:
        return {
            "agency": self.agency, "code": "CF-001", "name": "对未批先建的处罚", "kind": "penalty",
            "enforcement_field": "生态环境", "bases": [self.basis(1, "duty"), self.basis()], "penalty_kinds": ["fine"],
            "fine_min": Decimal(10000), "fine_max": Decimal(100000), "effective_from": FROM,
        } | changes  # fmt: skip

    def item(self, **changes: Any) -> UUID:
        return item_in_force(now=DOING["now"], **self.item_fields(**changes))


@pytest.fixture
def ground(db: None, tmp_path: Path) -> Ground:
    rows = [
        {"title": "云屏试验法", "version_date": "2016-01-01", "effective_date": "2017-01-01", "text": "第一条 应当。\n第二条 处罚款：\n（一）甲；"},
        {"title": "云屏试验法", "version_date": "2025-06-01", "effective_date": "2026-01-01", "text": "第一条 仍应当。"},
    ]  # fmt: skip
    path = tmp_path / "laws.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    import_laws(**DOING, paths=[path])
    law = statutes.find_law("云屏试验法")
    assert law
    first, second = (agency_in_force(now=DOING["now"], **agency_fields(n)) for n in (0, 1))
    return Ground(first, second, law.id)


def tiers(*rows: tuple[TierLevel, int | None, int | None]) -> list[TierInput]:
    return [
        TierInput(
            level,
            "情节",
            None if low is None else Decimal(low),
            None if high is None else Decimal(high),
            "标准",
        )
        for level, low, high in rows
    ]


GOOD_TIERS = tiers(
    (TierLevel.LENIENT, 10000, 30000), (TierLevel.NORMAL, 30000, 70000), (TierLevel.SEVERE, 70000, 100000)
)
