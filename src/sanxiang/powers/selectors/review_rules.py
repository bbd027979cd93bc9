"""法制审核目录: the rows of an agency and the common ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from sanxiang.powers.models import PowerItem, ReviewRule
from sanxiang.powers.selectors.shared import the_one
from sanxiang.powers.types import (
    ReviewRuleView,
)
from sanxiang.rules.citations import kept_basis
from sanxiang.rules.review import ReviewTrigger


def rules_naming(titles: Sequence[str], on: date) -> list[ReviewRuleView]:
    """Review rules in force on the day or later whose basis names one of the laws."""
    names = set(titles)
    found = ReviewRule.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=on), enabled=True, status="in_force"
    )
    return [_rule(r) for r in found if names & {law for law, _ in r.basis}]


def review_rules(agency: UUID, on: date, act_kind: str = PowerItem.Kind.PENALTY) -> list[ReviewRuleView]:
    """The review list of an agency on a day: its own row where it has one, else the common row of that code."""
    found = ReviewRule.objects.filter(Q(agency=agency) | Q(agency=None), act_kind=act_kind, status="in_force")
    found = found.filter(effective_from__lte=on).filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=on)
    )
    chosen: dict[str, ReviewRule] = {}
    for rule in found.order_by("version"):
        held = chosen.get(rule.code)
        if held is None or held.agency_id is None or rule.agency_id is not None:
            chosen[rule.code] = rule
    return [_rule(r) for r in sorted(chosen.values(), key=lambda r: int(r.code[1:]))]


def amounts_by_default(agency: UUID, on: date) -> list[ReviewRuleView]:
    """The rows that fire for the agency by amounts which it has not set itself."""
    return [
        rule
        for rule in review_rules(agency, on, PowerItem.Kind.PENALTY)
        if rule.enabled and rule.amount_by_default
    ]


def get_review_rule(rule: UUID) -> ReviewRuleView:
    """Any version; raises NotFound."""
    return _rule(the_one(ReviewRule.objects.filter(pk=rule)))


def review_rule_versions(agency: UUID | None, act_kind: str = "") -> list[ReviewRuleView]:
    """Every version and draft of an agency's own rows, or (None) of the common ones, the newest first."""
    found = ReviewRule.objects.filter(agency=agency).exclude(status=ReviewRule.Status.DISCARDED)
    if act_kind:
        found = found.filter(act_kind=act_kind)
    return [_rule(r) for r in found.order_by("code", "-version")]


def review_triggers(
    agency: UUID, on: date, act_kind: str = PowerItem.Kind.PENALTY
) -> tuple[ReviewTrigger, ...]:
    """The review list as `rules.review.triggers_fired` takes it (行政处罚法第五十八条)."""
    return tuple(to_trigger(rule) for rule in review_rules(agency, on, act_kind))


def to_trigger(rule: ReviewRuleView) -> ReviewTrigger:
    """A row of the review list as a trigger."""
    basis = tuple(kept_basis(law, place) for law, place in rule.basis)
    return ReviewTrigger(rule.code, rule.title, rule.condition, basis, rule.flag, enabled=rule.enabled)


def _rule(r: ReviewRule) -> ReviewRuleView:
    return ReviewRuleView(
        id=r.pk, code=r.code, title=r.title, act_kind=r.act_kind, condition=r.condition,
        basis=tuple((law, place) for law, place in r.basis), flag=r.flag, enabled=r.enabled, version=r.version,
        filed_no=r.filed_no, effective_from=r.effective_from, own=r.agency_id is not None, agency_id=r.agency_id,
        status=r.status, effective_to=r.effective_to, entered_by=r.entered_by, approved_by=r.approved_by,
        approved_on=r.approved_on,
    )  # fmt: skip
