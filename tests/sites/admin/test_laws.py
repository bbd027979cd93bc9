"""法规变动的页面: ending laws that items rest on, found by themselves; places confirmed one by one; drafts in one batch."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, Role
from sanxiang.powers import selectors as powers
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.services import import_laws
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import FOUNDED, LAW, SYSTEM, City, found_city, person
from tests.sites.admin.conftest import client_of

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
NEW = "云屏市生态环境保护条例"


def proclaim(folder: Path) -> UUID:
    """A new act that took effect on 1 March 2026 and ended the old regulation; answers the old law."""
    text = (
        "第一条 为了保护生态环境，制定本条例。\n第二条 排污单位应当依法取得排污许可证；未取得的，不得排放污染物。\n"
        "第三条 未取得排污许可证排放污染物的，责令改正，处一万元以上一百万元以下的罚款；情节严重的，责令停业、关闭。\n"
        f"第四条 本条例自2026年3月1日起施行。《{LAW}》同时废止。"
    )
    row = {"title": NEW, "version_date": "2026-02-01", "effective_date": "2026-03-01", "text": text}
    path = folder / "new.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])
    old = statutes.find_law(LAW)
    assert old
    return old.id


def penalty_law(folder: Path) -> UUID:
    """A law of the name that forms and periods cite."""
    title = "中华人民共和国行政处罚法"
    row = {
        "title": title,
        "version_date": "2021-01-22",
        "effective_date": "2021-07-15",
        "text": "第一条 为了试验。",
    }
    path = folder / "penalty.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])
    law = statutes.find_law(title)
    assert law
    return law.id


def test_an_ended_law_is_found_and_its_items_get_drafts(
    city: City, admin: Actor, browse: Browse, tmp_path: Path
) -> None:
    client = browse(admin)
    assert "都有效" in client.get(reverse("admin:laws")).content.decode()
    old = proclaim(tmp_path)
    assert LAW in client.get(reverse("admin:laws")).content.decode()
    asked = {"law": str(old), "successor": NEW}
    page = client.get(reverse("admin:law_impact"), asked).content.decode()
    assert f"《{NEW}》第三条" in page and "系统按文字相近找到" in page and "为1项起草新依据" in page
    entered = asked | {"to-0": f"《{NEW}》第二条", "to-1": f"《{NEW}》第三条"}
    assert client.post(reverse("admin:law_impact"), entered).status_code == 302
    item = powers.get_power_item(city.item)
    draft, before = powers.item_versions(item.public_id)
    assert (draft.status, before.status) == ("draft", "in_force")
    assert {b.law for b in draft.bases} == {NEW} and powers.missing(draft.id) == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("第三条", "不是"),
        (f"《{NEW}》第九十条", "不是"),
        ("《没有的法》第一条", "不是"),
        ("", "请至少填写一处"),
    ],
)
def test_a_place_that_is_none_is_said(
    city: City, admin: Actor, browse: Browse, tmp_path: Path, words: str, said: str
) -> None:
    old = proclaim(tmp_path)
    answer = browse(admin).post(reverse("admin:law_impact"), {"law": str(old), "to-0": words, "to-1": ""})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert len(powers.item_versions(powers.get_power_item(city.item).public_id)) == 1


def test_others_see_the_impact_and_draft_nothing(city: City, browse: Browse, tmp_path: Path) -> None:
    old = proclaim(tmp_path)
    supervisor = person(city, "督明", 33, Role.SUPERVISOR)
    shown = browse(supervisor).get(reverse("admin:law_impact"), {"law": str(old)}).content.decode()
    assert "新版本由各机关的系统管理员起草" in shown
    entered = {"law": str(old), "to-0": f"《{NEW}》第二条", "to-1": ""}
    assert browse(supervisor).post(reverse("admin:law_impact"), entered).status_code == 404
    elsewhere = browse(city.stranger).get(reverse("admin:law_impact"), {"law": str(old)}).content.decode()
    assert "没有有效的权力事项引用" in elsewhere
    for asked in ({}, {"law": "x"}):
        assert browse(supervisor).get(reverse("admin:law_impact"), asked).status_code == 404


def test_the_forms_and_periods_that_cite_the_law_are_listed(
    city: City, admin: Actor, browse: Browse, tmp_path: Path
) -> None:
    national = penalty_law(tmp_path)
    page = browse(admin).get(reverse("admin:law_impact"), {"law": str(national)}).content.decode()
    assert "D27 行政处罚决定书" in page and "第七十二条第一款第一项" in page and "交给软件维护方" in page
    other = browse(admin).get(reverse("admin:law_impact"), {"law": str(proclaim(tmp_path))}).content.decode()
    assert "交给软件维护方" not in other


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(
    browser: Any, live_server: Any, transactional_db: None, tmp_path: Path
) -> None:
    city = found_city()
    old, national = proclaim(tmp_path), penalty_law(tmp_path)
    cookie = client_of(person(city, "管清", 20, Role.ADMINISTRATOR)).cookies["sessionid"].value
    for width in (1440, 390):
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        for address in (
            reverse("admin:laws"),
            f"{reverse('admin:law_impact')}?law={old}&law={national}&successor={NEW}",
        ):
            page.goto(live_server.url + address)
            assert accessibility_problems(page) == [], address
            assert overflow(page) <= 0, address
        context.close()
