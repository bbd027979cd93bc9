"""提示: what does not bar an act and must still be said (overdue limits, unproved factors)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sanxiang.rules import discretion
from sanxiang.rules.citations import cite
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.disclosure import withdrawal_due
from sanxiang.rules.facts import CaseFacts
from sanxiang.rules.guards.base import Guard
from sanxiang.rules.periods import Due, PeriodRule, compute
from sanxiang.rules.recording import RECORDED
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.terms import Outcome
from sanxiang.rules.verdict import Reason


def decide_due(facts: CaseFacts) -> Due | None:
    """Last day for the decision (60): 90 days from filing unless the policy is shorter; None before filing."""
    if facts.filing is None or facts.filing.filed_on is None:
        return None
    rule = replace(DEADLINES["PEN.DECIDE"], n=facts.policy.decide_days)
    return compute(rule, facts.filing.filed_on, facts.calendar, facts.pauses, as_of=facts.today)


def _overdue(rule: PeriodRule, due: date, today: date) -> Iterable[Reason]:
    if today > due:
        text = f"{rule.title}已于{chinese_date(due)}届满，现已超期{(today - due).days}日"
        yield Reason("overdue." + rule.id, text, rule.basis)


def decision_in_time(facts: CaseFacts) -> Iterable[Reason]:
    """60: an overdue case is still decided; the delay is shown and recorded."""
    due = decide_due(facts)
    if due:
        yield from _overdue(due.rule, due.due, facts.today)


def _since_decision(rule_id: str) -> Guard:
    def caution(facts: CaseFacts) -> Iterable[Reason]:
        if facts.decision:
            rule = DEADLINES[rule_id]
            yield from _overdue(
                rule, compute(rule, facts.decision.decided_on, facts.calendar).due, facts.today
            )

    return caution


def withdrawal_in_time(facts: CaseFacts) -> Iterable[Reason]:
    """48, 85: taken down within three working days; later is still taken down, and said."""
    if facts.withdrawal:
        due = withdrawal_due(facts.withdrawal.made_on, facts.calendar)
        yield from _overdue(due.rule, due.due, facts.today)


def discretion_doubts(facts: CaseFacts) -> Iterable[Reason]:
    """E4, E5: a factor without evidence, a benchmark that was not in force."""
    if facts.proposal:
        yield from discretion.assess(facts.proposal, discussed=True, policy=facts.policy).warnings


def law_changed(facts: CaseFacts) -> Iterable[Reason]:
    """37: law amended or repealed since the act is applied where it is milder."""
    if facts.power_item and facts.power_item.basis_changed:
        text = "处罚依据在违法行为发生后有修改或者废止，新的规定处罚较轻或者不认为是违法的，适用新的规定"
        yield Reason("law.changed", text, cite("APL37"))


def recording_asked(facts: CaseFacts) -> Iterable[Reason]:
    """118号（八）: which steps of the investigation the agency's own list wants in sound and picture."""
    for step in RECORDED:
        asked = facts.recording_asked(step)
        if asked:
            must = "应当" if asked.required else "可以"
            yield Reason("recording.asked", f"{step}{must}进行音像记录（{asked.name}）", cite("G118(8)"))


def no_penalty_listed(facts: CaseFacts) -> Iterable[Reason]:
    """33: the act is on the agency's no-penalty list; a penalty is proposed only where a condition is not met."""
    if facts.proposal and facts.proposal.outcome is not Outcome.PENALTY:
        return
    for row in facts.no_penalty:
        text = f"{row.name}：{row.conditions.rstrip('。；')}。请核对本案是否全部符合"
        yield Reason("no_penalty.listed", text, cite("APL33"))


CAUTIONS: dict[str, Guard] = {
    "decision_in_time": decision_in_time,
    "service_in_time": _since_decision("PEN.SERVE"),
    "publication_in_time": _since_decision("PEN.PUBLISH"),
    "withdrawal_in_time": withdrawal_in_time,
    "discretion_doubts": discretion_doubts,
    "law_changed": law_changed,
    "recording_asked": recording_asked,
    "no_penalty_listed": no_penalty_listed,
}
