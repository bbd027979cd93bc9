"""A bare agency and case of the fictional city, for rooms that hang things on a case without knowing it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps

from sanxiang.kernel import Actor

NOW = datetime(2026, 11, 26, 2, 30, tzinfo=UTC)
OFFICER = Actor(name="周敏")


def new_agency() -> Any:
    """云屏市生态环境局."""
    return apps.get_model("registry.Agency").objects.create(
        name="云屏市生态环境局", short_name="市生态环境局", code="云环", uscc="11530000000000000X", level="city",
        region_code="530000", region_name="云屏市", enforcement_fields=["生态环境"], head_name="陆承",
        address="云屏市望湖路18号", phone="0870-5550101", complaint_phone="0870-5550102",
        reconsideration_body="云屏市人民政府", court="云屏市澄江区人民法院",
    )  # fmt: skip


def new_case(agency: Any) -> Any:
    """A case of that agency under investigation."""
    unit, _ = apps.get_model("registry.Unit").objects.get_or_create(agency=agency, name="综合执法支队")
    return apps.get_model("cases.Case").objects.create(
        agency=agency, unit=unit, title="超标排放水污染物案", procedure="penalty_ordinary", state="INVESTIGATE",
        source="inspection", clue_text="现场检查发现", registered_at=NOW, updated_at=NOW,
    )  # fmt: skip
