"""出具法制审核意见: every point answered, one opinion, by somebody who had no hand in the case (行政处罚法 58)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.facts import review_facts
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.registry import selectors as registry
from sanxiang.review import services as review
from sanxiang.review.selectors import has_reviewed_before
from sanxiang.review.types import PointAnswer, ReviewView
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.terms import OpinionType


def give_opinion(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    points: Mapping[int, PointAnswer],
    opinion: str,
    text: str = "",
    counsel_opinion: str = "",
    key: str = "",
) -> Done:
    """Issue the opinion as D18; 同意 lets the case go on, anything else sends it back to the office.

    `opinion`: a rules.terms.OpinionType. Raises Refused or NotFound.
    """
    with acting(Act.GIVE_OPINION, actor=actor, now=now, case=case, key=key) as act:
        opened = next((r for r in reversed(act.file.reviews) if r.is_open), None)
        if opened is None:
            act.require(review=None)
            raise LookupError("the rules let an opinion pass without a round")
        answered = replace(
            _reviewed_by(opened, actor),
            points=points,
            opinion=opinion,
            opinion_text=text,
            counsel_opinion=counsel_opinion,
            issued_at=now,
        )
        act.file = replace(act.file, reviews=(*act.file.reviews[:-1], answered))
        papers, lacking = sheets.as_signed(act, "D18", made_here=True)
        act.require(lacking, review=review_facts(answered), documents=papers)
        issued = review.issue_opinion(answered=answered)
        sheets.make(act, "D18", {})
        act.finish(subject=issued.id, opinion=OpinionType(opinion).label, round=issued.round)
    return act.done


def _reviewed_by(opened: ReviewView, actor: Actor) -> ReviewView:
    """The round with who reviews it: a first-time reviewer must be legally qualified (58 第二款)."""
    return replace(
        opened,
        reviewer=actor.name,
        reviewer_id=actor.person_id,
        reviewer_qualified=bool(
            actor.officer_id and registry.get_officer(actor.officer_id).legally_qualified
        ),
        reviewer_first_time=not has_reviewed_before(actor.person_id),
    )
