"""培训考试的页面: a bank that only the bureau sees, an examination by two people, results by scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.exams import selectors, services
from sanxiang.kernel import Actor, Role
from sanxiang.registry import services as registry
from sanxiang.sites.staff import now
from tests.browser import browser
from tests.factories.city import FIELD, FOUNDED, City, found_city, person
from tests.factories.exams import announced, fill_bank
from tests.sites.admin.conftest import client_of, looks_right, outsider

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
SENT = {
    "number": "GG-1", "kind": "single", "stem": "不得少于几人？", "options": "一人\n两人", "answer": "b",
    "basis_text": "《行政处罚法》第四十二条第一款",
}  # fmt: skip
EXAM = {
    "title": "第一场资格考试", "opens_at": "2030-01-05T09:00", "closes_at": "2030-01-06T09:00", "minutes": "60",
    "pass_mark": "60", "attempts": "1", "common_single_count": "4", "common_single_points": "25",
}  # fmt: skip


def bureau(city: City) -> tuple[Actor, Actor]:
    """The administrator and the supervisor of a justice bureau."""
    keeper = person(city, "司理", 70, Role.ADMINISTRATOR)
    fields = ["行政执法监督", FIELD]
    registry.update_agency(actor=keeper, now=FOUNDED, agency=city.agency, enforcement_fields=fields)
    return keeper, person(city, "督明", 71, Role.SUPERVISOR)


def html(answer: Any) -> str:
    return str(answer.content.decode())


def running(city: City) -> Any:
    """An examination that is going on now."""
    fill_bank(FOUNDED)
    return announced(city.agency, opens_at=now() - timedelta(hours=1), closes_at=now() + timedelta(hours=1))


def test_a_question_is_entered_mended_approved_and_retired(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    wrong = keeper.post(reverse("admin:question_new"), SENT | {"answer": "C"})
    assert wrong.status_code == 422 and "答案C不在选项A、B之内" in html(wrong)
    at = keeper.post(reverse("admin:question_new"), SENT)["Location"]
    assert "不得少于几人" in html(keeper.get(reverse("admin:questions")))
    assert keeper.get(f"{at}edit/").content.count(b"GG-1")
    keeper.post(f"{at}edit/", SENT | {"stem": "最少几人？"})
    assert keeper.post(f"{at}approve/").status_code == 403
    assert supervisor.post(f"{at}approve/").status_code == 302
    assert "最少几人" in html(
        supervisor.get(reverse("admin:questions") + "?state=in_force&kind=single&q=最少")
    )
    assert keeper.post(f"{at}edit/", SENT).status_code == 422
    assert "请写明停用的理由" in html(keeper.post(f"{at}retire/", {"reason": ""}))
    keeper.post(f"{at}retire/", {"reason": "条文已修改"})
    assert "条文已修改" in html(keeper.get(at)) and selectors.pool("") == []


def test_ticked_questions_are_approved_and_a_draft_is_taken_back(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    for n in range(3):
        keeper.post(reverse("admin:question_new"), SENT | {"number": f"N{n}", "stem": f"第{n}问？"})
    first, second, third = (q.id for q in selectors.questions())
    services.approve_question(actor=person(city, "另一", 72), now=FOUNDED, question=first)
    done = supervisor.post(
        reverse("admin:questions_approve"), {"question": [str(first), str(second)]}, follow=True
    )
    assert "已审定1道试题" in html(done) and "有1道没有审定" in html(done)
    keeper.post(reverse("admin:question_discard", args=[third]))
    assert [q.id for q in selectors.questions()] == [first, second]
    assert supervisor.post(reverse("admin:questions_approve"), {"question": "x"}).status_code == 404


def test_an_examination_is_drafted_by_one_and_announced_by_another(city: City, browse: Browse) -> None:
    keeper, supervisor = map(browse, bureau(city))
    at = keeper.post(reverse("admin:exam_new"), EXAM)["Location"]
    refused = supervisor.post(f"{at}announce/")
    assert refused.status_code == 422 and "题库可用的只有0题" in html(refused)
    fill_bank(FOUNDED)
    assert 'value="2030-01-05T09:00"' in html(keeper.get(f"{at}edit/"))
    bad = keeper.post(f"{at}edit/", EXAM | {"closes_at": "2030-01-04T09:00"})
    assert bad.status_code == 422 and "结束时间应当晚于开始时间" in html(bad)
    keeper.post(f"{at}edit/", EXAM | {"pass_mark": "75"})
    supervisor.post(f"{at}announce/")
    shown = html(keeper.get(at))
    assert (
        "未开始" in shown
        and "公共法律知识单选题" in shown
        and "75分，满分100分" in shown
        and "没有参加" in shown
    )
    assert "请写明取消的理由" in html(keeper.post(f"{at}cancel/"))
    keeper.post(f"{at}cancel/", {"reason": "改期"})
    assert "已取消" in html(keeper.get(reverse("admin:exams")))


def test_another_agency_sees_the_examination_and_only_its_own_officers(city: City, browse: Browse) -> None:
    bureau(city)
    exam = running(city)
    for officer in (city.lead, city.stranger):
        sitting = services.begin_sitting(actor=officer, now=now(), examination=exam)
        services.hand_in(actor=officer, now=now(), sitting=sitting, answers={})
    other = client_of(outsider(city, Role.ADMINISTRATOR))
    assert "行政执法资格考试" in html(other.get(reverse("admin:exams")))
    shown = html(other.get(reverse("admin:exam", args=[exam])))
    assert "秦川" in shown and "周敏" not in shown and "不合格" in shown
    table = html(other.get(reverse("admin:exam_results", args=[exam])))
    assert table.startswith("\ufeff姓名,单位,次数,得分,结果,日期") and "秦川" in table and "周敏" not in table
    for address in ("questions", "question_new", "exam_new"):
        assert other.get(reverse(f"admin:{address}")).status_code == 404
    question = selectors.questions()[0].id
    assert other.get(reverse("admin:question", args=[question])).status_code == 404
    assert other.post(reverse("admin:exam_cancel", args=[exam]), {"reason": "x"}).status_code == 404


def test_a_draft_is_not_there_for_another_agency(city: City, browse: Browse) -> None:
    keeper, _ = bureau(city)
    at = browse(keeper).post(reverse("admin:exam_new"), EXAM)["Location"]
    other = client_of(outsider(city, Role.ADMINISTRATOR))
    assert other.get(at).status_code == 404 and "第一场" not in html(other.get(reverse("admin:exams")))


def test_a_credential_is_asked_for_by_the_agency_and_issued_by_the_bureau(
    city: City, admin: Actor, browse: Browse
) -> None:
    _, supervisor = bureau(city)
    officer = registry.create_officer(
        actor=admin, now=FOUNDED, agency=city.agency, unit=city.unit, name="新晋", post="执法岗"
    )
    page = reverse("admin:application_new")
    lacking = browse(admin).post(page, {"officer": str(officer)})
    assert lacking.status_code == 422 and "请选择“执法类别”" in html(lacking)
    asked = {
        "kind": "enforcement", "officer": str(officer), "fields_asked": FIELD, "training_hours": "60", "training": "岗前培训班",
    }  # fmt: skip
    at = browse(admin).post(page, asked)["Location"]
    again = browse(admin).post(page, asked)
    assert again.status_code == 422 and "已有一份申领待审定" in html(again)
    assert f"{FIELD}没有合格的执法资格考试成绩" in html(browse(supervisor).get(at))
    card = {"number": "53990009001", "valid_from": "2026-11-05", "valid_to": "2031-11-04"}
    assert browse(supervisor).post(f"{at}issue/", card).status_code == 422
    certificate = {"legal_certificate_no": "A20205399000001", "legal_certified_on": date(2020, 3, 1)}
    registry.update_officer(actor=admin, now=FOUNDED, officer=officer, legally_qualified=True, **certificate)
    assert "可以发证" in html(browse(supervisor).get(at))
    assert browse(admin).post(f"{at}issue/", card).status_code == 403
    unnamed = browse(supervisor).post(f"{at}issue/", card | {"number": ""})
    assert unnamed.status_code == 422 and "请填写“证件编号”" in html(unnamed)
    assert browse(supervisor).post(f"{at}issue/", card).status_code == 302
    assert "已发证" in html(browse(admin).get(reverse("admin:applications")))
    assert "53990009001" in html(browse(admin).get(at))


def test_a_refused_application_says_why_and_another_agency_does_not_see_it(
    city: City, admin: Actor, browse: Browse
) -> None:
    _, supervisor = bureau(city)
    asked = services.ask_credential(
        actor=admin, now=FOUNDED, officer=city.third.officer_id, fields=[FIELD], training_hours=60
    )
    at = reverse("admin:application", args=[asked])
    assert "已有有效的证件" in html(browse(supervisor).get(at))
    assert "请写明不同意的理由" in html(browse(supervisor).post(f"{at}refuse/"))
    browse(supervisor).post(f"{at}refuse/", {"reason": "已经持证"})
    assert "已经持证" in html(browse(admin).get(at))
    other = client_of(outsider(city, Role.ADMINISTRATOR))
    assert other.get(at).status_code == 404 and "高远" not in html(other.get(reverse("admin:applications")))
    assert browse(city.stranger).post(f"{at}refuse/", {"reason": "x"}).status_code == 403


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    keeper, supervisor = bureau(city)
    exam = running(city)
    services.draft_question(
        actor=keeper, now=FOUNDED, number="D1", kind="judge", stem="草稿？", options=["正确", "错误"], answer=["A"],
        basis_text="《行政处罚法》第四十二条",
    )  # fmt: skip
    draft, used = selectors.questions(status="draft")[0], selectors.questions(status="in_force")[0]
    shown = [
        reverse("admin:exams"), reverse("admin:exam", args=[exam]), reverse("admin:questions"),
        reverse("admin:question", args=[draft.id]), reverse("admin:question", args=[used.id]),
    ]  # fmt: skip
    asked = services.ask_credential(
        actor=keeper, now=FOUNDED, officer=city.third.officer_id, fields=[FIELD], training_hours=60
    )
    shown += [reverse("admin:applications"), reverse("admin:application", args=[asked])]
    forms = [
        reverse("admin:exam_new"),
        reverse("admin:application_new"),
        reverse("admin:question_new"),
        reverse("admin:question_edit", args=[draft.id]),
    ]
    looks_right(browser, live_server, keeper, *shown, *forms)
    looks_right(browser, live_server, supervisor, *shown)
