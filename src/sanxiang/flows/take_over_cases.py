"""接收案件: what an agency that has ended left open goes to the agency that carries on its powers (行政诉讼法 26 VI).

What is on file stays as it is, with the names of its day. From the handover on the successor acts in its own name;
papers that were numbered and not signed are void, since nobody can sign them any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sanxiang.cases import events
from sanxiang.cases import selectors as cases
from sanxiang.cases import services as write
from sanxiang.cases.types import CaseView, Handover, OpenCase
from sanxiang.documents import selectors as documents
from sanxiang.documents.services import void_document
from sanxiang.documents.types import Status
from sanxiang.flows.shared.file import open_file
from sanxiang.flows.shared.progress import push_progress
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.ledger import services as ledger
from sanxiang.registry import selectors as registry
from sanxiang.registry.delegations import agency_facts
from sanxiang.registry.policies import may_take_over
from sanxiang.registry.succession import take_over_party
from sanxiang.registry.types import AgencyView
from sanxiang.rules.agencies import HandoverFacts, check_handover

_ACT = "take_over_case"


@dataclass(frozen=True, slots=True)
class Taking:
    """One handover: who takes over from whom, and the words of it."""

    actor: Actor
    now: datetime
    body: AgencyView
    taker: AgencyView
    unit: UUID
    given: HandoverFacts


def waiting_cases(*, actor: Actor, agency: UUID) -> list[OpenCase]:
    """The open cases of an ended agency that this head may take over; raises NotFound for anybody else."""
    if not may_take_over(actor, agency):
        raise NotFound("没有这个对象")
    return cases.open_cases(agency)


def waiting_files(*, actor: Actor, agency: UUID) -> int:
    """How many cases that have ended wait to be taken over with their files; as `waiting_cases`."""
    if not may_take_over(actor, agency):
        raise NotFound("没有这个对象")
    return len(cases.ended_cases(agency))


def take_over_cases(
    *,
    actor: Actor,
    now: datetime,
    agency: UUID,
    wanted: Sequence[UUID],
    unit: UUID,
    given: HandoverFacts,
    files: bool = False,
) -> int:
    """Take over these open cases of an ended `agency` for a unit of the actor's own; answers how many.

    `files`: those that have ended too, since who carries on the powers answers for the old decisions (行政诉讼法 26 VI)
    and takes them down when they are annulled (行政处罚法 48). All or none. The unit assigns handlers anew; clocks run
    on. Raises NotFound, Refused, InvalidInput.
    """
    if actor.agency_id is None or not may_take_over(actor, agency):
        raise NotFound("没有这个对象")
    chosen = dict.fromkeys((*wanted, *(cases.ended_cases(agency) if files else ())))
    if not chosen:
        raise InvalidInput(("cases", "请至少选一件案件"))
    with transaction.atomic():
        body, taker = registry.get_agency(agency), registry.get_agency(actor.agency_id)
        if unit not in {u.id for u in registry.units(taker.id)}:
            raise InvalidInput(("unit", "请选择本机关的承办机构"))
        Refused.unless(check_handover(agency_facts(body), agency_facts(taker), given, local_date(now)))
        taking = Taking(actor, now, body, taker, unit, given)
        for case in chosen:
            _take(taking, write.lock_left_case(agency=agency, case=case))
    return len(chosen)


def _take(t: Taking, case: CaseView) -> None:
    party = (
        take_over_party(actor=t.actor, now=t.now, party=case.party_id, agency=t.taker.id)
        if case.party_id
        else None
    )
    for paper in documents.documents_of_case(case.id):
        if paper.status is Status.ISSUED:
            reason = f"案件移交{t.taker.name}，由其重新制发"
            void_document(actor=t.actor, now=t.now, document_id=paper.id, reason=reason)
    held = write.hand_over_case(now=t.now, case=case, agency=t.taker.id, unit=t.unit, party=party)
    row = Handover(
        from_agency=t.body.id,
        from_name=t.body.name,
        to_agency=t.taker.id,
        to_name=t.taker.name,
        handed_on=t.given.on,
        basis=t.given.basis.strip(),
        reason=t.given.reason.strip(),
    )
    write.write_course(actor=t.actor, now=t.now, case=case.id, row=row)
    _record(t, held)
    file = open_file(actor=t.actor, case=held, today=local_date(t.now))
    push_progress(actor=t.actor, now=t.now, file=file)


def _record(t: Taking, case: CaseView) -> None:
    words = {
        "from_name": t.body.name,
        "to": t.taker.name,
        "basis": t.given.basis.strip(),
        "reason": t.given.reason.strip(),
        "on": str(t.given.on),
    }
    entry = ledger.append(
        kind=f"case.{_ACT}", subject=case.id, case=case.id, actor=t.actor, at=t.now, payload=words
    )
    write.add_event(
        actor=t.actor,
        now=t.now,
        case=case.id,
        act=_ACT,
        key="",
        from_state=case.state,
        to_state=case.state,
        summary=events.summary(_ACT, actor=t.actor.name, **words),
        payload=words,
        subject=case.id,
        ledger_entry=entry.id,
    )
