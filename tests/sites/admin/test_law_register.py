"""法规的页面: entered on screen by the city's administrator, approved by a supervisor of the justice bureau."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, Role
from sanxiang.registry import services as registry
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import selectors as changes
from tests.browser import browser
from tests.factories.cases import lawful_case
from tests.factories.city import FIELD, FOUNDED, LAW, City, found_city, person
from tests.sites.admin.conftest import client_of, looks_right
from tests.statutes.test_changing import SAYS, TITLE
from tests.statutes.test_import import load, write

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
BASIS = {"basis": "市人大常委会公报2026年第2号"}
ENTERED = SAYS | BASIS


def bureau(city: City) -> tuple[Actor, Actor]:
    """Administrator and supervisor of a justice bureau."""
    keeper, supervisor = (
        person(city, "司理", 70, Role.ADMINISTRATOR),
        person(city, "司督", 71, Role.SUPERVISOR),
    )
    fields = ["行政执法监督", FIELD]
    registry.update_agency(actor=keeper, now=FOUNDED, agency=city.agency, enforcement_fields=fields)
    return keeper, supervisor


def html(answer: Any) -> str:
    return str(answer.content.decode())


def new(law: UUID, kind: str, **asked: object) -> str:
    return reverse("admin:law_change_new", args=[law, kind]) + "?" + urlencode(asked)


def send(client: Client, address: str, sent: dict[str, Any]) -> UUID:
    """Enter a change; answers its id."""
    answer = client.post(address, sent | BASIS)
    assert answer.status_code == 302, html(answer)
    return UUID(re.findall(r"[0-9a-f-]{36}", answer["Location"])[-1])


def held(title: str) -> tuple[UUID, UUID]:
    law = statutes.find_law(title)
    assert law
    return law.id, statutes.versions(law.id)[0].id


def test_a_law_is_entered_seen_and_approved_by_another(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    change = send(keeper, reverse("admin:law_new"), ENTERED)
    address = reverse("admin:law_change", args=[change])
    seen = html(keeper.get(address))
    assert "4条" in seen and "2项" in seen and "没有归入条文的文字" in seen and "没有登记" in seen
    assert keeper.post(reverse("admin:law_change_approve", args=[change])).status_code in (403, 404)
    assert "等待审定" in html(supervisor.get(reverse("admin:law_register")))
    assert supervisor.post(reverse("admin:law_change_approve", args=[change])).status_code == 302
    law, _ = held(TITLE)
    shown = html(supervisor.get(reverse("admin:law", args=[law])))
    assert "司理录入，司督审定" in shown and "第8号公告" in shown and "手工录入" in shown
    origin = html(supervisor.get(reverse("admin:row", args=["law", law])))
    assert "司督审定登记法规" in origin and BASIS["basis"] in origin


def test_articles_are_entered_one_by_one(city: City, browse: Browse) -> None:
    keeper, _ = map(browse, bureau(city))
    change = send(keeper, reverse("admin:law_new"), ENTERED | {"text": ""})
    add = reverse("admin:law_change_add", args=[change])
    for heading, article in (("第一章 总则", "第一条 甲。"), ("", "第二条 乙：\n（一）丙。")):
        assert keeper.post(add, {"heading": heading, "article": article}).status_code == 302
    seen = changes.preview(change)
    assert seen and [(str(a.place), a.chapter) for a in seen.articles] == [
        ("第一条", "第一章 总则"), ("第二条", "第一章 总则"),
    ]  # fmt: skip
    answer = keeper.post(add, {"heading": "", "article": "没有条号"})
    assert answer.status_code == 422 and "没有条号" in html(answer) and "请写出一条的全文" in html(answer)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "请填写“名称”"),
        ({"version_date": "2026-02-30"}, "公布日期"),
        ({"effective_from": "2026-01-01"}, "施行日期不能早于公布日期"),
        ({"title": f"《{LAW}》"}, "已经登记"),
        ({"basis": ""}, "请填写“依据”"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    city: City, browse: Browse, wrong: dict[str, str], said: str
) -> None:
    keeper, _ = map(browse, bureau(city))
    answer = keeper.post(reverse("admin:law_new"), ENTERED | wrong)
    assert answer.status_code == 422 and said in html(answer) and not changes.waiting()


def test_only_the_justice_bureau_enters(city: City, admin: Actor, browse: Browse) -> None:
    law, version = held(LAW)
    client = browse(admin)
    assert "登记法规" not in html(client.get(reverse("admin:law_register")))
    assert "更正第" not in html(client.get(reverse("admin:law", args=[law])))
    for address in (reverse("admin:law_new"), new(law, "commence", version=version)):
        assert client.get(address).status_code == 404
    keeper, _ = bureau(city)
    for asked in (
        new(law, "register"),
        new(law, "colour"),
        new(law, "article", version=version, place="第九十条"),
    ):
        assert browse(keeper).get(asked).status_code == 404


def test_words_that_a_case_rests_on_stay(city: City, browse: Browse) -> None:
    law, version = held(LAW)
    keeper, supervisor = map(browse, bureau(city))
    words = "第三条 违反第二条的，处一元罚款。"
    change = send(keeper, new(law, "article", version=version, place="第三条"), {"text": words})
    approve = reverse("admin:law_change_approve", args=[change])
    lawful_case(city, upto="file_case")
    assert "已有1件案件依据这些条文办理" in html(supervisor.get(reverse("admin:law_change", args=[change])))
    assert supervisor.post(approve).status_code == 422
    other = send(
        keeper,
        new(law, "article", version=version, place="第一条"),
        {"text": "第一条 为了保护湖泊，制定本条例。"},
    )
    assert supervisor.post(reverse("admin:law_change_approve", args=[other])).status_code == 302
    kept = html(supervisor.get(reverse("admin:law_change", args=[other])))
    assert "规范排污许可管理" in kept and "为了保护湖泊" in kept
    assert (
        "一百万元" in statutes.law_contents(version)[2].text
        and "湖泊" in statutes.law_contents(version)[0].text
    )


def test_days_of_their_own_and_repeals_are_entered(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    first = send(keeper, reverse("admin:law_new"), ENTERED)
    supervisor.post(reverse("admin:law_change_approve", args=[first]))
    law, version = held(TITLE)
    wrong = keeper.post(
        new(law, "commence", version=version), BASIS | {"articles": "第九章", "starts_on": "2027-01-01"}
    )
    assert wrong.status_code == 422 and "没有“第九章”" in html(wrong)
    for kind, sent in (
        ("commence", {"articles": "第二章", "starts_on": "2027-01-01"}),
        ("repeal", {"laws": f"《{LAW}》\n", "on": "2026-09-01"}),
        ("date", {"effective_from": "2026-03-15"}),
    ):
        change = send(keeper, new(law, kind, version=version), sent)
        assert supervisor.post(reverse("admin:law_change_approve", args=[change])).status_code == 302
    shown = html(keeper.get(reverse("admin:law", args=[law])))
    assert shown.count("2027年1月1日</time>起施行") == 2 and "2026年3月15日</time>起施行" in shown
    assert f"由《{TITLE}》废止" in html(keeper.get(reverse("admin:law", args=[held(LAW)[0]])))


def test_a_repeal_and_a_day_are_withdrawn_with_a_reason(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    first = send(keeper, reverse("admin:law_new"), ENTERED)
    supervisor.post(reverse("admin:law_change_approve", args=[first]))
    law, version = held(TITLE)
    page = reverse("admin:law", args=[law])
    assert "撤销废止" not in html(keeper.get(page)) and "撤销分别施行" not in html(keeper.get(page))
    for kind, sent in (
        ("commence", {"articles": "第二条", "starts_on": "2027-01-01"}),
        ("repeal", {"laws": LAW, "on": "2026-09-01"}),
    ):
        change = send(keeper, new(law, kind, version=version), sent)
        supervisor.post(reverse("admin:law_change_approve", args=[change]))
    assert "撤销废止" in html(keeper.get(page)) and "撤销分别施行" in html(keeper.get(page))
    form = keeper.get(new(law, "unrepeal"))
    assert LAW in html(form) and "理由" in html(form)
    assert "第二条" in html(keeper.get(new(law, "uncommence", version=version)))
    for kind, sent in (("uncommence", {"articles": "第二条"}), ("unrepeal", {"laws": LAW})):
        change = send(keeper, new(law, kind, version=version), sent)
        address = reverse("admin:law_change", args=[change])
        assert ("恢复有效的法规" in html(supervisor.get(address))) == (kind == "unrepeal")
        supervisor.post(reverse("admin:law_change_approve", args=[change]))
        assert "2027-01-01" in html(supervisor.get(address)) or kind == "unrepeal"
    assert "2027年1月1日" not in html(keeper.get(page))
    assert f"由《{TITLE}》废止" not in html(keeper.get(reverse("admin:law", args=[held(LAW)[0]])))


def test_a_source_is_chosen_with_both_texts_in_sight(city: City, browse: Browse, tmp_path: Path) -> None:
    row = {
        "title": "云屏湿地规定",
        "version_date": "2026-01-05",
        "effective_date": "2026-02-01",
        "text": "第一条 甲。",
    }
    load(write(tmp_path, "one.jsonl", row), write(tmp_path, "two.jsonl", row | {"text": "第一条 乙。"}))
    law, version = held("云屏湿地规定")
    keeper, supervisor = map(browse, bureau(city))
    assert "两个来源的文字不同" in html(keeper.get(reverse("admin:law_register")))
    form = html(keeper.get(new(law, "source", version=version)))
    assert "第一条 甲。" in form and "第一条 乙。" in form and "two.jsonl（1条不同）" in form
    chosen = str(changes.sources(version)[1].id)
    change = send(keeper, new(law, "source", version=version), {"source_text": chosen})
    edited = keeper.post(
        reverse("admin:law_change_edit", args=[change]), {"source_text": chosen, "basis": "核对公报"}
    )
    assert edited.status_code == 302 and changes.get_change(change).basis == "核对公报"
    supervisor.post(reverse("admin:law_change_approve", args=[change]))
    assert statutes.law_contents(version)[0].text == "第一条 乙。"
    second = send(
        keeper, new(law, "source", version=version), {"source_text": str(changes.sources(version)[1].id)}
    )
    assert keeper.post(reverse("admin:law_change_discard", args=[second])).status_code == 302
    assert not changes.waiting()


@pytest.mark.e2e
def test_the_pages_look_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    keeper, supervisor = bureau(city)
    change = send(client_of(keeper), reverse("admin:law_new"), ENTERED)
    law, version = held(LAW)
    mistaken = send(client_of(keeper), new(law, "withdraw", version=version), {})
    pages = [
        reverse("admin:law_register"),
        reverse("admin:law", args=[law]),
        reverse("admin:law_change", args=[change]),
        reverse("admin:law_change", args=[mistaken]),
    ]
    looks_right(browser, live_server, supervisor, *pages)
    forms = [
        reverse("admin:law_new"),
        new(law, "commence", version=version),
        new(law, "article", version=version, place="第三条"),
        new(law, "withdraw", version=version),
    ]
    looks_right(browser, live_server, keeper, pages[1], pages[2], *forms)


def test_a_wording_entered_by_mistake_is_withdrawn_by_two_unless_something_rests_on_it(
    city: City, browse: Browse
) -> None:
    keeper, supervisor = map(browse, bureau(city))
    first = send(keeper, reverse("admin:law_new"), ENTERED)
    supervisor.post(reverse("admin:law_change_approve", args=[first]))
    law, version = held(TITLE)
    assert "撤除误录的文本" in html(keeper.get(reverse("admin:law", args=[law])))
    change = send(keeper, new(law, "withdraw", version=version), {})
    address = reverse("admin:law_change", args=[change])
    assert "全文随这项变更保留" in html(supervisor.get(address))
    done = supervisor.post(reverse("admin:law_change_approve", args=[change]))
    assert done["Location"] == reverse("admin:law_register")
    page = html(supervisor.get(address))
    assert "撤除的文本" in page and reverse("admin:law", args=[law]) not in page
    used, running = held(LAW)
    change = send(keeper, new(used, "withdraw", version=running), {})
    page = html(keeper.get(reverse("admin:law_change", args=[change])))
    assert "不能审定" in page and "权力事项版本以这部法规为依据" in page
    refused = supervisor.post(reverse("admin:law_change_approve", args=[change]))
    assert refused.status_code == 422 and "权力事项版本以这部法规为依据" in html(refused)
    assert held(LAW) == (used, running)
