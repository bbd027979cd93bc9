"""证件签名和照片随公示: signed when published, kept while it may, gone with the credential (law annex 9.3; ux P6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sanxiang.disclosure.cards import TERM, read_statement
from sanxiang.disclosure.selectors import card as card_of_number
from sanxiang.disclosure.selectors import cards_of, published_files, snapshot
from sanxiang.flows.publish_lists import pending_lists, publish_due, publish_lists
from sanxiang.flows.shared.lists import table_of
from sanxiang.kernel import local_date
from sanxiang.kernel.storage import blob_store
from sanxiang.registry import selectors as registry
from sanxiang.registry import services as registry_services
from sanxiang.registry.credentialing import handle_credential
from sanxiang.rules.credentials import CredentialAct
from tests.factories.city import FOUNDED, SYSTEM, City

LATER = FOUNDED + timedelta(days=1)


def officer(city: City) -> Any:
    return next(o for o in registry.officers(city.agency) if o.name == "周敏")


def shown(city: City) -> dict[str, Any]:
    row = snapshot("officer", officer(city).public_id)
    assert row
    return dict(row["data"])


def test_a_published_officer_has_a_signed_card_that_says_the_same(city: City) -> None:
    publish_lists(actor=SYSTEM, now=LATER)
    data = shown(city)
    card = read_statement(data["card"]).card
    assert (card.number, card.name) == (data["credential"]["number"], data["name"])
    assert card.agency == data["agency"]["name"]
    assert card.valid_to.isoformat() == data["credential"]["valid_to"]


def test_a_card_is_signed_anew_only_when_its_term_runs_out(city: City) -> None:
    publish_lists(actor=SYSTEM, now=LATER)
    first = shown(city)["card"]
    soon, late = LATER + timedelta(days=30), LATER + TERM - timedelta(days=20)
    assert publish_lists(actor=SYSTEM, now=soon).changed["officer"] == 0
    assert pending_lists(agency=city.agency, today=local_date(soon)) == []
    assert publish_due(actor=SYSTEM, now=late) > 0
    assert shown(city)["card"] != first
    assert publish_due(actor=SYSTEM, now=late) == 0


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (CredentialAct.SUSPENDED, "suspended"),
        (CredentialAct.CANCELLED, "cancelled"),
        (CredentialAct.REVOKED, "revoked"),
        (CredentialAct.CHECK_FAILED, "unchecked"),
    ],
)
def test_a_credential_taken_away_reaches_the_portal_on_the_next_day_without_the_head(
    city: City, act: CredentialAct, status: str
) -> None:
    publish_lists(actor=SYSTEM, now=LATER)
    held, day = officer(city).credentials[0].id, local_date(LATER)
    handle_credential(
        actor=SYSTEM, now=LATER, credential=held, kind=act, day=day, reason="年度核验", until=day
    )
    publish_due(actor=SYSTEM, now=LATER + timedelta(days=1))
    data = shown(city)
    assert data["credential"]["status"] == status
    assert data["credential"]["since"] == day.isoformat()
    assert "card" not in data


def test_the_daily_run_shows_nobody_for_the_first_time_and_nothing_else_of_who_is_shown(city: City) -> None:
    publish_lists(actor=SYSTEM, now=LATER)
    registry_services.update_officer(actor=SYSTEM, now=LATER, officer=officer(city).id, post="四级主办")
    assert publish_due(actor=SYSTEM, now=LATER) == 0
    assert shown(city)["post"] != "四级主办"


def test_who_holds_two_cards_is_shown_with_both_and_each_ends_by_itself(city: City) -> None:
    """行政执法监督条例: who supervises holds a 行政执法监督证 besides the 行政执法证."""
    number, day = "53990009002", local_date(LATER)
    card = registry_services.create_credential(
        actor=SYSTEM, now=LATER, officer=officer(city).id, number=number, kind="supervision",
        enforcement_fields=["生态环境"], area_code="539900", area_name="云屏市", issuer="云屏市司法局",
        valid_from=day, valid_to=day + timedelta(days=700),
    )  # fmt: skip
    publish_lists(actor=SYSTEM, now=LATER)
    data = shown(city)
    assert data["credential"]["kind_label"] == "行政执法证"
    assert data["other"]["credential"]["kind_label"] == "行政执法监督证"
    both = [read_statement(c["card"]).card.number for c in cards_of(data)]
    assert both == [data["credential"]["number"], number]
    assert card_of_number(number)["public_id"] == officer(city).public_id
    spec, listed = table_of("officers", city.agency, day)
    own = [dict(zip(spec.heads, row, strict=True)) for row in listed if row[0] == officer(city).name]
    assert [(row["证件种类"], row["证号"]) for row in own] == [
        ("行政执法证", data["credential"]["number"]),
        ("行政执法监督证", number),
    ]
    assert len({row[spec.key] for row in listed}) == len(listed)
    statement = data["other"]["card"]
    assert publish_lists(actor=SYSTEM, now=LATER).changed["officer"] == 0
    handle_credential(
        actor=SYSTEM, now=LATER, credential=officer(city).credentials[0].id, kind=CredentialAct.SUSPENDED,
        day=day, reason="核查", until=day,
    )  # fmt: skip
    publish_due(actor=SYSTEM, now=LATER + timedelta(days=1))
    found = {c["credential"]["kind_label"]: c for c in cards_of(shown(city))}
    assert found["行政执法证"]["credential"]["status"] == "suspended" and "card" not in found["行政执法证"]
    assert found["行政执法监督证"]["card"] == statement
    handle_credential(
        actor=SYSTEM, now=LATER, credential=card, kind=CredentialAct.REVOKED, day=day, reason="违法监督"
    )
    publish_due(actor=SYSTEM, now=LATER + timedelta(days=1))
    found = {c["credential"]["kind_label"]: c for c in cards_of(shown(city))}
    assert {c["credential"]["status"] for c in found.values()} == {"suspended", "revoked"}
    assert not any("card" in c for c in found.values())


def test_a_portrait_is_released_with_its_officer(city: City) -> None:
    photo = blob_store().put(b"\x89PNG\r\n\x1a\n portrait of a test").sha256
    registry_services.update_officer(actor=SYSTEM, now=LATER, officer=officer(city).id, photo_sha256=photo)
    assert not published_files().exists(photo)
    publish_lists(actor=SYSTEM, now=LATER)
    assert shown(city)["photo"] == photo
    assert published_files().read(photo).endswith(b"portrait of a test")
