"""送达: on the spot, or within seven working days in a way the law knows, with its proof (行政处罚法 61)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sanxiang.flows.shared.act import acting
from sanxiang.flows.shared.serving import receipt, service_news, service_of
from sanxiang.flows.shared.types import Done, ServiceInput
from sanxiang.kernel import Actor, NotFound
from sanxiang.rules.guards.decision import DECISION_DOCUMENTS
from sanxiang.rules.guards.execution import effective_on
from sanxiang.rules.procedures.acts import Act


def serve_document(
    *, actor: Actor, now: datetime, case: UUID, document: UUID, service: ServiceInput, key: str = ""
) -> Done:
    """Record one service with its 送达回证 (D31); serving the decision starts the fifteen days to pay (67).

    A document of another case is not found (N60). Raises Refused or NotFound.
    """
    with acting(Act.SERVE_DOCUMENT, actor=actor, now=now, case=case, key=key) as act:
        paper = act.file.document_by_id(document)
        if paper is None:
            raise NotFound("本案没有这份文书")
        row = service_of(act.file, paper, service, code=paper.code)
        facts = service_news(row, paper)
        act.require(service=facts)
        subject = act.write(row)
        receipt(act, paper, service)
        effective = effective_on(facts, act.file.calendar)
        # a second service of the decision is on file and moves no date: the first one stands
        decision = paper.code in DECISION_DOCUMENTS.values() and act.case.served_on is None
        if decision:
            act.change(served_on=effective)
        act.finish(
            subject=subject,
            on=effective,
            without=_idle(decision=decision, fined=bool(act.facts.decision and act.facts.decision.fine)),
            title=paper.title,
            mode=facts.mode.label,
            recipient=service.recipient,
        )
    return act.done


def _idle(*, decision: bool, fined: bool) -> tuple[str, ...]:
    """Periods that this service does not move: only the decision is due, only a fine is to be paid."""
    if not decision:
        return ("PEN.SERVE", "PEN.PAY")
    return () if fined else ("PEN.PAY",)
