"""文中链接: plain text with links at given places; everything else is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

_LINES = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class TextLink:
    """`text[start:end]` leads to `url`."""

    start: int
    end: int
    url: str


def linked_paragraphs(text: str, links: Iterable[TextLink]) -> Markup:
    """The lines of a text as paragraphs, with links in the order in which they stand; a link holds no line break."""
    parts: list[Markup] = []
    at = 0
    for link in links:
        shown = _LINES.sub("", text[link.start : link.end])
        parts += [escape(text[at : link.start]), Markup('<a href="{}">{}</a>').format(link.url, shown)]
        at = link.end
    whole = Markup("").join([*parts, escape(text[at:])])
    lines = (line.strip() for line in _LINES.split(whole))
    return Markup("").join(Markup("<p>{}</p>").format(Markup(line)) for line in lines if line)
