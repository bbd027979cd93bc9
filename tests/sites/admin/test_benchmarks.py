"""裁量基准的页面: faults first, lines mended, approved by the supervisor onto an item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, Role
from sanxiang.powers import selectors as powers
from sanxiang.powers.services import draft_line
from sanxiang.powers.types import BenchmarkView
from sanxiang.rules.standards import read_standard
from sanxiang.sites.admin.benchmarks.words import said
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import FOUNDED, City, found_city, person
from tests.sites.admin.conftest import client_of

__all__ = ["browser"]
Browse = Callable[[Actor], Client]


def drafted(city: City, admin: Actor, *standards: str) -> BenchmarkView:
    for grade, standard in enumerate(standards, start=1):
        draft_line(
            actor=admin, now=FOUNDED, agency=city.agency, number="3-5", title="侵占监测设施的", grade=grade,
            conditions=f"情形{grade}", standard=standard, basis_text="处一万元以上一百万元以下的罚款",
        )  # fmt: skip
    (draft,) = powers.draft_benchmarks(city.agency)
    return draft


def test_faults_are_shown_mended_and_the_benchmark_approved(city: City, admin: Actor, browse: Browse) -> None:
    draft = drafted(city, admin, "处一万元以上十万元以下罚款", "处二十万元以上一百万元以下罚款")
    page = reverse("admin:benchmark", args=[draft.id])
    supervisor = person(city, "督明", 33, Role.SUPERVISOR)
    assert "1处要核对" in browse(admin).get(reverse("admin:benchmarks")).content.decode()
    assert "100,000至200,000没有规定" in browse(admin).get(page).content.decode()
    approval = {"item": str(city.item), "document_no": "云环规〔2026〕1号", "effective_from": "2026-02-01"}
    refused = browse(supervisor).post(reverse("admin:benchmark_approve", args=[draft.id]), approval)
    assert refused.status_code == 422 and "没有规定" in refused.content.decode()
    line = reverse("admin:benchmark_line", args=[draft.id, draft.tiers[1].uid])
    assert "请填写“裁量标准”" in browse(admin).post(line, {"standard": ""}).content.decode()
    browse(admin).post(line, {"standard": "处十万元以上一百万元以下罚款"})
    assert "没有发现矛盾" in browse(admin).get(page).content.decode()
    done = browse(supervisor).post(reverse("admin:benchmark_approve", args=[draft.id]), approval)
    assert done.status_code == 302
    assert draft.id in {b.id for b in powers.benchmarks(city.item, date(2026, 2, 1))}
    assert "督明" in browse(admin).get(page).content.decode()


def test_another_agency_sees_no_draft(city: City, admin: Actor, browse: Browse) -> None:
    draft = drafted(city, admin, "处一万元罚款")
    assert browse(city.stranger).get(reverse("admin:benchmark", args=[draft.id])).status_code == 404
    assert draft.title not in browse(city.stranger).get(reverse("admin:benchmarks")).content.decode()
    assert browse(city.head).post(reverse("admin:benchmark_approve", args=[draft.id])).status_code == 403


@pytest.mark.parametrize(
    ("standard", "words"),
    [
        ("处一万元以上十万元以下罚款", "罚款10,000.00元至100,000.00元"),
        ("处十万元罚款", "罚款100,000.00元"),
        ("处货值金额一倍以上二倍以下的罚款", "货值金额的1倍至2倍"),
        ("处建设项目总投资额百分之一的罚款", "建设项目总投资额的1%"),
        (
            "处二万元以上七万元以下罚款（每增加1个因子增加一万元）",
            "从20,000.00元起，每增加1个因子加10,000.00元，最多70,000.00元",
        ),
        ("给予警告", "没有罚款"),
    ],
)
def test_what_the_software_reads_is_said(standard: str, words: str) -> None:
    assert said(read_standard(standard)) == words


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin, supervisor = (
        person(city, "管清", 20, Role.ADMINISTRATOR),
        person(city, "督明", 33, Role.SUPERVISOR),
    )
    draft = drafted(city, admin, "处一万元以上十万元以下罚款", "处货值金额一倍以上二倍以下的罚款")
    for actor in (admin, supervisor):
        cookie = client_of(actor).cookies["sessionid"].value
        for width in (1440, 390):
            context = browser.new_context(viewport={"width": width, "height": 900})
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            page = context.new_page()
            for address in (reverse("admin:benchmarks"), reverse("admin:benchmark", args=[draft.id])):
                page.goto(live_server.url + address)
                assert accessibility_problems(page) == [], address
                assert overflow(page) <= 0, address
            context.close()
