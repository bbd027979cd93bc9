"""接收案件: what an agency that has ended left open goes to the agency that carries on its powers (行政诉讼法 26 VI).

So do the cases of entrusted matters whose term is over: they go back to who entrusted them and answers for them
(行政处罚法 20). What is on file stays as it is, with the names of its day. From the handover on the taker acts in its
own name; papers that were numbered and not signed are void, since nobody can sign them any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sanxiang.cases import events
from sanxiang.cases import selectors as cases
from sanxiang.cases import services as write
from sanxiang.cases.types import CaseView, Handover, LeftCase
from sanxiang.documents import selectors as documents
from sanxiang.documents.services import void_document
from sanxiang.documents.types import Status
from sanxiang.flows.shared.file import open_file
from sanxiang.flows.shared.progress import push_progress
from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, Role, local_date
from sanxiang.ledger import services as ledger
from sanxiang.powers import selectors as powers
from sanxiang.registry import delegations
from sanxiang.registry import selectors as registry
from sanxiang.registry.delegations import agency_facts
from sanxiang.registry.policies import may_take_over
from sanxiang.registry.succession import take_over_party
from sanxiang.registry.types import AgencyView
from sanxiang.rules.agencies import HandoverFacts, check_handover, check_take_back
from sanxiang.rules.verdict import Verdict

_ACT = "take_over_case"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one agency may take over of another, with the words that lie at hand."""

    body: AgencyView
    #: the last day of who gives
    until: date
    #: the document that ended it, or the agreements that are over
    basis: str
    reason: str
    open: tuple[LeftCase, ...] = ()
    ended: tuple[LeftCase, ...] = ()
    #: of entrusted matters whose term is over
    entrusted: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """One handover: who takes over from whom, and the words of it."""

    actor: Actor
    now: datetime
    body: AgencyView
    taker: AgencyView
    unit: UUID
    given: HandoverFacts


def waiting(*, actor: Actor, agency: UUID, today: date) -> Waiting:
    """The cases that this head may take over of an agency; raises NotFound for anybody else.

    All, of an agency that has ended; of an entrusted one those on items that no agreement carries any more, and,
    where none carries anything, those that have no item yet.
    """
    if actor.agency_id is None or not may_take_over(actor, agency, today):
        raise NotFound("没有这个对象")
    body = registry.get_agency(agency)
    found, ended = cases.open_cases(agency), cases.ended_cases(agency)
    before = registry.agency_ids_carried_on(actor.agency_id)
    if agency in before and body.active_to:
        reason = "机构撤销，职权由本机关继续行使"
        return Waiting(body, body.active_to, body.ended_document_no, reason, tuple(found), tuple(ended))
    givers = {actor.agency_id, *before}
    over = delegations.lapsed(givers, agency, today)
    idle = not any(today <= d.last_day for d in delegations.delegations(agency) if d.agent_id == agency)

    # each item is read once, however many cases rest on it: a head's inbox asks this at every opening
    items = {key: powers.get_power_item(key) for c in (*found, *ended) if (key := c.power_item_id)}
    back = {key for key, item in items.items() if item.agency_id in givers and item.code in over}

    def goes_back(case: LeftCase) -> bool:
        return idle if case.power_item_id is None else case.power_item_id in back

    agreements = {d.number: d.last_day for d in over.values()}
    return Waiting(
        body,
        until=max(agreements.values()),
        basis="、".join(agreements),
        reason="委托终止，由委托机关继续办理",
        open=tuple(filter(goes_back, found)),
        ended=tuple(filter(goes_back, ended)),
        entrusted=True,
    )


def waiting_for(*, actor: Actor, today: date) -> list[Waiting]:
    """What waits for this head, agency by agency, where cases are open; nothing for anybody else."""
    if actor.agency_id is None or not actor.has(Role.AGENCY_HEAD):
        return []
    agents = {d.agent_id for d in delegations.delegations(actor.agency_id)} - {actor.agency_id}
    left = [
        waiting(actor=actor, agency=agency, today=today)
        for agency in {*agents, *registry.agency_ids_carried_on(actor.agency_id)}
        if may_take_over(actor, agency, today)
    ]
    return sorted((w for w in left if w.open), key=lambda w: w.body.name)


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
    """Take over these open cases of `agency`, see `waiting`, for a unit of the actor's own; answers how many.

    `files`: those that have ended too, since who carries on the powers answers for the old decisions (行政诉讼法 26 VI)
    and takes them down when they are annulled (行政处罚法 48). All or none. The unit assigns handlers anew; clocks run
    on. Raises NotFound, Refused, InvalidInput.
    """
    today = local_date(now)
    left = waiting(actor=actor, agency=agency, today=today)
    chosen = dict.fromkeys((*wanted, *((c.id for c in left.ended) if files else ())))
    if not chosen:
        raise InvalidInput(("cases", "请至少选一件案件"))
    if not chosen.keys() <= {c.id for c in (*left.open, *left.ended)}:
        raise NotFound("没有这件待接收的案件")
    with transaction.atomic():
        assert actor.agency_id
        taker = registry.get_agency(actor.agency_id)
        if unit not in {u.id for u in registry.units(taker.id)}:
            raise InvalidInput(("unit", "请选择本机关的承办机构"))
        Refused.unless(_verdict(left, taker, given, today))
        taking = Taking(actor, now, left.body, taker, unit, given)
        for case in chosen:
            _take(taking, write.lock_left_case(agency=agency, case=case))
    return len(chosen)


def _verdict(left: Waiting, taker: AgencyView, given: HandoverFacts, today: date) -> Verdict:
    sides = agency_facts(left.body), agency_facts(taker)
    if left.entrusted:
        return check_take_back(*sides, left.until, given, today)
    return check_handover(*sides, given, today)


def _take(t: Taking, case: CaseView) -> None:
    party = (
        take_over_party(actor=t.actor, now=t.now, party=case.party_id, left_by=t.body.id, agency=t.taker.id)
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
