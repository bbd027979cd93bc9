"""审核台: the case beside the points, each with what the system can check itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sanxiang.flows.reading.page import case_page
from sanxiang.flows.reading.types import CasePage, ReviewPage, ReviewPoint
from sanxiang.flows.shared.facts import review_facts
from sanxiang.kernel import Actor, NotFound
from sanxiang.registry import selectors as registry
from sanxiang.review.selectors import has_reviewed_before
from sanxiang.review.types import ReviewView
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards import GUARDS
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.review import CHECKLIST, check_opinion
from sanxiang.rules.terms import OpinionType
from sanxiang.rules.verdict import Reason, Verdict

#: point of the checklist → the guards that say what the system finds on it
_CHECKS: dict[int, tuple[str, ...]] = {
    1: ("item_published",),
    2: ("two_officers", "no_conflict"),
    3: ("notice_given", "reply_heard", "hearing_held", "no_heavier"),
    4: ("investigated", "proposal_complete"),
    5: ("evidence_verified",),
    6: ("item_published",),
    7: ("within_discretion",),
    8: ("filing_standard",),
    11: ("within_limitation", "party_identified", "responsible_party"),
}
#: faults of the opinion that concern the person, and those that bar 同意
_PERSONAL = ("review.conflict", "review.qualification", "review.reviewer")


def review_page(*, actor: Actor, case: UUID, now: datetime) -> ReviewPage:
    """The open round of the case, else the last; NotFound if there was none or the case is out of scope."""
    page = case_page(actor=actor, case=case, now=now)
    if not page.file.reviews:
        raise NotFound("本案没有送过法制审核")
    review = page.file.reviews[-1]
    reasons = check_opinion(_as_agreed(page, review, actor)).reasons
    return ReviewPage(
        page=page,
        review=review,
        points=tuple(
            ReviewPoint(n, title, review.points.get(n), _found(n, page.facts))
            for n, title in CHECKLIST.items()
        ),
        reviewer=page_verdict(page, reasons),
        agree=Verdict(tuple(r for r in reasons if r.code not in _PERSONAL)),
    )


def page_verdict(page: CasePage, reasons: tuple[Reason, ...]) -> Verdict:
    """May this person give the opinion: by role, and by having had no hand in the case."""
    act = page.act(Act.GIVE_OPINION)
    personal = act.personal.reasons if act else ()
    return Verdict((*personal, *(r for r in reasons if r.code in _PERSONAL)))


def _as_agreed(page: CasePage, review: ReviewView, actor: Actor) -> CaseFacts:
    """The facts as if this person gave 同意 on the answers so far."""
    qualified = bool(actor.officer_id and registry.get_officer(actor.officer_id).legally_qualified)
    given = replace(
        review_facts(review),
        reviewer_id=review.reviewer_id or actor.person_id,
        reviewer_qualified=qualified,
        reviewer_first_time=not has_reviewed_before(actor.person_id),
        opinion=OpinionType.AGREE,
    )
    return replace(page.facts, review=given)


def _found(point: int, facts: CaseFacts) -> tuple[Reason, ...] | None:
    guards = _CHECKS.get(point)
    return tuple(r for name in guards for r in GUARDS[name](facts)) if guards else None
