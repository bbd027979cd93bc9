"""Power items as they come into force: drafted, submitted and approved, by three people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from sanxiang.kernel import Actor
from sanxiang.powers import services
from sanxiang.rules.review import ReviewTrigger

_PEOPLE = UUID("6f1c1c9e-6a0e-4c8e-9d0b-2f6f6a1c7f10")


def somebody(name: str) -> Actor:
    """A person who is nobody else."""
    return Actor(name, account_id=uuid5(_PEOPLE, name))


ENTERS, CHECKS, APPROVES = somebody("钱录"), somebody("孙核"), somebody("李审")


def item_in_force(*, now: datetime, approval_no: str = "", **fields: Any) -> UUID:
    """A version that is in force from its date on; raises InvalidInput as the three acts do."""
    item = services.draft_item(actor=ENTERS, now=now, **fields)
    approve(item, now=now, approval_no=approval_no)
    return item


def approve(item: UUID, *, now: datetime, approval_no: str = "") -> None:
    """Submit a draft and approve it."""
    services.submit_item(actor=CHECKS, now=now, item=item)
    services.approve_item(actor=APPROVES, now=now, item=item, approval_no=approval_no)


def abolish(item: UUID, *, now: datetime, until: date) -> None:
    """Ask for the end of an item, and approve it."""
    services.ask_abolition(actor=CHECKS, now=now, item=item, until=until, reason="依据的条例已经废止")
    services.abolish_item(actor=APPROVES, now=now, item=item)


def review_rule_in_force(*, now: datetime, trigger: ReviewTrigger, **fields: Any) -> UUID:
    """A row of the review list, drafted and approved."""
    rule = services.draft_review_rule(actor=ENTERS, now=now, trigger=trigger, **fields)
    services.approve_review_rule(actor=APPROVES, now=now, rule=rule)
    return rule
