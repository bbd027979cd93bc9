"""Reading sx.css: tokens of each display mode, class names, sizes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import sanxiang.sites.design

HOME = Path(sanxiang.sites.design.__file__).parent
SHEET = HOME / "static" / "sx.css"
MODES = {
    "plain": (),
    "elder": ("[data-sx-size=elder]",),
    "high contrast": ("[data-sx-contrast=high]",),
    "field": ("[data-sx-mode=field]",),
}
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_TOKEN = re.compile(r"--sx-([\w-]+):([^;}]+)")
_CLASS = re.compile(r"\.(sx-[\w-]+)")


@cache
def css() -> str:
    return _COMMENT.sub("", SHEET.read_text())


def tokens(mode: str) -> dict[str, str]:
    """Token values in a mode, with var() of other tokens resolved."""
    found: dict[str, str] = {}
    for selector in (":root", *MODES[mode]):
        body = css()[css().index(selector + "{") :]
        found |= dict(_TOKEN.findall(body[: body.index("}")]))
    return {name: _resolve(value, found) for name, value in found.items()}


def _resolve(value: str, found: dict[str, str]) -> str:
    inner = re.fullmatch(r"var\(--sx-([\w-]+)\)", value)
    return _resolve(found[inner[1]], found) if inner else value


def classes() -> set[str]:
    """Every class the stylesheet knows."""
    return set(_CLASS.findall(css()))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of #rgb or #rrggbb."""
    digits = colour.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2) of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
