"""读取法制审核."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sanxiang.review.models import Review
from sanxiang.review.types import PointAnswer, ReviewView, trigger_from


def reviews_of(case: UUID) -> tuple[ReviewView, ...]:
    """All rounds of a case, the first one first."""
    return tuple(review_view(r) for r in Review.objects.filter(case_id=case).prefetch_related("points"))


def open_reviews(cases: Iterable[UUID]) -> Mapping[UUID, ReviewView]:
    """The open round of each of these cases, if it has one."""
    rows = Review.objects.filter(case_id__in=list(cases), issued_at__isnull=True).prefetch_related("points")
    return {row.case_id: review_view(row) for row in rows}


def has_reviewed_before(person_id: str) -> bool:
    """Whether this person has ever issued an opinion: a first-time reviewer must be qualified (58 第二款)."""
    return Review.objects.filter(reviewer_id=person_id, issued_at__isnull=False).exists()


def review_view(row: Review) -> ReviewView:
    """The view of one round."""
    return ReviewView(
        id=row.id,
        case_id=row.case_id,
        round=row.round,
        proposal_version=row.proposal_version,
        triggers=tuple(trigger_from(t) for t in row.triggers),
        materials=tuple(row.materials),
        submitted_at=row.submitted_at,
        submitter=row.submitter,
        submitter_id=row.submitter_id,
        points={p.number: PointAnswer(p.state, p.note, tuple(p.cites)) for p in row.points.all()},
        opinion=row.opinion,
        opinion_text=row.opinion_text,
        counsel_needed=row.counsel_needed,
        counsel_opinion=row.counsel_opinion,
        reviewer=row.reviewer,
        reviewer_id=row.reviewer_id,
        reviewer_qualified=row.reviewer_qualified,
        reviewer_first_time=row.reviewer_first_time,
        issued_at=row.issued_at,
    )
