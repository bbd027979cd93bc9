"""审计: what was done is found by who, when, what and to which object, and by nobody outside."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sanxiang.kernel import Actor, Role
from sanxiang.registry import accounts
from sanxiang.registry import services as registry
from tests.browser import browser
from tests.factories.cases import lawful_case
from tests.factories.city import FIELD, FOUNDED, City, found_city, person
from tests.sites.admin.conftest import looks_right, outsider

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
DAY = timedelta(days=1)


@pytest.fixture
def auditor(city: City) -> Actor:
    return person(city, "申简", 90, Role.AUDIT_ADMINISTRATOR)


def html(answer: Any) -> str:
    return str(answer.content.decode())


def table(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("q=批准立案", True),
        ("q=陆承", True),
        ("q=陆承 立案", True),
        ("q=没有这个词", False),
        ("room=case", True),
        ("room=imports", False),
        ("from=2026-03-01&to=2026-04-30", True),
        ("to=2026-02-01", False),
        ("from=2026-02-30", True),
    ],
)
def test_an_act_is_found(city: City, auditor: Actor, browse: Browse, asked: str, found: bool) -> None:  # noqa: FBT001
    story = lawful_case(city, upto="file_case")
    shown = html(browse(auditor).get(f"/a/audit/?size=100&{asked}"))
    assert (f"陆承批准立案，案号{story.case.number}" in shown) == found


def test_all_acts_on_one_object_are_found(city: City, auditor: Actor, browse: Browse) -> None:
    story = lawful_case(city, upto="file_case")
    other = registry.create_unit(actor=city.head, now=FOUNDED, agency=city.agency, name="法规科")
    shown = html(browse(auditor).get(f"/a/audit/?subject={story.case_id}"))
    assert "登记线索" in shown and "批准立案" in shown and "法规科" not in shown
    assert "法规科" in html(browse(auditor).get(f"/a/audit/?subject={other}"))
    assert browse(auditor).get("/a/audit/?subject=nonsense").status_code == 200


def test_the_export_is_what_the_list_shows(city: City, auditor: Actor, browse: Browse) -> None:
    lawful_case(city, upto="file_case")
    heads, *rows = table(browse(auditor).get("/a/audit/export.csv?q=批准立案"))
    assert heads[:4] == ["序号", "时间", "操作人", "内容"] and len(rows) == 1 and rows[0][2] == "陆承"


def test_another_agency_reads_nothing_of_it(city: City, browse: Browse) -> None:
    story = lawful_case(city, upto="file_case")
    stranger = browse(outsider(city, Role.AUDIT_ADMINISTRATOR))
    for address in ("/a/audit/", f"/a/audit/?subject={story.case_id}", "/a/audit/export.csv"):
        assert "批准立案" not in html(stranger.get(address))


def test_a_justice_bureau_audits_its_region(city: City, browse: Browse) -> None:
    lawful_case(city, upto="file_case")
    bureau = outsider(city, Role.AUDIT_ADMINISTRATOR)
    registry.update_agency(
        actor=bureau, now=FOUNDED, agency=bureau.agency_id, enforcement_fields=["行政执法监督", FIELD]
    )
    assert "批准立案" in html(browse(bureau).get("/a/audit/?q=批准立案"))


def test_who_signed_in_is_found_with_who_failed(city: City, auditor: Actor, browse: Browse) -> None:
    for n, (outcome, name, address) in enumerate(
        (
            (accounts.Outcome.SIGNED_IN, "person5", "192.0.2.1"),
            (accounts.Outcome.FAILED, "person5", "192.0.2.66"),
            (accounts.Outcome.FAILED, "person9", "192.0.2.77"),
            (accounts.Outcome.FAILED, "=cmd()", "192.0.2.88"),
        )
    ):
        accounts.record_sign_in(now=FOUNDED + n * DAY, outcome=outcome, username=name, address=address)
    client = browse(auditor)
    shown = html(client.get("/a/audit/sign-ins/"))
    assert "192.0.2.1" in shown and "192.0.2.66" in shown
    assert "192.0.2.77" not in shown and "192.0.2.88" not in shown
    failed = html(client.get("/a/audit/sign-ins/?outcome=failed&q=陆承"))
    assert "192.0.2.66" in failed and "192.0.2.1<" not in failed
    _, *rows = table(client.get("/a/audit/sign-ins/export.csv"))
    assert [row[4] for row in rows] == ["192.0.2.66", "192.0.2.1"]


def test_a_formula_is_told_to_be_text(city: City, browse: Browse) -> None:
    bureau = outsider(city, Role.AUDIT_ADMINISTRATOR)
    registry.update_agency(
        actor=bureau, now=FOUNDED, agency=bureau.agency_id, enforcement_fields=["行政执法监督", FIELD]
    )
    accounts.record_sign_in(now=FOUNDED, outcome=accounts.Outcome.FAILED, username="=cmd()", address="")
    assert "'=cmd()" in html(browse(bureau).get("/a/audit/sign-ins/export.csv"))


def test_other_administrators_do_not_audit(admin: Actor, browse: Browse) -> None:
    assert browse(admin).get("/a/audit/").status_code == 403


@pytest.mark.e2e
def test_the_pages_look_right(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    auditor = person(city, "申简", 90, Role.AUDIT_ADMINISTRATOR)
    lawful_case(city, upto="file_case")
    accounts.record_sign_in(
        now=FOUNDED, outcome=accounts.Outcome.FAILED, username="person5", address="192.0.2.1"
    )
    looks_right(
        browser, live_server, auditor, "/a/audit/?q=%E9%99%86%E6%89%BF&from=2026-01-01", "/a/audit/sign-ins/"
    )
