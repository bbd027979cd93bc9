"""Every component in a real browser: accessible, inside the window, without a complaint of the security policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from sanxiang.kernel import Role
from tests.browser import accessibility_problems, browser, overflow

__all__ = ["browser"]
pytestmark = pytest.mark.e2e

PASSWORD = "一段够长的口令2026"
PAGES = ["", "portal/", "case/", "review/", "list/"]
MODES = {"plain": {}, "elder": {"sx-size": "elder"}, "high contrast": {"sx-contrast": "high"}}


@pytest.fixture
def open_page(browser: Any, live_server: Any, transactional_db: None) -> Iterator[Any]:
    """Opens pages as an administrator, at a width and in a display mode; collects what the console says."""
    get_user_model().objects.create_user(
        "guanli", PASSWORD, display_name="钱管理", roles=[Role.ADMINISTRATOR]
    )
    contexts = []

    def opened(width: int, mode: str = "plain") -> tuple[Any, list[str]]:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        contexts.append(context)
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in MODES[mode].items()])
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda r: r.url.startswith(live_server.url) or said.append(f"other host: {r.url}"))
        page.goto(f"{live_server.url}/login/?next=/a/styleguide/")
        page.fill("#id_username", "guanli")
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}/a/styleguide/")
        return page, said

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", [1440, 390])
def test_every_component_is_accessible(open_page: Any, live_server: Any, width: int, mode: str) -> None:
    page, said = open_page(width, mode)
    for name in PAGES:
        page.goto(f"{live_server.url}/a/styleguide/{name}")
        assert accessibility_problems(page) == [], name
        assert overflow(page) <= 0, name
    assert said == []


def test_pages_reflow_at_320_pixels(open_page: Any, live_server: Any) -> None:
    page, _ = open_page(320)
    for name in PAGES:
        page.goto(f"{live_server.url}/a/styleguide/{name}")
        assert overflow(page) <= 0, name


def test_controls_on_phones_are_large_enough(open_page: Any, live_server: Any) -> None:
    page, _ = open_page(390)
    for name in ("", "case/", "list/"):
        page.goto(f"{live_server.url}/a/styleguide/{name}")
        small = page.evaluate(
            """[...document.querySelectorAll('.sx-btn, .sx-input, .sx-ib, .sx-pager a, .sx-tabs a, .sx-rail li.sx-tabbar a')]
               .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
               .map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == [], name


def test_the_error_summary_takes_the_focus(open_page: Any) -> None:
    page, _ = open_page(1440)
    assert page.evaluate("document.activeElement.id") == "errors"


def test_single_keys_work_outside_fields_only(open_page: Any, live_server: Any) -> None:
    page, _ = open_page(1440)
    page.goto(f"{live_server.url}/a/styleguide/list/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "溪桥县甲秀餐饮店"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "云屏市恒源砖业有限公司"
    page.keyboard.press("/")
    page.keyboard.type("j/?")
    assert page.evaluate("[document.activeElement.id, document.activeElement.value]") == ["cmd", "j/?"]


def test_the_keys_explain_themselves_and_can_be_switched_off(open_page: Any, live_server: Any) -> None:
    page, _ = open_page(1440)
    page.goto(f"{live_server.url}/a/styleguide/list/")
    page.keyboard.press("?")
    assert page.locator("#shortcuts").is_visible()
    page.check("#keys-off")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert not page.locator("#shortcuts").is_visible()


def test_an_irreversible_act_asks_first_even_without_script(
    browser: Any, open_page: Any, live_server: Any
) -> None:
    page, _ = open_page(1440)
    plain = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    plain.goto(f"{live_server.url}/a/styleguide/")
    assert not plain.locator("#seal").is_visible()
    plain.click("[popovertarget=seal]")
    assert plain.locator("#seal").is_visible()
    plain.context.close()


def test_the_printed_page_has_agency_and_address_and_no_controls(open_page: Any, live_server: Any) -> None:
    page, _ = open_page(1440)
    page.goto(f"{live_server.url}/a/styleguide/case/")
    page.emulate_media(media="print")
    for hidden in (".sx-rail", ".sx-top", ".sx-actbar", ".sx-tabs"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.goto(f"{live_server.url}/a/styleguide/")
    assert page.locator(".sx-paper__h").is_visible() and page.locator(".sx-paper__f").is_visible()


def test_the_stylesheet_is_the_same_without_layers(open_page: Any, live_server: Any) -> None:
    """Older kernels drop @layer; rules stand in layer order so that a flattened copy looks the same."""
    page, _ = open_page(1440)
    page.goto(f"{live_server.url}/a/styleguide/case/")
    look = """() => [...document.querySelectorAll('body, body *')].map(e => {
        const s = getComputedStyle(e), r = e.getBoundingClientRect();
        return [e.tagName, r.x, r.y, r.width, r.height, s.color, s.backgroundColor, s.fontSize, s.fontWeight,
                s.borderTopColor, s.boxShadow, s.display].join();
    })"""
    layered = page.evaluate(look)
    page.evaluate(
        """async () => {
        const link = document.querySelector('link[rel=stylesheet]');
        const text = await (await fetch(link.href)).text();
        const flat = new CSSStyleSheet();
        flat.replaceSync(text.replace(/^@layer [^{;]*;$/m, '').replace(/^@layer \\w+ \\{$/gm, '@media all {'));
        link.disabled = true;
        document.adoptedStyleSheets = [flat];
    }"""
    )
    flat = page.evaluate(look)
    assert [pair for pair in zip(layered, flat, strict=True) if pair[0] != pair[1]] == []
