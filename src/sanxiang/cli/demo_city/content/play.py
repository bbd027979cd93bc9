"""演出: one tale on stage, with the people whose acts it needs and the clock on the wall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sanxiang.cli.demo_city.city import City
from sanxiang.cli.demo_city.content.tales import Tale
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.issue_document import issue_document
from sanxiang.flows.sign_document import sign_document
from sanxiang.kernel import Actor

MINUTE = timedelta(minutes=1)


@dataclass
class Play:
    """A tale on stage: the people, the clock on the wall and the case it has become."""

    city: City
    tale: Tale
    act_on: date
    region: str
    lead: Actor
    partner: Actor
    unit_head: Actor
    head: Actor
    reviewer: Actor | None
    disclosers: tuple[Actor, ...]
    now: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))
    case: UUID = field(default_factory=lambda: UUID(int=0))

    def do(self, act: Callable[..., Any], actor: Actor, **own: Any) -> Any:
        """Do an act in this case, a minute after the last."""
        self.now += MINUTE
        return act(actor=actor, now=self.now, case=self.case, **own)

    def paper(self, code: str, signer: Actor, *, drafter: Actor | None = None, **data: Any) -> None:
        """Draft a document, issue and sign it."""
        made = self.do(draft_document, drafter or self.lead, code=code, data=data)
        self.do(issue_document, signer, document=made.subject)
        self.do(sign_document, signer, document=made.subject)

    def sheet(self, code: str, officer: str, unit: str) -> None:
        """An approval sheet with the opinions of the officer and of the unit's head."""
        drafter = self.lead if self.lead.officer_id != self.unit_head.officer_id else self.partner
        self.do(draft_document, drafter, code=code, opinion=officer)
        self.do(draft_document, self.unit_head, code=code, opinion=unit)
