"""What the desk is shown: whose turn it is, until when, what blocks, what the papers say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.issue_document import issue_document
from sanxiang.flows.reading import case_page, inbox, review_page
from sanxiang.flows.sign_document import sign_document
from sanxiang.kernel import NotFound
from sanxiang.review.types import PointAnswer
from tests.factories.cases import SCRIPT, Story, lawful_case, passed
from tests.factories.city import City

#: after this point of the script: who has something to do, and what
TURNS = {
    # a clue is for every officer of the unit until somebody is assigned
    "register_clue": dict.fromkeys(("lead", "assistant", "third", "unit_head"), "核查线索"),
    "verify_clue": dict.fromkeys(("lead", "assistant", "third", "unit_head"), "起草立案审批表"),
    "D02": {"head": "审批立案"},
    "file_case": {"unit_head": "指派承办人"},
    "assign_officers": {"lead": "调查取证，制作调查终结报告", "assistant": "调查取证，制作调查终结报告"},
    "conclude_investigation": {"lead": "制作并送达事先告知书", "assistant": "制作并送达事先告知书"},
    "notify_party": {},
    "record_statement": {"lead": "备齐材料，提交法制审核", "assistant": "备齐材料，提交法制审核"},
    "submit_for_review": {"reviewer": "审核案件，出具法制审核意见"},
    "give_opinion": {"head": "审批并作出决定"},
    "decide_case": {
        "lead": "送达决定书",
        "assistant": "送达决定书",
        "discloser": "拟制公示内容",
        "second_discloser": "拟制公示内容",
    },
    "D39": {"head": "审批结案"},
    "close_case": {},
}
PEOPLE = ("lead", "assistant", "third", "unit_head", "head", "reviewer", "discloser", "second_discloser")


def test_everybody_sees_what_is_theirs_to_do_and_nothing_else(city: City) -> None:
    story = Story(city)
    for name, days, act in SCRIPT:
        story.later(days=days)
        act(story)
        if name in TURNS:
            todo = {who: _sentences(getattr(city, who), story) for who in PEOPLE}
            found = {who: lines for who, lines in todo.items() if lines}
            assert found == {who: [line] for who, line in TURNS[name].items()}, name


def _sentences(actor: object, story: Story) -> list[str]:
    return [e.sentence for e in inbox(actor=actor, now=story.now).entries]  # type: ignore[arg-type]


def test_the_inbox_is_grouped_by_how_soon_it_ends(city: City) -> None:
    story = Story(city)
    story.register_clue()
    due = inbox(actor=city.lead, now=story.now).entries[0].due_on
    assert due
    groups = {}
    for days in (-4, -3, 0, 1):
        then = story.now + (due - story.today) + timedelta(days=days)
        [(group, entries)] = inbox(actor=city.lead, now=then).groups
        groups[days] = (group.value, entries[0].days_left)
    assert groups == {-4: ("其他", 4), -3: ("3日内", 3), 0: ("今天", 0), 1: ("已超期", -1)}


def test_the_page_says_what_blocks_before_anybody_opens_a_form(city: City) -> None:
    story = Story(city)
    for name, days, act in SCRIPT[: [n for n, _, _ in SCRIPT].index("conclude_investigation")]:
        story.later(days=days)
        if name not in ("confirm_evidence", "D16"):
            act(story)
    page = case_page(actor=city.lead, case=story.case_id, now=story.now)
    assert page.gate and page.gate.id == "conclude_investigation" and not page.gate.ready
    assert {r.code for r in page.gate.lawful.reasons} == {"procedure.document", "evidence.verified"}
    assert [t.status.value for t in page.gate_tasks if t.code == "D16"] == ["未开始"]
    assert "record_step" in {a.id for a in page.ready}
    other = case_page(actor=city.third, case=story.case_id, now=story.now)
    assert [r.code for r in other.act("record_step").personal.reasons] == ["actor.handler"]  # type: ignore[union-attr]


def test_the_reviewer_sees_the_points_with_what_the_system_found(city: City) -> None:
    story = Story(city)
    for name, days, act in SCRIPT:
        story.later(days=days)
        if name == "give_opinion":
            break
        act(story)
    with pytest.raises(NotFound):
        review_page(actor=city.stranger, case=story.case_id, now=story.now)
    page = review_page(actor=city.reviewer, case=story.case_id, now=story.now)
    assert page.reviewer.ok and page.answered == 0
    assert "review.unanswered" in {r.code for r in page.agree.reasons}
    assert [p.found for p in page.points if p.number == 5] == [()]
    assert page.page.fired[0].trigger.code == "T6"
    story.give_opinion(points=passed() | {7: PointAnswer("na", "无裁量")})
    assert review_page(actor=city.reviewer, case=story.case_id, now=story.now).answered == 11


def test_an_interview_is_written_numbered_and_signed_by_two(city: City) -> None:
    story = Story(city)
    for name, days, act in SCRIPT:
        story.later(days=days)
        act(story)
        if name == "assign_officers":
            break
    said = {
        "started_at": story.now,
        "ended_at": story.now + timedelta(hours=1),
        "place": "综合执法支队询问室",
        "person": {"name": "方启明", "post": "法定代表人"},
        "recorder": "李文清",
        "id_shown": "已出示执法证件，被询问人确认。",
        "rights_told": "已告知陈述、申辩和申请回避的权利。",
        "qa": [{"q": "何时开始排放？", "a": "二月二十日。"}],
        "party_opinion": "以上记录属实。",
    }
    made = draft_document(actor=city.lead, now=story.now, case=story.case_id, code="D05", data=said)
    issue_document(actor=city.lead, now=story.now, case=story.case_id, document=made.subject)
    sign_document(
        actor=city.lead, now=story.now, case=story.case_id, document=made.subject, co_signers=("李文清",)
    )
    signed = story.document("D05")
    assert [s.name for s in signed.signatures] == ["周敏", "李文清"]
    assert signed.data["party"]["name"] == "云屏市鸿发建材有限公司"


def test_what_cases_share_is_read_once_for_all_of_them(city: City) -> None:
    stories = [lawful_case(city, upto="record_statement") for _ in range(3)]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            inbox(actor=city.lead, now=stories[-1].now)
        return len(asked)

    with_three = queries()
    lawful_case(city, upto="record_statement")
    assert queries() - with_three <= 18
