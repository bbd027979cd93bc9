"""法规公示: a law reaches the portal with every wording, and says on the day what became of it (ux P7; ADR 12)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sanxiang.disclosure.selectors import snapshot, snapshots
from sanxiang.flows.publish_lists import publish_due, publish_lists
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.models import Commencement
from sanxiang.statutes.services import import_laws
from tests.factories.city import FOUNDED, LAW, LAW_TEXT, SYSTEM, City

AFTER = datetime(2026, 9, 1, 4, tzinfo=UTC)


@pytest.fixture
def changed(city: City, tmp_path: Path) -> City:
    """The law is amended, one article later than the rest, and repealed by another a year on."""
    rows = [
        {"title": LAW, "version_date": "2026-03-01", "effective_date": "2026-03-03", "text": LAW_TEXT},
        {"title": "云屏市生态环境条例", "version_date": "2026-05-01", "effective_date": "2026-08-01",
         "text": f"第一条 为了保护环境，制定本条例。\n第二条 本条例自2026年8月1日起施行。《{LAW}》同时废止。"},
    ]  # fmt: skip
    path = tmp_path / "law.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])
    law = statutes.find_law(LAW)
    assert law
    Commencement.objects.create(
        version_id=statutes.versions(law.id)[0].id, article=2, starts_on=date(2026, 6, 1)
    )
    return city


def shown() -> dict[str, Any]:
    law = next(row["public_id"] for row in snapshots("law", slim=True)[1] if row["title"] == LAW)
    row = snapshot("law", law)
    assert row
    return dict(row["data"])


def test_the_page_has_every_wording_and_its_days(changed: City) -> None:
    publish_lists(actor=SYSTEM, now=datetime(2026, 4, 1, 4, tzinfo=UTC))
    data = shown()
    (before,) = data["wordings"]
    assert (data["version_date"], data["effective_to"]) == ("2026-03-01", "2026-07-31")
    assert (before["version_date"], before["effective_to"]) == ("2020-01-01", "2026-03-02")
    assert data["ended_by"] == "云屏市生态环境条例"
    assert [a["label"] for a in data["articles"] if a.get("starts_on") == "2026-06-01"] == ["第二条"]
    assert not any("starts_on" in a for a in before["articles"])


def test_a_law_on_the_portal_says_what_became_of_it_without_anybody(changed: City) -> None:
    assert "ended_by" in shown() and not shown()["ended_by"]
    assert publish_due(actor=SYSTEM, now=AFTER) >= 1
    assert shown()["ended_by"] == "云屏市生态环境条例"
    assert publish_due(actor=SYSTEM, now=AFTER) == 0
