"""法规依据: a law by wording, by day and by article, with what became of it (立法法: 施行, 修改, 废止)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from sanxiang.disclosure.selectors import PowerFilters, powers
from sanxiang.disclosure.services import publish_snapshot, retire_snapshot
from tests.browser import accessibility_problems, browser, overflow
from tests.factories import disclosure as sample
from tests.sites.public.conftest import City, publish_city

__all__ = ["browser"]
RULE = "aw00000077"
HOME = f"/law/{RULE}/"


def row(number: int, label: str, text: str, **more: str) -> dict[str, Any]:
    return {"article": number, "suffix": 0, "label": label, "chapter": "", "text": f"{label}　{text}", **more}


OLD = {
    "version_date": "2010-03-01", "effective_from": "2010-05-01", "effective_to": "2019-12-31", "document_no": "云府令第3号",
    "ended_by": "", "expired": False, "extract": False,
    "articles": [row(1, "第一条", "依照本办法第二条公示。"), row(2, "第二条", "公示期一年。"), row(3, "第三条", "旧条文。")],
}  # fmt: skip
NOW: dict[str, Any] = {
    "version_date": "2019-11-05", "effective_from": "2020-01-01", "effective_to": "", "document_no": "云府令第9号",
    "ended_by": "", "expired": False, "extract": False,
    "articles": [row(1, "第一条", "依照本办法第二条公示。"), row(2, "第二条", "公示期三年。", starts_on="2099-01-01")],
}  # fmt: skip
NEXT = NOW | {
    "version_date": "2026-06-01", "effective_from": "2098-01-01",
    "articles": [row(1, "第一条", "提前施行的一条。", starts_on="2026-07-01")],
}  # fmt: skip
TITLES = {
    "title": "云屏市公示办法",
    "short_title": "云屏市公示办法",
    "level": "地方政府规章",
    "issuer": "云屏市人民政府",
}


def publish(data: dict[str, Any]) -> None:
    publish_snapshot(
        actor=sample.SYSTEM, now=datetime.now(UTC), kind="law", public_id=RULE, data=TITLES | data
    )


@pytest.fixture
def _law(city: City, no_delay: None) -> None:
    publish(NOW | {"wordings": [NEXT, OLD]})


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.usefixtures("_law")
def test_a_law_shows_its_wordings_with_days_and_standing(client: Client) -> None:
    page = text(client, HOME)
    for words in ("现行有效", "已修改", "尚未施行", "云府令第3号", "公示期三年", "尚未施行。"):
        assert words in page
    assert "公示期一年" not in page and f'href="{HOME}a2/"' in page
    assert f'href="{HOME}a1/?text=2026-06-01"' in page  # 分别施行: begins before the rest of its wording


@pytest.mark.usefixtures("_law")
@pytest.mark.parametrize("query", ["on=2015-06-01", "text=2010-03-01"])
def test_the_text_of_a_day_is_the_wording_of_that_day(client: Client, query: str) -> None:
    page = text(client, f"{HOME}?{query}")
    assert "公示期一年" in page and "公示期三年" not in page and "这不是现行有效的文本" in page
    assert f'href="{HOME}a3/?text=2010-03-01"' in page and 'href="#a2"' in page


@pytest.mark.usefixtures("_law")
@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?on=2000-01-01", 200, "收录的最早文本自2010年5月1日起施行，2000年1月1日还没有施行"),
        ("?on=昨天", 400, "“昨天”不是日期"),
        ("?text=2011-01-01", 404, "没有收录“2011-01-01”公布的文本"),
        ("a99/", 404, "收录的文本中没有这一条"),
        ("a3/", 404, "这个文本没有第三条"),
        ("?q=甲乙丙", 200, "没有包含“甲乙丙”的条文"),
    ],
)
def test_what_is_not_there_is_said_with_where_to_go(
    client: Client, query: str, status: int, words: str
) -> None:
    page = text(client, HOME + query, status)
    assert words in page and 'class="sx-btn" href="/law/' in page


@pytest.mark.usefixtures("_law")
def test_an_article_has_its_own_address_in_every_wording(client: Client) -> None:
    page = text(client, f"{HOME}a2/")
    assert "公示期三年" in page and "2099年1月1日" in page and "上一条：第一条" in page
    before = text(client, f"{HOME}a2/?on=2015-06-01")
    assert "公示期一年" in before and f'href="{HOME}a3/?text=2010-03-01"' in before
    assert f'href="{HOME}?text=2010-03-01#a2"' in text(client, f"{HOME}a1/?text=2010-03-01")


@pytest.mark.usefixtures("_law")
def test_search_within_a_law_stays_in_its_wording(client: Client) -> None:
    assert "<mark>三年</mark>" in text(client, f"{HOME}?q=三年")
    page = text(client, f"{HOME}?q=公示 一年&text=2010-03-01")
    assert "<mark>一年</mark>" in page and f'href="{HOME}a2/?text=2010-03-01"' in page
    assert 'name="text" value="2010-03-01"' in page


@pytest.mark.usefixtures("_law")
def test_two_wordings_stand_side_by_side(client: Client) -> None:
    page = text(client, f"{HOME}versions/?from=2010-03-01&to=2019-11-05")
    for words in (
        "2条有变动，1条相同",
        "公示期<del>一</del>年",
        "公示期<ins>三</ins>年",
        "<del>旧条文。</del>",
    ):
        assert words in page
    assert "最早文本" in text(client, f"{HOME}versions/?to=2010-03-01")
    publish(NOW | {"articles": NOW["articles"][:1], "wordings": [NEXT, OLD]})
    assert "2019-11-05公布（" in text(client, f"{HOME}versions/")


def test_a_repealed_law_names_and_links_what_repealed_it(city: City, client: Client, no_delay: None) -> None:
    publish(NOW | {"effective_to": "2021-07-14", "ended_by": "行政处罚法"})
    page = text(client, HOME)
    assert "已废止" in page and '<a href="/law/aw00000001/">《行政处罚法》</a>废止' in page
    assert "已由《行政处罚法》废止" in text(client, f"{HOME}?on=2025-01-01")


def test_a_snapshot_from_before_the_wordings_is_still_read(city: City, client: Client) -> None:
    page = text(client, "/law/aw00000002/")
    assert "2021年1月22日</time>公布" in page and "现行有效" in page
    assert "责令改正" in text(client, "/law/aw00000002/a33/")
    assert "还没有施行" in text(client, "/law/aw00000002/?on=2001-01-01")


def test_an_article_and_the_items_that_rest_on_it_lead_to_each_other(city: City, client: Client) -> None:
    page = text(client, "/law/aw00000002/a33/")
    assert 'href="/powers/pw00000001/"' in page and 'href="/powers/pw00000001/#benchmarks"' in page
    assert 'href="/law/aw00000002/a33/"' in text(client, "/powers/pw00000001/")
    whole = text(client, "/law/aw00000002/")
    assert 'href="/law/aw00000002/a33/#items">依据第三十三条的权责事项' in whole
    assert 'href="/agencies/ag00000001/"' in whole
    publish(NOW)
    assert "没有以本条为依据的" in text(client, f"{HOME}a1/")
    retire_snapshot(actor=sample.SYSTEM, now=datetime.now(UTC), kind="power", public_id="pw00000001")
    wanted = PowerFilters(law="aw00000002", article=(33, 0))
    assert "pw00000001" not in {row["public_id"] for row in powers(wanted, offset=0, limit=50)[1]}


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    publish_city(datetime.now(UTC))
    publish(NOW | {"wordings": [NEXT, OLD]})
    for width in (1440, 390):
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        for query in (
            "",
            "?on=2015-06-01",
            "?on=2000-01-01",
            "?q=公示",
            "a2/",
            "a3/",
            "a99/",
            "versions/?to=2019-11-05",
        ):
            page.goto(live_server.url + HOME + query)
            assert accessibility_problems(page) == [], query
            assert overflow(page) <= 0, query
        for address in ("/law/aw00000002/", "/law/aw00000002/a33/"):
            page.goto(live_server.url + address)
            assert accessibility_problems(page) == [], address
            assert overflow(page) <= 0, address
