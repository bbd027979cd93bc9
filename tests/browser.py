"""A real browser for tests: the distribution's Chromium, driven by playwright, and axe for accessibility."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: only what is wrong is looked into and sent back, which takes half the time
_FIND = """
rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found =>
    found.violations.flatMap(v => v.nodes.map(node => `${v.id}: ${node.html.slice(0, 120)}`)))
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium; the test is skipped where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("没有安装 Chromium：浏览器测试跳过（Debian：apt install chromium）")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # playwright keeps an event loop in this thread, in which Django would refuse its own queries
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


def accessibility_problems(page: Any) -> list[str]:
    """What axe finds on the whole page, sticky bars out of the way."""
    page.wait_for_load_state()  # a click may still be on its way to the next page
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": min(height, 16_000)})
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(_FIND, RULES)
    page.set_viewport_size({"width": width, "height": 900})
    return found


@cache
def _axe() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)


def overflow(page: Any) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
