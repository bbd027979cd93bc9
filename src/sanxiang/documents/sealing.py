"""签章: a port to whoever can make a seal impression. What ships here is a demonstration and says so on its face.

A reliable electronic seal (《电子签名法》第十三条, GB/T 38540-2020) needs a licensed seal service; it is attached by
naming a class with the same method in `settings.SEAL_PROVIDER`.
"""

from __future__ import annotations

from html import escape
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

_DEMO = "sanxiang.documents.sealing.DemoSealProvider"
_RED = "#d2141e"


class SealProvider(Protocol):
    """Makes the impression that is printed over the date of a sealed document."""

    def impression(self, *, agency_name: str, font_families: list[str]) -> str:
        """A square SVG; its text may use the given families, best first."""
        ...


class DemoSealProvider:
    """演示印章: round, without any emblem, marked 演示印章 in its middle and 仅供演示不具法律效力 at its foot."""

    def impression(self, *, agency_name: str, font_families: list[str]) -> str:
        """The agency's name on the upper arc; 120 units wide."""
        family = ", ".join(f"'{escape(name, quote=True)}'" for name in font_families)
        span = min(215.0, 21.0 * len(agency_name))
        upper = _arc(agency_name, radius=45, span=span, size=min(11.5, span * 0.7 / len(agency_name)))
        lower = _arc("仅供演示不具法律效力", radius=46, span=120, size=7.5, lower=True)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -60 120 120" width="120" height="120">'
            f'<g fill="{_RED}" font-family="{family}" text-anchor="middle">'
            f'<circle r="57.5" fill="none" stroke="{_RED}" stroke-width="3"/>'
            f'<circle r="53.5" fill="none" stroke="{_RED}" stroke-width="0.8"/>{upper}{lower}'
            f'<text y="-8" font-size="24" font-weight="bold">演示</text>'
            f'<text y="25" font-size="13" font-weight="bold">印章</text></g></svg>'
        )


def seal_provider() -> SealProvider:
    """The provider of this installation."""
    return cast(SealProvider, import_string(getattr(settings, "SEAL_PROVIDER", _DEMO))())


def _arc(text: str, *, radius: float, span: float, size: float, lower: bool = False) -> str:
    """Characters along `span` degrees of the upper arc, or of the lower arc, where they also stand upright."""
    step = span / max(len(text) - 1, 1)
    start = -span / 2 if len(text) > 1 else 0.0
    side, shift = (-1, radius + size * 0.36) if lower else (1, -radius + size * 0.36)
    return "".join(
        f'<text transform="rotate({side * (start + step * i):.2f}) translate(0 {shift:.2f})" '
        f'font-size="{size}" font-weight="bold">{escape(char)}</text>'
        for i, char in enumerate(text)
    )
