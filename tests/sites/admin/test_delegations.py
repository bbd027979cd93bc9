"""委托协议和录入的页面: entrusted within articles 20 and 21, filed, ended; entered with everything that is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.cases.selectors import get_case
from sanxiang.flows.reading import case_page
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.powers import services as powers
from sanxiang.powers.selectors import review_rules, to_trigger
from sanxiang.registry import delegations, services
from sanxiang.registry import selectors as registry
from sanxiang.sites.staff import now
from tests.browser import browser
from tests.factories.agencies import agency_in_force
from tests.factories.cases import Story
from tests.factories.city import FOUNDED, SYSTEM, City, found_city, person, uscc
from tests.factories.powers import APPROVES, ENTERS
from tests.sites.admin.conftest import looks_right
from tests.sites.admin.test_agencies import entered, of

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
ENTRY = {
    "name": "云屏市应急管理局", "short_name": "市应急局", "code": "云应急", "uscc": uscc(44, "11"), "kind": "statutory",
    "qualification": "“三定”规定", "level": "city", "parent_id": "", "region_code": "539900", "region_name": "云屏市",
    "enforcement_fields": "应急管理、安全生产", "head_name": "邢安", "address": "云屏市望湖路66号", "office_hours": "工作日9时至17时",
    "phone": "0999-5550144", "complaint_phone": "0999-5550145", "complaint_channels": "信访接待室：望湖路66号一楼",
    "reconsideration_body": "云屏市人民政府", "court": "云屏市安澜区人民法院", "payee_bank": "", "active_from": "",
}  # fmt: skip


def body(city: City, **changes: Any) -> UUID:
    """云屏市环境监察大队, an organisation to which matters may be entrusted."""
    fields: dict[str, Any] = {
        "name": "云屏市环境监察大队", "short_name": "监察大队", "code": "云监", "uscc": uscc(45, "12"), "level": "city",
        "kind": "entrusted", "parent": city.agency, "region_code": "539900", "region_name": "云屏市",
        "enforcement_fields": ["生态环境"], "head_name": "林大", "address": "云屏市望湖路18号", "phone": "0999-6",
        "complaint_phone": "0999-7", "reconsideration_body": "云屏市人民政府", "court": "云屏市安澜区人民法院",
    }  # fmt: skip
    return agency_in_force(now=FOUNDED, **fields | changes)


def agreement(agent: UUID, **changes: Any) -> dict[str, Any]:
    today = local_date(now())
    return {
        "agent": str(agent), "number": "云环委〔2026〕1号", "matters": ["CF-001"], "powers": ["investigate", "decide"],
        "basis": "《云屏市排污许可管理条例》第一条", "valid_from": str(today), "valid_to": str(today + timedelta(365)),
        "manages_public_affairs": "yes", "technical": "yes", "text": "委托书\n第一条 委托事项……",
    } | changes  # fmt: skip


@pytest.fixture
def supervisor(city: City) -> Actor:
    return of(city, entered(), "督明", 51, Role.SUPERVISOR)


@pytest.fixture
def agent(city: City) -> UUID:
    found = body(city)
    of(city, found, "林队", 52, Role.OFFICER)
    return found


def test_an_agreement_is_made_filed_and_ended(
    city: City, agent: UUID, supervisor: Actor, browse: Browse
) -> None:
    page = reverse("admin:agency_entrust", args=[city.agency])
    head = browse(city.head)
    assert "登记委托书" in head.get(reverse("admin:agency", args=[city.agency])).content.decode()
    assert head.post(page, agreement(agent)).status_code == 302
    (made,) = delegations.delegations(agent)
    shown = reverse("admin:delegation", args=[made.id])
    assert "还没有备案公布" in head.get(shown).content.decode()
    filing = reverse("admin:delegation_file", args=[made.id])
    assert head.get(filing).status_code == 403
    today = str(local_date(now()))
    future = browse(supervisor).post(filing, {"filing_no": "云司备〔2026〕1号", "on": "2099-01-01"})
    assert future.status_code == 422 and "备案日期不能晚于今天" in future.content.decode()
    assert browse(supervisor).post(filing, {"filing_no": "云司备〔2026〕1号", "on": today}).status_code == 302
    assert browse(supervisor).get(filing).status_code == 404
    content = head.get(shown).content.decode()
    assert "云司备〔2026〕1号" in content and "对未取得排污许可证排放污染物行为的处罚" in content
    ending = reverse("admin:delegation_end", args=[made.id])
    assert head.post(ending, {"until": today, "reason": ""}).status_code == 422
    assert head.post(ending, {"until": today, "reason": "事项收回"}).status_code == 302
    assert delegations.get_delegation(made.id).ended_reason == "事项收回"
    assert head.get(ending).status_code == 404
    assert browse(city.stranger).get(shown).status_code == 404


def test_what_articles_20_and_21_ask_is_asked_on_the_first_day(
    city: City, agent: UUID, browse: Browse
) -> None:
    head, page = browse(city.head), reverse("admin:agency_entrust", args=[city.agency])
    refused = head.post(page, agreement(agent, manages_public_affairs="no", technical="no"))
    assert refused.status_code == 422
    for said in ("具有管理公共事务职能", "没有条件组织进行相应的技术检查"):
        assert said in refused.content.decode()
    # every credential ends before the first day
    later = agreement(agent, valid_from="2031-01-01", valid_to="2032-01-01")
    assert "没有取得行政执法资格的工作人员" in head.post(page, later).content.decode()
    assert delegations.delegations(agent) == []
    assert browse(city.lead).get(page).status_code == 403
    assert browse(city.stranger).get(page).status_code == 404


def entrusted(city: City, agent: UUID, until: date, number: str = "云环委〔2026〕2号") -> UUID:
    """An agreement on file, from February 2026."""
    key = delegations.agree_delegation(
        actor=SYSTEM, now=FOUNDED, principal=city.agency, agent=agent, number=number, matters=("CF-001",),
        powers=("investigate",), basis="条例", valid_from=date(2026, 2, 1), valid_to=until,
    )  # fmt: skip
    delegations.file_delegation(actor=SYSTEM, now=FOUNDED, delegation=key, filing_no=f"备{number}")
    return key


def begun(city: City, agent: UUID) -> Story:
    """A case that the agent has begun."""
    unit = registry.units(agent)[0].id
    lead = person(replace(city, agency=agent, unit=unit), "骆队", 53, Role.OFFICER, Role.UNIT_HEAD)
    party = services.create_party(
        actor=SYSTEM, now=FOUNDED, agency=agent, kind="organisation", name="云屏市清河印染有限公司", uscc=uscc(72),
        legal_representative="方启明",
    )  # fmt: skip
    story = Story(replace(city, agency=agent, unit=unit, lead=lead, party=party))
    story.register_clue()
    story.verify_clue()
    return story


def test_a_case_of_an_entrusted_body_follows_the_review_list_of_its_principal(
    city: City, agent: UUID
) -> None:
    entrusted(city, agent, date(2027, 1, 1))
    common = to_trigger(review_rules(city.agency, date(2026, 2, 1))[0])
    for owner, title in ((agent, "受委托组织自己的目录"), (city.agency, "委托机关的目录")):
        drafted = powers.draft_review_rule(
            actor=ENTERS,
            now=FOUNDED,
            trigger=replace(common, title=title),
            effective_from=date(2026, 1, 6),
            agency=owner,
        )
        powers.approve_review_rule(actor=APPROVES, now=FOUNDED, rule=drafted)
    story = begun(city, agent)
    lead = story.city.lead
    assert get_case(actor=lead, case=story.case_id).agency_id == agent
    file = case_page(actor=lead, now=story.now, case=story.case_id).file
    assert file.issuer.id == city.agency
    titles = [rule.title for rule in file.review_rules]
    assert "委托机关的目录" in titles and "受委托组织自己的目录" not in titles


def test_when_the_term_is_over_the_principal_takes_the_open_cases_back(
    city: City, agent: UUID, supervisor: Actor, browse: Browse
) -> None:
    key = entrusted(city, agent, date(2026, 3, 31))
    story, head = begun(city, agent), browse(city.head)
    page = reverse("admin:agency_take_over", args=[agent])
    told = "云屏市环境监察大队有1件未结案件等待接收"
    assert told in head.get(reverse("desk:inbox")).content.decode()
    assert told not in browse(city.unit_head).get(reverse("desk:inbox")).content.decode()
    over = head.get(reverse("admin:delegation", args=[key])).content.decode()
    assert "委托期限已满" in over and page in over
    assert "有1件未结案件等待接收" in head.get(reverse("admin:agency", args=[agent])).content.decode()
    assert browse(city.stranger).get(page).status_code == 404
    shown = head.get(page).content.decode()
    assert 'value="云环委〔2026〕2号"' in shown and "委托终止，由委托机关继续办理" in shown
    form = {
        "cases": [str(story.case_id)], "unit": str(city.unit), "on": "2026-03-31", "basis": "云环委〔2026〕2号",
        "reason": "期满收回",
    }  # fmt: skip
    early = head.post(page, form)
    assert early.status_code == 422 and "接收日期应当在这一天之后" in early.content.decode()
    strange = head.post(page, form | {"cases": [str(UUID(int=5))]})
    assert strange.status_code == 422
    assert head.post(page, form | {"on": "2026-04-01"}).status_code == 302
    taken = get_case(actor=city.unit_head, case=story.case_id)
    assert (taken.agency_id, taken.handlers) == (city.agency, ())
    assert told not in head.get(reverse("desk:inbox")).content.decode()


def test_a_renewed_agreement_keeps_the_cases_where_they_are(city: City, agent: UUID, browse: Browse) -> None:
    entrusted(city, agent, date(2026, 3, 31))
    begun(city, agent)
    page, head = reverse("admin:agency_take_over", args=[agent]), browse(city.head)
    assert head.get(page).status_code == 200
    entrusted(city, agent, date(2099, 1, 1), "云环委〔2026〕9号")
    assert head.get(page).status_code == 404


def test_an_agency_is_entered_and_mended(city: City, supervisor: Actor, browse: Browse) -> None:
    bureau = supervisor.agency_id
    assert bureau
    keeper, page = browse(of(city, bureau, "乔心", 54, Role.ADMINISTRATOR)), reverse("admin:agency_new")
    assert browse(person(city, "管清", 20, Role.ADMINISTRATOR)).get(page).status_code == 404
    twice = keeper.post(page, ENTRY | {"code": "云环", "region_code": "53"})
    assert twice.status_code == 422
    said = twice.content.decode()
    assert "机关代字" in said and "已存在" in said and "区划代码应为6位数字" in said
    assert keeper.post(page, ENTRY).status_code == 302
    (made,) = [a for a in registry.agencies() if a.code == "云应急"]
    assert (made.status, made.enforcement_fields) == ("drafted", ("应急管理", "安全生产"))
    assert (made.office_hours, made.complaint_channels) == (
        ENTRY["office_hours"],
        ENTRY["complaint_channels"],
    )
    edit = reverse("admin:agency_edit", args=[made.id])
    assert keeper.post(edit, ENTRY | {"phone": "0999-1"}).status_code == 302
    assert registry.get_agency(made.id).phone == "0999-1"
    below = keeper.post(page, ENTRY | {
        "name": "云屏市安澜区应急管理局", "code": "澜应急", "uscc": uscc(46, "11"), "level": "county",
        "region_code": "539902", "region_name": "安澜区", "parent_id": str(made.id),
    })  # fmt: skip
    assert below.status_code == 302
    child = next(a for a in registry.agencies() if a.code == "澜应急")
    circle = keeper.post(edit, ENTRY | {"parent_id": str(child.id)})
    assert circle.status_code == 422 and "上级机关不能是本机关或者它的下级" in circle.content.decode()
    listed = keeper.get(reverse("admin:agencies"), {"level": "county", "region": "539902"}).content.decode()
    assert "云屏市安澜区应急管理局" in listed and "云屏市生态环境局" not in listed
    # what was approved stays
    fixed = keeper.get(reverse("admin:agency_edit", args=[city.agency])).content.decode()
    assert 'name="uscc"' not in fixed and 'name="address"' in fixed


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    agent = body(city)
    former = body(city, name="云屏市固废管理中心", short_name="固废中心", code="云固", uscc=uscc(47, "12"))
    of(city, former, "固队", 55, Role.OFFICER)
    entrusted(city, former, date(2026, 3, 31))
    begun(city, former)
    supervisor = of(city, entered(), "督明", 51, Role.SUPERVISOR)
    assert supervisor.agency_id
    keeper = of(city, supervisor.agency_id, "乔心", 54, Role.ADMINISTRATOR)
    key = delegations.agree_delegation(
        actor=SYSTEM, now=now(), principal=city.agency, agent=agent, number="云环委〔2026〕3号", matters=("CF-001",),
        powers=("investigate",), basis="条例", valid_from=date(2026, 2, 1), valid_to=date(2099, 1, 1), text="全文",
    )  # fmt: skip
    looks_right(
        browser,
        live_server,
        supervisor,
        *(
            reverse(f"admin:{name}", args=[key])
            for name in ("delegation", "delegation_file", "delegation_end")
        ),
    )
    entrusting = reverse("admin:agency_entrust", args=[city.agency])
    takes_back = reverse("admin:agency_take_over", args=[former])
    looks_right(browser, live_server, city.head, entrusting, takes_back, reverse("desk:inbox"))
    looks_right(browser, live_server, keeper, reverse("admin:agency_new"), reverse("admin:agencies"))
