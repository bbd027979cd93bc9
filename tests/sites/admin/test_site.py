"""设置: the footer is complete, or the page says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.test import Client

from sanxiang.kernel import Actor, Role
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.selectors import views_of
from sanxiang.registry import services as registry
from sanxiang.registry.policies import may_administer_site
from sanxiang.sites.admin.site.footer import UNSET, footer
from tests.browser import browser
from tests.factories.city import FOUNDED, SYSTEM, City, found_city, person, uscc
from tests.sites.admin.conftest import looks_right
from tests.sites.admin.test_agencies import entered, of

__all__ = ["browser"]

RIGHT = {
    "name": "安澜市行政执法公示平台",
    "owner": "安澜市人民政府",
    "operator": "安澜市司法局",
    "phone": "0999-5550123",
    "id_code": "5399000001",
    "icp": "某ICP备12345678号-1",
    "police": "某公网安备53990002000001号",
}


def test_a_complete_footer_has_no_problem() -> None:
    assert [item for item in footer(RIGHT, {}) if item.problem] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"owner": ""}, "没有填写"),
        ({"id_code": "12"}, "10位"),
        ({"icp": "备案中"}, "ICP备"),
        ({"police": "公网安备1号"}, "公网安备"),
        ({"phone": "无"}, "电话"),
    ],
)
def test_what_is_missing_or_wrong_is_said(change: dict[str, str], said: str) -> None:
    (problem,) = [item.problem for item in footer(RIGHT | change, {}) if item.problem]
    assert said in problem


def test_the_content_of_the_demo_is_not_that_of_a_real_site() -> None:
    (item,) = [i for i in footer(RIGHT, {"SANXIANG_SITE_PHONE": RIGHT["phone"]}) if i.problem]
    assert item.label == "联系方式" and "演示城市" in item.problem


def test_the_page_counts_what_is_missing(
    admin: Actor, browse: Callable[[Actor], Client], settings: LazySettings
) -> None:
    shown = browse(admin).get("/a/site/").content.decode()
    assert "页脚还差7项" in shown
    settings.SITE = settings.SITE | RIGHT
    assert "页脚齐全" in browse(admin).get("/a/site/").content.decode()


def test_all_of_it_stands_on_the_footer(client: Client, db: None, settings: LazySettings) -> None:
    settings.SITE = settings.SITE | RIGHT
    shown = client.get("/about/").content.decode()
    for item in footer(settings.SITE, {}):
        assert (f'href="{item.url}"' if item.url else item.value) in shown, item.label
        assert not item.url or client.get(item.url).status_code == 200


@pytest.mark.e2e
def test_the_page_looks_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    looks_right(browser, live_server, person(found_city(), "管清", 20, Role.ADMINISTRATOR), "/a/site/")


@pytest.fixture
def keeper(city: City) -> Actor:
    """系统管理员 of the city's justice bureau."""
    return of(city, entered(), "乔心", 54, Role.ADMINISTRATOR)


def test_what_is_set_stands_on_every_page_and_in_the_audit_log(
    keeper: Actor, admin: Actor, client: Client, browse: Callable[[Actor], Client]
) -> None:
    page = "/a/site/edit/"
    assert browse(admin).get(page).status_code == 404
    assert "修改页脚" not in browse(admin).get("/a/site/").content.decode()
    before = client.get("/about/").content.decode()
    wrong = browse(keeper).post(page, RIGHT | {"owner": "", "icp": "备案中"})
    assert wrong.status_code == 422
    assert "请填写“主办单位”" in wrong.content.decode() and "写法不对" in wrong.content.decode()
    assert client.get("/about/").content.decode() == before
    assert browse(keeper).post(page, RIGHT).status_code == 302
    after = client.get("/about/?fresh=1").content.decode()  # a kept page follows within a second
    assert all(value in after for value in RIGHT.values())
    assert "本页设定" in browse(keeper).get("/a/site/").content.decode()
    entries = LogEntry.objects.filter(kind="disclosure.site_changed")
    owner = next(e for e in views_of(entries) if e.payload["item"] == "主办单位")
    assert (owner.payload["before"], owner.payload["after"]) == (settings_owner(), RIGHT["owner"])
    count = entries.count()
    assert browse(keeper).post(page, RIGHT).status_code == 302
    assert entries.count() == count, "nothing changed, nothing is logged"


