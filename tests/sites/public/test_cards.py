"""执法人员和证件核验 (ux P5, P6): standing on the day, what has ended in red, unknown numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from sanxiang.disclosure import search, selectors, services
from sanxiang.disclosure.cards import GOOD, card_of, check_statement, parse_keys, sign_card
from sanxiang.kernel import local_date
from sanxiang.kernel.storage import blob_store
from sanxiang.ledger.notes import SignerKey
from tests.browser import accessibility_problems, browser, overflow
from tests.factories import disclosure as sample
from tests.sites.public.conftest import City, publish_city

__all__ = ["browser"]
HOLDER, NUMBER, SECOND = "of00000001", "52000126001", "52000188001"
PNG = b"\x89PNG\r\n\x1a\n a portrait"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def republish(public_id: str = HOLDER, *, credential: dict[str, str] | None = None, **changes: Any) -> None:
    row = selectors.snapshot("officer", public_id)
    assert row
    data = {**row["data"], **changes}
    data["credential"] = {**data["credential"], **(credential or {})}
    services.publish_snapshot(
        actor=sample.SYSTEM, now=datetime.now(UTC), kind="officer", public_id=public_id, data=data
    )


def signed(public_id: str = HOLDER) -> str:
    """Publish the officer with a portrait and a statement; the statement."""
    row, signer = selectors.snapshot("officer", public_id), services.card_signer()
    assert row and signer
    held, today = row["data"]["credential"], local_date(datetime.now(UTC))
    made = sign_card(
        signer,
        card_of(
            number=held["number"],
            name=row["data"]["name"],
            agency=row["data"]["agency"]["name"],
            fields=held["fields"],
            valid_to=date.fromisoformat(held["valid_to"]),
            today=today,
        ),
    )
    photo = blob_store().put(PNG).sha256
    services.publish_photo(photo)
    republish(public_id, card=made, photo=photo)
    return made


@pytest.mark.usefixtures("no_delay")
def test_a_good_card_says_so_and_warns_of_one_officer_alone(client: Client, city: City) -> None:
    signed()
    page = text(client, f"/v/{NUMBER}/")
    for words in (
        '<h1 id="verdict-h">有效</h1>',
        NUMBER,
        "执法人员不少于两人",
        "投诉",
        f"/officers/{HOLDER}/photo",
    ):
        assert words in page
    assert client.get(f"/officers/{HOLDER}/photo").content == PNG
    assert client.get(f"/officers/{HOLDER}/photo")["Content-Type"] == "image/png"


@pytest.mark.usefixtures("no_delay")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "suspended"}, "暂扣"),
        ({"status": "cancelled"}, "已注销"),
        ({"status": "revoked", "since": "2026-03-02"}, "2026年3月2日</time>起"),
        ({"status": "unchecked"}, "年审未过"),
        ({"valid_from": "2028-01-01"}, "2028年1月1日</time>起"),
        ({"valid_to": "2026-01-31"}, "2026年1月31日</time>届满"),
    ],
)
def test_a_card_that_is_not_good_is_red_with_its_day(
    client: Client, city: City, change: dict[str, str], words: str
) -> None:
    republish(credential=change)
    for address in (f"/v/{NUMBER}/", f"/officers/{HOLDER}/"):
        page = text(client, address)
        assert "sx-verdict--bad" in page
        assert words in page
        assert "年" in page.split("sx-verdict--bad")[1].split("</section>")[0]


def second_card(**changes: str) -> dict[str, Any]:
    """A 行政执法监督证 beside the holder's card, as published, with its statement."""
    row, signer = selectors.snapshot("officer", HOLDER), services.card_signer()
    assert row and signer
    held = {**row["data"]["credential"], "number": SECOND, "kind_label": "行政执法监督证"} | changes
    facts = {"number": SECOND, "name": row["data"]["name"], "agency": row["data"]["agency"]["name"]}
    until, today = date.fromisoformat(held["valid_to"]), local_date(datetime.now(UTC))
    card = card_of(**facts, fields=held["fields"], valid_to=until, today=today)
    return {"credential": held, "card": sign_card(signer, card)}


@pytest.mark.usefixtures("no_delay")
def test_both_cards_of_a_person_are_shown_and_verified_each_by_itself(client: Client, city: City) -> None:
    signed()
    republish(other=second_card())
    page = text(client, f"/officers/{HOLDER}/")
    for words in (NUMBER, SECOND, "监督证号", "扫码核验行政执法监督证", f"/v/{SECOND}/", f"/v/{NUMBER}/"):
        assert words in page, words
    assert f'data-card-number="{SECOND}"' in text(client, f"/v/{SECOND}/")
    assert "有效</h1>" in text(client, f"/v/{SECOND}/") and "监督证号" in text(client, f"/v/{SECOND}/")
    assert "监督证号" not in text(client, f"/v/{NUMBER}/")
    assert client.get(f"/officers/?q={SECOND}")["Location"] == f"/officers/{HOLDER}/"
    listed, data = text(client, "/officers/?q=&agency="), text(client, "/data/officers.csv")
    assert SECOND in listed and SECOND in data
    republish(other={"credential": second_card(status="revoked", since="2026-03-02")["credential"]})
    assert "已失效" in text(client, f"/v/{SECOND}/") and "有效</h1>" in text(client, f"/v/{NUMBER}/")
    page = text(client, f"/officers/{HOLDER}/")
    assert "sx-verdict--bad" not in page and "2026年3月2日</time>起" in page


