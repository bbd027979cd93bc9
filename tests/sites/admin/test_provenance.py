"""来历: each row says who entered it, on which basis, and what it drives; nobody looks beyond the own scope."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, Role
from sanxiang.powers.selectors import get_power_item, review_rule_versions
from tests.factories.cases import lawful_case
from tests.factories.city import City, person
from tests.factories.recording import rule

Browse = Callable[[Actor], Client]


def row(kind: str, key: object) -> str:
    return reverse("admin:row", args=[kind, key])


def test_an_item_says_who_changed_it_what_it_rests_on_and_what_it_drives(
    city: City, admin: Actor, browse: Browse
) -> None:
    lawful_case(city, upto="file_case")
    shown = browse(admin).get(row("power_item", city.item)).content.decode()
    item = get_power_item(city.item)
    assert item.name in shown and item.bases[0].citation in shown
    assert "钱录起草权力事项" in shown and "李审审定权力事项" in shown
    assert "1件，其中1件还在办" in shown


def test_the_registers_are_searched_by_name_and_number(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    item = get_power_item(city.item)
    assert item.name in client.get(reverse("admin:rows"), {"q": item.code}).content.decode()
    assert "没有找到" in client.get(reverse("admin:rows"), {"q": "并无此事"}).content.decode()
    for kind in ("officer", "agency", "benchmark"):
        assert client.get(reverse("admin:rows"), {"kind": kind}).status_code == 200
    assert client.get(reverse("admin:rows"), {"kind": "nothing"}).status_code == 404


def test_every_kind_of_row_answers(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    lead = city.lead.officer_id
    for kind, key in (("agency", city.agency), ("officer", lead)):
        shown = client.get(row(kind, key)).content.decode()
        assert "现在管着什么" in shown and "登记" in shown


def test_the_rows_of_the_other_lists_answer_too(city: City, admin: Actor, browse: Browse) -> None:
    client, asked = browse(admin), rule(city, "全程录像")
    recording = client.get(row("recording", asked)).content.decode()
    assert (
        "钱录起草音像记录事项3" in recording
        and "李审审定音像记录事项3" in recording
        and "办案环节" in recording
    )
    common = review_rule_versions(None)[0]
    shown = client.get(row("review_rule", common.id)).content.decode()
    assert common.title in shown and f"《{common.basis[0][0]}》" in shown
    for kind, found in (
        ("recording", "排污单位检查"),
        ("review_rule", common.title),
        ("random_check", "没有找到"),
    ):
        assert found in client.get(reverse("admin:rows"), {"kind": kind}).content.decode()
    assert browse(city.stranger).get(row("recording", asked)).status_code == 404


def test_another_agency_sees_nothing_and_the_supervisor_sees_it(city: City, browse: Browse) -> None:
    assert city.stranger.has(Role.AGENCY_HEAD)
    assert browse(city.stranger).get(row("power_item", city.item)).status_code == 404
    supervisor = person(city, "督明", 33, Role.SUPERVISOR)
    assert browse(supervisor).get(row("power_item", city.item)).status_code == 200
    assert browse(supervisor).get(row("power_item", uuid4())).status_code == 404
    assert browse(supervisor).get(reverse("admin:rows"), {"agency": str(uuid4())}).status_code == 404
