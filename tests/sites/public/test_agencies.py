"""执法部门: the tree by place and level, and what the public reads of an agency's past and of whom it entrusted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sanxiang.flows.end_agency import end_agency
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.kernel import local_date
from sanxiang.registry import delegations, standing
from sanxiang.registry import selectors as registry
from sanxiang.sites.public.agencies.tree import tree_of
from sanxiang.sites.staff import now
from tests.factories.agencies import agency_in_force
from tests.factories.city import FOUNDED, SYSTEM, City, found_city, uscc
from tests.factories.powers import APPROVES

pytestmark = pytest.mark.django_db


def row(name: str, level: str, code: str, region: str) -> dict[str, Any]:
    return {"title": name, "data": {"level": level, "region_code": code, "region": region}}


def test_the_tree_goes_from_the_city_to_its_counties_and_their_towns() -> None:
    branches = tree_of(
        [
            row("乙镇政府", "town", "539902101", "乙镇"),
            row("甲县局", "county", "539901", "甲县"),
            row("市局", "city", "539900", "云屏市"),
            row("乙县局", "county", "539902", "乙县"),
            row("丙镇政府", "town", "539903101", "丙镇"),
            row("丁乡政府", "town", "539902100", "丁乡"),
        ]
    )
    shown = [(b.title, [(r["title"], depth) for r, depth in b.rows]) for b in branches]
    assert shown == [
        ("市级", [("市局", 0)]),
        ("甲县", [("甲县局", 0)]),
        ("乙县", [("乙县局", 0), ("丁乡政府", 1), ("乙镇政府", 1)]),
        ("丙镇", [("丙镇政府", 1)]),
    ]
    assert len({b.id for b in branches}) == len(branches)


@pytest.fixture
def city(db: None) -> City:
    """With a former name, an agreement that is on file and one that is not, and an agency that was merged."""
    city = found_city()
    agent = agency_in_force(
        now=FOUNDED, name="云屏市环境监察大队", short_name="监察大队", code="云监", uscc=uscc(45, "12"), level="city",
        kind="entrusted", parent=city.agency, region_code="539900", region_name="云屏市", enforcement_fields=["生态环境"],
        head_name="林大", address="云屏市望湖路18号", phone="0999-6", complaint_phone="0999-7",
        complaint_channels="信访接待室：望湖路18号一楼\n邮箱：ts@yunping.example", office_hours="工作日9时至17时",
        reconsideration_body="云屏市人民政府", court="云屏市安澜区人民法院",
    )  # fmt: skip
    for number, filing in (("云环委〔2026〕1号", "云司备〔2026〕1号"), ("云环委〔2026〕2号", "")):
        key = delegations.agree_delegation(
            actor=SYSTEM, now=FOUNDED, principal=city.agency, agent=agent, number=number, matters=("CF-001",),
            powers=("investigate",), basis="《云屏市排污许可管理条例》第一条", valid_from=date(2026, 2, 1),
            valid_to=local_date(now()) + timedelta(90), text="第一条 委托事项见附件。",
        )  # fmt: skip
        if filing:
            delegations.file_delegation(actor=SYSTEM, now=now(), delegation=key, filing_no=filing)
    standing.rename_agency(
        actor=APPROVES, now=now(), agency=city.agency, name="云屏市生态环境和林业局", short_name="市环林局",
        on=date(2026, 3, 1), document_no="云编〔2026〕3号",
    )  # fmt: skip
    assert city.stranger.agency_id
    end_agency(
        actor=APPROVES, now=now(), agency=city.stranger.agency_id, until=date(2026, 4, 30),
        document_no="云编〔2026〕4号", successor=city.agency,
    )  # fmt: skip
    publish_lists(actor=SYSTEM, now=now())
    return city


def page(client: Client, name: str, tab: str = "") -> str:
    found = next(a for a in registry.agencies() if a.name == name)
    answer = client.get(f"/agencies/{found.public_id}/{tab}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def words(html: str) -> str:
    """Without the markup."""
    return re.sub(r"<[^>]+>", "", html)


def test_an_agency_shows_its_past_and_whom_it_entrusted(client: Client, city: City) -> None:
    shown = page(client, "云屏市生态环境和林业局")
    for said in (
        "曾用名", "云屏市生态环境局", "用到2026年2月28日", "内设机构", "综合执法支队", "委托云屏市环境监察大队执法",
        "云司备〔2026〕1号", "对未取得排污许可证排放污染物行为的处罚", "第一条 委托事项见附件。", "委托中",
    ):  # fmt: skip
        assert said in words(shown), said
    assert "云环委〔2026〕2号" not in shown, "what is not on file is not public"
    assert "受云屏市生态环境和林业局委托执法" in page(client, "云屏市环境监察大队")
    assert "受委托的事项" in page(client, "云屏市环境监察大队", "powers/")
    complaints = page(client, "云屏市环境监察大队", "complaints/")
    for said in ("邮箱：ts@yunping.example", "工作日9时至17时", 'href="tel:0999-7"'):
        assert said in complaints, said


def test_a_merged_agency_leads_to_its_successor(client: Client, city: City) -> None:
    after = registry.get_agency(city.agency)
    shown = page(client, "云屏市城市管理局")
    assert "2026年4月30日后已撤销" in words(shown) and f'href="/agencies/{after.public_id}/"' in shown
    listed = client.get("/agencies/").content.decode()
    assert "已撤销的部门" in listed and "职权由云屏市生态环境和林业局继续行使" in listed
