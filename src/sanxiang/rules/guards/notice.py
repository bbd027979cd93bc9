"""告知与听取意见: prior notice, reply, hearing, no heavier for defending (law annex G4, G5, 2.4, W14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.facts import CaseFacts, NoticeFacts, ProposalFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.money import format_yuan
from sanxiang.rules.periods import Due, compute
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.terms import HearingStatus, Outcome, PenaltyKind
from sanxiang.rules.verdict import Reason

#: 应当告知听证权利的处罚种类, 行政处罚法第六十三条第一款; fines and confiscation by amount
_HEARING_KINDS = frozenset(
    {
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_LICENCE,
        PenaltyKind.SUSPEND_BUSINESS,
        PenaltyKind.CLOSE_BUSINESS,
        PenaltyKind.BAN_PRACTICE,
    }
)


def hearing_offered(facts: CaseFacts) -> bool:
    """Must the party be told of the right to a hearing (63)? Amounts are the agency's (L)."""
    p = facts.proposal
    if p is None or p.outcome is not Outcome.PENALTY:
        return False
    is_person = facts.party is not None and facts.party.is_person
    bound = facts.policy.hearing_fine_person if is_person else facts.policy.hearing_fine_organisation
    return bool(p.kinds & _HEARING_KINDS) or max(p.fine, p.confiscated) >= bound


def reply_due(facts: CaseFacts) -> Due | None:
    """Last day for statement and defence; None without notice. APL sets no days (policy, L)."""
    if facts.notice is None or facts.notice.notified_on is None:
        return None
    rule = replace(DEADLINES["PEN.STATEMENT"], n=facts.policy.reply_days)
    return compute(rule, facts.notice.notified_on, facts.calendar)


def hearing_request_due(facts: CaseFacts) -> Due | None:
    """Last day to ask for a hearing (64(1): five working days); None without notice."""
    if facts.notice is None or facts.notice.notified_on is None:
        return None
    return compute(DEADLINES["PEN.HEAR.REQ"], facts.notice.notified_on, facts.calendar)


def notice_complete(facts: CaseFacts) -> Iterable[Reason]:
    """G4: the notice says the penalty, facts, reasons and basis, and the party's rights (44, 63)."""
    notice = facts.notice
    if notice is None or notice.notified_on is None:
        yield no("notice.missing", "事先告知书还没有送达当事人", "APL44", "notify_party")
        return
    contents = (
        (notice.states_penalty, "penalty", "拟作出的行政处罚内容"),
        (notice.states_facts, "facts", "事实"),
        (notice.states_reasons, "reasons", "理由"),
        (notice.states_basis, "basis", "依据"),
        (notice.tells_statement_right, "rights", "陈述、申辩等权利"),
    )
    for there, name, words in contents:
        if not there:
            yield no(f"notice.{name}", f"事先告知书没有写明{words}", "APL44", "notify_party")
    if hearing_offered(facts) and not notice.tells_hearing_right:
        text = "拟作出的处罚属于应当告知听证权利的情形，还没有告知"
        yield no("notice.hearing_right", text, "APL63.1", "notify_party")


def notice_current(facts: CaseFacts) -> Iterable[Reason]:
    """The notice about to be given is for the proposal as it stands, and not heavier for defending (45)."""
    notice, p = facts.notice, facts.proposal
    if notice is None or p is None:
        return
    if notice.proposal_version != p.version:
        yield no("notice.version", "告知的内容不是最新的拟处理意见", "APL44", "notify_party")
    heavier = notice.previous_fine is not None and notice.fine > notice.previous_fine
    if heavier and facts.statement is not None and not facts.statement.new_facts:
        text = "当事人陈述、申辩后没有新的违法事实，不得加重处罚"
        yield no("notice.heavier", text, "APL45.2", "proposal")


def notice_given(facts: CaseFacts) -> Iterable[Reason]:
    """G4: no penalty without prior notice of everything it must say (44, 62)."""
    if facts.proposal is None or facts.proposal.outcome is Outcome.PENALTY:
        yield from notice_complete(facts)


def no_heavier(facts: CaseFacts) -> Iterable[Reason]:
    """G5: what is decided is not heavier than what was notified; more needs a new notice (45)."""
    notice, p = facts.notice, facts.proposal
    if notice is None or p is None or p.outcome is not Outcome.PENALTY:
        return
    yield from _heavier(notice, p)
    yield from _not_as_notified(notice, p, facts)


