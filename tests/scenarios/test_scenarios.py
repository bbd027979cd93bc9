"""The scenarios in the language of the office; each quotes its article in the heading of its feature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from sanxiang.cases import selectors as cases
from sanxiang.disclosure.selectors import publication_of, result
from sanxiang.disclosure.services import retire_snapshot, try_progress
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.reading import case_page
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import NotFound, Refused, Role
from sanxiang.powers.selectors import get_power_item
from sanxiang.registry import services as registry
from sanxiang.registry.selectors import get_officer
from sanxiang.rules.procedures.penalty_ordinary import penalty_ordinary
from sanxiang.rules.terms import OpinionType
from tests.factories.cases import Story, lawful_case, passed
from tests.factories.city import SYSTEM, City, found_city, person

#: said here, since a scenario asks for the database only once it runs
pytestmark = pytest.mark.django_db
scenarios(".")

#: what the office calls a point of the script
POINTS = {
    "立案": "file_case",
    "指派": "assign_officers",
    "告知": "notify_party",
    "陈述申辩": "record_statement",
    "送审": "submit_for_review",
    "审核": "give_opinion",
    "决定": "decide_case",
    "结案": "close_case",
}
STEPS = {step.name: step.id for step in penalty_ordinary().steps}


@dataclass
class World:
    """One scenario: the city, its case, and what the last attempt came to."""

    city: City
    story: Story
    refusal: Refused | None = None
    missing: bool = False
    done: list[Done] = field(default_factory=list)
    seen: Any = None
    person: Any = None
    heirs: Any = None
    first_published: date | None = None

    def attempt(self, act: Callable[[], Any]) -> None:
        """Try; a refusal is an answer."""
        self.refusal = None
        try:
            self.done.append(act())
        except Refused as refusal:
            self.refusal = refusal
        except NotFound:
            self.missing = True


@pytest.fixture
def world(db: None) -> World:
    city = found_city()
    return World(city, Story(city))


@given(parsers.parse("一件罚款{fine:d}元的案件依法办到“{point}”"))
def _brought(world: World, fine: int, point: str) -> None:
    world.story = lawful_case(world.city, upto=POINTS[point], fine=Decimal(fine))


@given(parsers.parse("一件罚款{fine:d}元的案件只差“{point}”"))
def _about_to(world: World, fine: int, point: str) -> None:
    world.story = lawful_case(world.city, before=POINTS[point], fine=Decimal(fine))


@given(parsers.parse("一件罚款{fine:d}元的轻微案件已经送达"))
def _light_served(world: World, fine: int) -> None:
    world.story = _light(world, fine, "serve_document")


@given(parsers.parse("一件罚款{fine:d}元的轻微案件已经公示"))
def _light_published(world: World, fine: int) -> None:
    world.story = _light(world, fine, "publish_decision")
    world.first_published = world.story.case.published_on


def _light(world: World, fine: int, upto: str) -> Story:
    """A case that no trigger sends to review."""
    return lawful_case(
        world.city, upto=upto, fine=Decimal(fine), skip=("D17", "submit_for_review", "give_opinion")
    )


@given("承办人起草了决定书")
def _drafted(world: World) -> None:
    draft_document(actor=world.city.lead, now=world.story.now, case=world.story.case_id, code="D27")


@given("案件当事人书面放弃陈述申辩")
def _waived(world: World) -> None:
    world.story.record_statement(kind="waived", text="", adopted=None, response="")


@given(parsers.parse("过了{days:d}天"))
def _passed(world: World, days: int) -> None:
    world.story.later(days=days)


@given(parsers.parse("承办人把拟处罚款改为{fine:d}元"))
def _changed(world: World, fine: int) -> None:
    world.story.propose_outcome(fine=Decimal(fine))


@given(parsers.parse("审核人员出具“{opinion}”的意见"))
def _opinion(world: World, opinion: str) -> None:
    found = next(o for o in OpinionType if o.label == opinion)
    world.story.give_opinion(points=passed(), opinion=found.value, text="裁量说明不足，须补充。")


@given("一名既是执法人员又是审核人员的人参与承办的案件已经送审")
def _both(world: World) -> None:
    world.person = person(world.city, "林双", 61, Role.OFFICER, Role.LEGAL_REVIEWER)
    assistant = world.person.officer_id
    world.story = lawful_case(
        world.city,
        upto="submit_for_review",
        instead={"assign_officers": lambda s: s.assign_officers(assistants=(assistant,))},
    )


@given("协办人的执法证件在2026年3月1日到期")
def _expired(world: World) -> None:
    officer = world.city.handlers[1]
    credential = get_officer(officer).credentials[0].id
    registry.update_credential(
        actor=SYSTEM, now=world.story.now, credential=credential, valid_to=date(2026, 3, 1)
    )


@given("主办人回避，改由他人承办")
def _recused(world: World) -> None:
    world.story.assign_officers(lead=world.city.third.officer_id)


@given("机关负责人自己起草了立案审批表")
def _own_draft(world: World) -> None:
    head = world.city.head
    also_officer = replace(head, roles=head.roles | {Role.OFFICER})
    draft_document(
        actor=also_officer, now=world.story.now, case=world.story.case_id, code="D02", opinion="同意。"
    )


@given("案件所依据的事项没有公开")
def _unpublished(world: World) -> None:
    public_id = get_power_item(world.city.item).public_id
    retire_snapshot(actor=SYSTEM, now=world.story.now, kind="power", public_id=public_id)


@given("公示人员拟制了公示内容")
def _prepared(world: World) -> None:
    world.story.prepare_publication()


@given("罚款已经缴清，结案审批表已经起草")
def _paid(world: World) -> None:
    world.story.record_performance()
    world.story.sheet("D39")


@when("机关负责人作出决定")
def _decide(world: World) -> None:
    world.attempt(world.story.decide_case)


@when("承办人作出决定")
def _officer_decides(world: World) -> None:
    world.attempt(lambda: world.story.decide_case(actor=world.city.lead))


@when("机关负责人用同一张表单作出决定两次")
def _twice(world: World) -> None:
    for _ in range(2):
        world.attempt(lambda: world.story.decide_case(key="form"))


@when("机关负责人批准立案")
def _file(world: World) -> None:
    world.attempt(world.story.file_case)


@when("机关负责人批准结案")
def _close(world: World) -> None:
    world.attempt(world.story.close_case)


@when("这个人出具审核意见")
def _conflicted(world: World) -> None:
    world.attempt(lambda: world.story.give_opinion(actor=world.person))


@when("承办机构负责人只指派一名执法人员")
def _one(world: World) -> None:
    world.attempt(lambda: world.story.assign_officers(assistants=()))


@when("承办机构负责人把同一名执法人员指派两次")
def _same(world: World) -> None:
    world.attempt(lambda: world.story.assign_officers(assistants=(world.city.handlers[0],)))


@when("承办机构负责人指派两名承办人")
def _assign(world: World) -> None:
    world.attempt(world.story.assign_officers)


@when("承办人记录现场检查而没有出示证件")
def _hidden(world: World) -> None:
    world.attempt(lambda: world.story.record_step(id_shown=False))


@when("承办人记录现场检查")
def _record(world: World) -> None:
    world.attempt(world.story.record_step)


@when("同一名公示人员审核发布")
def _release_same(world: World) -> None:
    world.attempt(lambda: world.story.publish_decision(actor=world.city.discloser))


@when("另一名公示人员审核发布")
def _release_other(world: World) -> None:
    world.attempt(world.story.publish_decision)


@when("更正后再次公示")
def _again(world: World) -> None:
    world.attempt(lambda: world.story.prepare_publication(reason="更正错别字"))
    world.attempt(world.story.publish_decision)


@when("他局人员打开这件案件")
def _strange(world: World) -> None:
    stranger, story = world.city.stranger, world.story
    world.attempt(lambda: case_page(actor=stranger, case=story.case_id, now=story.now))


@when("当事人用告知时得到的密码查看")
def _look(world: World) -> None:
    story = world.story
    world.seen = try_progress(now=story.now, number=story.case.number, password=story.password)


@then(parsers.parse("案件处在“{step}”环节"))
def _at(world: World, step: str) -> None:
    assert world.refusal is None, str(world.refusal)
    assert world.story.case.state == STEPS[step]


@then(parsers.parse("被拒绝，理由是“{words}”"))
def _refused(world: World, words: str) -> None:
    assert world.refusal is not None, "没有被拒绝"
    assert any(words in reason.text for reason in world.refusal.reasons), str(world.refusal)


@then(parsers.parse("引用《{law}》“{place}”"))
def _cites(world: World, law: str, place: str) -> None:
    assert world.refusal is not None
    cited = [basis for reason in world.refusal.reasons for basis in reason.basis]
    assert any(basis.law == law and basis.place.startswith(place) for basis in cited)


@then(parsers.parse("案号为“{number}”"))
def _case_number(world: World, number: str) -> None:
    assert world.story.case.number == number


@then(parsers.parse("决定书文号为“{number}”"))
def _document_number(world: World, number: str) -> None:
    assert world.story.document("D27").number == number


@then(parsers.parse("办理记录依次经过“{names}”"))
def _course(world: World, names: str) -> None:
    events = cases.events_of(world.story.case_id)
    passed_through = [e.to_state for e in events if e.to_state != e.from_state]
    assert passed_through[1:] == [STEPS[name] for name in names.split("、")]


@then("公众能看到这项决定")
def _public(world: World) -> None:
    assert world.refusal is None, str(world.refusal)
    published = publication_of(world.story.case_id)
    assert published
    shown = result(published.public_id)
    assert shown and shown["document_no"] == world.story.document("D27").number


@then("没有未了的期限")
def _no_clocks(world: World) -> None:
    assert world.story.case.clocks == ()


@then("公示日期不变")
def _same_date(world: World) -> None:
    assert world.first_published and world.story.case.published_on == world.first_published


@then("只有一份决定")
def _one_decision(world: World) -> None:
    assert len(cases.course(world.story.case_id).decisions) == 1


@then("第二次得到与第一次相同的结果")
def _same_answer(world: World) -> None:
    first, second = world.done
    assert second.repeated and (second.event, second.subject) == (first.event, first.subject)


@then("答复是没有这件案件")
def _missing(world: World) -> None:
    assert world.missing


@then(parsers.parse("看到案件在“{stage}”阶段"))
def _stage(world: World, stage: str) -> None:
    assert world.seen and [s.label for s in world.seen.stages if s.state == "now"] == [stage]


@then("用错误的密码什么也看不到")
def _wrong(world: World) -> None:
    story = world.story
    assert try_progress(now=story.now, number=story.case.number, password="not-it") is None
