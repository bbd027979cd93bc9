"""审核、讨论、决定: what must have happened before a decision, and what it must be (57–60)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sanxiang.rules import discretion, review
from sanxiang.rules.citations import cite
from sanxiang.rules.documents import SPECS, missing_fields
from sanxiang.rules.facts import CaseFacts, DiscussionFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.guards.filing import approval_faults
from sanxiang.rules.terms import OpinionType, Outcome, TierLevel
from sanxiang.rules.verdict import Reason

#: outcome -> the document that carries it (57)
DECISION_DOCUMENTS: dict[Outcome, str] = {
    Outcome.PENALTY: "D27",
    Outcome.NO_PENALTY: "D28",
    Outcome.NOT_ESTABLISHED: "D28",
    Outcome.TRANSFER: "D38",
}


def materials_complete(facts: CaseFacts) -> Iterable[Reason]:
    """Everything the reviewer needs is handed in; missing → returned once (law annex 4.2, L)."""
    for material in review.materials(facts):
        if material.required and not material.present:
            text = f"送审材料缺少{material.title}"
            yield no("review.material", text, "G118(14)", material.code)


def review_idle(facts: CaseFacts) -> Iterable[Reason]:
    """Only one review runs at a time; a new round begins after the opinion on the last (58)."""
    latest = facts.review
    if latest and latest.opinion is None and facts.state == "LEGAL_REVIEW":
        yield no("review.running", "本案正在法制审核，还没有出具意见", "APL58", "give_opinion")


def opinion_complete(facts: CaseFacts) -> Iterable[Reason]:
    """The opinion is lawful in person and content: `review.check_opinion` (58)."""
    return review.check_opinion(facts).reasons


def review_agreed(facts: CaseFacts) -> Iterable[Reason]:
    """58: where a trigger fires, no decision without a review that agrees to this very proposal."""
    if not facts.review_required:
        return
    latest, codes = facts.review, "、".join(facts.triggers)
    if latest is None or latest.opinion is None:
        text = f"本案须经法制审核（触发规则{codes}），还没有审核意见"
        yield no("review.required", text, "APL58.1", "submit_for_review")
    elif latest.opinion is not OpinionType.AGREE:
        text = f"法制审核意见为“{latest.opinion.label}”，审核未通过，不得作出决定"
        yield no("review.not_passed", text, "APL58.1", "submit_for_review")
    elif facts.proposal and latest.proposal_version != facts.proposal.version:
        text = "法制审核后拟处理意见有改动，应当重新送审"
        yield no("review.outdated", text, "APL58.1", "submit_for_review")
    elif facts.hearing.held_on and latest.submitted_on < facts.hearing.held_on:
        text = "听证之后还没有进行法制审核"
        yield no("review.before_hearing", text, "APL58.1(2)+65", "submit_for_review")


def review_after_notice(facts: CaseFacts) -> Iterable[Reason]:
    """Policy "both": a review that agreed before the notice is repeated before the decision (L)."""
    latest, notice = facts.review, facts.notice
    if not facts.review_required or latest is None or notice is None or notice.notified_on is None:
        return
    if latest.submitted_on < notice.notified_on:
        text = "告知之后还没有再次进行法制审核"
        yield no("review.before_notice", text, "L", "submit_for_review")


def discussion_required(facts: CaseFacts) -> bool:
    """57 ¶2: 情节复杂 or 重大违法; by policy also 减轻处罚 (E7)."""
    p = facts.proposal
    mitigated = p is not None and p.tier is TierLevel.MITIGATED and facts.policy.discuss_mitigated
    return facts.major or mitigated


def discussed(facts: CaseFacts) -> Iterable[Reason]:
    """Where discussion is needed, the heads have discussed this very proposal (57 第二款)."""
    if not discussion_required(facts):
        return
    talk = facts.discussion
    if talk is None:
        text = "情节复杂、重大违法或者减轻处罚的案件，还没有经负责人集体讨论"
        yield no("discussion.required", text, "APL57.2", "discuss_collectively")
    elif facts.proposal and talk.proposal_version != facts.proposal.version:
        text = "集体讨论后拟处理意见有改动，应当重新讨论"
        yield no("discussion.outdated", text, "APL57.2", "discuss_collectively")


def departure_approved(facts: CaseFacts) -> Iterable[Reason]:
    """27号: a departure from the benchmark is agreed to by the head, or discussed; the policy may ask for both."""
    p, talk = facts.proposal, facts.discussion
    if p is None or p.outcome is not Outcome.PENALTY or not discretion.departs(p):
        return
    talked = talk is not None and talk.proposal_version == p.version
    if facts.policy.discuss_departure and not talked:
        text = "拟处理意见偏离裁量基准，还没有经过集体讨论"
        yield no("departure.discussion", text, "G27", "discuss_collectively")
    elif not talked and not (facts.decision and facts.decision.departure_approved):
        text = "拟处理意见偏离裁量基准，机关负责人还没有明确同意，也没有经过集体讨论"
        yield no("departure.consent", text, "G27", "approve_departure")


def discussion_complete(facts: CaseFacts) -> Iterable[Reason]:
    """The record names host and members, each member's view, and the conclusion (57 第二款)."""
    talk = facts.discussion
    if talk is None:
        yield no("discussion.missing", "还没有填写集体讨论记录", "APL57.2", "discussion")
        return
    yield from _discussion_faults(talk, facts.today)


