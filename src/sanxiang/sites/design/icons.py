"""图标: lucide icons, rendered once and kept (a render costs 80 µs, a page shows thirty)."""

from __future__ import annotations

import re
from functools import cache

from lucide.jinja import lucide
from markupsafe import Markup

_BETWEEN_TAGS = re.compile(r">\s+<")


@cache
def icon(name: str, label: str = "") -> Markup:
    """An inline SVG icon. Decorative by default; `label` makes it an image with that name.

    Raises lucide's IconDoesNotExist for an unknown name.
    """
    extra = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    svg = lucide(name, size=20, **{"class": "sx-i", **extra})
    return Markup(_BETWEEN_TAGS.sub("><", svg))  # noqa: S704  the package's own SVG
