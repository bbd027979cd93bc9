"""Contrast of every pair the components use, in every display mode (WCAG 1.4.3, 1.4.11; GB/T 37668)."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.sites.design.stylesheet import MODES, SHEET, contrast, css, tokens

WHITE = "#fff"
SURFACES = ("card", "paper", "sunk")
TEXT_ON_SURFACES = (
    "ink-900",
    "ink-700",
    "ink-500",
    "brand-600",
    "brand-700",
    "brand-800",
    "seal-700",
    "ok-700",
    "warn-700",
)
TINTED = [
    *((f"{tone}-700", f"{tone}-50") for tone in ("seal", "ok", "warn", "vio", "teal")),
    ("grey-700", "grey-100"),
    ("brand-700", "brand-50"),
    ("brand-600", "brand-50"),
    ("brand-600", "warn-50"),
    ("ink-500", "warn-50"),
    ("ink-500", "brand-50"),
    ("ink-900", "seal-50"),
    ("ink-900", "ok-50"),
]
ON_DARK = [("brand-100", "brand-800"), ("brand-100", "brand-750"), ("gold-300", "brand-800")]
WHITE_ON = (
    "brand-800",
    "brand-750",
    "brand-700",
    "brand-600",
    "seal-600",
    "seal-700",
    "warn-700",
    "grey-700",
    "ink-900",
)
FLOOR = {"plain": 4.5, "elder": 4.5, "high contrast": 4.5, "field": 7.0}
#: used in field mode; the other tints belong to the desk
FIELD_TINTS = {
    ("warn-700", "warn-50"),
    ("ok-700", "ok-50"),
    ("seal-700", "seal-50"),
    ("grey-700", "grey-100"),
}


@pytest.mark.parametrize("mode", MODES)
def test_text_on_surfaces_can_be_read(mode: str) -> None:
    t = tokens(mode)
    low = {
        (text, surface): round(contrast(t[text], t[surface]), 2)
        for text in TEXT_ON_SURFACES
        for surface in SURFACES
        if contrast(t[text], t[surface]) < FLOOR[mode]
    }
    assert not low


@pytest.mark.parametrize("mode", MODES)
def test_text_on_tints_can_be_read(mode: str) -> None:
    t = tokens(mode)
    pairs = FIELD_TINTS if mode == "field" else TINTED
    assert not {p: contrast(t[p[0]], t[p[1]]) for p in pairs if contrast(t[p[0]], t[p[1]]) < FLOOR[mode]}


@pytest.mark.parametrize("mode", MODES)
def test_text_on_dark_can_be_read(mode: str) -> None:
    t = tokens(mode)
    pairs = [(t[a], t[b]) for a, b in ON_DARK] + [(WHITE, t[ground]) for ground in WHITE_ON]
    assert not [(a, b) for a, b in pairs if contrast(a, b) < 4.5]


@pytest.mark.parametrize("mode", MODES)
def test_borders_that_carry_meaning_can_be_seen(mode: str) -> None:
    t = tokens(mode)
    for surface in (WHITE, t["paper"]):
        assert contrast(t["line-strong"], surface) >= 3
    assert contrast(t["warn-500"], WHITE) >= 3
    assert contrast(t["focus"], t["ink-900"]) >= 3


def test_no_text_is_smaller_than_13_pixels() -> None:
    for mode in MODES:
        size = tokens(mode)["13"]
        assert float(size.removesuffix("rem")) * 16 >= 13
    for size, unit in re.findall(r"(?:font-size:|font:[^;}]*?)(\d*\.?\d+)(rem|px|pt)", css()):
        pixels = float(size) * {"rem": 16, "px": 1, "pt": 4 / 3}[unit]
        assert pixels >= 13, f"{size}{unit}"


def test_the_stylesheet_stays_small() -> None:
    assert len(gzip.compress(SHEET.read_bytes(), 9)) <= 12_000
    assert (SHEET.parent / "sx.js").stat().st_size <= 10_000


def test_the_stylesheet_needs_nobody_else() -> None:
    assert "data:" not in css()
    assert "@import" not in css()
    assert "http" not in css()
    assert css().count("{") == css().count("}")
