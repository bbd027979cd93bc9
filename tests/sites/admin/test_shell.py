"""The frame of the administration: who finds which subject, and that it fits every window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import ADMINISTRATORS, Actor, Role
from sanxiang.sites.admin.menu import SUBJECTS
from sanxiang.sites.admin.shell import rail
from sanxiang.sites.admin.subject import GROUPS
from tests.browser import browser
from tests.factories.city import City, found_city, person
from tests.sites.admin.conftest import looks_right

__all__ = ["browser"]


def test_every_subject_has_a_page_a_group_and_somebody_who_finds_it() -> None:
    for subject in SUBJECTS:
        assert reverse(subject.home).startswith(f"/a/{subject.path}")
        assert subject.group in GROUPS and subject.roles
        assert subject.about or not subject.path
    assert len({s.path for s in SUBJECTS}) == len(SUBJECTS)


@pytest.mark.parametrize("role", list(Role))
def test_what_a_person_finds_in_the_rail_opens(
    role: Role, city: City, browse: Callable[[Actor], Client]
) -> None:
    actor = person(city, "钱通", 31, role)
    links = [link for group in rail(actor, "/a/") for link in group.links]
    assert links[0].current and [link.current for link in links].count(True) == 1
    for link in links:
        assert browse(actor).get(link.url).status_code == 200, link


def test_what_serves_the_builders_is_not_in_the_rail_of_production(city: City, settings: Any) -> None:
    def found() -> list[str]:
        return [link.label for group in rail(person_in, "/a/") for link in group.links]

    person_in = person(city, "钱通", 31, Role.ADMINISTRATOR)
    assert "样式手册" in found()
    settings.PRODUCTION = True
    assert "样式手册" not in found() and "账户" in found()


def test_only_administrators_are_led_here_from_the_workbench(
    city: City, browse: Callable[[Actor], Client]
) -> None:
    for role in Role:
        shown = browse(person(city, "钱通", 40 + list(Role).index(role), role)).get("/w/").content.decode()
        assert ('href="/a/"' in shown) == (role in ADMINISTRATORS)


@pytest.mark.e2e
def test_the_overview_is_accessible_and_fits(browser: Any, live_server: Any, transactional_db: None) -> None:
    looks_right(browser, live_server, person(found_city(), "管清", 20, Role.ADMINISTRATOR), "/a/")
