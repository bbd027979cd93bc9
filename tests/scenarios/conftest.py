"""机构合并、资格考试、音像记录的步骤: a successor takes cases over and finishes them; an officer sits for an examination."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from pytest_bdd import given, parsers, then, when

from sanxiang.cases import selectors as cases
from sanxiang.disclosure.selectors import publication_of
from sanxiang.documents.selectors import documents_of_case
from sanxiang.exams import selectors as exams
from sanxiang.exams import services
from sanxiang.exams.services import leave_post
from sanxiang.flows.end_agency import end_agency
from sanxiang.flows.issue_credential import issue_credential
from sanxiang.flows.take_over_cases import Waiting, take_over_cases, waiting
from sanxiang.kernel import InvalidInput, Refused, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import services as powers
from sanxiang.registry.credentialing import handle_credential, record_legal_certificate
from sanxiang.registry.selectors import actor_for, get_agency, get_officer
from sanxiang.registry.services import create_officer
from sanxiang.rules.agencies import HandoverFacts
from sanxiang.rules.credentials import CredentialAct
from sanxiang.rules.examinations import Part, QuestionKind
from tests.factories.cases import SCRIPT
from tests.factories.city import FIELD, FOUNDED, City, found_city, person
from tests.factories.exams import OPENS, announced, fill_bank, question
from tests.factories.powers import APPROVES, ENTERS
from tests.factories.recording import rule, video


@dataclass
class Hall:
    """An examination hall: who sits, and what stood against the last attempt."""

    city: City
    exam: UUID = UUID(int=0)
    sitting: UUID = UUID(int=0)
    said: str = ""

    @property
    def officer(self) -> UUID:
        assert self.city.lead.officer_id
        return self.city.lead.officer_id

    def attempt(self, act: Callable[[], Any]) -> None:
        try:
            act()
        except (Refused, InvalidInput) as refusal:
            self.said = str(refusal)

    def sit(self, actor: Any) -> None:
        self.sitting = services.begin_sitting(actor=actor, now=OPENS, examination=self.exam)

    def hand_in(self, at: datetime) -> None:
        row = apps.get_model("exams.Sitting").objects.get(pk=self.sitting)
        right = {q["key"]: q["answer"] for q in row.paper}
        services.hand_in(actor=self.city.lead, now=at, sitting=self.sitting, answers=right)


BASIS = "云编〔2026〕9号"


def successor_of(city: City) -> City:
    """The people of 市城市管理局, who go on with the cases; the item and its benchmark stay what they are."""
    agency = city.stranger.agency_id
    assert agency
    other = replace(city, agency=agency, unit=city.stranger_unit)
    return replace(
        other,
        lead=person(other, "许接", 71, Role.OFFICER),
        assistant=person(other, "程接", 72, Role.OFFICER),
        unit_head=person(other, "韩接", 73, Role.UNIT_HEAD, Role.OFFICER),
        head=person(other, "冯接", 74, Role.AGENCY_HEAD),
        discloser=person(other, "曹接", 75, Role.DISCLOSER),
        second_discloser=person(other, "严接", 76, Role.DISCLOSER),
    )


def merge(world: Any, successor: UUID | None) -> None:
    story = world.story
    end_agency(
        actor=APPROVES,
        now=story.now,
        agency=story.city.agency,
        until=story.today,
        document_no=BASIS,
        successor=successor,
    )


def left_for(world: Any) -> Waiting:
    return waiting(actor=world.heirs.head, agency=world.city.agency, today=world.story.today)


def take_over(world: Any, actor: Any, *, files: bool = False) -> None:
    story = world.story
    waiting = [c.id for c in cases.open_cases(world.city.agency)]
    units = world.heirs.unit
    given_ = HandoverFacts(story.today, BASIS, "机构合并，职权划入")
    world.attempt(
        lambda: take_over_cases(
            actor=actor,
            now=story.now,
            agency=world.city.agency,
            wanted=waiting,
            unit=units,
            given=given_,
            files=files,
        )
    )


@given("本机关合并到市城市管理局，最后一日是当天")
def _merged(world: Any) -> None:
    world.heirs = successor_of(world.city)
    merge(world, world.heirs.agency)


@when("原机关负责人在次日作出决定")
def _old_head_decides(world: Any) -> None:
    assert not actor_for(world.city.head.account_id).roles, "账户没有停用"
    world.story.later(days=1)
    world.attempt(world.story.decide_case)


@when("继任机关的负责人接收全部未结案件")
def _taken(world: Any) -> None:
    world.story.later(days=1)
    assert [c.id for c in left_for(world).open] == [world.story.case_id]
    take_over(world, world.heirs.head)
    assert world.refusal is None, str(world.refusal)
    assert cases.open_cases(world.city.agency) == []


@when("继任机关的负责人接收已结案件的案卷")
def _files_taken(world: Any) -> None:
    world.story.later(days=1)
    assert (len(left_for(world).open), len(left_for(world).ended)) == (0, 1)
    take_over(world, world.heirs.head, files=True)
    assert world.refusal is None, str(world.refusal)
    assert left_for(world).ended == ()
    world.story.city = world.heirs
    assert world.story.case.closed_on


@when("继任机关的负责人因复议撤销而撤下公示")
def _withdrawn(world: Any) -> None:
    world.story.withdraw_publication()


@then("公示已经撤下")
def _is_withdrawn(world: Any) -> None:
    found = publication_of(world.story.case_id)
    assert found and found.state == "withdrawn"


@when("继任机关的负责人在当天接收案件")
def _too_early(world: Any) -> None:
    take_over(world, world.heirs.head)


@when("原机关负责人接收案件")
def _by_another(world: Any) -> None:
    world.story.later(days=1)
    take_over(world, world.city.head)


@when("继任机关指派承办人后办到结案")
def _finished(world: Any) -> None:
    story = world.story
    story.city = world.heirs
    assert story.case.agency_id == world.heirs.agency and story.case.handlers == ()
    story.assign_officers()
    names = [name for name, _, _ in SCRIPT]
    begin = names.index("serve_document") if story.case.decided_on else names.index("decide_case")
    for _, days, act in SCRIPT[begin:]:
        story.now += timedelta(days=days, hours=1)
        act(story)
    assert story.case.closed_on == story.today


@when("没有承继机关而撤销本机关")
def _ended_alone(world: Any) -> None:
    world.attempt(lambda: merge(world, None))


@then("案件对他不存在")
def _not_there(world: Any) -> None:
    assert world.missing
    assert cases.open_cases(world.city.agency) != []


@then(parsers.parse("决定书的制作机关是“{name}”"))
def _decision_of(world: Any, name: str) -> None:
    paper = world.story.document("D27")
    assert paper.signed_at and paper.data["agency"]["name"] == name


@then(parsers.parse("立案审批表的制作机关仍是“{name}”"))
def _sheet_of(world: Any, name: str) -> None:
    (sheet,) = documents_of_case(world.story.case_id, "D02")
    assert sheet.data["agency"]["name"] == name == get_agency(world.city.agency).name


@then(parsers.parse("公示的决定机关是“{name}”"))
def _published_by(world: Any, name: str) -> None:
    found = publication_of(world.story.case_id)
    assert found and found.agency_name == name


@then(parsers.parse("全过程记录写明“{words}”"))
def _recorded(world: Any, words: str) -> None:
    assert words in [e.summary for e in cases.events_of(world.story.case_id)]
    (handed,) = cases.course(world.story.case_id).handovers
    assert (handed.basis, handed.from_agency, handed.to_agency) == (
        BASIS,
        world.city.agency,
        world.heirs.agency,
    )


@pytest.fixture
def hall(db: None) -> Hall:
    return Hall(found_city())


@given("题库有12道审定的试题和1道草稿")
def _bank(hall: Hall) -> None:
    fill_bank(FOUNDED)
    services.draft_question(actor=ENTERS, now=FOUNDED, **question(13))


@given("一场满分100分、60分合格的考试正在进行")
def _running(hall: Hall) -> None:
    hall.exam = announced(hall.city.agency)


@when(parsers.parse("组织考试，单选题要{count:d}道"))
def _too_many(hall: Hall, count: int) -> None:
    part = Part(QuestionKind.SINGLE, special=False, count=count, points=20)
    hall.attempt(lambda: announced(hall.city.agency, parts=(part,)))


@when("主办人答对全部题目后交卷")
def _all_right(hall: Hall) -> None:
    hall.sit(hall.city.lead)
    hall.hand_in(OPENS + timedelta(minutes=20))


@when(parsers.parse("主办人在{minutes:d}分钟后才交卷"))
def _late(hall: Hall, minutes: int) -> None:
    hall.sit(hall.city.lead)
    hall.hand_in(OPENS + timedelta(minutes=minutes))


@when("主办人再次参加")
def _once_more(hall: Hall) -> None:
    hall.attempt(lambda: hall.sit(hall.city.lead))


@when("他局人员参加考试")
def _stranger_sits(hall: Hall) -> None:
    hall.attempt(lambda: hall.sit(hall.city.stranger))


@then(parsers.re("不能(发布|参加)，理由是“(?P<words>.+)”"))
def _said(hall: Hall, words: str) -> None:
    assert words in hall.said


@then(parsers.parse("成绩是{score:d}分，{result}"))
def _scored(hall: Hall, score: int, result: str) -> None:
    (paper,) = exams.sittings_of(hall.officer)
    assert (paper.score, paper.passed) == (score, result == "合格")


@then(parsers.parse("账本写明“{words}”"))
def _in_the_ledger(hall: Hall, words: str) -> None:
    assert any(words in entry.sentence for entry in entries_of_subject(hall.sitting))


def reworded(world: Any) -> UUID:
    """The third row of the list, drafted anew: photographs may be taken."""
    return powers.draft_matter(
        actor=ENTERS, now=world.story.now, kind="recording", agency=world.city.agency, number="3",
        title="排污单位检查", step="现场检查", mode="拍照", required=False,
    )  # fmt: skip


@given("本机关的音像记录事项清单第3项规定现场检查应当录像")
def _listed(world: Any) -> None:
    rule(world.city, "全程录像")


@given("清单第3项起草为可以拍照，还没有审定")
def _drafted(world: Any) -> None:
    reworded(world)


@given("清单第3项起草为可以拍照，由另一人审定")
def _approved(world: Any) -> None:
    powers.approve_matter(actor=APPROVES, now=world.story.now, kind="recording", matter=reworded(world))


@when("承办人记录现场检查，附上录像")
def _filmed(world: Any) -> None:
    world.attempt(lambda: world.story.record_step(files=(video(),)))


def _handle(world: Any, kind: CredentialAct, until: int | None = None) -> None:
    """The justice bureau acts on the assistant's credential today."""
    day = world.story.now.date()
    handle_credential(
        actor=APPROVES, now=world.story.now, credential=get_officer(_assistant(world)).credentials[0].id, kind=kind,
        day=day, reason="正在接受调查" if until else "查明的情况", until=day + timedelta(until) if until else None,
        training_hours=60 if kind is CredentialAct.CHECK_PASSED else None,
    )  # fmt: skip


