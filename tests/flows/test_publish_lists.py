"""事前公开: a cancelled credential reaches the portal, and who left is gone from it (118号（四）; ux P5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sanxiang.disclosure.selectors import snapshot, snapshots
from sanxiang.disclosure.services import retire_snapshot
from sanxiang.flows.publish_lists import publish_due, publish_lists
from sanxiang.flows.reading import case_page
from sanxiang.flows.shared.lists import table_of
from sanxiang.powers import services as powers
from sanxiang.powers.selectors import draft_benchmarks, get_power_item
from sanxiang.registry import selectors as registry
from sanxiang.registry import services as registry_services
from tests.factories.cases import lawful_case
from tests.factories.city import FOUNDED, SYSTEM, City
from tests.factories.powers import APPROVES, ENTERS, abolish, approve

LATER = FOUNDED + timedelta(days=30)


def shown(city: City, name: str) -> dict[str, Any] | None:
    officer = next(o for o in registry.officers(city.agency) if o.name == name)
    row = snapshot("officer", officer.public_id)
    return dict(row["data"]["credential"]) if row else None


def credential(city: City, name: str) -> Any:
    return next(o for o in registry.officers(city.agency) if o.name == name).credentials[0]


@pytest.mark.parametrize("status", ["suspended", "cancelled"])
def test_a_credential_that_is_no_longer_good_is_shown_as_it_is(city: City, status: str) -> None:
    assert (shown(city, "周敏") or {})["status"] == "valid"
    held = credential(city, "周敏").id
    registry_services.update_credential(actor=SYSTEM, now=LATER, credential=held, status=status)
    assert publish_lists(actor=SYSTEM, now=LATER).changed["officer"] == 1
    assert (shown(city, "周敏") or {})["status"] == status


def test_an_expired_credential_stays_with_its_last_day(city: City) -> None:
    held = credential(city, "周敏").id
    registry_services.update_credential(
        actor=SYSTEM, now=LATER, credential=held, valid_to=LATER.date() - timedelta(days=1)
    )
    publish_lists(actor=SYSTEM, now=LATER)
    ended = shown(city, "周敏")
    assert ended and ended["valid_to"] < LATER.date().isoformat()


def test_who_left_is_taken_down_and_nobody_else(city: City) -> None:
    officer = next(o for o in registry.officers(city.agency) if o.name == "周敏")
    before, _ = snapshots("officer")
    registry_services.update_officer(actor=SYSTEM, now=LATER, officer=officer.id, left_on=LATER.date())
    assert publish_lists(actor=SYSTEM, now=LATER).changed["officer"] == 1
    assert shown(city, "周敏") is None
    assert snapshots("officer")[0] == before - 1
    assert publish_lists(actor=SYSTEM, now=LATER).changed["officer"] == 0


def test_a_power_item_that_has_ended_is_taken_down(city: City) -> None:
    """行政处罚法 39: what is published is what is in force."""
    item = next(row for row in snapshots("power")[1])
    abolish(city.item, now=FOUNDED, until=date(2026, 1, 31))
    assert publish_lists(actor=SYSTEM, now=LATER).changed["power"] == 1
    assert snapshot("power", item["public_id"]) is None


def test_a_version_approved_for_a_day_is_published_on_that_day(city: City) -> None:
    """行政处罚法 5, 39: there is no day between the two versions on which the item is no basis."""
    item = next(row for row in snapshots("power")[1])
    start = LATER.date() + timedelta(days=1)
    draft = powers.revise_item(
        actor=ENTERS, now=LATER, item=city.item, accepting_unit="执法支队", effective_from=start
    )
    approve(draft, now=LATER)

    def unit() -> str:
        row = snapshot("power", item["public_id"])
        return str(row["data"]["accepting_unit"]) if row else "撤下"

    assert publish_due(actor=SYSTEM, now=LATER) == 0 and unit() == item["data"]["accepting_unit"]
    assert publish_due(actor=SYSTEM, now=LATER + timedelta(days=1)) == 1 and unit() == "执法支队"
    assert publish_due(actor=SYSTEM, now=LATER + timedelta(days=1)) == 0


def test_nothing_is_shown_for_the_first_time_without_the_head(city: City) -> None:
    item = next(row for row in snapshots("power")[1])
    retire_snapshot(actor=SYSTEM, now=LATER, kind="power", public_id=item["public_id"])
    draft = powers.revise_item(actor=ENTERS, now=LATER, item=city.item, accepting_unit="执法支队")
    approve(draft, now=LATER)
    assert publish_due(actor=SYSTEM, now=LATER) == 0 and snapshot("power", item["public_id"]) is None


def test_a_version_the_public_has_not_read_drives_no_new_case(city: City) -> None:
    """行政处罚法 5, 39: what is not published is no basis; the list is published, and the case goes on."""
    before = lawful_case(city, before="file_case")
    draft = powers.revise_item(actor=ENTERS, now=before.now, item=city.item, accepting_unit="执法支队")
    approve(draft, now=before.now)
    page = case_page(actor=city.head, case=before.case_id, now=before.now)
    assert page.file.item_published, "the case keeps the version that it began with"
    story = lawful_case(replace(city, item=draft), upto="verify_clue")
    assert not case_page(actor=city.head, case=story.case_id, now=before.now).file.item_published
    publish_lists(actor=SYSTEM, now=before.now, agency=city.agency)
    assert case_page(actor=city.head, case=story.case_id, now=before.now).file.item_published


def test_the_review_list_names_licences_and_coercion_too(city: City) -> None:
    _, rows = table_of("review", city.agency, LATER.date())
    assert {"T11", "T12"} <= {row[0] for row in rows}


def test_the_public_reads_the_amount_of_every_form_of_a_line(city: City, client: Client) -> None:
    """行政处罚法第三十四条: a published benchmark says how much, also where that is a share of a measured base."""
    said = {
        "处一万元以上三万元以下罚款": "罚款10,000.00元至30,000.00元",
        "处建设项目总投资额百分之一以上百分之二以下的罚款": "建设项目总投资额的1%至2%",
        "处五万元罚款": "罚款50,000.00元",
        "处一万元以上五万元以下罚款，每增加1台设备加2000元": "从10,000.00元起，每增加1台设备加2,000.00元，最多50,000.00元",
        "给予警告": "没有罚款",
    }
    for grade, standard in enumerate(said, start=1):
        powers.draft_line(
            actor=ENTERS, now=FOUNDED, agency=city.agency, title="五种写法的", grade=grade, conditions=f"情形{grade}",
            standard=standard,
        )  # fmt: skip
    (draft,) = draft_benchmarks(city.agency)
    powers.approve_benchmark(
        actor=APPROVES, now=FOUNDED, benchmark=draft.id, item=city.item, document_no="云环规〔2026〕1号",
        effective_from=FOUNDED.date(),
    )  # fmt: skip
    publish_lists(actor=SYSTEM, now=LATER)
    public_id = get_power_item(city.item).public_id
    row = snapshot("power", public_id)
    (published,) = [b for b in row["data"]["benchmarks"] if b["title"] == "五种写法的"] if row else ()
    assert [tier["amount"] for tier in published["tiers"]] == list(said.values())
    for address in (f"/powers/{public_id}/", "/discretion/"):
        page = client.get(address).content.decode()
        assert all(f'裁量幅度">{words}</td>' in page for words in said.values())
        assert '裁量幅度">罚款40,000.00元至400,000.00元</td>' in page  # a benchmark with levels
