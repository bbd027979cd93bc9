"""案情事实 from the case file: what the rules are told, and nothing they are not told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sanxiang.cases import selectors as cases
from sanxiang.cases import types as c
from sanxiang.documents.types import Status
from sanxiang.evidence.types import ItemStatus
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.pieces import document_facts, record_facts, service_facts
from sanxiang.kernel import Actor, local_date
from sanxiang.powers.selectors import power_item_facts
from sanxiang.powers.types import PowerItemView
from sanxiang.registry.delegations import agency_facts
from sanxiang.registry.selectors import officer_facts, party_facts, region_prefix, same_parties
from sanxiang.review.types import PointAnswer, ReviewView
from sanxiang.rules import facts as f
from sanxiang.rules.no_penalty import NoPenaltyRow, rows_for
from sanxiang.rules.review import triggers_fired
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.terms import (
    OpinionType,
    Outcome,
    PenaltyKind,
    TierLevel,
)

_ANSWERS = {"problem": "fail"}
#: what tells the party that it may state and defend
_NOTICES = ("D19", "D20")
_FILING_ACTS = ("file_case", "refuse_filing")
#: papers that lead to the decision; who drafted them neither reviews nor decides
_PREPARATORY = frozenset({"D16", "D19", "D20", "D27", "D28"})
#: outcomes and amounts for which a case counts as 情节复杂 or 重大 (57 第二款)
_GRAVE = frozenset({PenaltyKind.REVOKE_LICENCE, PenaltyKind.SUSPEND_BUSINESS, PenaltyKind.CLOSE_BUSINESS})


def facts_of(file: CaseFile) -> f.CaseFacts:
    """Everything the rules may know about the case today."""
    case, course = file.case, file.course
    leads = {h.officer_id for h in case.handlers if h.lead}
    proposal = proposal_facts(file, course.proposal) if course.proposal else None
    facts = f.CaseFacts(
        today=file.today,
        actor=person_facts(file.actor),
        calendar=file.calendar,
        agency=agency_facts(file.agency),
        state=case.state,
        case_no=case.number,
        place=case.region_code,
        act_ended_on=case.act_on,
        power_item=_item_facts(file),
        party=party_facts(file.party, act_on=case.act_on or file.today) if file.party else None,
        clue=f.ClueFacts(case.source, case.clue_text, local_date(case.registered_at)),
        filing=_filing_facts(file),
        officers=tuple(officer_facts(o, on=file.today, lead=o.id in leads) for o in file.officers),
        records=tuple(record_facts(r) for r in course.records),
        investigators=_investigators(file),
        evidence=tuple(
            f.EvidenceFacts(
                evidence_id=str(item.id),
                kind=item.kind.label,
                title=item.name,
                verified=item.confirmed_at is not None,
                excluded=item.status is ItemStatus.INVALID,
            )
            for item in file.evidence
        ),
        documents=tuple(document_facts(d) for d in file.documents),
        policy=f.PolicyFacts(reply_days=_reply_days(file)),
        proposal=proposal,
        notice=_notice_on_file(file),
        statement=_statement_facts(course),
        review=review_facts(file.reviews[-1]) if file.reviews else None,
        discussion=discussion_facts(course.discussions[-1], course) if course.discussions else None,
        decision=_decision_facts(course),
        services=tuple(service_facts(s) for s in course.services),
        publication=_publication_facts(file),
        performance=performance_facts(course.payments, course.decision),
        recording=file.recording,
        no_penalty=_no_penalty(file),
    )
    fired = tuple(t.trigger.code for t in triggers_fired(file.triggers, facts, case.procedure))
    return replace(facts, triggers=fired, major=_is_major(facts))


def person_facts(actor: Actor) -> f.PersonFacts:
    """The actor as the rules see a person."""
    return f.PersonFacts(actor.person_id, actor.name, frozenset(role.value for role in actor.roles))


def proposal_facts(file: CaseFile, p: c.Proposal) -> f.ProposalFacts:
    """The proposal with the limits of the law and of the benchmark beside it."""
    item = file.item
    return f.ProposalFacts(
        outcome=Outcome(p.outcome),
        version=p.version,
        kinds=frozenset(map(PenaltyKind, p.kinds)),
        fine=p.fine,
        confiscated=p.confiscated,
        facts_text=p.facts,
        reasons=p.reasons,
        basis=tuple(f"《{b['law']}》{b['place']}" for b in p.provisions),
        orders_correction=bool(p.correction),
        correction_needless=p.correction_needless,
        statutory_min=item.fine_min if item else None,
        statutory_max=item.fine_max if item else None,
        computed_tier=TierLevel(p.computed_tier) if p.computed_tier else None,
        tier=TierLevel(p.tier) if p.tier else None,
        tier_min=p.tier_min,
        tier_max=p.tier_max,
        factors=tuple(str(x["code"]) for x in p.factors),
        factors_unproved=tuple(str(x["code"]) for x in p.factors if not x["evidence"]),
        evidence_unknown=_evidence_unknown(file, p),
        measures_unproved=_measures_unproved(p),
        kinds_not_provided=_kinds_not_provided(item, p),
        benchmark_passed_over=bool(file.benchmarks) and p.benchmark_id not in {b.id for b in file.benchmarks},
        discretion_note=p.discretion_note,
        deviation_reason=p.deviation_reason,
        applied_law=p.applied_law,
        law_reason=p.law_reason,
        benchmark_doubt=_benchmark_doubt(file, p),
        flags=frozenset(p.flags),
        fined_before=_fined_before(file),
    )


def _benchmark_doubt(file: CaseFile, p: c.Proposal) -> str:
    """E5: the version used was not in force on the day of the act, or is no longer today."""
    if p.benchmark_id is None:
        return ""
    used = next((b for b in file.benchmarks if b.id == p.benchmark_id), None)
    if used is None:
        return "所用裁量基准在违法行为发生时没有施行"
    if used.effective_to is None or used.effective_to >= file.today:
        return ""
    until = chinese_date(used.effective_to)
    return f"所用裁量基准“{used.title}”第{used.version}版施行到{until}，请核对现行的基准是否处罚较轻"


def review_facts(r: ReviewView) -> f.ReviewFacts:
    """A round of review."""
    return f.ReviewFacts(
        submitted_on=local_date(r.submitted_at),
        submitter_id=r.submitter_id,
        materials=frozenset(r.materials),
        proposal_version=r.proposal_version,
        round=r.round,
        reviewer_id=r.reviewer_id or None,
        reviewer_qualified=r.reviewer_qualified,
        reviewer_first_time=r.reviewer_first_time,
        checklist=answer_facts(r.points),
        opinion=OpinionType(r.opinion) if r.opinion else None,
        opinion_reasons=r.opinion_text,
        opinion_on=local_date(r.issued_at) if r.issued_at else None,
        counsel_needed=r.counsel_needed,
        counsel_opinion=r.counsel_opinion,
    )


def answer_facts(points: Mapping[int, PointAnswer]) -> tuple[f.ChecklistAnswer, ...]:
    """The answered points; the rules say fail where the form says 有问题 (problem)."""
    return tuple(f.ChecklistAnswer(n, _ANSWERS.get(a.state, a.state), a.note) for n, a in points.items())


def _evidence_unknown(file: CaseFile, p: c.Proposal) -> tuple[str, ...]:
    known = {item.number for item in file.evidence if item.status is not ItemStatus.INVALID}
    proved = (*(x["evidence"] for x in (*p.factors, *p.counts)), p.measure_evidence)
    return tuple(dict.fromkeys(str(n) for numbers in proved for n in numbers if n not in known))


def _measures_unproved(p: c.Proposal) -> tuple[str, ...]:
    """What the fine is computed of without evidence; what applies no time needs none."""
    base = ("计算基数",) if p.measure is not None and not p.measure_evidence else ()
    return (*base, *(f"“每{x['per']}”" for x in p.counts if x["count"] and not x["evidence"]))


def _kinds_not_provided(item: PowerItemView | None, p: c.Proposal) -> frozenset[PenaltyKind]:
    provided = frozenset(map(PenaltyKind, item.penalty_kinds)) if item else frozenset()
    return frozenset(map(PenaltyKind, p.kinds)) - provided if provided else frozenset()


def _investigators(file: CaseFile) -> frozenset[str]:
    """Who investigated, proposed or drafted what is to be decided, whether still a handler or not."""
    course = file.course
    people = {row.made_by_id for row in (*course.records, *course.proposals)}
    people |= {str(officer) for record in course.records for officer in record.officer_ids}
    return frozenset(people | {d.drafter_id for d in file.documents if d.code in _PREPARATORY})


def discussion_facts(d: c.Discussion, course: c.Course) -> f.DiscussionFacts:
    """A collective discussion; people are named, since not all of them have accounts."""
    subject = next((p for p in course.proposals if p.version == d.proposal_version), None)
    return f.DiscussionFacts(
        held_on=local_date(d.held_at),
        host_id=d.chair.strip(),
        attendees=frozenset(a["name"].strip() for a in d.attendees),
        views=frozenset(a["name"].strip() for a in d.attendees if a["view"].strip()),
        conclusion=d.conclusion,
        proposal_version=d.proposal_version,
        proposed_on=local_date(subject.made_at) if subject and subject.made_at else None,
    )


def performance_facts(
    payments: tuple[c.Payment, ...], decision: c.Decision | None
) -> f.PerformanceFacts | None:
    """What has been paid and done so far; done once everything due is in and the act is corrected."""
    if not payments:
        return None
    paid, last = sum((p.amount for p in payments), Decimal(0)), payments[-1]
    owed = decision.fine + decision.confiscated if decision else Decimal(0)
    done = paid >= owed and last.corrected and last.property_disposed
    return f.PerformanceFacts(
        paid=paid,
        receipt_no="、".join(p.receipt_no for p in payments if p.receipt_no),
        corrected=last.corrected,
        property_disposed=last.property_disposed,
        done_on=last.paid_on if done else None,
        amount=last.amount,
        paid_on=last.paid_on,
        receipt_repeated=bool(last.receipt_no) and last.receipt_no in {p.receipt_no for p in payments[:-1]},
    )


def _item_facts(file: CaseFile) -> f.PowerItemFacts | None:
    if file.item is None:
        return None
    on = file.case.act_on or file.today
    facts = power_item_facts(
        file.item, on=on, today=file.today, published=file.item_published, bases=file.bases
    )
    then, now = (Counter(b.text for b in bases) for bases in (file.bases, file.bases_today))
    changed = then != now or not file.item.in_force_on(file.today)
    return replace(facts, basis_changed=changed, texts_differ=then != now)


def filing_facts(file: CaseFile, approval: f.ApprovalFacts, filed_on: date | None) -> f.FilingFacts:
    """立案 as approved: the clue was checked, and the act was done where this agency may enforce it (22)."""
    case = file.case
    return f.FilingFacts(
        meets_standard=bool(case.meets_standard),
        has_jurisdiction=file.item_is_ours
        and case.region_code.startswith(region_prefix(file.agency.region_code)),
        approval=approval,
        filed_on=filed_on,
    )


def _reply_days(file: CaseFile) -> int:
    """Working days for statement and defence: as the notice tells the party, before that as the place has it today."""
    issued = [d for d in map(file.document, _NOTICES) if d and d.status is not Status.DRAFT]
    return next((d.data["reply_days"] for d in issued if "reply_days" in d.data), file.reply_days)


def _filing_facts(file: CaseFile) -> f.FilingFacts | None:
    given = next((a for a in file.course.approvals if a.act in _FILING_ACTS), None)
    return filing_facts(file, _approval_facts(given), file.case.filed_on) if given else None


def _approval_facts(a: c.Approval) -> f.ApprovalFacts:
    return f.ApprovalFacts(a.drafter_id, a.made_by_id, a.approved_on, a.opinion)


def notice_facts(
    notices: tuple[c.Notice, ...], course: c.Course, *, given_now: bool = False
) -> f.NoticeFacts | None:
    """The latest of the notices. Its fine is the ceiling for the decision: the lowest ever notified, unless the
    recheck found new facts (45; peers N04); for the notice `given_now` it is what that notice says."""
    if not notices:
        return None
    last = notices[-1]
    reopened = any(s.new_facts for s in course.statements)
    told = {p.version: p for p in course.proposals}
    about = told.get(last.proposal_version)
    taken = [told[n.proposal_version].confiscated for n in notices if n.proposal_version in told]
    return f.NoticeFacts(
        notified_on=last.notified_on,
        states_penalty="penalty" in last.says,
        states_facts="facts" in last.says,
        states_reasons="reasons" in last.says,
        states_basis="basis" in last.says,
        tells_statement_right="statement" in last.says,
        tells_hearing_right="hearing" in last.says,
        proposal_version=last.proposal_version,
        fine=last.fine if reopened or given_now else min(n.fine for n in notices),
        confiscated=(taken[-1] if reopened or given_now else min(taken)) if taken else None,
        facts_text=about.facts if about else "",
        kinds=frozenset(map(PenaltyKind, last.kinds)),
        previous_fine=notices[-2].fine if len(notices) > 1 else None,
        waived_on=next(
            (s.made_on for s in course.statements if s.kind == "waived" and _answers(s, last)), None
        ),
    )


def _answers(statement: c.Statement, notice: c.Notice) -> bool:
    """Was it made on this notice, and not on an earlier one?"""
    if statement.made_at is None or notice.made_at is None:
        return True
    return statement.made_at >= notice.made_at and statement.made_on >= notice.notified_on


def _notice_on_file(file: CaseFile) -> f.NoticeFacts | None:
    """The notice as given, and whether the party it was given to is still the party of the case."""
    facts = notice_facts(file.course.notices, file.course)
    if facts is None or file.party is None:
        return facts
    paper = file.document_by_id(file.course.notices[-1].document)
    told = paper.data["party"] if paper else {}
    same = all(told.get(name, "") == getattr(file.party, name) for name in ("name", "uscc", "id_number"))
    return replace(facts, same_party=same)


def _statement_facts(course: c.Course) -> f.StatementFacts | None:
    said = [s for s in course.statements if s.kind == "statement"]
    if not said:
        return None
    on_notice = not course.notices or _answers(said[-1], course.notices[-1])
    return replace(statement_facts(said[-1]), on_notice=on_notice)


def statement_facts(s: c.Statement) -> f.StatementFacts:
    """What the party said and what became of it."""
    return f.StatementFacts(s.made_on, s.text, s.adopted, s.response, s.new_facts)


def statement_news(file: CaseFile, row: c.Statement) -> dict[str, Any]:
    """What a statement, or the waiver of it, brings to the facts."""
    notice = notice_facts(file.course.notices, file.course)
    if row.kind == "statement":
        return {"notice": notice, "statement": statement_facts(row)}
    return {"notice": replace(notice, waived_on=row.made_on) if notice else None, "statement": None}


def _decision_facts(course: c.Course) -> f.DecisionFacts | None:
    decision, approval = course.decision, course.approval("decide_case")
    if decision is None or approval is None:
        return None
    return f.DecisionFacts(
        decided_on=decision.decided_on,
        approval=_approval_facts(approval),
        outcome=Outcome(decision.outcome),
        fine=decision.fine,
        kinds=frozenset(map(PenaltyKind, decision.kinds)),
        number=decision.number,
        confiscated=decision.confiscated,
        document_id=str(decision.document),
    )


def _publication_facts(file: CaseFile) -> f.PublicationFacts | None:
    p = file.publication
    if p is None or not p.prepared_by_id:
        return None
    return f.PublicationFacts(
        preparer_id=p.prepared_by_id,
        releaser_id=p.released_by_id or None,
        published_on=p.published_on,
        withheld_ground=p.ground,
        shown=p.shown,
    )


def _fined_before(file: CaseFile) -> bool:
    case, party = file.case, file.party
    if not (party and case.act_on and case.power_item_id):
        return False
    rows = same_parties(party, file.carried_on)
    return bool(
        cases.earlier_fines(parties=rows, act_on=case.act_on, power_item=case.power_item_id, besides=case.id)
    )


def _no_penalty(file: CaseFile) -> tuple[NoPenaltyRow, ...]:
    if file.item is None:
        return ()
    bases = [(b.law, b.place) for b in file.item.bases]
    return rows_for(file.no_penalty, item_code=file.item.code, bases=bases)


def _is_major(facts: f.CaseFacts) -> bool:
    """情节复杂 or 重大违法, as far as the proposal says so."""
    p = facts.proposal
    return p is not None and bool(p.kinds & _GRAVE or p.flags & {"complex", "major"})
