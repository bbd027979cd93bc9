"""导航: the eight columns of the portal, in the order of the Bijie document (2018), and the crumbs of a page."""

from __future__ import annotations

from collections.abc import Sequence

from sanxiang.sites.design.parts import Link

HOME = Link("首页", "/")
COLUMNS: tuple[Link, ...] = (
    HOME,
    Link("综合信息", "/news/"),
    Link("执法部门", "/agencies/"),
    Link("执法人员", "/officers/"),
    Link("权责清单", "/powers/"),
    Link("执法结果", "/results/"),
    Link("办理动态", "/progress/"),
    Link("咨询投诉", "/ask/"),
)


def columns(current: str) -> list[Link]:
    """The main navigation with the column at address `current` marked."""
    return [Link(c.label, c.url, current=c.url == current) for c in COLUMNS]


def crumbs(*trail: Link | str) -> Sequence[Link]:
    """首页 / … / this page; the last may be words only."""
    links = [part if isinstance(part, Link) else Link(part) for part in trail]
    return [HOME, *links] if links else []
