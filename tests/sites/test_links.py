"""链接: whatever a page offers a person opens to that person, one click after another."""

from __future__ import annotations

import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse

from sanxiang.kernel import ADMINISTRATORS, Actor, Role
from tests.factories.cases import lawful_case
from tests.factories.city import City, found_city, person
from tests.sites.admin.conftest import client_of
from tests.sites.admin.test_agencies import entered, of
from tests.sites.admin.test_delegations import agreement, body

pytestmark = pytest.mark.django_db

_LINK = re.compile(r'href="([^"#]+)')
_OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
#: pages looked at of each kind: of a hundred cases three are enough
EACH = 3


def dead_links(actor: Actor) -> list[str]:
    """Every link from the desk and the administration that does not open, with the page that offers it."""
    client = client_of(actor)
    todo, seen, kinds, dead = deque([("/w/", "")]), set[str](), Counter[str](), []
    while todo:
        address, offered_by = todo.popleft()
        kind = _OWN.sub("*", urlsplit(address).path)
        if address in seen or kinds[kind] >= EACH:
            continue
        seen.add(address)
        kinds[kind] += 1
        answer = client.get(address)
        if answer.streaming:
            list(answer.streaming_content)  # a file is closed when it was sent
        if answer.status_code != 200:
            dead.append(f"{answer.status_code} {address} from {offered_by}")
        elif "html" in answer["Content-Type"]:
            links = (
                urljoin(address, link.replace("&amp;", "&"))
                for link in _LINK.findall(answer.content.decode())
            )
            todo.extend((link, address) for link in links if link.startswith(("/w/", "/a/")))
    assert len(seen) > 1
    return dead


def staff(city: City) -> list[Actor]:
    """One person of every part: of the agency, of another, of the justice bureau."""
    bureau = entered()
    keepers = [person(city, f"管理{n}", 20 + n, role) for n, role in enumerate(ADMINISTRATORS)]
    above = [
        of(city, bureau, f"督察{n}", 50 + n, role)
        for n, role in enumerate((Role.SUPERVISOR, *ADMINISTRATORS))
    ]
    return [
        city.lead,
        city.unit_head,
        city.head,
        city.reviewer,
        city.discloser,
        city.stranger,
        *keepers,
        *above,
    ]


def test_what_a_page_offers_opens() -> None:
    """A case before its review, a decided one, and an organisation that acts by an agreement."""
    city = found_city()
    lawful_case(city, before="give_opinion")
    lawful_case(city)
    trusted = body(city)
    of(city, trusted, "林队", 60, Role.OFFICER)
    entrusting = reverse("admin:agency_entrust", args=[city.agency])
    assert client_of(city.head).post(entrusting, agreement(trusted)).status_code == 302
    assert {actor.name: dead for actor in staff(city) if (dead := dead_links(actor))} == {}


def test_who_keeps_registers_sees_no_case() -> None:
    """Security, audit and system administrators have nothing to do, and are shown nobody's case instead."""
    city = found_city()
    story = lawful_case(city, before="give_opinion")
    title = story.case.title
    assert title in client_of(city.head).get("/w/cases/").content.decode()
    for n, role in enumerate(ADMINISTRATORS):
        page = client_of(person(city, f"管理{n}", 20 + n, role)).get("/w/").content.decode()
        assert "今天没有待办" in page and title not in page and "/w/cases/" not in page
