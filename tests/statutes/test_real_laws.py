"""真实法规: every file of the reference data, if this machine has it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanxiang.kernel import Actor
from sanxiang.statutes import selectors, services
from sanxiang.statutes.types import ImportNote

FOLDER = Path(os.environ.get("SANXIANG_DATA", Path(__file__).parents[3] / "shared" / "data")) / "laws"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="没有参考数据：请用SANXIANG_DATA指出其目录"),
]


def test_all_laws_are_imported_and_their_articles_counted() -> None:
    paths = sorted(FOLDER.glob("*.jsonl"))
    report = services.import_laws(
        actor=Actor.system("测试"), now=datetime(2026, 3, 2, tzinfo=UTC), paths=paths
    )
    assert report.balanced
    assert report.stored > 1500
    off = report.notes_of(ImportNote.COUNT)
    assert len(off) <= 7, off
    assert report.articles_found >= report.articles_stated
    law = selectors.find_law("行政处罚法")
    assert law
    found = selectors.text_in_force(law.id, date(2026, 3, 2), 33, 2)
    assert found
    assert found.text.startswith("当事人有证据足以证明没有主观过错的，不予行政处罚。")
    code = selectors.find_law("环境保护法")
    assert code
    assert selectors.version_in_force(code.id, date(2026, 8, 14))
    assert selectors.version_in_force(code.id, date(2026, 8, 15)) is None
