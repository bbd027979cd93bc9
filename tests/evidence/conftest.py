"""A case of the fictional city to hang evidence on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from sanxiang.kernel import Actor

NOW = datetime(2026, 11, 26, 2, 30, tzinfo=UTC)
OFFICER = Actor(name="周敏")


@pytest.fixture
def make_case(db: Any, settings: Any, tmp_path: Path) -> Any:
    """A function that makes one more case; files go to a directory of the test."""
    settings.DATA_DIR = tmp_path
    agency = apps.get_model("registry.Agency").objects.create(
        name="云屏市生态环境局", short_name="市生态环境局", code="云环", uscc="11530000000000000X", level="city",
        region_code="530000", region_name="云屏市", enforcement_fields=["生态环境"], head_name="陆承",
        address="云屏市望湖路18号", phone="0870-5550101", complaint_phone="0870-5550102",
        reconsideration_body="云屏市人民政府", court="云屏市澄江区人民法院",
    )  # fmt: skip
    unit = apps.get_model("registry.Unit").objects.create(agency=agency, name="综合执法支队")

    def make() -> Any:
        return apps.get_model("cases.Case").objects.create(
            agency=agency, unit=unit, title="超标排放水污染物案", procedure="penalty_ordinary", state="INVESTIGATE",
            source="inspection", clue_text="现场检查发现", registered_at=NOW, updated_at=NOW,
        )  # fmt: skip

    return make


@pytest.fixture
def case(make_case: Any) -> Any:
    """One case under investigation."""
    return make_case()