def settings_owner() -> str:
    return str(settings.SITE["owner"])


@pytest.mark.e2e
def test_the_form_looks_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    keeper = of(found_city(), entered(), "乔心", 54, Role.ADMINISTRATOR)
    looks_right(browser, live_server, keeper, "/a/site/edit/", "/a/site/", "/a/site/local/credential_number/")


def test_the_city_sets_its_local_values(city: City, admin: Actor, browse: Callable[[Actor], Client]) -> None:
    client = browse(of(city, entered(), "乔欣", 52, Role.ADMINISTRATOR))
    shown = client.get("/a/site/").content.decode()
    assert "默认值，请按本地文件核对" in shown and "###########，如12345678901" in shown and "60学时" in shown
    page = "/a/site/local/credential_number/"
    assert "#代表一位数字" in client.get(page).content.decode()
    wrong = client.post(page, {"value": "黔A", "source": "黔司规〔2026〕1号"})
    assert wrong.status_code == 422 and "没有一位数字" in wrong.content.decode()
    assert client.post(page, {"value": "黔@####", "source": "黔司规〔2026〕1号"}).status_code == 302
    shown = client.get("/a/site/").content.decode()
    assert "黔@####" in shown and "黔司规〔2026〕1号" in shown and "乔欣设定于" in shown
    assert client.get("/a/site/local/none/").status_code == 404
    assert browse(admin).get(page).status_code == 404
    assert "site/local" not in browse(admin).get("/a/site/").content.decode()


def test_what_nobody_has_set_is_said_and_not_offered_as_it_is(
    keeper: Actor, browse: Callable[[Actor], Client], settings: LazySettings
) -> None:
    neutral = {key: settings.SITE[key] for key in RIGHT}
    assert all(value.endswith(UNSET) for value in neutral.values()) and settings.SITE["note"] == ""
    assert all("没有填写" in item.problem for item in footer(neutral, {}) if not item.url)
    offered = browse(keeper).get("/a/site/edit/").content.decode()
    assert f'value="{neutral["name"]}"' not in offered
    assert browse(keeper).post("/a/site/edit/", RIGHT | {"name": neutral["name"]}).status_code == 422


def test_a_county_without_a_city_sets_its_own_portal(
    city: City, keeper: Actor, browse: Callable[[Actor], Client]
) -> None:
    """The bureau of the highest level registered here: the city's where there is one."""
    county = registry.create_agency(
        actor=SYSTEM, now=FOUNDED, name="安澜区司法局", short_name="区司法局", code="安司", uscc=uscc(88, "11"),
        level="county", region_code="539901", region_name="安澜区", enforcement_fields=["行政执法监督", "生态环境"],
        head_name="陆承", address="安澜区望湖路18号", phone="0999-5550101", complaint_phone="0999-5550102",
        reconsideration_body="安澜区人民政府", court="安澜区人民法院",
    )  # fmt: skip
    own = of(city, county, "邵衡", 57, Role.ADMINISTRATOR)
    assert may_administer_site(keeper) and not may_administer_site(own)
    assert browse(own).get("/a/site/edit/").status_code == 404
    assert keeper.agency_id
    registry.update_agency(
        actor=SYSTEM, now=FOUNDED, agency=keeper.agency_id, enforcement_fields=["司法行政"]
    )
    assert may_administer_site(own) and not may_administer_site(keeper)
    assert browse(own).post("/a/site/edit/", RIGHT).status_code == 302
