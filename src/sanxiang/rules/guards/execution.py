"""送达、公示、履行、结案 (law annex 2.3, 2.11; 48, 61, 66, 67; G118 （六）)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from sanxiang.rules.calendar import WorkCalendar
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.disclosure import WithdrawalCause, WithholdGround, check_release, check_withdrawal
from sanxiang.rules.documents import SPECS
from sanxiang.rules.facts import CaseFacts, PerformanceFacts, ServiceFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.guards.decision import DECISION_DOCUMENTS
from sanxiang.rules.money import format_yuan
from sanxiang.rules.periods import compute
from sanxiang.rules.terms import DocumentStatus, Outcome, ServiceMode
from sanxiang.rules.verdict import Reason

FULL_AGE = 18
_Fault = tuple[bool, str, str, str]


def _receipt(service: ServiceFacts) -> _Fault:
    return service.receipt, "送达回证没有受送达人签收", "CPL87", "receipt"


#: mode -> (is the evidence there, what is missing, article, field)
_EVIDENCE: dict[ServiceMode, Callable[[ServiceFacts], _Fault]] = {
    ServiceMode.DIRECT: _receipt,
    ServiceMode.ENTRUST: _receipt,
    ServiceMode.FORWARD: _receipt,
    ServiceMode.POST: lambda s: (s.receipt, "没有邮寄回执", "CPL91", "receipt"),
    ServiceMode.LEAVE: lambda s: (
        s.witness or s.av,
        "留置送达没有见证人签名，也没有拍照、录像记录送达过程",
        "CPL89",
        "witness",
    ),
    ServiceMode.ELECTRONIC: lambda s: (
        s.consent_on is not None and s.consent_on <= s.served_on,
        "没有当事人事先签订的电子送达确认书",
        "APL61.2",
        "consent_on",
    ),
    ServiceMode.ANNOUNCE: lambda s: (
        bool(s.announce_reason.strip() and s.announced_at.strip()),
        "没有写明公告送达的原因、经过和公告地点",
        "CPL95",
        "announce_reason",
    ),
}


def effective_on(service: ServiceFacts, calendar: WorkCalendar) -> date:
    """The day a service takes effect: announcement 30 days later (CPL 95), other modes that day."""
    if service.mode is ServiceMode.ANNOUNCE:
        return compute(DEADLINES["SVC.ANNOUNCE"], service.served_on, calendar).due
    return service.served_on


def service_evidence(facts: CaseFacts) -> Iterable[Reason]:
    """The document was issued and reached the party in a lawful way, with its proof (61)."""
    service = facts.service
    if service is None:
        yield no("service.missing", "还没有填写送达情况", "APL61", "service")
        return
    if not service.recipient.strip():
        yield no("service.recipient", "还没有填写受送达人", "CPL87", "recipient")
    if service.served_on > facts.today:
        yield no("service.future", "送达日期晚于今天", "APL61", "served_on")
    spec = SPECS.get(service.document_code)
    if not facts.has_issued(service.document_code):
        title = spec.title if spec else service.document_code
        yield no("service.not_issued", f"{title}还没有制发，不能送达", "APL61", "issue_document")
    there, missing, source, field = _EVIDENCE[service.mode](service)
    if not there:
        yield no("service.evidence", missing, source, field)
    asked = facts.recording_asked(service.mode.label)
    if asked and asked.required and not service.av:
        text = f"{service.mode.label}应当进行音像记录（{asked.name}），还没有音像记录"
        yield no("service.av", text, "G118(8)", "av")
    if service.signed_on and service.served_on < service.signed_on:
        yield no("service.before_signing", "送达日期早于文书签署的日期", "APL61", "served_on")


def decision_served(facts: CaseFacts) -> Iterable[Reason]:
    """What is served as the decision is the decision that was made, and no other paper (57, 61)."""
    service, decision = facts.service, facts.decision
    if service is None or service.document_code not in DECISION_DOCUMENTS.values():
        return
    if decision is None:
        yield no("service.undecided", "还没有作出决定，不能送达决定书", "APL57.1+61", "decide_case")
    elif decision.document_id and service.document_id and decision.document_id != service.document_id:
        yield no("service.other_document", "送达的不是所作决定的决定书", "APL61", "document")


def released_by_two(facts: CaseFacts) -> Iterable[Reason]:
    """What goes out is prepared by one person and released by another; minors are withheld (GIO 17)."""
    minor = facts.party is not None and facts.party.age is not None and facts.party.age < FULL_AGE
    yield from check_release(facts.publication, party_is_minor=minor).reasons
    shown = facts.publication
    if shown and shown.withheld_ground == WithholdGround.MINOR.label and not minor:
        text = "当事人不是未成年人，不能以此为由不予公开"
        yield no("disclosure.not_minor", text, "APL48.1", "withheld_ground")


def shown_to_the_public(facts: CaseFacts) -> Iterable[Reason]:
    """Only what the public reads can be taken down (48 第二款)."""
    if facts.publication is None or not facts.publication.shown:
        yield no("disclosure.not_published", "该决定没有在公示，无从撤下", "APL48.2")


def withdrawal_founded(facts: CaseFacts) -> Iterable[Reason]:
    """A statutory cause, the paper that stands behind it and a reason for the public (48 第二款)."""
    found = facts.withdrawal
    if found is None:
        yield no("withdrawal.missing", "还没有填写撤下的原因", "APL48.2", "withdrawal")
        return
    cause = WithdrawalCause.parse(found.cause) if found.cause else None
    yield from check_withdrawal(cause, found.reason, found.document).reasons
    if found.made_on > facts.today:
        yield no("withdrawal.future", "变更、撤销或者确认违法的日期晚于今天", "APL48.2", "made_on")
    if facts.decision and found.made_on < facts.decision.decided_on:
        text = "变更、撤销或者确认违法的日期早于处罚决定"
        yield no("withdrawal.before_decision", text, "APL48.2", "made_on")


def decided(facts: CaseFacts) -> Iterable[Reason]:
    """Only a decision that has been made can be published or carried out."""
    if facts.decision is None:
        yield no("decision.none", "还没有作出决定", "APL48.1", "decide_case")


def performance_proved(facts: CaseFacts) -> Iterable[Reason]:
    """A payment has its receipt (70) and is not more than was decided (67)."""
    done, decision = facts.performance, facts.decision
    if done is None:
        yield no("performance.missing", "还没有填写履行情况", "APL66", "performance")
        return
    if done.paid > 0 and not done.receipt_no.strip():
        yield no("performance.receipt", "还没有填写罚款票据号码", "APL70", "receipt_no")
    yield from _payment_faults(done, facts)
    if done.done_on is not None and done.done_on > facts.today:
        yield no("performance.future", "履行日期晚于今天", "APL66", "done_on")
    if decision and done.done_on is not None and done.paid < decision.fine:
        short = format_yuan(decision.fine - done.paid)
        yield no("performance.unpaid", f"罚款还有{short}没有缴纳，不能记为履行完毕", "APL66", "paid")


def _payment_faults(done: PerformanceFacts, facts: CaseFacts) -> Iterable[Reason]:
    """One payment: not negative, on a possible day, with a receipt of its own, within what may be owed (72)."""
    decision, paid_on = facts.decision, done.paid_on
    if done.amount < 0:
        yield no("performance.negative", "缴款金额不能小于零", "APL66", "amount")
    if paid_on and paid_on > facts.today and done.done_on is None:
        yield no("performance.future", "缴款日期晚于今天", "APL66", "paid_on")
    if paid_on and decision and paid_on < decision.decided_on:
        yield no("performance.before_decision", "缴款日期早于决定日期", "APL66", "paid_on")
    if done.receipt_repeated:
        yield no("performance.receipt_repeated", "这个票据号码已经登记过", "APL70", "receipt_no")
    # 加处罚款 (72 第一款第一项) is at most the fine once more
    if decision and done.paid > 2 * decision.fine + decision.confiscated:
        text = "缴款合计超过罚没款和加处罚款的上限"
        yield no("performance.over", text, "APL67+72.1(1)", "amount")


def performed(facts: CaseFacts) -> Iterable[Reason]:
    """A case closes when the penalty is carried out or enforcement has ended otherwise (66, 72)."""
    done = facts.performance
    if facts.decision and facts.decision.outcome is not Outcome.PENALTY:
        return
    if done is None or (done.done_on is None and not done.ended_reason.strip()):
        yield no("close.performed", "处罚还没有履行完毕，也没有终结执行", "APL66", "record_performance")
    if done and not done.corrected:
        yield no("close.corrected", "违法行为还没有改正", "APL28.1", "record_performance")
    if done and not done.property_disposed:
        yield no("close.property", "涉案财物还没有处理", "APL74", "record_performance")


def published_or_withheld(facts: CaseFacts) -> Iterable[Reason]:
    """A case closes only when its decision is published, or withheld on a stated ground (48; G118 （六）)."""
    shown = facts.publication
    withheld = shown is not None and bool(shown.withheld_ground and shown.releaser_id)
    if shown is None or (shown.published_on is None and not withheld):
        text = "处罚决定还没有公示，也没有写明不予公开的理由"
        yield no("close.published", text, "G118(6)", "publish_decision")


def stages_recorded(facts: CaseFacts) -> Iterable[Reason]:
    """G15: all stages from start to enforcement have left a record in the file (47)."""
    decision_papers = [*facts.documents_of("D27"), *facts.documents_of("D28"), *facts.documents_of("D38")]
    stages = (
        (bool(facts.documents_of("D02")), "启动"),
        (any(r.stage == "调查取证" for r in facts.records), "调查取证"),
        (not facts.review_required or bool(facts.documents_of("D18")), "审核"),
        (bool(decision_papers), "决定"),
        (bool(facts.services), "送达"),
    )
    for there, stage in stages:
        if not there:
            yield no("close.stage", f"{stage}环节没有留下记录", "APL47", "record_step")


def document_ready(facts: CaseFacts) -> Iterable[Reason]:
    """The document at hand exists and has not been declared void."""
    if facts.document is None or facts.document.status is DocumentStatus.VOID:
        yield no("document.missing", "没有可以办理的文书", "APL47", "document")


GUARDS = {
    "service_evidence": service_evidence,
    "decision_served": decision_served,
    "released_by_two": released_by_two,
    "decided": decided,
    "shown_to_the_public": shown_to_the_public,
    "withdrawal_founded": withdrawal_founded,
    "performance_proved": performance_proved,
    "performed": performed,
    "published_or_withheld": published_or_withheld,
    "stages_recorded": stages_recorded,
    "document_ready": document_ready,
}
