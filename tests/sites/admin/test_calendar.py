"""日历的页面: a notice is pasted, its effect is seen, then it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sanxiang.kernel import Actor, Role
from sanxiang.registry import services as registry
from sanxiang.registry.calendar import year_of
from tests.browser import browser
from tests.factories.cases import lawful_case
from tests.factories.city import FIELD, FOUNDED, City, found_city, person
from tests.sites.admin.conftest import looks_right

__all__ = ["browser"]

NOTICE = (
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日至11日放假调休，共7天。2月13日上班。"
)
SENT = {"source": "国办发明电〔2026〕99号", "notice": NOTICE}


def keeper_of(city: City) -> Actor:
    """The system administrator of a justice bureau."""
    fields = ["行政执法监督", FIELD]
    keeper = person(city, "司理", 70, Role.ADMINISTRATOR)
    registry.update_agency(actor=keeper, now=FOUNDED, agency=city.agency, enforcement_fields=fields)
    return keeper


@pytest.fixture
def client(city: City, browse: Callable[[Actor], Client]) -> Client:
    return browse(keeper_of(city))


def html(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_years_are_listed_with_what_is_provisional(client: Client) -> None:
    shown = html(client.get("/a/calendar/"))
    assert "2026年" in shown and shown.count("暂定") == 1 and "增加2028年" in shown
    assert "春节：2月14日" not in html(client.get("/a/calendar/2026/"))
    assert "2月15日至23日放假，共9天" in html(client.get("/a/calendar/2026/"))


def test_a_notice_is_seen_before_it_is_kept(client: Client) -> None:
    seen = client.post("/a/calendar/2027/change/", SENT)
    assert seen.status_code == 200 and "还没有保存" in html(seen)
    assert "，周六" in html(seen) and year_of(2027).provisional
    client.post("/a/calendar/2027/change/", SENT | {"confirmed": "1"})
    kept = year_of(2027)
    assert not kept.provisional and kept.source == SENT["source"] and len(kept.makeup) == 1
    assert "已保存2027年的日历" in html(client.get("/a/calendar/2027/"))


def test_a_table_of_many_years_is_pasted(client: Client) -> None:
    table = "date,kind,name\n2026-01-01,off,元旦\n2027-01-01,off,元旦\n2027-02-14,makeup_workday,春节"
    client.post("/a/calendar/2027/change/", SENT | {"notice": table, "confirmed": "1"})
    assert [(d.date.isoformat(), d.kind) for d in year_of(2027).days] == [
        ("2027-01-01", "holiday"), ("2027-02-14", "makeup"),
    ]  # fmt: skip
    wrong = client.post("/a/calendar/2027/change/", SENT | {"notice": table + "\n2027-02-30,off,错"})
    assert wrong.status_code == 422 and "没有2027年02月30日这一天" in html(wrong)


def test_the_periods_that_move_are_named(city: City, client: Client) -> None:
    story = lawful_case(city, upto="notify_party")
    long = "国庆节：3月1日至31日放假，共31天。"
    seen = html(client.post("/a/calendar/2026/change/", SENT | {"notice": long}))
    assert "个正在计算的期限会变" in seen and story.case.number in seen
    assert story.case.party_name not in seen


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"source": ""}, "请填写通知的名称和文号"),
        ({"notice": "元旦放假"}, "没有读到放假的日期"),
        ({"notice": "元旦：1月1日（周一）放假。"}, "是周五，不是周一"),
        ({"notice": "元旦：2028年1月1日放假。"}, "不在2027年"),
    ],
)
def test_what_is_wrong_is_said_beside_it(client: Client, sent: dict[str, str], said: str) -> None:
    answer = client.post("/a/calendar/2027/change/", SENT | sent)
    assert answer.status_code == 422 and said in html(answer) and year_of(2027).provisional


def test_a_sentence_that_was_not_read_is_named(client: Client) -> None:
    more = {"notice": NOTICE + "\n国庆节：10月1日至7日休息。"}
    assert "这一句没有读入：10月1日至7日休息" in html(client.post("/a/calendar/2027/change/", SENT | more))


def test_other_administrators_read_and_do_not_change(admin: Actor, browse: Callable[[Actor], Client]) -> None:
    client = browse(admin)
    assert "由司法行政机关的系统管理员维护" in html(client.get("/a/calendar/2027/"))
    assert client.post("/a/calendar/2027/change/", SENT | {"confirmed": "1"}).status_code == 422
    assert year_of(2027).provisional


def test_a_year_out_of_reach_is_not_there(client: Client) -> None:
    assert client.get("/a/calendar/1999/").status_code == 404


@pytest.mark.e2e
def test_the_pages_look_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    looks_right(browser, live_server, keeper_of(found_city()), "/a/calendar/", "/a/calendar/2027/")
