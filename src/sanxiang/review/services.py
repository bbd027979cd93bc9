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


def issue_opinion(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    points: Mapping[int, PointAnswer],
    opinion: str,
    text: str,
    counsel_opinion: str,
    qualified: bool,
    first_time: bool,
) -> ReviewView:
    """Answer every point, sign the opinion, end the round; NotFound if none is open."""
    save_points(case=case, points=points)
    row = Review.objects.get(case_id=case, issued_at__isnull=True)
    row.opinion = opinion
    row.opinion_text = text
    row.counsel_opinion = counsel_opinion
    row.reviewer = actor.name
    row.reviewer_id = actor.person_id
    row.reviewer_qualified = qualified
    row.reviewer_first_time = first_time
    row.issued_at = now
    row.save()
    return review_view(row)
