"""法制审核目录: versions of the triggers, common or of one agency; a case keeps the version it was judged by."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sanxiang.kernel import Actor, InvalidInput
from sanxiang.kernel.columns import column_problems
from sanxiang.powers import checks, events
from sanxiang.powers.models import PowerItem, ReviewRule
from sanxiang.powers.services.shared import ONE_DAY, record
from sanxiang.rules.review import DEFAULT_TRIGGERS, ReviewTrigger


def set_review_rule(
    *, actor: Actor, now: datetime, trigger: ReviewTrigger, effective_from: date, agency: UUID | None = None,
    act_kind: str = PowerItem.Kind.PENALTY, filed_no: str = "",
) -> UUID:  # fmt: skip
    """Put a new version of a trigger into the review list: an agency's own, or (agency None) the common one.

    A case keeps the version it was judged by. Raises InvalidInput.
    """
    with transaction.atomic():
        earlier = ReviewRule.objects.filter(agency=agency, code=trigger.code)
        version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
        rule = _rule(trigger, agency, act_kind, effective_from, version, filed_no)
        InvalidInput.if_any([*column_problems(rule), *checks.review_rule_problems(rule)])
        earlier.filter(effective_to__isnull=True).update(effective_to=effective_from - ONE_DAY)
        rule.save(force_insert=True)
        payload = {"code": trigger.code, "title": trigger.title, "version": version}
        record(actor, now, events.REVIEW_RULE_SET, rule.pk, payload)
    return rule.pk


def seed_review_rules(*, actor: Actor, now: datetime, effective_from: date) -> int:
    """Load the common triggers T1–T13 (law annex 4.1) that are missing; answers how many.

    Amounts of T6 and T7 are one city's; T10 (all ordinary penalties) is listed but switched off.
    """
    with transaction.atomic():
        there = set(ReviewRule.objects.filter(agency=None).values_list("code", flat=True))
        rules = [
            _rule(t, None, _ACT_KINDS.get(t.code, PowerItem.Kind.PENALTY), effective_from, 1, "")
            for t in DEFAULT_TRIGGERS
            if t.code not in there
        ]
        for rule in rules:
            InvalidInput.if_any([*column_problems(rule), *checks.review_rule_problems(rule)])
        ReviewRule.objects.bulk_create(rules)
        if rules:
            codes = [rule.code for rule in rules]
            record(actor, now, events.REVIEW_RULES_SEEDED, rules[0].pk, {"count": len(rules), "codes": codes})
    return len(rules)


#: triggers that are about another kind of act than a penalty
_ACT_KINDS = {"T11": PowerItem.Kind.LICENCE, "T12": PowerItem.Kind.COERCION}


def _rule(
    trigger: ReviewTrigger,
    agency: UUID | None,
    act_kind: str,
    effective_from: date,
    version: int,
    filed_no: str,
) -> ReviewRule:
    return ReviewRule(
        agency_id=agency, code=trigger.code, title=trigger.title, act_kind=act_kind,
        condition=dict(trigger.condition), basis=[[b.law, b.place] for b in trigger.basis], flag=trigger.flag,
        enabled=trigger.enabled, version=version, filed_no=filed_no, effective_from=effective_from,
    )  # fmt: skip
