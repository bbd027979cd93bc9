"""案件页: where the case stands, what blocks it, how long is left, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sanxiang.cases import selectors as cases
from sanxiang.flows.reading.types import CasePage
from sanxiang.flows.shared.facts import facts_of
from sanxiang.flows.shared.file import CaseFile, open_file
from sanxiang.flows.shared.outlook import OpenAct, outlook
from sanxiang.flows.shared.procedure import procedure_of
from sanxiang.kernel import Actor, local_date
from sanxiang.rules.discretion import FACTORS, compute_tier, unlike_peers
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards.decision import discussion_required
from sanxiang.rules.procedures.acts import Act, Step
from sanxiang.rules.progress import Task, TaskStatus, stepper, tasks
from sanxiang.rules.review import materials, triggers_fired
from sanxiang.rules.terms import OpinionType, Outcome
from sanxiang.rules.verdict import Reason

#: acts in which the amount is weighed
_WEIGHED = (Act.PROPOSE_OUTCOME, Act.GIVE_OPINION, Act.DISCUSS_COLLECTIVELY, Act.DECIDE_CASE)
#: what a case waits for, where the step alone says it
_NEXT: dict[str, Act] = {
    Step.CLUE: Act.FILE_CASE,
    Step.FILED: Act.ASSIGN_OFFICERS,
    Step.INVESTIGATE: Act.CONCLUDE_INVESTIGATION,
    Step.LEGAL_REVIEW: Act.GIVE_OPINION,
    Step.DECIDED: Act.SERVE_DOCUMENT,
    Step.PERFORM: Act.CLOSE_CASE,
}


def case_page(*, actor: Actor, case: UUID, now: datetime) -> CasePage:
    """Everything the case page shows; NotFound for a case outside the actor's scope."""
    view = cases.get_case(actor=actor, case=case)
    page = page_of(open_file(actor=actor, case=view, today=local_date(now)))
    apart = _apart(page)
    return replace(page, acts=tuple(_with_caution(act, apart) for act in page.acts)) if apart else page


def _apart(page: CasePage) -> Reason | None:
    """E6: the proposed fine beside those of like decisions."""
    file, p = page.file, page.file.course.proposal
    if file.item is None or p is None or not p.fine or page.facts.decision is not None:
        return None
    peers = cases.like_fines(
        agency=file.case.agency_id, item=file.item.public_id, like=p, besides=file.case.id
    )
    return unlike_peers(p.fine, peers, page.facts.policy.peer_spread)


def _with_caution(act: OpenAct, reason: Reason) -> OpenAct:
    return replace(act, cautions=(*act.cautions, reason)) if act.id in _WEIGHED else act


def page_of(file: CaseFile) -> CasePage:
    """The page of an open file."""
    facts, procedure = facts_of(file), procedure_of(file.case)
    acts = outlook(file, facts, procedure)
    return CasePage(
        file=file,
        facts=facts,
        step=procedure.step(file.case.state).name,
        stepper=stepper(procedure, facts),
        tasks=tuple(_with_outlook(task, acts) for task in tasks(procedure, facts)),
        acts=acts,
        gate=_gate(acts, facts),
        fired=triggers_fired(file.triggers, facts, file.case.procedure),
        materials=materials(facts),
        tier=compute_tier(c for c in facts.proposal.factors if c in FACTORS)
        if facts.proposal and facts.proposal.outcome is Outcome.PENALTY
        else None,
        clocks=cases.clocks_of(file.case.id),
        events=cases.events_of(file.case.id),
    )


def _with_outlook(task: Task, acts: tuple[OpenAct, ...]) -> Task:
    """The act's own line counts only what the office still has to do, not the form that is not filled in yet."""
    act = next((a for a in acts if a.id == task.code), None)
    if act is None:
        return task
    reasons = act.lawful.reasons
    status = TaskStatus.BLOCKED if reasons else TaskStatus.NOT_STARTED
    return replace(
        task, status=status, reasons=reasons, note=f"还有{len(reasons)}项没有具备" if reasons else ""
    )


def next_act(facts: CaseFacts) -> str:
    """The act that the case waits for; "" once it has ended."""
    if facts.state in _NEXT:
        return _NEXT[facts.state]
    if facts.state == Step.SERVED:
        punished = facts.decision is not None and facts.decision.outcome is Outcome.PENALTY
        return Act.RECORD_PERFORMANCE if punished else Act.CLOSE_CASE
    if facts.state in (Step.CONCLUDED, Step.NOTICE, Step.STATEMENT, Step.REVIEWED, Step.COLLECTIVE):
        return _before_decision(facts)
    return ""


def _before_decision(facts: CaseFacts) -> str:
    """Notice, hearing the party, review, discussion, decision: the first of these that is still missing."""
    p, review = facts.proposal, facts.review
    version = p.version if p else 0
    notified = facts.notice is not None and facts.notice.proposal_version == version
    if p and p.outcome is Outcome.PENALTY and not notified:
        return Act.NOTIFY_PARTY
    agreed = review is not None and review.opinion is OpinionType.AGREE and review.proposal_version == version
    if facts.review_required and not agreed:
        return Act.SUBMIT_FOR_REVIEW
    talked = facts.discussion is not None and facts.discussion.proposal_version == version
    return Act.DISCUSS_COLLECTIVELY if discussion_required(facts) and not talked else Act.DECIDE_CASE


def _gate(acts: tuple[OpenAct, ...], facts: CaseFacts) -> OpenAct | None:
    waited_for = next_act(facts)
    return next((a for a in acts if a.id == waited_for), None)
