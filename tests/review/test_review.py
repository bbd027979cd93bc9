"""The review room by itself: one open round, an issued one is final."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from sanxiang.review import services
from sanxiang.review.selectors import has_reviewed_before, reviews_of
from sanxiang.review.types import PointAnswer
from tests.factories.cases import Story, lawful_case
from tests.factories.city import found_city


@pytest.fixture
def story(db: None) -> Story:
    return lawful_case(found_city(), upto="submit_for_review")


def test_a_case_has_one_open_round(story: Story) -> None:
    assert [r.is_open for r in reviews_of(story.case_id)] == [True]
    with pytest.raises(IntegrityError), transaction.atomic():
        services.open_review(
            actor=story.city.lead,
            now=story.now,
            case=story.case_id,
            proposal_version=1,
            triggers=(),
            materials=(),
            counsel_needed=False,
        )


def test_points_are_kept_as_a_draft_until_the_opinion(story: Story) -> None:
    services.save_points(
        case=story.case_id,
        points={1: PointAnswer("pass"), 5: PointAnswer("problem", "缺资质证书", ("证据1",))},
    )
    services.save_points(case=story.case_id, points={5: PointAnswer("pass")})
    assert reviews_of(story.case_id)[-1].points == {1: PointAnswer("pass"), 5: PointAnswer("pass")}
    story.give_opinion()
    assert not services.save_points(case=story.case_id, points={1: PointAnswer("problem", "事后改动")})


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE review_review SET opinion_text = '改'",
        "DELETE FROM review_point",
        "UPDATE review_point SET note = '改'",
        "INSERT INTO review_point (review_id, number, state, note, cites) SELECT id, 99, 'pass', '', '[]' FROM review_review",
    ],
)
@pytest.mark.superuser
def test_an_issued_opinion_is_final(story: Story, sql: str) -> None:
    story.give_opinion()
    with pytest.raises(DatabaseError, match="不可更改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.superuser
def test_the_database_refuses_a_submitter_who_reviews(story: Story) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE review_review SET reviewer_id = submitter_id, reviewer = submitter, opinion = 'AGREE',"
            " issued_at = submitted_at"
        )


def test_who_has_issued_an_opinion_is_no_first_time_reviewer(story: Story) -> None:
    assert not has_reviewed_before(story.city.reviewer.person_id)
    story.give_opinion()
    assert has_reviewed_before(story.city.reviewer.person_id)
    assert reviews_of(story.case_id)[-1].reviewer_first_time
