"""资格考试: an officer begins, saves, hands in and reads the result; nobody reads an answer before its time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from sanxiang.exams import services
from sanxiang.kernel import Actor, Role
from sanxiang.sites import staff
from sanxiang.sites.staff import now
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.city import FOUNDED, City, found_city, person
from tests.factories.exams import announced, fill_bank

__all__ = ["browser"]


def client_of(actor: Actor) -> Client:
    client = Client()
    account = apps.get_model("registry.Account").objects.get(pk=actor.account_id)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def city(db: None) -> City:
    return found_city()


def running(city: City, **changed: Any) -> UUID:
    fill_bank(FOUNDED)
    window = {"opens_at": now() - timedelta(hours=1), "closes_at": now() + timedelta(hours=3)}
    return announced(city.agency, **(window | changed))


def html(answer: Any) -> str:
    return str(answer.content.decode())


def answers(sitting: str, *, wrong: bool = False) -> dict[str, list[str]]:
    row = apps.get_model("exams.Sitting").objects.get(pk=sitting)
    return {
        f"q-{q['key']}": (["A"] if q["answer"] != ["A"] else ["B"]) if wrong else q["answer"]
        for q in row.paper
    }


def begin(client: Client, exam: UUID) -> tuple[str, str]:
    """The address of the paper and its id."""
    at = client.post(reverse("desk:exam_begin", args=[exam]))["Location"]
    return at, at.rstrip("/").rpartition("/")[2]


def test_an_officer_sits_saves_hands_in_and_reads_the_result(city: City) -> None:
    exam, client = running(city), client_of(city.lead)
    assert "开始考试，限时60分钟" in html(client.get(reverse("desk:exams")))
    at, sitting = begin(client, exam)
    right = answers(sitting)
    asked = html(client.get(at))
    assert len(re.findall('type="radio" id="[^"]+" name="q-', asked)) == 2 * 2 + 2 * 4
    assert len(re.findall('type="checkbox" id="[^"]+" name="q-', asked)) == 4
    first = dict([next(iter(right.items()))])
    assert "已保存，可以继续作答" in html(client.post(at, first | {"do": "save"}, follow=True))
    assert html(client.get(at)).count(" checked") == 1
    assert "继续作答" in html(client.get(reverse("desk:exams")))
    gaps = client.post(at, first | {"do": "hand_in"})
    assert gaps.status_code == 422 and "还有4题没有作答" in html(gaps) and 'name="anyway"' in html(gaps)
    result = html(client.post(at, right | {"do": "hand_in"}, follow=True))
    assert "合格" in result and "以后可以在这里看到答案" in result and "（答案）" not in result
    again = html(client.get(reverse("desk:exams")))
    assert "第1次：100分，合格" in again and "开始考试" not in again
    assert client.post(reverse("desk:exam_begin", args=[exam])).status_code == 422


def test_a_paper_with_gaps_is_handed_in_on_the_second_press(city: City) -> None:
    client = client_of(city.lead)
    at, _ = begin(client, running(city))
    shown = html(client.post(at, {"do": "hand_in", "anyway": "1"}, follow=True))
    assert "不合格" in shown and "开始考试" in html(client.get(reverse("desk:exams")))


def test_answers_save_themselves_and_a_choice_can_be_taken_back(city: City) -> None:
    client = client_of(city.lead)
    at, sitting = begin(client, running(city))
    saved = client.post(at, answers(sitting), headers={"HX-Request": "true"})
    assert saved.status_code == 204 and html(client.get(at)).count(" checked") == 6
    client.post(at, {}, headers={"HX-Request": "true"})
    assert html(client.get(at)).count(" checked") == 0


def test_after_the_time_nothing_is_taken(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    exam, client = running(city), client_of(city.lead)
    at, sitting = begin(client, exam)
    later = now() + timedelta(minutes=62)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return later

    monkeypatch.setattr(staff, "datetime", Later)
    late = client.post(at, answers(sitting), headers={"HX-Request": "true"})
    assert late["HX-Redirect"] == at
    shown = html(client.get(at))
    assert "考试时间已到，按已经保存的作答评分" in shown and "不合格" in shown


def test_after_the_examination_the_answers_are_told(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    exam, client = running(city), client_of(city.lead)
    at, sitting = begin(client, exam)
    client.post(at, answers(sitting, wrong=True) | {"do": "hand_in"})
    later = now() + timedelta(hours=4)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return later

    monkeypatch.setattr(staff, "datetime", Later)
    shown = html(client.get(at))
    assert shown.count("答错") == 5 and "（您的作答）" in shown and "第四十二条第一款" in shown


def test_the_paper_of_another_is_not_there(city: City) -> None:
    exam = running(city)
    at, _ = begin(client_of(city.lead), exam)
    assert client_of(city.assistant).get(at).status_code == 404
    assert client_of(city.assistant).post(at, {"do": "hand_in"}).status_code == 404
    assert client_of(city.stranger).post(reverse("desk:exam_begin", args=[exam])).status_code == 422
    assert (
        client_of(person(city, "管清", 20, Role.ADMINISTRATOR)).get(reverse("desk:exams")).status_code == 403
    )


def test_a_letter_that_is_not_there_is_refused_on_the_page(city: City) -> None:
    client = client_of(city.lead)
    at, sitting = begin(client, running(city))
    key = next(iter(answers(sitting)))
    answer = client.post(at, {key: "H", "do": "save"})
    assert answer.status_code == 422 and "第1题没有选项H" in html(answer)


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    exam = running(city, attempts=3)
    done = services.begin_sitting(actor=city.lead, now=now(), examination=exam)
    services.hand_in(actor=city.lead, now=now(), sitting=done, answers={})
    paper = services.begin_sitting(actor=city.lead, now=now(), examination=exam)
    cookie = client_of(city.lead).cookies["sessionid"].value
    for option, width in enumerate((1440, 390)):
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        for address in (
            reverse("desk:exams"),
            *(reverse("desk:sitting", args=[key]) for key in (done, paper)),
        ):
            assert page.goto(live_server.url + address).status == 200
            assert accessibility_problems(page) == [], (address, width)
            assert overflow(page) <= 0, (address, width)
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.locator("#paper input[type=radio]").nth(option).check()
        page.reload()
        assert page.locator("input:checked").count() == 1
        assert said == []
        context.close()