def _assistant(world: Any) -> UUID:
    """Who is to assist: the newcomer once there is one."""
    return world.person or world.city.handlers[1]  # type: ignore[no-any-return]


@given(parsers.parse("协办人的执法证件被暂扣，期限{days:d}天"))
def _card_suspended(world: Any, days: int) -> None:
    _handle(world, CredentialAct.SUSPENDED, days)


@given(parsers.re("协办人的执法证件(?P<act>解除暂扣|年审合格|年审不合格)"))
def _card_handled(world: Any, act: str) -> None:
    _handle(world, CredentialAct.parse(act))


@given("一名新进人员经培训、取得法律职业资格，由另一人批准发证", target_fixture="newcomer")
def _newcomer(world: Any) -> UUID:
    city, now = world.city, world.story.now
    officer = create_officer(
        actor=ENTERS, now=now, agency=city.agency, unit=city.unit, name="新晋", post="执法岗"
    )
    day = now.date()
    record_legal_certificate(
        actor=ENTERS, now=now, officer=officer, number="A2020539900001", certified_on=day
    )
    asked = services.ask_credential(actor=ENTERS, now=now, officer=officer, fields=[FIELD], training_hours=60)
    issue_credential(
        actor=APPROVES, now=now, application=asked, number="53990009001", valid_from=day,
        valid_to=day + timedelta(1500),
    )  # fmt: skip
    return officer


@given("协办人是这名新进人员")
def _assists(world: Any, newcomer: UUID) -> None:
    world.person = newcomer


@given("协办人调离，执法证件收回")
def _leaves(world: Any) -> None:
    now = world.story.now
    leave_post(actor=ENTERS, now=now, officer=_assistant(world), on=now.date(), reason="调离")


@when("承办机构负责人指派新进人员协办")
def _assign_newcomer(world: Any, newcomer: UUID) -> None:
    world.attempt(lambda: world.story.assign_officers(assistants=(newcomer,)))


@then(parsers.parse("证件的账本依次写明“{words}”"))
def _told_of_card(newcomer: UUID, words: str) -> None:
    (card,) = get_officer(newcomer).credentials
    told = [entry.sentence for entry in entries_of_subject(card.id)]
    for said, word in zip(told, words.split("、"), strict=True):
        assert word in said
