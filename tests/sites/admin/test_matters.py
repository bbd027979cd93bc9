"""清单事项的页面: the administrator drafts, the head approves; the review list shows what runs and what waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, Role, local_date
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import matters, services
from sanxiang.powers import selectors as powers
from sanxiang.sites.staff import now
from tests.browser import browser
from tests.factories.city import City, found_city, person
from tests.factories.powers import ENTERS
from tests.powers.test_matters import KINDS
from tests.sites.admin.conftest import client_of, looks_right, outsider

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
RECORDING: dict[str, Any] = {
    "number": "1", "title": "排污单位现场检查", "step": "现场检查", "mode": "全程录像", "required": "1",
    "effective_from": "2026-11-01",
}  # fmt: skip
SPARED: dict[str, Any] = {
    "number": "1", "title": "未备案环境影响登记表", "conditions": "首次违法，在期限内改正", "effective_from": "2026-11-01",
}  # fmt: skip
CHECK: dict[str, Any] = {
    "number": "1", "title": "排污许可证执行情况", "importance": "key", "targets": "持证单位", "content": "台账",
    "ratio_text": "不低于5%", "mode": "现场检查", "frequency": "每年一次", "effective_from": "2026-11-01",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said"), [("recording", RECORDING), ("random_check", CHECK), ("no_penalty", SPARED)]
)
def test_a_row_is_drafted_changed_and_approved(
    city: City, admin: Actor, browse: Browse, kind: str, said: dict[str, Any]
) -> None:
    client, head = browse(admin), browse(city.head)
    page = client.post(reverse(f"admin:{kind}_new"), said)["Location"]
    assert client.post(page + "edit/", said | {"remark": "核对过"}).status_code == 302
    assert "核对过" in head.get(page).content.decode()
    assert client.post(page + "approve/").status_code == 403
    assert head.post(page + "approve/").status_code == 302
    (found,) = matters.matters(kind, [city.agency], on=local_date(now()))
    assert (found.entered_by, found.approved_by) == ("管清", city.head.name)
    assert found.title in client.get(reverse(f"admin:{kind}")).content.decode()
    newer = client.post(page + "edit/", said | {"remark": "第二版", "effective_from": local_date(now())})
    assert matters.get_matter(kind, found.id).says["remark"] == "核对过"
    assert "第2版" in head.get(newer["Location"]).content.decode()
    assert client.post(newer["Location"] + "discard/").status_code == 302
    assert head.post(page + "end/", {"until": "2026-02-30"}).status_code == 422
    assert head.post(page + "end/", {"until": local_date(now()).isoformat()}).status_code == 302
    assert matters.get_matter(kind, found.id).status == "repealed"


def test_the_row_says_what_it_asks_of_a_case(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    for number, changed, words in (
        ("1", {}, "现场检查没有录像的，不能保存"),
        ("2", {"required": "0", "mode": "录音"}, "现场检查时提示可以记录"),
        ("3", {"step": "归档"}, "只列入清单"),
    ):
        page = client.post(reverse("admin:recording_new"), RECORDING | changed | {"number": number})
        assert words in client.get(page["Location"]).content.decode()


def test_what_is_missing_is_said_beside_its_field(city: City, admin: Actor, browse: Browse) -> None:
    answer = browse(admin).post(reverse("admin:recording_new"), RECORDING | {"step": ""})
    assert answer.status_code == 422 and "请填写“记录环节”" in answer.content.decode()
    for _ in range(2):
        answer = browse(admin).post(reverse("admin:recording_new"), RECORDING)
    assert answer.status_code == 422 and "已有一份草稿" in answer.content.decode()


def test_another_agency_sees_nothing_of_it(city: City, admin: Actor, browse: Browse) -> None:
    page = browse(admin).post(reverse("admin:recording_new"), RECORDING)["Location"]
    stranger = client_of(outsider(city, Role.AGENCY_HEAD))
    assert stranger.get(page).status_code == 404 and stranger.post(page + "approve/").status_code == 404


def test_an_agency_sets_its_own_amount_for_the_review(city: City, admin: Actor, browse: Browse) -> None:
    client, head, today = browse(admin), browse(city.head), local_date(now())
    said = {"code": "T6", "person": "5000", "organisation": "50000", "enabled": "on", "effective_from": today}
    wrong = client.post(reverse("admin:review_rule_new"), said | {"organisation": ""})
    assert wrong.status_code == 422 and "金额都要填写" in wrong.content.decode()
    assert client.post(reverse("admin:review_rule_new"), said).status_code == 302
    page = head.get(reverse("admin:review_rules")).content.decode()
    assert "等待审定和生效" in page and "自然人5,000.00元，单位50,000.00元以上" in page
    (rule,) = powers.review_rule_versions(city.agency)
    assert head.post(reverse("admin:review_rule_approve", args=[rule.id])).status_code == 302
    found = {t.code: t for t in powers.review_triggers(city.agency, today)}["T6"]
    assert "5000" in str(found.condition)
    stranger = client_of(outsider(city, Role.AGENCY_HEAD))
    assert stranger.post(reverse("admin:review_rule_approve", args=[rule.id])).status_code == 404


@pytest.mark.parametrize(
    ("kind", "said"), [("recording", RECORDING), ("random_check", CHECK), ("no_penalty", SPARED)]
)
def test_many_rows_are_approved_together_in_the_order_of_their_numbers(
    city: City, admin: Actor, browse: Browse, kind: str, said: dict[str, Any]
) -> None:
    client, head = browse(admin), browse(city.head)
    for number in ("10", "2", "1"):
        client.post(reverse(f"admin:{kind}_new"), said | {"number": number, "title": f"第{number}项"})
    found = [m for m in matters.matters(kind, [city.agency])]
    assert [m.number for m in found] == ["1", "2", "10"]
    page = head.get(reverse(f"admin:{kind}") + "?all=1").content.decode()
    assert page.count(" checked>") == 3 and page.index("第2项") < page.index("第10项")
    assert "审定所选" not in client.get(reverse(f"admin:{kind}")).content.decode()
    together, items = reverse(f"admin:{kind}_together"), [str(m.id) for m in found]
    assert client.post(together, {"item": items}).status_code == 403
    assert client_of(outsider(city, Role.AGENCY_HEAD)).post(together, {"item": items}).status_code == 404
    services.discard_matter(actor=admin, now=now(), kind=kind, matter=found[0].id)
    answer = head.post(together, {"item": items})
    assert answer.status_code == 422
    assert "1 第1项" in answer.content.decode() and "另外2项已审定" in answer.content.decode()
    running = matters.matters(kind, [city.agency], on=local_date(now()))
    assert [m.number for m in running] == ["2", "10"]
    for m in running:
        assert [e.kind for e in entries_of_subject(m.id)].count("powers.matter_approved") == 1


def test_many_rows_of_the_review_list_are_approved_together(city: City, admin: Actor, browse: Browse) -> None:
    client, head, today = browse(admin), browse(city.head), local_date(now())
    for code in ("T1", "T2"):
        sent = {"code": code, "enabled": "on", "effective_from": today}
        assert client.post(reverse("admin:review_rule_new"), sent).status_code == 302
    page = head.get(reverse("admin:review_rules") + "?all=1").content.decode()
    assert page.count(" checked>") == 2 and "草稿由本机关负责人审定" in page
    items = [str(rule.id) for rule in powers.review_rule_versions(city.agency)]
    together = reverse("admin:review_rules_together")
    assert client_of(outsider(city, Role.AGENCY_HEAD)).post(together, {"item": items}).status_code == 404
    assert head.post(together, {"item": items}).status_code == 302
    assert {r.approved_by for r in powers.review_rule_versions(city.agency)} == {city.head.name}
    again = head.post(together, {"item": items})
    assert again.status_code == 422 and "T1" in again.content.decode()


@pytest.mark.e2e
def test_the_pages_look_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    pages = [reverse("admin:review_rules"), reverse("admin:review_rule_new")]
    for kind, says in KINDS:
        row = services.draft_matter(
            actor=ENTERS, now=now(), kind=kind, agency=city.agency, number="1", **says
        )
        pages += [
            reverse(f"admin:{kind}"),
            reverse(f"admin:{kind}_new"),
            reverse(f"admin:{kind}_row", args=[row]),
        ]
    looks_right(browser, live_server, admin, *pages)
    listed = [reverse(f"admin:{kind}") for kind, _ in KINDS]
    looks_right(browser, live_server, city.head, *listed)
