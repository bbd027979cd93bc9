"""公示网站在真实浏览器中: accessible, inside the window, silent; and a bundle checked in the browser."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.browser import accessibility_problems, browser, overflow
from tests.sites.public.conftest import DOCUMENT, NUMBER, PASSWORD, TOKEN, City, publish_city

__all__ = ["browser"]
pytestmark = pytest.mark.e2e

PAGES = (
    "/", "/results/", "/results/withdrawn/", "/results/account/", "/agencies/", "/agencies/ag00000001/", "/agencies/ag00000001/people/",
    "/agencies/ag00000001/flows/", "/agencies/ag00000001/complaints/", "/officers/",
    "/officers/of00000004/", "/v/", "/v/52000126001/", "/powers/", "/powers/?law=aw00000002&article=a33&field=生态环境", "/powers/pw00000001/", "/discretion/", "/flows/", "/law/", "/law/aw00000002/a33/", "/results/history/",
    "/law/aw00000002/", "/progress/", "/d/", f"/d/{TOKEN}/", "/verify/", "/log/", "/data/", "/news/", "/ask/",
    "/search?q=处罚", "/search?q=不存在的词", "/about/", "/rights/", "/privacy/", "/sitemap/",
)  # fmt: skip
MODES: dict[str, dict[str, str]] = {
    "plain": {},
    "elder": {"sx-size": "elder"},
    "high contrast": {"sx-contrast": "high"},
}


@pytest.fixture
def published(live_server: Any, transactional_db: None) -> City:
    return publish_city(datetime.now(UTC))


def opened(browser: Any, live_server: Any, width: int, mode: str = "plain") -> tuple[Any, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in MODES[mode].items()])
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: r.url.startswith(live_server.url) or said.append(f"other host: {r.url}"))
    return page, said


@pytest.mark.parametrize(
    ("width", "mode"),
    [(1440, "plain"), (390, "plain"), (1440, "elder"), (390, "elder"), (390, "high contrast")],
)
def test_every_page_is_accessible(
    browser: Any, live_server: Any, published: City, width: int, mode: str
) -> None:
    page, said = opened(browser, live_server, width, mode)
    for address in (*PAGES, published.firm, published.person, published.withdrawn, published.corrected):
        page.goto(live_server.url + address)
        assert accessibility_problems(page) == [], address
        assert overflow(page) <= 0, address
    assert said == []


def test_pages_reflow_at_320_pixels(browser: Any, live_server: Any, published: City) -> None:
    page, _ = opened(browser, live_server, 320)
    for address in (*PAGES, published.firm):
        page.goto(live_server.url + address)
        assert overflow(page) <= 0, address


def test_a_published_decision_is_two_clicks_from_home(
    browser: Any, live_server: Any, published: City
) -> None:
    page, _ = opened(browser, live_server, 390)
    page.goto(live_server.url)
    page.fill("#q", "云环罚〔2026〕112号")
    page.click(".sx-search__box button")
    page.click("a:has-text('恒源砖业')")
    assert page.url == live_server.url + published.firm


def test_progress_opens_from_home_without_script(browser: Any, live_server: Any, published: City) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url)
    page.fill("#no", NUMBER)
    page.fill("#pw", PASSWORD)
    page.click("text=查询进度")
    assert page.locator("h1").inner_text() == "行政处罚案件"


def test_a_bundle_is_checked_in_the_browser_and_one_changed_byte_is_named(
    browser: Any, live_server: Any, published: City, tmp_path: Path
) -> None:
    page, said = opened(browser, live_server, 1440)
    good = page.request.get(f"{live_server.url}{published.firm}bundle.zip").body()
    (tmp_path / "good.zip").write_bytes(good)
    changed = bytearray(good)
    changed[good.index(b"sample decision")] ^= 1
    (tmp_path / "bad.zip").write_bytes(bytes(changed))
    page.goto(f"{live_server.url}/verify/")
    page.set_input_files("[data-verify-files]", tmp_path / "good.zip")
    page.wait_for_selector("[data-code='0']")
    assert accessibility_problems(page) == []
    page.set_input_files("[data-verify-files]", tmp_path / "bad.zip")
    page.wait_for_selector("[data-code='1']")
    assert "决定书.pdf" in page.inner_text("[data-verify-result]")
    assert said == []


def test_a_copy_of_a_document_is_compared_in_the_browser(
    browser: Any, live_server: Any, published: City, tmp_path: Path
) -> None:
    page, said = opened(browser, live_server, 390)
    copy = tmp_path / "copy.pdf"
    for content, code in ((DOCUMENT, "0"), (DOCUMENT + b" ", "1")):
        copy.write_bytes(content)
        page.goto(f"{live_server.url}/d/{TOKEN}/")
        page.set_input_files("[data-compare] input", copy)
        page.wait_for_selector(f"[role=status][data-code='{code}']")
        assert accessibility_problems(page) == []
    assert said == []