def _heavier(notice: NoticeFacts, p: ProposalFacts) -> Iterable[Reason]:
    if p.fine > notice.fine:
        text = f"拟处罚款{format_yuan(p.fine)}，重于告知的{format_yuan(notice.fine)}，应当重新告知"
        yield no("decision.heavier", text, "APL45.2", "notify_party")
    if notice.confiscated is not None and p.confiscated > notice.confiscated:
        text = (
            f"拟没收{format_yuan(p.confiscated)}，重于告知的{format_yuan(notice.confiscated)}，应当重新告知"
        )
        yield no("decision.confiscation_heavier", text, "APL45.2", "notify_party")
    added = p.kinds - notice.kinds
    if added:
        names = "、".join(sorted(k.label for k in added))
        text = f"拟处罚种类{names}没有告知过，应当重新告知"
        yield no("decision.kind_not_notified", text, "APL45.2", "notify_party")


def _not_as_notified(notice: NoticeFacts, p: ProposalFacts, facts: CaseFacts) -> Iterable[Reason]:
    """Other facts or another party than notified; a defence that was adopted may change the facts (44, 45)."""
    adopted = facts.statement is not None and facts.statement.adopted
    if notice.facts_text and notice.facts_text != p.facts_text and not adopted:
        text = "拟认定的事实与告知的不一致，应当重新告知"
        yield no("decision.facts_not_notified", text, "APL44", "notify_party")
    if not notice.same_party:
        text = "当事人的名称或者证件号码与告知书上的不一致，应当重新告知"
        yield no("decision.party_not_notified", text, "APL44", "notify_party")


def reply_heard(facts: CaseFacts) -> Iterable[Reason]:
    """W14: the reply period is over, or the party has spoken or waived; what was said is answered (45, 62)."""
    notice = facts.notice
    if notice is None or facts.proposal is None or facts.proposal.outcome is not Outcome.PENALTY:
        return
    due = reply_due(facts)
    heard = facts.statement is not None and facts.statement.on_notice
    if due and not heard and notice.waived_on is None and facts.today <= due.due:
        text = f"陈述、申辩期限到{chinese_date(due.due)}届满，当事人还没有陈述、申辩或者书面放弃"
        yield no("reply.period", text, "APL45.1+62", "record_statement")
    if facts.statement is not None and (
        facts.statement.adopted is None or not facts.statement.answer.strip()
    ):
        text = "当事人提出的事实、理由和证据还没有复核并写明是否采纳"
        yield no("reply.answer", text, "APL45.1", "record_statement")


def hearing_held(facts: CaseFacts) -> Iterable[Reason]:
    """A hearing that was asked for is held; one that may still be asked for is waited for (63–65)."""
    hearing = facts.hearing
    if hearing.status is HearingStatus.REQUESTED:
        yield no("hearing.pending", "当事人已经申请听证，听证还没有举行", "APL63.1", "hearing")
    if hearing.host_id and hearing.host_id in {o.person_id for o in facts.officers}:
        yield no("hearing.host", "听证主持人是本案调查人员", "APL64(4)", "hearing")
    due = hearing_request_due(facts)
    open_still = due is not None and facts.today <= due.due
    if open_still and due and hearing.status is HearingStatus.NONE and hearing_offered(facts):
        text = f"申请听证的期限到{chinese_date(due.due)}届满，当事人还没有申请或者书面放弃"
        yield no("hearing.period", text, "APL64(1)", "hearing")


def statement_complete(facts: CaseFacts) -> Iterable[Reason]:
    """What the party said is written down in full (45)."""
    statement, notice = facts.statement, facts.notice
    made_on = statement.made_on if statement else notice.waived_on if notice else None
    if made_on is None:
        text = "还没有填写陈述申辩内容或者书面放弃的日期"
        yield no("statement.missing", text, "APL45.1", "content")
        return
    if statement and not statement.content.strip():
        yield no("statement.content", "还没有填写陈述申辩内容", "APL45.1", "content")
    if made_on > facts.today:
        yield no("statement.future", "陈述申辩日期晚于今天", "APL45.1", "made_on")
    if notice and notice.notified_on and made_on < notice.notified_on:
        yield no("statement.before_notice", "陈述申辩或者放弃的日期早于告知日期", "APL44+45.1", "made_on")


GUARDS = {
    "notice_complete": notice_complete,
    "notice_current": notice_current,
    "notice_given": notice_given,
    "no_heavier": no_heavier,
    "reply_heard": reply_heard,
    "hearing_held": hearing_held,
    "statement_complete": statement_complete,
}
