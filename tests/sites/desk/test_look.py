"""工作台在真实浏览器中: accessible, inside the window, usable by keyboard and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from sanxiang.documents.selectors import documents_of_case
from sanxiang.evidence.selectors import items_of_case
from sanxiang.kernel import Actor
from sanxiang.review.selectors import reviews_of
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.cases import lawful_case
from tests.factories.city import City, found_city
from tests.sites.desk.conftest import Desk

__all__ = ["browser"]
pytestmark = pytest.mark.e2e

#: how far the case is → who looks, at which pages of it
SCREENS: dict[str, tuple[str, tuple[str, ...]]] = {
    "register_clue": ("lead", ("case", "verify_clue")),
    "verify_clue": ("head", ("case", "file_case", "refuse_filing")),
    "file_case": ("unit_head", ("case", "assign_officers")),
    "assign_officers": ("lead", ("case_evidence", "record_step")),
    "record_step": ("lead", ("case", "case_evidence", "confirm_evidence", "propose_outcome")),
    "D16": ("lead", ("conclude_investigation", "case_documents", "case_law")),
    "D19": ("lead", ("notify_party",)),
    "notify_party": ("lead", ("case", "record_statement")),
    "D17": ("lead", ("submit_for_review", "case_record")),
    "submit_for_review": ("reviewer", ("review_desk", "case_review")),
    "give_opinion": ("head", ("decide_case", "discuss_collectively")),
    "decide_case": ("discloser", ("case_publish",)),
    "publish_decision": ("lead", ("case_publish", "record_performance")),
    "D39": ("head", ("close_case", "case")),
}
WIDTHS = (1440, 390)


@pytest.fixture
def opened(live_server: Any, transactional_db: None, at: Callable[..., None]) -> Callable[..., Desk]:
    """As `desk`, before a live server."""

    def opening(city: City, **options: Any) -> Desk:
        story = lawful_case(city, **options)
        at(story.now)
        return Desk(story)

    return opening


def window(
    browser: Any, live_server: Any, desk: Desk, actor: Actor, width: int = 1440, **options: Any
) -> Any:
    """A window of this person's browser; what it says in its console is an error."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", **options)
    cookie = desk.client(actor).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page


@pytest.mark.parametrize("upto", SCREENS)
def test_every_screen_is_accessible(browser: Any, live_server: Any, opened: Any, upto: str) -> None:
    desk = opened(found_city(), upto=upto)
    who, names = SCREENS[upto]
    for width in WIDTHS:
        page = window(browser, live_server, desk, getattr(desk.story.city, who), width)
        for name in names:
            page.goto(live_server.url + desk.address(name))
            assert accessibility_problems(page) == [], (name, width)
            assert overflow(page) <= 0, (name, width)
        assert page.said == []
        page.context.close()


def test_lists_documents_and_evidence_are_accessible(browser: Any, live_server: Any, opened: Any) -> None:
    desk = opened(found_city(), upto="decide_case")
    city = desk.story.city
    paper, item = documents_of_case(desk.case, "D27")[-1], items_of_case(desk.case)[0]
    looks: tuple[tuple[Actor, tuple[str, ...]], ...] = (
        (
            city.lead,
            ("/w/", "/w/cases/?view=all&q=排污", "/w/cases/new/", desk.address("document", paper.id)),
        ),
        (city.lead, (desk.address("evidence_item", item.id), desk.address("draft_document", "D04"))),
        (city.reviewer, ("/w/review/",)),
        (city.discloser, ("/w/publish/", "/w/")),
    )
    for width in WIDTHS:
        for actor, addresses in looks:
            page = window(browser, live_server, desk, actor, width)
            for address in addresses:
                page.goto(live_server.url + address)
                assert accessibility_problems(page) == [], (address, width)
                assert overflow(page) <= 0, (address, width)
            page.context.close()


def test_a_case_is_filed_without_script(browser: Any, live_server: Any, opened: Any) -> None:
    desk = opened(found_city(), before="file_case")
    page = window(browser, live_server, desk, desk.story.city.head, java_script_enabled=False)
    page.goto(live_server.url + "/w/")
    page.click("text=审批立案")
    page.click(".sx-actbar .sx-btn--primary")
    page.fill("[name=opinion]", "同意立案。")
    page.click(".sx-actbar .sx-btn--primary")
    assert "已批准立案" in page.inner_text("#toasts")
    assert desk.story.case.state == "FILED"


def test_a_refusal_leaves_what_was_entered_and_takes_the_focus(
    browser: Any, live_server: Any, opened: Any
) -> None:
    desk = opened(found_city(), upto="assign_officers")
    page = window(browser, live_server, desk, desk.story.city.lead)
    page.goto(live_server.url + desk.address("record_step"))
    page.select_option("[name=kind]", "现场检查")
    page.fill("[name=text]", "东侧排气筒正在排放。")
    page.click(".sx-actbar .sx-btn--primary")
    page.wait_for_selector("#refusal .sx-refuse")
    assert "没有记录主动出示执法证件" in page.inner_text("#refusal")
    assert page.input_value("[name=text]") == "东侧排气筒正在排放。"
    assert page.evaluate("document.activeElement.id") == "refusal"
    with page.expect_response(lambda answer: answer.request.method == "POST"):  # it is sent again once mended
        page.click(".sx-actbar .sx-btn--primary")
    page.wait_for_selector(".sx-actbar .sx-btn--primary:not([aria-disabled])")
    assert accessibility_problems(page) == []


def test_points_are_answered_and_kept_by_keyboard(browser: Any, live_server: Any, opened: Any) -> None:
    desk = opened(found_city(), before="give_opinion")
    page = window(browser, live_server, desk, desk.story.city.reviewer)
    page.goto(live_server.url + desk.address("review_desk"))
    page.focus("#pt1 input[value=pass]")
    page.keyboard.press("2")
    page.wait_for_selector("#points-said:has-text('已自动保存')")
    assert page.locator("#pt1 details").get_attribute("open") == ""
    assert reviews_of(desk.case)[-1].points[1].state == "problem"
    assert "还有10项未答" in page.inner_text("#why")
    assert "第1项有问题" in page.inner_text("#opinions")
    page.fill("[name=note-1]", "公章与登记的不一致")
    page.click("text=保存要点")
    page.wait_for_timeout(500)
    assert reviews_of(desk.case)[-1].points[1].note == "公章与登记的不一致"
    assert page.locator("#points-said").count() == 1
    assert page.inner_text("#refusal") == ""


def test_choices_of_a_publication_are_previewed(browser: Any, live_server: Any, opened: Any) -> None:
    desk = opened(found_city(), before="prepare_publication")
    page = window(browser, live_server, desk, desk.story.city.discloser)
    page.goto(live_server.url + desk.address("case_publish"))
    page.select_option("[name=choice-handlers]", "hide")
    page.wait_for_selector("#fault-handlers")
    page.fill("[name=reason-handlers]", "当事人和承办人要求")
    page.select_option("[name=choice-discretion]", "hide")
    page.wait_for_selector("#fault-discretion")
    row = page.locator("tr", has=page.locator("[name=choice-handlers]"))
    assert page.locator("#fault-handlers").count() == 0
    assert "当事人和承办人要求" in row.locator("input").input_value()
    page.click(".sx-actbar >> text=预览")
    page.wait_for_selector("text=预览，还没有保存")
    assert page.locator("#panes").count() == 1
    assert accessibility_problems(page) == []
