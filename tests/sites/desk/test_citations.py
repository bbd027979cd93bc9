"""文书中的引用: the box beside a draft says which citations must be looked at, and what was right at the time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanxiang.kernel import Actor
from sanxiang.sites.desk.papers.citations import cited_rows
from sanxiang.statutes import services
from tests.sites.desk.conftest import Desk

Opened = Callable[..., Desk]
TODAY = date(2026, 3, 2)


def keep_law(folder: Path, *wordings: tuple[str, str]) -> None:
    rows = [
        {
            "id": day, "title": "云屏引用法", "version_date": day, "effective_date": day, "level": "法律",
            "category": "", "expired": False, "article_count": 1, "history": [], "text": text,
        }
        for day, text in wordings
    ]  # fmt: skip
    path = folder / "law.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    services.import_laws(
        actor=Actor.system("测试"), now=datetime(2026, 3, 2, 1, 30, tzinfo=UTC), paths=[path]
    )


@pytest.mark.django_db
def test_the_box_lists_what_is_wrong_first_and_each_citation_once(tmp_path: Path) -> None:
    old, new = "第一条 甲。\n\n第二条 乙。\n\n第三条 丙。", "第一条 甲。\n\n第二条 乙。"
    keep_law(tmp_path, ("2020-01-01", old), ("2025-01-01", new))
    data = {
        "facts": "违反《云屏引用法》第一条、第一条和第九条。",
        "provisions": [{"law": "云屏引用法", "place": "第三条", "text": "丙。"}],
        "qa": [{"q": "", "a": "依《没有的法》第三条"}],
        "count": 3,
    }
    rows = cited_rows(data, today=TODAY, act_on=date(2021, 1, 1))
    assert [(r.name, r.label, r.flagged) for r in rows] == [
        ("《云屏引用法》第九条", "查无此条", True),
        ("《没有的法》第三条", "查无此法", True),
        ("《云屏引用法》第一条", "有效", False),
        ("《云屏引用法》第三条", "行为时有效", False),
    ]
    assert "违法行为发生时（2021年1月1日）有效" in rows[3].said
    assert cited_rows(data, today=TODAY, act_on=None)[1].name == "《云屏引用法》第三条"
    assert cited_rows({"facts": "没有引用"}, today=TODAY, act_on=None) == []


def test_a_draft_shows_its_citations(desk: Opened) -> None:
    opened = desk(before="D16")
    lead = opened.story.city.lead
    before = opened.get(lead, "draft_document", "D16").content.decode()
    assert "引用的条文" not in before
    wrong = "当事人违反《云屏市没有的条例》第三条。"
    assert opened.submit(lead, "draft_document", "D16", process=wrong).status_code == 302
    page = opened.get(lead, "draft_document", "D16").content.decode()
    assert "引用的条文" in page
    assert "法规库中没有《云屏市没有的条例》。核对名称" in page
    assert "处要核对" in page
