"""法制审核目录: versions of the triggers, common or of one agency; a case keeps the version it was judged by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.powers import checks, events
from sanxiang.powers.models import PowerItem, ReviewRule
from sanxiang.powers.services.shared import ONE_DAY, record, require_owner
from sanxiang.rules.approval import check_approver
from sanxiang.rules.review import DEFAULT_TRIGGERS, ReviewTrigger, act_kind_of

Status = ReviewRule.Status


def draft_review_rule(
    *, actor: Actor, now: datetime, trigger: ReviewTrigger, effective_from: date, agency: UUID | None = None,
    act_kind: str = PowerItem.Kind.PENALTY, filed_no: str = "",
) -> UUID:  # fmt: skip
    """Draft the next version of a trigger: an agency's own, or (agency None) the common one. Raises InvalidInput."""
    with transaction.atomic():
        earlier = ReviewRule.objects.filter(agency=agency, code=trigger.code)
        if earlier.filter(status=Status.DRAFT).exists():
            raise InvalidInput(("code", f"{trigger.code}已有一份草稿，请先审定或者撤回那一份"))
        version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
        rule = _rule(trigger, agency, act_kind, effective_from, version, filed_no)
        rule.status = Status.DRAFT
        rule.entered_by, rule.entered_by_id = actor.name, actor.person_id
        InvalidInput.if_any([*column_problems(rule), *checks.review_rule_problems(rule)])
        rule.save(force_insert=True)
        record(actor, now, events.REVIEW_RULE_DRAFTED, rule.pk, _named(rule))
    return rule.pk


def approve_review_rule(*, actor: Actor, now: datetime, rule: UUID) -> None:
    """审定 by another person: it runs from its day on, which is not past; the version before ends the day before.

    A case keeps the version it was judged by. Raises NotFound, Refused, InvalidInput.
    """
    today = local_date(now)
    with transaction.atomic():
        row = _draft(rule)
        Refused.unless(check_approver({row.entered_by_id}, actor.person_id))
        if row.agency_id:
            require_owner(row.agency_id, row.effective_from, today)
        before = ReviewRule.objects.select_for_update().filter(
            agency=row.agency_id, code=row.code, act_kind=row.act_kind, status=Status.IN_FORCE
        )
        running = before.filter(effective_to__isnull=True).order_by("pk").first()
        InvalidInput.if_any(_start_problems(row, running, today))
        if running:
            running.effective_to = row.effective_from - ONE_DAY
            running.save(update_fields=["effective_to"])
        row.status = Status.IN_FORCE
        row.approved_by, row.approved_by_id, row.approved_on = actor.name, actor.person_id, today
        row.save()
        record(actor, now, events.REVIEW_RULE_SET, row.pk, _named(row))


def discard_review_rule(*, actor: Actor, now: datetime, rule: UUID) -> None:
    """撤回草稿. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _draft(rule)
        row.status = Status.DISCARDED
        row.save(update_fields=["status"])
        record(actor, now, events.REVIEW_RULE_DISCARDED, row.pk, _named(row))


def seed_review_rules(*, actor: Actor, now: datetime, effective_from: date) -> int:
    """Load the common triggers T1–T13 (law annex 4.1) that are missing; answers how many.

    Amounts of T6 and T7 are one city's; T10 (all ordinary penalties) is listed but switched off.
    """
    with transaction.atomic():
        there = set(ReviewRule.objects.filter(agency=None).values_list("code", flat=True))
        rules = [
            _rule(t, None, act_kind_of(t.code), effective_from, 1, "")
            for t in DEFAULT_TRIGGERS
            if t.code not in there
        ]
        for rule in rules:
            InvalidInput.if_any([*column_problems(rule), *checks.review_rule_problems(rule)])
            rule.status, rule.entered_by, rule.approved_on = Status.IN_FORCE, actor.name, local_date(now)
        ReviewRule.objects.bulk_create(rules)
        if rules:
            codes = [rule.code for rule in rules]
            record(actor, now, events.REVIEW_RULES_SEEDED, rules[0].pk, {"count": len(rules), "codes": codes})
    return len(rules)


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


def _draft(rule: UUID) -> ReviewRule:
    row = ReviewRule.objects.select_for_update().filter(pk=rule).order_by("pk").first()
    if row is None:
        raise NotFound("没有这一行法制审核目录")
    if row.status != Status.DRAFT:
        raise InvalidInput(("status", f"只有草稿可以办理，这一行现在是“{row.get_status_display()}”"))
    return row


def _start_problems(row: ReviewRule, running: ReviewRule | None, today: date) -> Iterator[tuple[str, str]]:
    """It does not reach back: what was decided before was judged by the list of its day."""
    if row.effective_from < today:
        yield "effective_from", f"审核目录不能溯及以前，生效日期最早是审定的日期{today}"
    elif running and row.effective_from <= running.effective_from:
        yield "effective_from", f"应当晚于现行版本的生效日期{running.effective_from}"


def _named(rule: ReviewRule) -> dict[str, Any]:
    return {"code": rule.code, "title": rule.title, "version": rule.version}
