"""人员的页面: an agency keeps its people, the justice bureau acts on their credentials, each on its own page."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sanxiang.flows.draft_letter import draft_letter
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.registry import selectors as registry
from sanxiang.registry import services
from sanxiang.registry.letters import letters
from sanxiang.rules.credentials import Standing
from tests.browser import browser
from tests.documents.paper import squeezed, text_of
from tests.factories.city import City
from tests.factories.powers import ENTERS
from tests.sites.admin.conftest import looks_right, outsider
from tests.sites.admin.test_agencies import entered, of

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
NOW = datetime.now(UTC)
TODAY = local_date(NOW)


@pytest.fixture
def supervisor(city: City) -> Actor:
    return of(city, entered(), "督明", 51, Role.SUPERVISOR)


def held(officer: UUID) -> Any:
    """The credential of an officer, good today."""
    (card,) = registry.get_officer(officer).credentials
    services.update_credential(
        actor=ENTERS, now=NOW, credential=card.id, valid_from=TODAY - timedelta(30), valid_to=TODAY + timedelta(900)
    )  # fmt: skip
    return card


def standing(officer: UUID) -> Standing:
    (card,) = registry.get_officer(officer).credentials
    return card.standing_on(TODAY).standing


def act(client: Client, officer: UUID, card: UUID, kind: str, **words: str) -> Any:
    return client.post(
        reverse("admin:credential_act", args=[officer, card, kind]),
        {"day": TODAY.isoformat(), "reason": "正在接受调查"} | words,
    )


def test_the_bureau_suspends_lifts_and_takes_back(city: City, supervisor: Actor, browse: Browse) -> None:
    officer, client = city.handlers[0], browse(supervisor)
    card = held(officer)
    page = reverse("admin:person", args=[officer])
    offered = client.get(page).content.decode()
    assert all(f"{word}</a>" in offered for word in ("暂扣", "年审合格", "吊销"))
    said = act(client, officer, card.id, "suspended")
    assert said.status_code == 422 and "暂扣期限至" in said.content.decode()
    until = (TODAY + timedelta(30)).isoformat()
    assert act(client, officer, card.id, "suspended", until=until).status_code == 302
    assert standing(officer) is Standing.SUSPENDED
    shown = client.get(page).content.decode()
    assert "起暂扣（正在接受调查" in shown and "解除暂扣" in shown and "年审合格</a>" not in shown
    assert act(client, officer, card.id, "passed").status_code == 422
    assert act(client, officer, card.id, "lifted").status_code == 302
    assert act(client, officer, card.id, "cancelled").status_code == 302
    assert standing(officer) is Standing.CANCELLED
    assert "督明" in client.get(page).content.decode()


def test_who_keeps_an_agency_does_not_act_on_cards_and_sees_no_other(
    city: City, admin: Actor, supervisor: Actor, browse: Browse
) -> None:
    officer = city.handlers[0]
    card = held(officer)
    assert act(browse(admin), officer, card.id, "revoked").status_code == 403
    assert browse(supervisor).get(reverse("admin:person_leave", args=[officer])).status_code == 403
    stranger = browse(outsider(city, Role.ADMINISTRATOR))
    assert stranger.get(reverse("admin:person", args=[officer])).status_code == 404
    assert stranger.post(reverse("admin:person_leave", args=[officer])).status_code == 404
    assert "周敏" not in stranger.get(reverse("admin:people")).content.decode()
    assert act(browse(supervisor), officer, card.id, "burnt").status_code == 404
    assert standing(officer) is Standing.VALID


def test_the_list_says_what_is_to_be_seen_to(city: City, admin: Actor, browse: Browse) -> None:
    client, people = browse(admin), reverse("admin:people")
    card = held(city.handlers[0])
    services.update_credential(actor=ENTERS, now=NOW, credential=card.id, valid_to=TODAY + timedelta(20))
    due = client.get(people, {"state": "due", "q": "周敏"}).content.decode()
    assert "还有20天" in due and "即将到期" in due
    held(city.handlers[1])
    assert "李文清" not in client.get(people, {"state": "due"}).content.decode()
    assert "没有符合条件的人员" in client.get(people, {"q": "查无此人"}).content.decode()


def test_a_person_who_leaves_gives_everything_back(city: City, admin: Actor, browse: Browse) -> None:
    officer, client = city.handlers[0], browse(admin)
    held(officer)
    words = {"number": "A20205399000001", "certified_on": "2020-09-01"}
    assert client.post(reverse("admin:person_certificate", args=[officer]), words).status_code == 302
    assert client.post(reverse("admin:person_duty", args=[officer]), {"duty": "lawyer"}).status_code == 302
    found = registry.get_officer(officer)
    assert (found.legal_certificate_no, found.duty_label) == ("A20205399000001", "公职律师")
    words = {"on": TODAY.isoformat(), "reason": "调离"}
    assert client.post(reverse("admin:person_leave", args=[officer]), words).status_code == 302
    assert standing(officer) is Standing.CANCELLED
    people = reverse("admin:people")
    assert "周敏" not in client.get(people).content.decode()
    assert "周敏" in client.get(people, {"state": "left"}).content.decode()


def test_reviewers_are_counted_live(city: City, admin: Actor, browse: Browse) -> None:
    """118号（十一）: 5 % of those who enforce, at least one."""
    client, page = browse(admin), reverse("admin:staffing")
    held(city.handlers[0])
    shown = client.get(page).content.decode()
    assert "云屏市生态环境局" in shown and "云屏市城市管理局" not in shown and "配足" in shown
    assert city.reviewer.account_id
    services.update_account(actor=ENTERS, now=NOW, account=city.reviewer.account_id, is_active=False)
    assert "缺1人" in client.get(page).content.decode()


def test_a_letter_is_written_from_what_runs_and_signed_by_both(
    city: City, admin: Actor, browse: Browse
) -> None:
    officer, client = city.handlers[0], browse(admin)
    held(officer)
    new, year = reverse("admin:letter_new", args=[officer]), str(TODAY.year)
    assert client.post(new, {"year": year}).status_code == 302
    assert client.post(new, {"year": year}).status_code == 422
    (letter,) = letters(officer)
    assert "执法类别：生态环境" in letter.text and "所列事项1项" in letter.text
    sign = reverse("admin:letter_sign", args=[officer, letter.id])
    today, tomorrow = TODAY.isoformat(), (TODAY + timedelta(1)).isoformat()
    words = {"signatory": "陆承", "agency_signed_on": today, "officer_signed_on": tomorrow}
    assert client.post(sign, words).status_code == 422
    assert client.post(sign, words | {"officer_signed_on": today}).status_code == 302
    shown = client.get(reverse("admin:letter", args=[officer, letter.id])).content.decode()
    assert "陆承" in shown and "还没有签署" not in shown
    other = reverse("admin:letter", args=[city.handlers[1], letter.id])
    assert client.get(other).status_code == 404


def test_pages_look_right(
    city: City, admin: Actor, supervisor: Actor, browser: Any, live_server: Any
) -> None:
    officer = city.handlers[0]
    card = held(officer)
    letter = draft_letter(actor=admin, now=NOW, officer=officer, year=TODAY.year)
    person, people = reverse("admin:person", args=[officer]), reverse("admin:people")
    handle = reverse("admin:credential_act", args=[officer, card.id, "suspended"])
    looks_right(browser, live_server, admin, reverse("admin:letter", args=[officer, letter]))
    looks_right(
        browser,
        live_server,
        admin,
        people,
        reverse("admin:staffing"),
        people + "?state=due",
        people + "?q=zz",
        person,
    )
    looks_right(browser, live_server, supervisor, people, person, handle, reverse("admin:overview"))


def test_a_supervisor_without_a_good_card_is_cautioned_and_may_still_act(
    city: City, supervisor: Actor, browse: Browse
) -> None:
    officer, client = city.handlers[0], browse(supervisor)
    card = held(officer)
    said = "您的证件：没有登记行政执法监督证"
    assert said in client.get(reverse("admin:overview")).content.decode()
    assert (
        said
        in client.get(reverse("admin:credential_act", args=[officer, card.id, "failed"])).content.decode()
    )
    assert act(client, officer, card.id, "failed").status_code == 302


def test_what_is_due_of_each_kind_of_card_is_listed(city: City, admin: Actor, browse: Browse) -> None:
    officer = city.handlers[0]
    held(officer)
    services.update_officer(actor=ENTERS, now=NOW, officer=officer, duty="supervisor")
    services.create_credential(
        actor=ENTERS, now=NOW, officer=officer, kind="supervision", number="53990009901", area_code="539900",
        area_name="云屏市", enforcement_fields=["生态环境"], issuer="云屏市司法局", valid_from=TODAY - timedelta(30),
        valid_to=TODAY + timedelta(20),
    )  # fmt: skip
    due = browse(admin).get(reverse("admin:people"), {"state": "due"}).content.decode()
    assert "53990009901" in due and "行政执法监督证" in due and "还有20天" in due


@pytest.mark.skipif(not settings.FONT_DIRS, reason="本机没有中文字体（fonts-noto-cjk），不能排印文书")
def test_card_and_letter_are_printed_as_pdf(city: City, admin: Actor, browse: Browse) -> None:
    officer, client = city.handlers[0], browse(admin)
    card = held(officer)
    publish_lists(actor=ENTERS, now=NOW)
    page = client.get(reverse("admin:person", args=[officer])).content.decode()
    at = reverse("admin:card_pdf", args=[officer, card.id])
    assert at in page
    sides = pypdf.PdfReader(io.BytesIO(client.get(at).content)).pages
    assert [[round(float(n) / 72 * 25.4, 1) for n in side.mediabox[2:]] for side in sides] == [
        [85.6, 54.0]
    ] * 2
    front, back = (squeezed(side.extract_text()) for side in sides)
    assert card.number in front and "行政执法证" in front and "扫码核验" in front
    assert "执法类别生态环境" in back
    draft_letter(actor=admin, now=NOW, officer=officer, year=TODAY.year)
    (letter,) = letters(officer)
    answer = client.get(reverse("admin:letter_pdf", args=[officer, letter.id]))
    assert answer["Content-Type"] == "application/pdf"
    said = text_of(answer.content)
    assert f"{TODAY.year}年度执法责任书" in said and "本人签名" in said and "主动出示执法证件" in said
    stranger = browse(outsider(city, Role.ADMINISTRATOR))
    assert stranger.get(at).status_code == 404
    services.update_credential(actor=ENTERS, now=NOW, credential=card.id, status="suspended")
    assert client.get(at).status_code == 404


def test_a_card_that_nobody_can_verify_is_not_printed(city: City, admin: Actor, browse: Browse) -> None:
    officer = city.handlers[0]
    key = services.create_credential(
        actor=ENTERS, now=NOW, officer=officer, kind="supervision", number="53990009903", area_code="539900",
        area_name="云屏市", enforcement_fields=["生态环境"], issuer="云屏市司法局", valid_from=TODAY,
        valid_to=TODAY + timedelta(900),
    )  # fmt: skip
    answer = browse(admin).get(reverse("admin:card_pdf", args=[officer, key]))
    assert answer.status_code == 422 and "证件还没有公示" in answer.content.decode()
