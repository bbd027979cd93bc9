"""机构的页面: an agency enters by three people, keeps its old name for old days, and ends with a successor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.cases.selectors import get_case
from sanxiang.cases.types import LeftCase
from sanxiang.flows.take_over_cases import Waiting
from sanxiang.kernel import Actor, NotFound, Role
from sanxiang.registry import selectors as registry
from sanxiang.registry import standing
from sanxiang.registry.services import create_agency, create_unit
from sanxiang.sites.admin.agencies.acts import TakeOverForm
from tests.browser import browser
from tests.factories.cases import lawful_case
from tests.factories.city import FOUNDED, City, found_city, person, uscc
from tests.factories.powers import CHECKS, ENTERS
from tests.sites.admin.conftest import looks_right

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
BUREAU = "行政执法监督"


def entered(n: int = 7, **changes: Any) -> UUID:
    fields: dict[str, Any] = {
        "name": "云屏市司法局", "short_name": "市司法局", "code": "云司", "uscc": uscc(n), "level": "city",
        "region_code": "539900", "region_name": "云屏市", "enforcement_fields": [BUREAU, "生态环境"], "head_name": "顾怀谨",
        "address": "云屏市安澜路2号", "phone": "0999-3", "complaint_phone": "0999-4", "qualification": "“三定”规定",
        "reconsideration_body": "云屏市人民政府", "court": "云屏市人民法院",
    }  # fmt: skip
    return create_agency(actor=ENTERS, now=FOUNDED, **(fields | changes))


def of(city: City, agency: UUID, name: str, n: int, *roles: Role) -> Actor:
    """A person of the other agency."""

    unit = next((u.id for u in registry.units(agency)), None) or create_unit(
        actor=ENTERS, now=FOUNDED, agency=agency, name="综合科"
    )
    return person(replace(city, agency=agency, unit=unit), name, n, *roles)


def do(client: Client, agency: UUID, act: str, **words: str) -> Any:
    return client.post(reverse("admin:agency_act", args=[agency, act]), words)


def checked(n: int, name: str, **changes: Any) -> UUID:
    """An agency that waits for the justice bureau."""
    agency = entered(
        n, name=name, short_name=name[3:], code=name[3:5], enforcement_fields=["生态环境"], **changes
    )
    standing.check_agency(actor=CHECKS, now=FOUNDED, agency=agency)
    return agency


@pytest.fixture
def bureau(city: City) -> UUID:
    return entered()


@pytest.fixture
def supervisor(city: City, bureau: UUID) -> Actor:
    return of(city, bureau, "督明", 51, Role.SUPERVISOR)


def test_an_agency_enters_by_its_head_and_the_justice_bureau(
    city: City, bureau: UUID, supervisor: Actor, browse: Browse
) -> None:
    new = entered(
        8,
        name="云屏市应急管理局",
        short_name="市应急局",
        code="云应急",
        enforcement_fields=["应急管理", "生态环境"],
    )
    head = of(city, new, "应负", 52, Role.AGENCY_HEAD)
    shown = browse(supervisor).get(reverse("admin:agencies")).content.decode()
    assert "云屏市应急管理局" in shown and "个等待入库" in shown
    page = reverse("admin:agency", args=[new])
    assert "还没有入库" in browse(head).get(page).content.decode()
    assert do(browse(head), new, "approve").status_code == 404
    assert do(browse(head), new, "check").status_code == 302
    assert do(browse(supervisor), new, "return", reason="").status_code == 422
    assert do(browse(supervisor), new, "approve", approval_no="云司主体〔2026〕8号").status_code == 302
    found = registry.get_agency(new)
    assert (found.status, found.entered_by, found.checked_by, found.approved_by) == (
        "in_force",
        "钱录",
        "应负",
        "督明",
    )
    assert "云司主体〔2026〕8号" in browse(head).get(page).content.decode()


def test_a_renamed_agency_keeps_its_old_name_for_old_days(
    city: City, supervisor: Actor, browse: Browse
) -> None:
    renamed = do(
        browse(supervisor), city.agency, "rename", name="云屏市生态环境和林业局", short_name="市环林局", on="2026-03-01",
        document_no="云编〔2026〕3号",
    )  # fmt: skip
    assert renamed.status_code == 302
    assert registry.agency_name_on(city.agency, date(2026, 2, 28)) == "云屏市生态环境局"
    assert registry.agency_name_on(city.agency, date(2026, 3, 1)) == "云屏市生态环境和林业局"
    page = browse(supervisor).get(reverse("admin:agency", args=[city.agency])).content.decode()
    assert "曾用名" in page and "云编〔2026〕3号" in page


def test_the_first_bureau_of_a_city_enters_by_its_own_people(
    city: City, bureau: UUID, supervisor: Actor, browse: Browse
) -> None:
    head = of(city, bureau, "局长", 61, Role.AGENCY_HEAD)
    assert do(browse(head), bureau, "check").status_code == 302
    assert do(browse(supervisor), bureau, "approve", approval_no="云府〔2026〕1号").status_code == 302
    assert registry.get_agency(bureau).status == "in_force"


def test_an_agency_ends_with_who_carries_on(city: City, supervisor: Actor, browse: Browse) -> None:
    other = city.stranger.agency_id
    assert other
    words = {"until": "2026-03-31", "document_no": "云编〔2026〕4号", "successor": str(city.agency)}
    assert do(browse(supervisor), other, "end", **(words | {"document_no": ""})).status_code == 422
    assert do(browse(supervisor), other, "end", **words).status_code == 302
    shown = browse(supervisor).get(reverse("admin:agency", args=[other])).content.decode()
    assert "承继机关" in shown and "云屏市生态环境局" in shown and "已撤销" in shown


def test_the_successor_takes_the_open_cases_over_in_one_go(
    city: City, supervisor: Actor, browse: Browse
) -> None:
    story = lawful_case(city, upto="assign_officers")
    other = city.stranger.agency_id
    assert other
    words = {"until": "2026-03-31", "document_no": "云编〔2026〕4号"}
    asked = browse(supervisor).get(reverse("admin:agency_act", args=[city.agency, "end"])).content.decode()
    assert "1件未结案件等承继机关接收" in asked and "个账户停用" in asked
    refused = do(browse(supervisor), city.agency, "end", **words)
    assert refused.status_code == 422 and "还有1件没有办结的案件" in refused.content.decode()
    assert do(browse(supervisor), city.agency, "end", **words, successor=str(other)).status_code == 302
    page = reverse("admin:agency_take_over", args=[city.agency])
    assert browse(supervisor).get(page).status_code == 403
    assert browse(of(city, registry_bureau(), "局长", 61, Role.AGENCY_HEAD)).get(page).status_code == 404
    client = browse(city.stranger)
    assert "1件未结案件等待接收" in client.get(reverse("admin:agency", args=[city.agency])).content.decode()
    assert "云屏市生态环境局" in client.get(reverse("admin:agencies")).content.decode()
    shown = client.get(page).content.decode()
    assert "鸿发建材" in shown and 'value="云编〔2026〕4号"' in shown
    form = {
        "cases": [str(story.case_id)], "unit": str(city.stranger_unit), "on": "2026-03-31", "basis": "云编〔2026〕4号",
        "reason": "机构合并",
    }  # fmt: skip
    early = client.post(page, form)
    assert early.status_code == 422 and "接收日期应当在这一天之后" in early.content.decode()
    assert client.post(page, form | {"on": "2026-04-01"}).status_code == 302
    assert get_case(actor=city.stranger, case=story.case_id).unit_id == city.stranger_unit
    with pytest.raises(NotFound):
        get_case(actor=city.lead, case=story.case_id)


def test_the_form_asks_for_old_files_only_where_there_are_some(city: City) -> None:
    units = registry.units(city.agency)
    said = {"unit": str(city.unit), "on": "2026-04-01", "basis": "云编〔2026〕4号", "reason": "合并"}
    day = date(2026, 4, 1)
    left = Waiting(registry.get_agency(city.agency), date(2026, 3, 31), "云编〔2026〕4号", "合并")
    old = LeftCase(UUID(int=1), "云环罚〔2026〕1号", "旧案", "closed", None)
    form = TakeOverForm(said | {"old_files": "yes"}, left=replace(left, ended=(old,)), units=units, today=day)
    assert form.is_valid() and "cases" not in form.fields
    assert (form.arguments()["files"], form.arguments()["wanted"]) == (True, [])
    form = TakeOverForm(said, left=left, units=units, today=day)
    assert form.is_valid() and form.arguments()["files"] is False


def registry_bureau() -> UUID:
    return next(a.id for a in registry.agencies() if a.name == "云屏市司法局")


def test_nobody_acts_on_another_agency(city: City, bureau: UUID, browse: Browse) -> None:
    assert browse(city.stranger).get(reverse("admin:agency", args=[city.agency])).status_code == 404
    assert do(browse(city.stranger), city.agency, "check").status_code == 404
    assert do(browse(city.lead), city.agency, "rename").status_code == 403
    assert do(browse(city.head), city.agency, "nothing").status_code == 404


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    bureau = entered()
    checked(25, "云屏市水利局")
    supervisor = of(city, bureau, "督明", 51, Role.SUPERVISOR)
    pages = [
        reverse("admin:agency", args=[city.agency]),
        reverse("admin:agency_act", args=[city.agency, "end"]),
    ]
    looks_right(browser, live_server, supervisor, reverse("admin:agencies"), *pages)


def test_many_agencies_enter_by_one_document_and_what_cannot_is_named(
    city: City, bureau: UUID, supervisor: Actor, browse: Browse
) -> None:
    one, two = checked(21, "云屏市水利局"), checked(22, "云屏市林业局")
    above = entered(23, name="云屏市农业局", short_name="市农业局", code="云农", enforcement_fields=["农业"])
    below = checked(24, "云屏市种子站", parent=above)
    client, address = browse(supervisor), reverse("admin:agencies_together")
    page = client.get(reverse("admin:agencies")).content.decode()
    assert "等您审定入库" in page and page.count('form="together"') == 3
    assert "等您审定入库" not in browse(city.head).get(reverse("admin:agencies")).content.decode()
    sent = {"item": [str(key) for key in (one, two, below)], "approval_no": "云司主体〔2026〕9号"}
    answer = client.post(address, sent).content.decode()
    assert "有1项没有审定入库" in answer and "上级机关“云屏市农业局”还没有入库" in answer
    assert {registry.get_agency(key).approval_no for key in (one, two)} == {"云司主体〔2026〕9号"}
    assert registry.get_agency(below).status == "checked"
    assert browse(city.head).post(address, sent).status_code == 403
    stranger = city.stranger.agency_id
    assert client.post(address, {"item": [str(stranger)]}).status_code in (404, 422)


def test_agencies_are_found_by_name(city: City, bureau: UUID, supervisor: Actor, browse: Browse) -> None:
    page = browse(supervisor).get(reverse("admin:agencies"), {"q": "生态"}).content.decode()
    assert "云屏市生态环境局" in page and "云屏市城市管理局" not in page