def _discussion_faults(talk: DiscussionFacts, today: date) -> Iterable[Reason]:
    if len(talk.attendees) < 2:
        yield no("discussion.members", "集体讨论的出席人员不足两人", "APL57.2", "attendees")
    if talk.host_id not in talk.attendees:
        yield no("discussion.host", "主持人没有列入出席人员", "APL57.2", "host")
    if talk.attendees - talk.views:
        count = len(talk.attendees - talk.views)
        yield no("discussion.views", f"还有{count}位出席人员的意见没有记录", "APL57.2", "views")
    if not talk.conclusion.strip():
        yield no("discussion.conclusion", "还没有写明讨论结论", "APL57.2", "conclusion")
    if talk.held_on > today:
        yield no("discussion.future", "集体讨论的日期晚于今天", "APL57.2", "held_at")
    if talk.proposed_on and talk.held_on < talk.proposed_on:
        text = "集体讨论的日期早于所讨论的拟处理意见"
        yield no("discussion.before_proposal", text, "APL57.2", "held_at")


def decision_approved(facts: CaseFacts) -> Iterable[Reason]:
    """The head decides; who drafted or reviewed it does not (57, 58)."""
    if facts.decision is None:
        return
    approval = facts.decision.approval
    yield from approval_faults(approval, facts, "处理决定", "APL57.1")
    reviewer = facts.review.reviewer_id if facts.review else None
    if reviewer and approval.approver_id == reviewer:
        text = "决定的批准人与法制审核人员应当是两个人"
        yield no("decision.reviewer_approves", text, "APL58", "approver")
    handlers = {officer.person_id for officer in facts.officers}
    if approval.approver_id in (handlers | facts.investigators) - {approval.drafter_id}:
        text = "决定的批准人办理过本案，调查与决定应当分开"
        yield no("decision.handler_approves", text, "L", "approver")


def decision_as_proposed(facts: CaseFacts) -> Iterable[Reason]:
    """What is decided is what was proposed, reviewed and notified (57)."""
    decision, p = facts.decision, facts.proposal
    if decision is None:
        yield no("decision.missing", "还没有填写处理决定", "APL57.1", "decision")
        return
    if p is None:
        return
    if decision.outcome is not p.outcome or decision.kinds != p.kinds or decision.fine != p.fine:
        text = "处理决定与拟处理意见不一致，应当先修改拟处理意见"
        yield no("decision.differs", text, "APL57.1", "proposal")
    if decision.decided_on > facts.today:
        yield no("decision.future", "决定日期晚于今天", "APL57.1", "decided_on")


def decision_document(facts: CaseFacts) -> Iterable[Reason]:
    """The decision is written down with everything the law asks of it, and signed (59)."""
    outcome = facts.decision.outcome if facts.decision else Outcome.PENALTY
    code = DECISION_DOCUMENTS[outcome]
    title = SPECS[code].title if code in SPECS else "案件移送函"
    papers = facts.documents_of(code)
    if not papers:
        yield Reason("decision.document", f"还没有{title}", cite("APL59"), "draft_document")
        return
    latest = papers[-1]
    if code in SPECS:
        yield from missing_fields(code, latest.data)
    if not latest.signed:
        yield Reason("decision.unsigned", f"{title}还没有签名盖章", cite("APL59"), "sign_document")


GUARDS = {
    "materials_complete": materials_complete,
    "review_idle": review_idle,
    "opinion_complete": opinion_complete,
    "review_agreed": review_agreed,
    "review_after_notice": review_after_notice,
    "discussed": discussed,
    "departure_approved": departure_approved,
    "discussion_complete": discussion_complete,
    "decision_approved": decision_approved,
    "decision_as_proposed": decision_as_proposed,
    "decision_document": decision_document,
}
