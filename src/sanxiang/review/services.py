"""写入法制审核."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

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


@transaction.atomic
def save_points(*, case: UUID, points: Mapping[int, PointAnswer]) -> bool:
    """Keep answers of the open round as a draft; False if its opinion came first, which leaves it as it is."""
    row = _open_round(case)
    if row is not None:
        _answer(row, points)
    return row is not None


@transaction.atomic
def issue_opinion(*, answered: ReviewView) -> ReviewView:
    """Keep the answered round as it is and end it; NotFound if it is not open any more."""
    row = _open_round(answered.case_id)
    if row is None:
        raise NotFound("没有正在进行的法制审核")
    _answer(row, answered.points)
    for name in _ISSUED:
        setattr(row, name, getattr(answered, name))
    row.save()
    return review_view(row)


def _open_round(case: UUID) -> Review | None:
    """The round without an opinion, held against whoever issues one meanwhile."""
    rounds = Review.objects.select_for_update().order_by("round")
    return rounds.filter(case_id=case, issued_at__isnull=True).first()


def _answer(row: Review, points: Mapping[int, PointAnswer]) -> None:
    for number, answer in points.items():
        values = {"state": answer.state, "note": answer.note, "cites": list(answer.cites)}
        Point.objects.update_or_create(review=row, number=number, defaults=values)
