"""发放执法证件: trained, examined in the field, approved by another; then the officer may be assigned."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps

from sanxiang.exams import selectors, services
from sanxiang.exams.services import leave_post
from sanxiang.flows.issue_credential import issue_credential, standing
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry import selectors as registry
from sanxiang.registry import services as register
from sanxiang.registry.credentialing import handle_credential, record_legal_certificate
from sanxiang.registry.selectors import actor_for
from sanxiang.rules.credentials import CredentialAct
from tests.factories.city import FIELD, FOUNDED, City, person
from tests.factories.exams import OPENS, announced, fill_bank
from tests.factories.powers import APPROVES, ENTERS

TERM = {"number": "53990009001", "valid_from": date(2026, 11, 5), "valid_to": date(2031, 11, 4)}
DONE = OPENS + timedelta(days=3)


@pytest.fixture
def newcomer(city: City) -> Actor:
    """An officer with an account and no credential."""
    officer = register.create_officer(
        actor=ENTERS, now=FOUNDED, agency=city.agency, unit=city.unit, name="新晋", post="执法岗"
    )
    account = register.create_account(
        actor=ENTERS, now=FOUNDED, username="xinjin", password="云屏-demo-long", roles=(Role.OFFICER,),
        agency=city.agency, officer_id=officer, display_name="新晋",
    )  # fmt: skip
    return actor_for(account)


def ask(officer: Actor, **changed: object) -> UUID:
    asked = {"fields": [FIELD], "training_hours": 60, "training": "岗前培训班"} | changed
    return services.ask_credential(actor=ENTERS, now=DONE, officer=officer.officer_id, **asked)  # type: ignore[arg-type]


def pass_exam(city: City, officer: Actor, **changed: object) -> None:
    fill_bank(FOUNDED)
    sitting = services.begin_sitting(actor=officer, now=OPENS, examination=announced(city.agency, **changed))
    row = apps.get_model("exams.Sitting").objects.get(pk=sitting)
    right = {q["key"]: q["answer"] for q in row.paper}
    services.hand_in(actor=officer, now=OPENS, sitting=sitting, answers=right)


def test_a_credential_is_issued_to_whoever_was_trained_and_examined(city: City, newcomer: Actor) -> None:
    asked = ask(newcomer)
    with pytest.raises(Refused, match="没有合格的执法资格考试成绩"):
        issue_credential(actor=APPROVES, now=DONE, application=asked, **TERM)
    pass_exam(city, newcomer)
    with pytest.raises(Refused, match="审定的人"):
        issue_credential(actor=ENTERS, now=DONE, application=asked, **TERM)
    issue_credential(actor=APPROVES, now=DONE, application=asked, **TERM)
    held = registry.get_officer(newcomer.officer_id).credential_on(date(2026, 11, 5))
    assert (held.number, held.enforcement_fields, held.area_code) == ("53990009001", (FIELD,), "539900")
    done = selectors.get_application(asked)
    assert (done.status, done.number, done.decided_by) == ("issued", "53990009001", "李审")
    with pytest.raises(InvalidInput, match="已发证"):
        services.refuse_application(actor=APPROVES, now=DONE, application=asked, reason="重复")
    assert [
        r.code for r in standing(selectors.get_application(ask(newcomer)), date(2026, 11, 6)).reasons
    ] == ["credential.held"]


def test_the_exam_of_another_field_is_not_enough(city: City, newcomer: Actor) -> None:
    fields = [FIELD, "水利"]
    register.update_agency(actor=ENTERS, now=FOUNDED, agency=city.agency, enforcement_fields=fields)
    pass_exam(city, newcomer, field="水利")
    asked = selectors.get_application(ask(newcomer, fields=fields, training_hours=0))
    said = "；".join(str(r) for r in standing(asked, DONE.date()).reasons)
    assert f"{FIELD}没有合格" in said and "水利" not in said and "没有岗前培训" in said


def test_who_holds_the_legal_qualification_need_not_sit(city: City, newcomer: Actor) -> None:
    with pytest.raises(InvalidInput, match="证书编号和取得日期须一并登记"):
        register.update_officer(
            actor=ENTERS, now=FOUNDED, officer=newcomer.officer_id, legally_qualified=True
        )
    assert newcomer.officer_id
    record_legal_certificate(
        actor=ENTERS,
        now=FOUNDED,
        officer=newcomer.officer_id,
        number="A2020539900001",
        certified_on=FOUNDED.date(),
    )
    issue_credential(actor=APPROVES, now=DONE, application=ask(newcomer), **TERM)


def test_nothing_is_kept_where_the_card_cannot_be_registered(city: City, newcomer: Actor) -> None:
    pass_exam(city, newcomer)
    asked = ask(newcomer)
    for wrong in ({"valid_to": date(2026, 1, 1)}, {"number": held_by(city.lead)}):
        with pytest.raises(InvalidInput):
            issue_credential(actor=APPROVES, now=DONE, application=asked, **(TERM | wrong))
    assert selectors.get_application(asked).status == "asked"


def held_by(actor: Actor) -> str:
    return registry.get_officer(actor.officer_id).credentials[0].number


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fields": ["水利"]}, "没有这些执法类别：水利"),
        ({"fields": []}, "执法类别"),
        ({"training_hours": -1}, "培训学时"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    city: City, newcomer: Actor, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        ask(newcomer, **changed)


def test_one_application_at_a_time_and_a_refusal_has_its_reason(city: City, newcomer: Actor) -> None:
    asked = ask(newcomer)
    with pytest.raises(InvalidInput, match="已有一份申领"):
        ask(newcomer)
    with pytest.raises(InvalidInput, match="不同意的理由"):
        services.refuse_application(actor=APPROVES, now=DONE, application=asked, reason=" ")
    services.refuse_application(actor=APPROVES, now=DONE, application=asked, reason="先参加培训")
    assert selectors.applications([city.agency])[0].reason == "先参加培训"
    ask(newcomer)
    with pytest.raises(NotFound):
        issue_credential(actor=APPROVES, now=DONE, application=city.agency, **TERM)


def test_who_has_left_gets_none(city: City) -> None:
    leaver = person(city, "离岗", 81, Role.OFFICER)
    register.update_officer(actor=ENTERS, now=FOUNDED, officer=leaver.officer_id, left_on=date(2026, 10, 1))
    with pytest.raises(InvalidInput, match="离岗已于2026年10月1日离岗"):
        ask(leaver)


def test_what_was_asked_for_ends_when_the_person_leaves(city: City, newcomer: Actor) -> None:
    asked = ask(newcomer)
    assert newcomer.officer_id
    leave_post(actor=ENTERS, now=DONE, officer=newcomer.officer_id, on=DONE.date(), reason="调离")
    done = selectors.get_application(asked)
    assert (done.status, done.reason) == ("ended", "自2026年11月5日起离岗：调离")
    said = [e.sentence for e in entries_of_subject(asked)]
    assert said[-1] == "为新晋申领的证件终止：自2026年11月5日起离岗：调离"
    with pytest.raises(InvalidInput, match="已终止，不能再办"):
        services.refuse_application(actor=APPROVES, now=DONE, application=asked, reason="离岗")


def test_a_supervisor_gets_a_card_of_another_kind(city: City, newcomer: Actor) -> None:
    """《行政执法监督条例》: who supervises enforcement holds a 行政执法监督证 besides."""
    pass_exam(city, newcomer)
    issue_credential(actor=APPROVES, now=DONE, application=ask(newcomer), **TERM)
    asked, today = ask(newcomer, kind="supervision"), DONE.date()
    with pytest.raises(Refused, match="人员类别不是执法监督人员"):
        issue_credential(actor=APPROVES, now=DONE, application=asked, **TERM)
    assert newcomer.officer_id
    register.update_officer(actor=ENTERS, now=FOUNDED, officer=newcomer.officer_id, duty="supervisor")
    assert "没有登记行政执法监督证" in str(registry.supervisor_standing(newcomer, today).reasons)
    card = issue_credential(actor=APPROVES, now=DONE, application=asked, **(TERM | {"number": "53990009002"}))
    person = registry.get_officer(newcomer.officer_id)
    held = person.credential_on(today, "supervision")
    assert held and (held.number, held.kind_label) == ("53990009002", "行政执法监督证")
    assert registry.supervisor_standing(newcomer, today).ok
    assert [c.number for c in person.credentials if person.credential_on(today) == c] == ["53990009001"]
    handle_credential(
        actor=APPROVES, now=DONE, credential=card, kind=CredentialAct.REVOKED, day=today, reason="违法监督"
    )
    (caution,) = registry.supervisor_standing(newcomer, today).reasons
    assert "行政执法监督证自2026年11月5日起吊销" in caution.text
    leave_post(actor=ENTERS, now=DONE, officer=newcomer.officer_id, on=today, reason="调离")
    states = {
        c.kind: c.standing_on(today).standing.value for c in registry.get_officer(person.id).credentials
    }
    assert states == {"enforcement": "cancelled", "supervision": "revoked"}