@pytest.mark.usefixtures("no_delay")
def test_the_card_of_who_left_has_ended_and_is_not_unknown(client: Client, city: City) -> None:
    signed()
    services.retire_snapshot(actor=sample.SYSTEM, now=datetime.now(UTC), kind="officer", public_id=HOLDER)
    page = text(client, f"/v/{NUMBER}/")
    assert "已失效" in page
    assert "/photo" not in page
    assert client.get(f"/officers/{HOLDER}/photo").status_code == 404


@pytest.mark.usefixtures("no_delay")
def test_a_new_number_makes_the_old_card_invalid(client: Client, city: City) -> None:
    republish(credential={"number": "52000199999"})
    assert "已失效" in text(client, f"/v/{NUMBER}/")
    assert "有效期至" in text(client, "/v/52000199999/")


def test_an_unknown_number_says_whom_to_call(client: Client, city: City) -> None:
    answer = client.get("/v/99999999999/")
    assert answer.status_code == 404
    assert "未查到此证件" in answer.content.decode()
    assert "请拨打" in answer.content.decode()
    assert client.get("/v/?number= 5200 0126001 ")["Location"] == f"/v/{NUMBER}/"


@pytest.mark.usefixtures("no_delay")
def test_the_published_key_checks_the_published_statement(client: Client, city: City) -> None:
    made = signed()
    keys = parse_keys(text(client, "/v/key.txt"))
    assert check_statement(made, keys, local_date(datetime.now(UTC))).code == GOOD


@pytest.mark.usefixtures("no_delay")
def test_without_a_key_of_its_own_the_platform_still_verifies_online(client: Client, city: City) -> None:
    file = services.card_issuer().key_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{SignerKey('another.example/cards', b'x' * 32)}\n")
    try:
        assert client.get("/v/key.txt").status_code == 404
        page = text(client, f"/v/{NUMBER}/")
    finally:
        file.unlink()
    assert "有效" in page
    assert "data-card-key" not in page


def test_no_card_holds_an_identity_number() -> None:
    from dataclasses import fields

    from sanxiang.disclosure.cards import Card

    assert [f.name for f in fields(Card)] == [
        "number", "name", "agency", "fields", "valid_to", "issued_on", "online_by",
    ]  # fmt: skip


@pytest.mark.usefixtures("no_delay")
def test_officers_are_found_by_agency_unit_and_name(client: Client, city: City) -> None:
    """ux P5: list by unit; search by exact number or name and unit."""
    row = selectors.snapshot("officer", HOLDER)
    assert row
    agency = row["data"]["agency"]["public_id"]
    for n in range(30):
        data = {**row["data"], "name": f"易{n:03}", "unit": "执法二大队"}
        data["credential"] = {**data["credential"], "number": f"5200099{n:04}"}
        services.publish_snapshot(
            actor=sample.SYSTEM, now=datetime.now(UTC), kind="officer", public_id=f"xf{n:08}", data=data
        )
    search.refresh_index()
    assert "按单位查看" in text(client, "/officers/")
    assert "执法二大队（30人）" in text(client, f"/officers/?agency={agency}")
    second = text(client, f"/officers/?agency={agency}&unit=执法二大队&page=2")
    assert second.count('data-l="证件状态"') == 10 or second.count(">易0") == 10
    for query in (f"易007 {row['data']['agency']['name']}", "执法二大队 易007"):
        named = text(client, f"/officers/?q={query}")
        assert "易007" in named
        assert "易008" not in named


@pytest.mark.e2e
def test_the_browser_checks_the_signature_by_itself(
    browser: Any, live_server: Any, transactional_db: None
) -> None:
    publish_city(datetime.now(UTC) - timedelta(minutes=1))
    made = signed()
    page = browser.new_context(viewport={"width": 390, "height": 900}, locale="zh-CN").new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    status = page.locator("[data-card-key] [role=status]")
    page.goto(f"{live_server.url}/v/{NUMBER}/#{made}")
    assert "签名成立" in status.inner_text()
    page.goto(f"{live_server.url}/v/")
    page.context.set_offline(True)
    for typed, words in ((made, "签名成立"), (f"{made[:40]}A{made[41:]}", "签名不成立"), ("x", "不是")):
        page.fill("textarea", typed)
        assert words in status.inner_text()
    page.context.set_offline(False)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        republish(other=second_card())
        for address in (
            f"/v/{NUMBER}/#{made}", f"/v/{SECOND}/", "/v/", f"/officers/{HOLDER}/", "/officers/", "/v/0/",
        ):  # fmt: skip
            page.goto("about:blank")
            page.goto(live_server.url + address)
            assert accessibility_problems(page) == [], address
            assert overflow(page) <= 0, address
    assert said == []
