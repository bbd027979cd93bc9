"""栏目: one subject of the administration: its pages, its place in the rail, who finds it there."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, reverse

from sanxiang.kernel import Actor, Role
from sanxiang.sites.design.parts import Link

REGISTERS, RULES, SYSTEM = "登记", "依据和清单", "系统"
GROUPS = ("", REGISTERS, RULES, SYSTEM)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as `menu.py` lists it; the address of its pages is /a/<path>/….

    `roles` decide only who finds the entry; who may open a page, its door decides.
    """

    path: str
    label: str
    #: a lucide name
    icon: str
    #: one sentence for the overview: what is done here
    about: str
    #: name of its first page, as "admin:imports"
    home: str
    roles: tuple[Role, ...]
    pages: tuple[URLPattern, ...]
    group: str = REGISTERS
    #: of use to who builds the pages: no entry in production
    for_builders: bool = False

    def link(self, *, tab: bool = False) -> Link:
        return Link(self.label, reverse(self.home), self.icon, tab=tab)


_shown: list[Subject] = []


def show(*subjects: Subject) -> None:
    """Put the subjects into the rail and the overview, in this order."""
    _shown[:] = subjects


def subjects_of(actor: Actor) -> list[Subject]:
    """The subjects that this person works with, in order."""
    hidden = settings.PRODUCTION
    return [s for s in _shown if actor.has(*s.roles) and not (s.for_builders and hidden)]
