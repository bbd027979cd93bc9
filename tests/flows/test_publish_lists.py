"""事前公开: a cancelled credential reaches the portal, and who left is gone from it (118号（四）; ux P5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from sanxiang.disclosure.selectors import snapshot, snapshots
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.powers import services as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry import services as registry_services
from tests.factories.city import FOUNDED, SYSTEM, City

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
    powers.abolish_item(actor=SYSTEM, now=LATER, item=city.item, until=date(2026, 1, 31))
    assert publish_lists(actor=SYSTEM, now=LATER).changed["power"] == 1
    assert snapshot("power", item["public_id"]) is None
