"""法规变动的页面: ending laws that items rest on, found by themselves; places confirmed one by one; drafts in one batch."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.rules.sentences import chinese_date
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import services as changing
from sanxiang.statutes.changing.types import ChangeKind
from sanxiang.statutes.services import import_laws
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import FOUNDED, LAW, SYSTEM, City, found_city, person
from tests.factories.powers import APPROVES, ENTERS
from tests.sites.admin.conftest import client_of, looks_right

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
NEW = "云屏市生态环境保护条例"
#: the pages look from today on
TODAY = local_date(datetime.now(UTC))
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=400)


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


def proclaim_beside(folder: Path) -> None:
    """The new act, without the end of the old one."""
    text = "第一条 为了保护。\n第二条 另有规定。\n第三条 未取得排污许可证排放污染物的，责令改正，处一万元以上一百万元以下的罚款。"
    row = {"title": NEW, "version_date": "2026-02-01", "effective_date": "2026-03-01", "text": text}
    path = folder / "beside.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])


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


def amend(folder: Path) -> UUID:
    """A new wording of the regulation that begins soon, which says what the old one said; answers its law."""
    law = statutes.find_law(LAW)
    assert law
    (held,) = statutes.versions(law.id)
    texts = [a.text for a in statutes.law_contents(held.id)]
    row = {
        "title": law.title, "version_date": TODAY.isoformat(), "effective_date": SOON.isoformat(),
        "text": "\n".join(texts),
    }  # fmt: skip
    path = folder / "amended.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])
    return law.id


def begin_later(law: UUID, articles: str, day: date) -> None:
    """Articles of the newest wording begin on a day of their own."""
    version = statutes.versions(law)[0].id
    says = {"articles": articles, "starts_on": day.isoformat()}
    change = changing.draft_change(
        actor=ENTERS, now=FOUNDED, kind=ChangeKind.COMMENCE, says=says, basis="公报", law=law, version=version
    )
    changing.approve_change(actor=APPROVES, now=FOUNDED, change=change)


def test_a_single_article_without_text_is_found_though_its_law_goes_on(
    city: City, admin: Actor, browse: Browse, tmp_path: Path
) -> None:
    client, law = browse(admin), amend(tmp_path)
    assert "都有效" in client.get(reverse("admin:laws")).content.decode()
    begin_later(law, "第三条", LATER)
    listed = client.get(reverse("admin:laws")).content.decode()
    assert "单条没有文本" in listed and f"《{LAW}》第三条" in listed and f"《{LAW}》第二条" not in listed
    assert (
        f"{chinese_date(SOON)}</time>起没有，" in listed and f"{chinese_date(LATER)}</time>起施行" in listed
    )
    proclaim_beside(tmp_path)
    asked = {"article": f"{law}.3.0", "successor": NEW}
    page = client.get(reverse("admin:law_impact"), asked).content.decode()
    assert f'value="{SOON}"' in page and "此前没有文本" in page
    assert page.count('name="to-') == 1 and f"《{NEW}》第三条" in page
    whole = client.get(reverse("admin:law_impact"), {"law": str(law), "on": str(SOON)}).content.decode()
    assert whole.count('name="to-') == 2 and whole.count("仍然有效，可以不改") == 1
    entered = asked | {"on": str(SOON), "to-0": f"《{NEW}》第三条"}
    assert client.post(reverse("admin:law_impact"), entered).status_code == 302
    draft, _ = powers.item_versions(powers.get_power_item(city.item).public_id)
    assert [(b.law, str(b.place)) for b in draft.bases] == [(LAW, "第二条"), (NEW, "第三条")]
    for wrong in ("x.3.0", f"{law}.3", f"{law}.三.0"):
        assert client.get(reverse("admin:law_impact"), {"article": wrong}).status_code == 404


def test_a_basis_moves_to_an_article_on_its_own_day_and_not_before(
    city: City, admin: Actor, browse: Browse, tmp_path: Path
) -> None:
    old, client = proclaim(tmp_path), browse(admin)
    new = statutes.find_law(NEW)
    assert new
    begin_later(new.id, "第三条", date(2026, 9, 1))
    asked = {"law": str(old), "successor": NEW, "on": "2026-06-01"}
    page = client.get(reverse("admin:law_impact"), asked).content.decode()
    assert f'value="《{NEW}》第二条"' in page and f'value="《{NEW}》第三条"' not in page
    entered = asked | {"to-0": "", "to-1": f"《{NEW}》第三条"}
    said = client.post(reverse("admin:law_impact"), entered)
    assert said.status_code == 422 and "自2026年9月1日起施行，2026年6月1日还没有施行" in said.content.decode()
    later = client.get(reverse("admin:law_impact"), asked | {"on": "2026-09-01"}).content.decode()
    assert f'value="《{NEW}》第三条"' in later


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
            f"{reverse('admin:law_impact')}?article={old}.3.0&successor={NEW}",
        ):
            page.goto(live_server.url + address)
            assert accessibility_problems(page) == [], address
            assert overflow(page) <= 0, address
        context.close()


@pytest.mark.e2e
def test_the_list_of_single_articles_looks_right(
    browser: Any, live_server: Any, transactional_db: None, tmp_path: Path
) -> None:
    city = found_city()
    begin_later(amend(tmp_path), "第三条", LATER)
    looks_right(browser, live_server, person(city, "管清", 20, Role.ADMINISTRATOR), reverse("admin:laws"))
