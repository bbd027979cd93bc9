"""People before their windows: each signs in with a password and does what the buttons offer."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from PIL import Image

from sanxiang.kernel import Actor
from tests.browser import accessibility_problems, overflow

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
ACT = ".sx-actbar .sx-btn--primary"
#: what a browser says of a refusal (422), and htmx of a save that a newer one replaced
_EXPECTED = ("422 (Unprocessable", "htmx:afterRequest", "htmx:sendAbort")


@dataclass
class People:
    """One browser window per person; every page they come to is looked at."""

    browser: Any
    origin: str
    width: int
    windows: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    looked_at: set[str] = field(default_factory=set)

    def window(self, actor: Actor | None = None) -> Any:
        """The window of this person, signed in; of a visitor without."""
        name = actor.name if actor else "公众"
        if name not in self.windows:
            context = self.browser.new_context(
                viewport={"width": self.width, "height": 900}, locale="zh-CN", accept_downloads=True
            )
            self.windows[name] = page = context.new_page()
            page.on("console", lambda message: self._heard(name, message.text))
            page.on("pageerror", lambda error: self._heard(name, str(error)))
            page.on("request", self._stays_here)
            if actor:
                self._sign_in(page, actor)
        return self.windows[name]

    def open(self, actor: Actor | None, address: str) -> Any:
        """Go there and look at the page."""
        page = self.window(actor)
        page.goto(self.origin + address)
        self.look(page, address)
        return page

    def look(self, page: Any, name: str) -> None:
        """axe finds nothing, nothing runs over the edge."""
        assert accessibility_problems(page) == [], (name, self.width)
        assert overflow(page) <= 0, (name, self.width)
        self.looked_at.add(name)

    def enter(self, page: Any, values: dict[str, Any]) -> None:
        """Fill in a form by the names of its fields."""
        for name, value in values.items():
            for each in value if isinstance(value, list) else [value]:
                _enter(page, name, each)

    def send(self, page: Any, button: str = ACT) -> None:
        """Press the button and arrive; a refusal fails with its words."""
        try:
            with page.expect_navigation(timeout=30_000):
                _press(page.locator(button).last)
        except Exception as error:
            raise AssertionError(page.inner_text("main")[-2000:]) from error
        assert page.locator("#refusal .sx-refuse").count() == 0, page.inner_text("main")

    def confirm(self, page: Any) -> None:
        """Press the button of an act that asks once more, and say yes."""
        _press(page.locator(f"{ACT}[popovertarget]"))
        self.send(page, ":popover-open .sx-btn--primary")

    def picture(self, page: Any, name: str) -> None:
        """The window as it is, for the README, where SANXIANG_SCREENSHOTS is set."""
        if self.width < 1000 or not os.environ.get("SANXIANG_SCREENSHOTS"):
            return
        file = IMAGES / f"{name}.png"
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=file)
        Image.open(file).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)

    def _sign_in(self, page: Any, actor: Actor) -> None:
        account = apps.get_model("registry.Account").objects.get(pk=actor.account_id)
        page.goto(f"{self.origin}/login/?next=/w/")
        page.fill("[name=username]", account.username)
        page.fill("[name=password]", f"云屏-demo-{account.username.removeprefix('person')}-long")
        self.send(page, "button:has-text('登录')")
        self.look(page, f"/w/ {actor.name}")

    def _heard(self, name: str, text: str) -> None:
        if not any(expected in text for expected in _EXPECTED):
            self.said.append(f"{name}: {text}")

    def _stays_here(self, request: Any) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(self.origin):
            self.said.append(f"other host: {request.url}")


def _enter(page: Any, name: str, value: Any) -> None:
    found = page.locator(f"[name='{name}']")
    kind = found.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
    if kind in ("radio", "checkbox"):
        _tick(found if value is True else page.locator(f"[name='{name}'][value='{value}']"))
    elif kind == "select":
        found.select_option(str(value))
    elif kind == "file":
        found.set_input_files(value)
    else:
        found.fill(str(value))


def _press(button: Any) -> None:
    """Nothing lies over the button, and the keyboard presses it: beside a PDF in a frame of another process the
    browser may still send a pointer where the frame was before the window changed its height."""
    button.click(trial=True)
    button.press("Enter")


def _tick(box: Any) -> None:
    """With the keyboard, as on a desk."""
    if not box.is_checked():
        box.press("Space")
    assert box.is_checked(), box
