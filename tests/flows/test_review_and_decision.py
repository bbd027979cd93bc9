"""Legal review, collective discussion, decision."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.reading import review_page
from sanxiang.flows.shared.types import Attendee
from sanxiang.kernel import NotFound, Role
from sanxiang.review.selectors import reviews_of
from sanxiang.review.types import PointAnswer
from tests.factories.cases import Story, lawful_case, passed
from tests.factories.city import City, person
from tests.flows.conftest import codes_of, refused


def test_materials_are_complete_before_a_review_begins(city: City) -> None:
    story = lawful_case(city, before="submit_for_review", skip=("D27", "D17"))
    refused(story.submit_for_review, "review.material", guard="materials_complete")
    refused(story.submit_for_review, "procedure.document")


def test_the_triggers_are_kept_with_what_they_read_and_their_version(city: City) -> None:
    story = lawful_case(city, upto="submit_for_review")
    fired = reviews_of(story.case_id)[0].triggers
    assert [(t.code, t.rule_version) for t in fired] == [("T6", 1)]
    assert "210,000.00元" in fired[0].inputs
    assert fired[0].rule_id


def test_the_reviewer_had_no_hand_in_the_case_and_is_qualified(city: City) -> None:
    both = person(city, "林双", 41, Role.OFFICER, Role.LEGAL_REVIEWER)
    novice = person(city, "初见", 42, Role.LEGAL_REVIEWER, qualified=False)
    lead, _ = city.handlers

    def assign(story: Story) -> object:
        return story.assign_officers(assistants=(both.officer_id,))

    story = lawful_case(city, upto="submit_for_review", instead={"assign_officers": assign})
    refused(lambda: story.give_opinion(actor=both), "review.conflict", guard="opinion_complete")
    refused(lambda: story.give_opinion(actor=novice), "review.qualification", guard="opinion_complete")
    refused(lambda: story.give_opinion(actor=city.lead), "actor.role")
    page = review_page(actor=both, case=story.case_id, now=story.now)
    assert [r.code for r in page.reviewer.reasons] == ["review.conflict"]


def test_every_point_is_answered_and_a_problem_bars_agreement(city: City) -> None:
    story = lawful_case(city, upto="submit_for_review")
    missing = {n: a for n, a in passed().items() if n != 6}
    refused(lambda: story.give_opinion(points=missing), "review.unanswered", guard="opinion_complete")
    problem = passed() | {7: PointAnswer("problem", "裁量说明不足")}
    refused(lambda: story.give_opinion(points=problem), "review.agree_with_problem", guard="opinion_complete")
    silent = passed() | {7: PointAnswer("problem")}
    refused(
        lambda: story.give_opinion(points=silent, opinion="CORRECT_DISCRETION", text="须补充"),
        "review.unexplained",
        guard="opinion_complete",
    )
    refused(
        lambda: story.give_opinion(points=problem, opinion="CORRECT_DISCRETION", text=""),
        "review.reasons",
        guard="opinion_complete",
    )


def test_without_review_no_decision_when_a_trigger_fires(city: City) -> None:
    """应审未审不得决定 (58)."""
    story = lawful_case(city, before="submit_for_review")
    refused(story.decide_case, "review.required", guard="review_agreed")


@pytest.mark.parametrize(
    ("opinion", "step"), [("CORRECT_DISCRETION", "CONCLUDED"), ("SUPPLEMENT", "INVESTIGATE")]
)
def test_an_opinion_with_problems_sends_the_case_back(city: City, opinion: str, step: str) -> None:
    story = lawful_case(city, upto="submit_for_review")
    story.give_opinion(
        points=passed() | {7: PointAnswer("problem", "说明不足")}, opinion=opinion, text="须补充"
    )
    assert story.case.state == step
    assert "review.not_passed" in codes_of(story.decide_case) or step == "INVESTIGATE"
    assert story.document("D18").signed_at


def test_a_change_after_review_or_discussion_needs_a_new_one(city: City) -> None:
    story = lawful_case(city, upto="give_opinion")
    story.propose_outcome(fine=Decimal(200_000))
    _draft(story)
    refused(story.decide_case, "review.outdated", guard="review_agreed")
    story.paper("D17")
    story.submit_for_review()
    assert [r.round for r in reviews_of(story.case_id)] == [1, 2]
    story.give_opinion()
    assert codes_of(story.decide_case) == set()


def test_a_complicated_case_is_discussed_by_the_heads(city: City) -> None:
    story = lawful_case(city, upto="give_opinion", flags=("complex",))
    refused(story.decide_case, "discussion.required", guard="discussed")
    alone = (Attendee("陆承", "同意"),)
    refused(
        lambda: story.discuss_collectively(attendees=alone), "discussion.members", guard="discussion_complete"
    )
    silent = (Attendee("陆承", "同意"), Attendee("许岩", " "))
    refused(
        lambda: story.discuss_collectively(attendees=silent), "discussion.views", guard="discussion_complete"
    )
    refused(
        lambda: story.discuss_collectively(conclusion=" "),
        "discussion.conclusion",
        guard="discussion_complete",
    )
    refused(lambda: story.discuss_collectively(chair="无名"), "discussion.host", guard="discussion_complete")
    story.discuss_collectively()
    assert codes_of(story.decide_case) == set()


def test_the_head_decides_and_neither_drafts_nor_reviews(city: City) -> None:
    story = lawful_case(city, upto="give_opinion")
    refused(lambda: story.decide_case(actor=city.lead), "actor.role")
    with pytest.raises(NotFound):
        story.decide_case(actor=city.stranger)
    chief = person(city, "自拟", 45, Role.OFFICER, Role.AGENCY_HEAD)
    _, assistant = city.handlers
    story.assign_officers(lead=chief.officer_id, assistants=(assistant,))
    draft_document(actor=chief, now=story.now, case=story.case_id, code="D27")
    refused(lambda: story.decide_case(actor=chief), "approval.same_person", guard="decision_approved")
    draft_document(actor=city.assistant, now=story.now, case=story.case_id, code="D27")
    refused(lambda: story.decide_case(actor=chief), "decision.handler_approves", guard="decision_approved")


def test_who_reviewed_does_not_decide(city: City) -> None:
    chief = person(city, "兼任", 43, Role.LEGAL_REVIEWER, Role.AGENCY_HEAD)
    story = lawful_case(
        city, upto="give_opinion", instead={"give_opinion": lambda s: s.give_opinion(actor=chief)}
    )
    refused(lambda: story.decide_case(actor=chief), "decision.reviewer_approves", guard="decision_approved")
    assert codes_of(story.decide_case) == set()


def test_a_decision_is_written_down(city: City) -> None:
    story = lawful_case(
        city,
        fine=Decimal(60_000),
        before="decide_case",
        skip=("D27", "D17", "submit_for_review", "give_opinion"),
    )
    refused(story.decide_case, "decision.document", guard="decision_document")


def test_the_decision_document_tells_the_whole_course(city: City) -> None:
    story = lawful_case(city, upto="decide_case")
    said = story.document("D27").data
    assert said["notice"] == {"number": "云环罚告〔2026〕1号", "served_on": "2026-03-13"}
    assert "不予采纳" in said["statement"] and "同意" in said["review"]
    assert said["payment"]["bank"].startswith("云屏银行")
    assert story.document("D27").number == "云环罚〔2026〕1号"


def test_numbers_have_no_gaps_after_a_refusal(city: City) -> None:
    story = lawful_case(city, upto="give_opinion")
    refused(lambda: story.decide_case(actor=city.reviewer), "actor.role")
    story.decide_case()
    second = lawful_case(
        city,
        upto="give_opinion",
        instead={"verify_clue": lambda s: s.verify_clue(act_on=story.today.replace(day=1))},
    )
    second.decide_case()
    assert [s.document("D27").number for s in (story, second)] == ["云环罚〔2026〕1号", "云环罚〔2026〕2号"]


def _draft(story: Story) -> None:
    draft_document(actor=story.city.lead, now=story.now, case=story.case_id, code="D27")
