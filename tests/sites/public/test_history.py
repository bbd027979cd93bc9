"""历史处罚 on the portal: marked everywhere, apart from results, statistics and search, and not beyond its term."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from sanxiang.disclosure import search, selectors, services
from tests.browser import accessibility_problems, browser, overflow
from tests.sites.public.conftest import City

__all__ = ["browser"]
TODAY = date(2026, 11, 27)
NOT_OURS = "不是本平台办理的案件，没有全过程记录"


def keep(number: int, **changed: Any) -> str:
    """A row of 2023 of the registered agency; its address."""
    row: dict[str, Any] = {
        "identity": str(number),
        "state": "shown",
        "agency_id": "ag00000001",
        "agency_name": "云屏市生态环境局",
        "document_no": f"云环罚〔2023〕{number}号",
        "party_name": "云屏市鸿发建材有限公司",
        "party_kind": "organisation",
        "violation": "未按规定安装污染防治设施",
        "penalty_kinds": "罚款",
        "amount": Decimal(20000),
        "decided_on": date(2023, 3, 20),
    } | changed
    services.add_history(provider="云屏市生态环境局", rows=[row])
    held = selectors.history_held([row["identity"]], ["public_id"])
    return f"/results/history/{held[row['identity']][1]['public_id']}/"


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.django_db
def test_every_page_says_that_it_is_not_of_this_platform(client: Client, city: City) -> None:
    address = keep(1)
    page, rows = read(client, address), read(client, "/results/history/")
    assert f"历史数据，由云屏市生态环境局提供，{NOT_OURS}" in page and NOT_OURS in rows
    assert "20,000.00元" in page and "2023年3月20日" in page and address in rows
    assert 'href="/agencies/ag00000001/"' in page
    for claim in ("存证证明", "账本序号", "验证包", "全文公示"):
        assert claim not in page and claim not in rows
    assert "/results/history/" in read(client, "/results/")


@pytest.mark.django_db
def test_it_is_in_no_list_statistic_or_search_of_results(client: Client, city: City, no_delay: None) -> None:
    pages = ("/results/", "/results/penalty/", "/results/account/", "/results/export.csv", "/data/results.csv",
             "/agencies/ag00000001/results/", "/search?q=历史建材", "/results/?q=历史建材")  # fmt: skip
    before, overview = [read(client, p) for p in pages], selectors.overview(TODAY, TODAY)
    keep(1, party_name="云屏市历史建材有限公司")
    search.refresh_index()
    assert selectors.overview(TODAY, TODAY) == overview
    for address, was in zip(pages, before, strict=True):
        now = read(client, address)
        assert "云屏市历史建材" not in now, address
        assert now.count("<tr") == was.count("<tr"), address


@pytest.mark.django_db
def test_the_list_is_filtered_and_paged(client: Client, city: City) -> None:
    for number in range(1, 24):
        keep(number)
    other = keep(30, agency_name="没有登记的局", agency_id="", decided_on=None, published_on=date(2019, 5, 1))
    assert "共24条" in read(client, "/results/history/")
    assert other in read(client, "/results/history/?page=2") and other not in read(
        client, "/results/history/"
    )
    for query in ("year=2019", "agency=没有登记的局", "q=30号", "q=鸿发 30号", "page=99"):
        assert other in read(client, f"/results/history/?{query}"), query
    assert "没有符合条件的记录" in read(client, "/results/history/?year=2001")
    assert client.get("/results/history/?year=abcd&page=x&q=%00").status_code == 200


@pytest.mark.django_db
def test_what_is_open_is_said(client: Client, city: City) -> None:
    address = keep(1, agency_id="", penalty_kinds="罚款、训诫", amount=None, amount_text="两百元左右", decided_on=None, decided_text="三月间", party_name="欧阳某某", party_kind="")  # fmt: skip
    page = read(client, address)
    for said in (
        "没有在本平台登记",
        "“训诫”不是",
        "读不出金额：两百元左右",
        "读不出日期：三月间",
        "按自然人隐名",
        "自然人已隐名",
    ):
        assert said in page, said
    assert "待核" in read(client, "/results/history/")


@pytest.mark.django_db
def test_after_its_term_a_row_is_gone(client: Client, city: City) -> None:
    address = keep(1, expires_on=date(2023, 6, 20))
    assert client.get(address).status_code == 404
    assert "还没有历史处罚" in read(client, "/results/history/")
    assert client.get("/results/history/0000000000/").status_code == 404


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible(browser: Any, live_server: Any, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN").new_page()
    page.goto(live_server.url + "/results/history/")
    assert accessibility_problems(page) == []
    plain = keep(1, facts="2023年3月2日检查时，该单位没有安装粉尘收集设施。" * 5)
    open_ = keep(2, agency_id="", penalty_kinds="训诫", decided_on=None, party_name="", party_kind="")
    for address in ("/results/history/?year=2023", "/results/history/?q=无", plain, open_):
        page.goto(live_server.url + address)
        assert accessibility_problems(page) == [], address
        assert overflow(page) <= 0, address
