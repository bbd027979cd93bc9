"""立案: clue, standard, competence, limitation, published item, approval (law annex 2.3, G7, G14)."""

from __future__ import annotations

from collections.abc import Iterable

from sanxiang.rules.agencies import check_standing, check_within
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.facts import ApprovalFacts, CaseFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.periods import add_months, compute
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.verdict import Reason

#: 案件来源 (law annex 2.3)
SOURCES: dict[str, str] = {
    "inspection": "监督检查",
    "complaint": "投诉举报",
    "transfer": "移送",
    "assigned": "交办",
    "monitoring": "监测",
    "other": "其他",
}


def clue_complete(facts: CaseFacts) -> Iterable[Reason]:
    """A clue says where it comes from and what it is about (54)."""
    clue = facts.clue
    if clue is None or clue.source not in (*SOURCES, *SOURCES.values()):
        yield no("clue.source", "还没有选择案件来源", "APL54.1", "source")
    if clue is None or not clue.content.strip():
        yield no("clue.content", "还没有填写线索内容", "APL54.1", "content")
    if clue is not None and clue.received_on > facts.today:
        yield no("clue.future", "登记日期晚于今天", "APL54.1", "received_on")


def party_identified(facts: CaseFacts) -> Iterable[Reason]:
    """The party is named and its identifier checked."""
    if facts.party is None or not facts.party.name.strip():
        yield no("party.missing", "还没有确定当事人", "APL54", "party")
    elif not facts.party.identifier_ok:
        yield no("party.identifier", "当事人的证件号码或者统一社会信用代码有误", "APL54", "party")


def agency_in_force(facts: CaseFacts) -> Iterable[Reason]:
    """The body may enforce that day, an entrusted one within its agreement (17–20)."""
    yield from _body_faults(facts, "investigate")


def agency_decides(facts: CaseFacts) -> Iterable[Reason]:
    """The body may still enforce; an entrusted one decides only if that is entrusted to it (17–20)."""
    yield from _body_faults(facts, "decide")


def _body_faults(facts: CaseFacts, power: str) -> Iterable[Reason]:
    if facts.agency is None:
        yield no("agency.missing", "还没有确定办理案件的执法主体", "APL17", "agency")
        return
    yield from check_standing(facts.agency, facts.today).reasons
    if facts.power_item:
        yield from check_within(facts.agency, facts.power_item.code, power, facts.today).reasons


def filing_standard(facts: CaseFacts) -> Iterable[Reason]:
    """The matter meets the standard for filing and belongs to this agency (22–25, 54)."""
    filing = facts.filing
    if filing is None or not filing.meets_standard:
        yield no("filing.standard", "还没有认定符合立案标准", "APL54.2", "meets_standard")
    if filing is None or not filing.has_jurisdiction:
        yield no("filing.jurisdiction", "还没有认定本机关有管辖权", "APL22", "has_jurisdiction")
    if facts.act_ended_on is None:
        text = "还没有填写违法行为发生或者终了的日期"
        yield no("filing.act_date", text, "APL36", "act_ended_on")
    elif facts.act_ended_on > facts.today:
        yield no("filing.act_future", "违法行为发生的日期晚于今天", "APL36", "act_ended_on")


def within_limitation(facts: CaseFacts) -> Iterable[Reason]:
    """G7: no penalty once the limitation has run out before the act was found (36)."""
    if facts.act_ended_on is None or facts.power_item is None:
        return
    found_on = facts.clue.received_on if facts.clue else facts.today
    years = facts.power_item.limitation_years
    last = compute(DEADLINES["PEN.LIMIT"], facts.act_ended_on, facts.calendar).due
    if years != DEADLINES["PEN.LIMIT"].n:
        last = add_months(facts.act_ended_on, 12 * years)
    if found_on > last:
        text = f"违法行为在{chinese_date(last)}后才被发现，已过{years}年追责期限，不再给予行政处罚"
        yield no("filing.limitation", text, "APL36", "act_ended_on")


def item_published(facts: CaseFacts) -> Iterable[Reason]:
    """G14: the power item is published and in force, and what it rests on was in force when the act was done (5, 39)."""
    item = facts.power_item
    if item is None:
        yield no("item.missing", "还没有选择权责清单事项", "APL38", "power_item")
        return
    if not item.published:
        text = f"事项“{item.name}”没有公示或者已经失效，不得据以立案、处罚"
        yield no("item.published", text, "APL5.3+39", "power_item")
    if not item.basis_in_force:
        text = f"事项“{item.name}”的依据在违法行为发生时没有生效或者已经废止"
        yield no("item.basis", text, "APL37+38", "power_item")


def filing_approved(facts: CaseFacts) -> Iterable[Reason]:
    """Filing is approved by somebody other than the drafter (54)."""
    yield from approval_faults(facts.filing.approval if facts.filing else None, facts, "立案", "APL54.2")


def refusal_approved(facts: CaseFacts) -> Iterable[Reason]:
    """Not filing has a reason and is approved (54; local rules)."""
    approval = facts.filing.approval if facts.filing else None
    yield from approval_faults(approval, facts, "不予立案", "L")
    if approval is None or not approval.reason.strip():
        yield no("filing.refusal_reason", "还没有写明不予立案的理由", "L", "reason")


def approval_faults(
    approval: ApprovalFacts | None, facts: CaseFacts, what: str, source: str
) -> Iterable[Reason]:
    """Approved, not in the future, and not by the person who drafted it."""
    if approval is None or approval.approver_id is None or approval.approved_on is None:
        yield no("approval.missing", f"{what}还没有经负责人批准", source, "approver")
        return
    if approval.approver_id == approval.drafter_id:
        yield no("approval.same_person", f"{what}的批准人与承办人应当是两个人", source, "approver")
    if approval.approved_on > facts.today:
        yield no("approval.future", f"{what}的批准日期晚于今天", source, "approved_on")


GUARDS = {
    "agency_in_force": agency_in_force,
    "agency_decides": agency_decides,
    "clue_complete": clue_complete,
    "party_identified": party_identified,
    "filing_standard": filing_standard,
    "within_limitation": within_limitation,
    "item_published": item_published,
    "filing_approved": filing_approved,
    "refusal_approved": refusal_approved,
}
