"""写入法制审核."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sanxiang.kernel import Actor, NotFound
from sanxiang.review.models import Point, Review
from sanxiang.review.selectors import review_view
from sanxiang.review.types import PointAnswer, ReviewView, TriggerView

#: what the opinion brings to an open round
_ISSUED = (
    "opinion",
    "opinion_text",
    "counsel_opinion",
    "reviewer",
    "reviewer_id",
    "reviewer_qualified",
    "reviewer_first_time",
    "issued_at",
)


def open_review(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    proposal_version: int,
    triggers: Iterable[TriggerView],
    materials: Iterable[str],
    counsel_needed: bool,
) -> ReviewView:
    """Begin the next round; the database refuses a second open one."""
    row = Review.objects.create(
        case_id=case,
        round=Review.objects.filter(case_id=case).count() + 1,
        proposal_version=proposal_version,
        triggers=[asdict(trigger) for trigger in triggers],
        materials=sorted(materials),
        submitted_at=now,
        submitter=actor.name,
        submitter_id=actor.person_id,
        counsel_needed=counsel_needed,
    )
    return review_view(row)


def save_points(*, case: UUID, points: Mapping[int, PointAnswer]) -> None:
    """Keep answers of the open round as a draft; NotFound if no round is open."""
    row = Review.objects.filter(case_id=case, issued_at__isnull=True).first()
    if row is None:
        raise NotFound("没有正在进行的法制审核")
    for number, answer in points.items():
        values = {"state": answer.state, "note": answer.note, "cites": list(answer.cites)}
        Point.objects.update_or_create(review=row, number=number, defaults=values)


def issue_opinion(*, answered: ReviewView) -> ReviewView:
    """Keep the answered round as it is and end it; NotFound if it is not open any more."""
    save_points(case=answered.case_id, points=answered.points)
    row = Review.objects.get(case_id=answered.case_id, issued_at__isnull=True)
    for name in _ISSUED:
        setattr(row, name, getattr(answered, name))
    row.save()
    return review_view(row)
