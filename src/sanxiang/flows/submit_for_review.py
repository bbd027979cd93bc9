"""提交法制审核: a major decision may not be made unreviewed (行政处罚法 58; 国办发〔2018〕118号（十一）至（十四）)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.flows.shared.act import Acting, acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.review import services as review
from sanxiang.review.types import TriggerView
from sanxiang.rules.facts import ReviewFacts
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.review import triggers_fired


def submit_for_review(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    materials: tuple[str, ...] = (),
    counsel_needed: bool = False,
    key: str = "",
) -> Done:
    """Open the next round; the triggers that fire are kept with what they read. Starts PEN.REVIEW.

    `materials`: codes of rules.review.MATERIALS handed in beside what the file holds. Raises Refused or NotFound.
    """
    with acting(Act.SUBMIT_FOR_REVIEW, actor=actor, now=now, case=case, key=key) as act:
        proposal = act.file.course.proposal
        version = proposal.version if proposal else 0
        act.require(
            review=ReviewFacts(
                submitted_on=act.today,
                submitter_id=actor.person_id,
                materials=frozenset(materials),
                proposal_version=version,
                round=len(act.file.reviews) + 1,
                counsel_needed=counsel_needed,
            )
        )
        opened = review.open_review(
            actor=actor,
            now=now,
            case=act.case.id,
            proposal_version=version,
            triggers=_fired(act),
            materials=materials,
            counsel_needed=counsel_needed,
        )
        act.finish(subject=opened.id, round=opened.round)
    return act.done


def _fired(act: Acting) -> list[TriggerView]:
    """The triggers that apply, with the version of their rule and what they read."""
    rules = {rule.code: rule for rule in act.file.review_rules}
    return [
        TriggerView(
            code=t.trigger.code,
            title=t.trigger.title,
            basis="、".join(map(str, t.trigger.basis)),
            inputs=t.sentence,
            rule_id=str(rules[t.trigger.code].id),
            rule_version=rules[t.trigger.code].version,
        )
        for t in triggers_fired(act.file.triggers, act.facts, act.case.procedure)
    ]
