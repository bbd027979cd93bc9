"""概览: an empty agency is led through what it needs; a full one sees that nothing is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, Role, local_date
from sanxiang.powers import services
from sanxiang.registry import services as registry
from sanxiang.rules.review import trigger_of
from sanxiang.sites.admin.overview.filling import tasks
from sanxiang.sites.admin.shell import now
from tests.factories.city import FOUNDED, SYSTEM, City, person
from tests.sites.admin.test_agencies import entered

TODAY = date(2026, 3, 2)


def states(city: City) -> dict[str, str]:
    return {task.title: task.state for task in tasks(city.agency, TODAY)}


def test_a_full_agency_lacks_only_its_review_office(city: City) -> None:
    assert states(city) == {
        "机构核对入库": "done",
        "导入法规": "done",
        "发布清单": "done",
        "登记内设机构": "missing",
        "登记执法人员和证件": "done",
        "登记权力事项并报批": "done",
        "核定法制审核金额": "missing",
        "开设账户": "done",
        "由安全管理员授予角色": "done",
        "核对工作日历": "done",
    }
    registry.create_unit(actor=SYSTEM, now=FOUNDED, agency=city.agency, name="法规科", is_review_office=True)
    assert {title for title, state in states(city).items() if state != "done"} == {"核定法制审核金额"}


def test_amounts_that_nobody_here_has_set_are_counted_and_marked(
    city: City, browse: Callable[[Actor], Client]
) -> None:
    admin = person(city, "管清", 57, Role.ADMINISTRATOR)

    def noted() -> tuple[str, int]:
        found = {task.title: task for task in tasks(city.agency, local_date(now()))}["核定法制审核金额"]
        assert found.url == reverse("admin:review_rules")
        page = browse(admin).get(found.url).content.decode()
        return found.note, page.count("默认值，待本机关核定")

    assert noted() == ("2项的金额是默认值，待本机关核定（T6、T7）", 2)
    for code in ("T6", "T7"):
        row = services.draft_review_rule(
            actor=admin, now=now(), agency=city.agency, act_kind="penalty", effective_from=local_date(now()),
            trigger=replace(trigger_of(code, person=5_000, organisation=50_000), flag="L"), filed_no="",
        )  # fmt: skip
        services.approve_review_rule(actor=city.head, now=now(), rule=row)
        assert code not in noted()[0]
    assert noted() == ("金额都由本机关核定", 0)


def test_gaps_of_the_footer_are_listed_for_who_keeps_the_city(city: City, settings: Any) -> None:
    settings.SITE = {**settings.SITE, "icp": ""}
    bureau = entered(enforcement_fields=["行政执法监督"])
    found = {task.title: task for task in tasks(bureau, TODAY)}["填写网站页脚"]
    assert found.state == "missing" and "ICP备案号" in found.note and found.url == reverse("admin:site")
    assert "填写网站页脚" not in states(city)


def test_an_empty_agency_is_told_every_step(city: City) -> None:
    assert city.stranger.agency_id
    found = {task.title: task for task in tasks(city.stranger.agency_id, TODAY)}
    assert "还没有标明法制审核机构" in found["登记内设机构"].note
    assert (found["登记执法人员和证件"].state, found["登记权力事项并报批"].state) == ("missing", "todo")
    assert found["发布清单"].state == "todo"
    assert "法制审核人员、公示发布人员" in found["由安全管理员授予角色"].note


def test_a_city_without_a_justice_bureau_is_told_that_nobody_approves(city: City) -> None:
    own = entered(enforcement_fields=["司法行政"])
    note = tasks(own, TODAY)[0].note
    assert "待核对" in note and "全市还没有一个执法类别写有“行政执法监督”的司法行政机关" in note
    registry.update_agency(actor=SYSTEM, now=FOUNDED, agency=own, enforcement_fields=["行政执法监督"])
    assert tasks(own, TODAY)[0].note == "待核对，由本机关负责人核对报审"


def test_an_account_that_waits_for_its_role_is_counted(city: City) -> None:
    person(city, "新人", 55)
    found = {task.title: task for task in tasks(city.agency, TODAY)}
    assert found["由安全管理员授予角色"].note == "1个账户还没有角色"


def test_a_provisional_year_is_said(city: City) -> None:
    assert "暂定" in tasks(city.agency, date(2027, 1, 4))[-1].note


def test_only_who_fills_the_registers_sees_it(city: City, browse: Callable[[Actor], Client]) -> None:
    shown = {
        role: "开始办案以前" in browse(person(city, "管", 60 + n, role)).get("/a/").content.decode()
        for n, role in enumerate((Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SUPERVISOR))
    }
    assert list(shown.values()) == [True, False, False]
