"""作出决定: the head decides on what was proposed, notified, heard and, where it must be, reviewed (行政处罚法 57–60)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from sanxiang.cases.types import Approval, Decision, Proposal
from sanxiang.disclosure.services import open_publication
from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.act import Acting, acting
from sanxiang.flows.shared.types import Done
from sanxiang.kernel import Actor
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.facts import ApprovalFacts, DecisionFacts
from sanxiang.rules.guards.decision import DECISION_DOCUMENTS
from sanxiang.rules.periods import compute
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.terms import Outcome, PenaltyKind


def decide_case(
    *, actor: Actor, now: datetime, case: UUID, opinion: str, approve_departure: bool = False, key: str = ""
) -> Done:
    """Decide as proposed; numbers and signs the decision document if that has not been done.

    `approve_departure`: the head agrees that the benchmark is departed from, for the reason in the proposal.
    Enters the decision into the public account of decisions, due in seven working days. Raises Refused with
    everything that is missing, InvalidInput without an opinion, or NotFound.
    """
    try:
        return _decide(actor, now, case, opinion, key, consent=approve_departure)
    except IntegrityError:
        # another case of the party was decided at the same moment: now the rules see its fine (29) and say so
        return _decide(actor, now, case, opinion, key, consent=approve_departure)


def _decide(actor: Actor, now: datetime, case: UUID, opinion: str, key: str, *, consent: bool) -> Done:
    with acting(Act.DECIDE_CASE, actor=actor, now=now, case=case, key=key) as act:
        proposal = _proposal(act)
        code = DECISION_DOCUMENTS[Outcome(proposal.outcome)]
        draft = act.file.document(code)
        drafter = draft.drafter_id if draft else ""
        papers, lacking = sheets.as_signed(act, code)
        approval = sheets.approved(act, drafter, opinion)
        act.require(
            lacking + sheets.up_to_date(act.file, code),
            decision=replace(_decision_facts(act, proposal, approval), departure_approved=consent),
            documents=papers,
        )
        signed = sheets.complete(act, code)
        act.write(
            Approval(
                act=act.name,
                drafter=signed.drafted_by,
                drafter_id=drafter,
                opinion=_said(opinion, proposal, consent=consent),
                approved_on=act.today,
            )
        )
        decision = act.write(
            Decision(
                outcome=proposal.outcome,
                kinds=proposal.kinds,
                fine=proposal.fine,
                confiscated=proposal.confiscated,
                decided_on=act.today,
                document=signed.id,
                number=signed.number,
                proposal_version=proposal.version,
            )
        )
        _owe_publication(act)
        act.change(decided_on=act.today)
        act.finish(subject=decision, number=signed.number, outcome=Outcome(proposal.outcome).label)
    return act.done


def _proposal(act: Acting) -> Proposal:
    """What is to be decided; without a proposal the rules refuse."""
    proposal = act.file.course.proposal
    if proposal is None:
        act.require()
        raise LookupError("the rules let a decision pass without a proposal")
    return proposal


def _decision_facts(act: Acting, proposal: Proposal, approval: ApprovalFacts) -> DecisionFacts:
    return DecisionFacts(
        decided_on=act.today,
        approval=approval,
        outcome=Outcome(proposal.outcome),
        fine=proposal.fine,
        kinds=frozenset(map(PenaltyKind, proposal.kinds)),
    )


def _said(opinion: str, proposal: Proposal, *, consent: bool) -> str:
    """The head's words; the consent to a departure stands on file with its reason (国办发〔2022〕27号)."""
    if not consent or not proposal.deviation_reason.strip():
        return opinion
    return f"{opinion}同意不按裁量基准：{proposal.deviation_reason.strip()}"


def _owe_publication(act: Acting) -> None:
    """The public sees from today that a decision was made and until when it must be published."""
    due = compute(DEADLINES["PEN.PUBLISH"], act.today, act.file.calendar)
    open_publication(
        actor=act.actor,
        now=act.now,
        case_ref=act.case.id,
        agency={"public_id": act.file.issuer.public_id, "name": act.file.issuer.name},
        decided_on=act.today,
        due_on=due.due,
        due_explanation=due.explanation,
    )
