"""The table "act, which one fact is spoiled, exactly which reason appears", and its helpers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sanxiang.rules.facts import CaseFacts, CredentialActFacts
from sanxiang.rules.procedures import Act
from sanxiang.rules.recording import RecordingDemand
from sanxiang.rules.terms import (
    DocumentStatus,
    HearingStatus,
    OpinionType,
    PartyKind,
    PenaltyKind,
    ServiceMode,
    TierLevel,
)
from tests.rules.lawful import card, lawful, paper

Spoil = Callable[[CaseFacts], CaseFacts]


def part(name: str, **changes: object) -> Spoil:
    """Change fields of one part of the facts."""
    return lambda f: replace(f, **{name: replace(getattr(f, name), **changes)})


def whole(**changes: object) -> Spoil:
    return lambda f: replace(f, **changes)  # type: ignore[arg-type]


def first_officer(**changes: object) -> Spoil:
    return lambda f: replace(f, officers=(replace(f.officers[0], **changes), *f.officers[1:]))  # type: ignore[arg-type]


def first_card(**changes: object) -> Spoil:
    return first_officer(credential=replace(card("24060012087"), **changes))  # type: ignore[arg-type]


def first_evidence(**changes: object) -> Spoil:
    return lambda f: replace(f, evidence=(replace(f.evidence[0], **changes),))  # type: ignore[arg-type]


def without(code: str) -> Spoil:
    return lambda f: replace(f, documents=tuple(d for d in f.documents if d.code != code))


def document(code: str, **changes: object) -> Spoil:
    return lambda f: replace(
        without(code)(f), documents=(*without(code)(f).documents, paper(code, **changes))
    )


def approval(owner: str, **changes: object) -> Spoil:
    return lambda f: part(owner, approval=replace(getattr(f, owner).approval, **changes))(f)


def both(*spoils: Spoil) -> Spoil:
    def apply(f: CaseFacts) -> CaseFacts:
        for spoil in spoils:
            f = spoil(f)
        return f

    return apply


TEENAGER = part("party", kind=PartyKind.PERSON, age=16)

TABLE: list[tuple[Act, str, Spoil, str]] = [
    # 线索与立案
    (Act.REGISTER_CLUE, "来源不在目录", part("clue", source="道听途说"), "clue.source"),
    (Act.REGISTER_CLUE, "没有内容", part("clue", content=" "), "clue.content"),
    (Act.REGISTER_CLUE, "登记日期在明天", part("clue", received_on=date(2026, 9, 22)), "clue.future"),
    (Act.REGISTER_CLUE, "环节不对", whole(state="FILED"), "procedure.step"),
    (Act.FILE_CASE, "没有执法主体", whole(agency=None), "agency.missing"),
    (Act.FILE_CASE, "主体没有入库", part("agency", approved=False), "agency.standing"),
    (Act.FILE_CASE, "受委托组织没有委托书", part("agency", kind="entrusted"), "delegation.matter"),
    (Act.DECIDE_CASE, "主体已撤销", part("agency", active_to=date(2026, 11, 5)), "agency.ended"),
    (Act.FILE_CASE, "没有当事人", whole(party=None), "party.missing"),
    (Act.FILE_CASE, "代码有误", part("party", identifier_ok=False), "party.identifier"),
    (Act.FILE_CASE, "不合立案标准", part("filing", meets_standard=False), "filing.standard"),
    (Act.FILE_CASE, "没有管辖权", part("filing", has_jurisdiction=False), "filing.jurisdiction"),
    (Act.FILE_CASE, "没有违法日期", whole(act_ended_on=None), "filing.act_date"),
    (Act.FILE_CASE, "违法日期在将来", whole(act_ended_on=date(2027, 9, 20)), "filing.act_future"),
    (Act.FILE_CASE, "过两年", whole(act_ended_on=date(2024, 9, 20)), "filing.limitation"),
    (Act.FILE_CASE, "没有事项", whole(power_item=None), "item.missing"),
    (Act.FILE_CASE, "事项没有公示", part("power_item", published=False), "item.published"),
    (Act.FILE_CASE, "依据失效", part("power_item", basis_in_force=False), "item.basis"),
    (Act.FILE_CASE, "没有批准", approval("filing", approver_id=None), "approval.missing"),
    (Act.FILE_CASE, "自己批准", approval("filing", approver_id="li"), "approval.same_person"),
    (Act.FILE_CASE, "明天批准", approval("filing", approved_on=date(2026, 9, 24)), "approval.future"),
    (Act.FILE_CASE, "没有立案审批表", without("D02"), "procedure.document"),
    (Act.REFUSE_FILING, "没有理由", approval("filing", reason=""), "filing.refusal_reason"),
    (Act.REFUSE_FILING, "自己批准", approval("filing", approver_id="li"), "approval.same_person"),
    # 承办人
    (Act.ASSIGN_OFFICERS, "只有一人", lambda f: replace(f, officers=f.officers[:1]), "officers.two"),
    (Act.ASSIGN_OFFICERS, "同一人两次", lambda f: replace(f, officers=f.officers[:1] * 2), "officers.two"),
    (Act.ASSIGN_OFFICERS, "没有证件", first_officer(credential=None), "officers.credential"),
    (
        Act.ASSIGN_OFFICERS,
        "证件暂扣",
        first_card(acts=(CredentialActFacts("suspended", date(2026, 9, 1)),)),
        "officers.credential",
    ),
    (Act.ASSIGN_OFFICERS, "证件过期", first_card(valid_until=date(2026, 9, 22)), "officers.credential"),
    (Act.ASSIGN_OFFICERS, "证件未生效", first_card(valid_from=date(2026, 9, 24)), "officers.credential"),
    (
        Act.ASSIGN_OFFICERS,
        "类别不符",
        first_card(enforcement_fields=frozenset({"市场监管"})),
        "officers.credential",
    ),
    (Act.ASSIGN_OFFICERS, "区域不符", first_card(areas=frozenset({"530200"})), "officers.credential"),
    (Act.ASSIGN_OFFICERS, "有利害关系", first_officer(conflicts=("是当事人的近亲属",)), "officers.conflict"),
    (Act.ASSIGN_OFFICERS, "已决定回避", first_officer(recused=True), "officers.recused"),
    # 记录
    (Act.RECORD_STEP, "一人记录", part("record", officer_ids=frozenset({"li"})), "officers.two"),
    (
        Act.RECORD_STEP,
        "当日证件过期",
        both(first_card(valid_until=date(2026, 9, 23)), whole(today=date(2026, 9, 24))),
        "officers.credential",
    ),
    (Act.RECORD_STEP, "没有亮证", part("record", id_shown=False), "record.id_shown"),
    (Act.RECORD_STEP, "没有内容", part("record", text="", files=0), "record.empty"),
    (Act.RECORD_STEP, "没有音像", part("record", media=frozenset({"picture"})), "record.av"),
    (Act.RECORD_STEP, "没有告知权利", part("record", rights_told=False), "record.rights"),
    (Act.RECORD_STEP, "没有签名", part("record", party_confirmed=False), "record.confirmed"),
    (Act.RECORD_STEP, "日期在明天", part("record", made_on=date(2026, 9, 28)), "record.future"),
    # 调查终结
    (Act.CONCLUDE_INVESTIGATION, "没有调查记录", whole(records=()), "investigation.record"),
    (Act.CONCLUDE_INVESTIGATION, "没有证据", whole(evidence=()), "evidence.none"),
    (Act.CONCLUDE_INVESTIGATION, "证据没有核实", first_evidence(verified=False), "evidence.verified"),
    (Act.CONCLUDE_INVESTIGATION, "证据种类不对", first_evidence(kind="传闻"), "evidence.kind"),
    (Act.CONCLUDE_INVESTIGATION, "证据被改", first_evidence(intact=False), "evidence.intact"),
    (Act.CONCLUDE_INVESTIGATION, "证据都被排除", first_evidence(excluded=True), "evidence.none"),
    (Act.CONCLUDE_INVESTIGATION, "没有拟处理意见", whole(proposal=None), "proposal.missing"),
    (Act.CONCLUDE_INVESTIGATION, "没有事实", part("proposal", facts_text=""), "proposal.facts"),
    (Act.CONCLUDE_INVESTIGATION, "没有条款", part("proposal", basis=()), "proposal.basis"),
    (
        Act.CONCLUDE_INVESTIGATION,
        "没有种类",
        part("proposal", kinds=frozenset(), fine=Decimal(0)),
        "proposal.kinds",
    ),
    (Act.CONCLUDE_INVESTIGATION, "没有裁量说明", part("proposal", discretion_note=""), "proposal.discretion"),
    (
        Act.CONCLUDE_INVESTIGATION,
        "种类没有罚款",
        part("proposal", kinds=frozenset({PenaltyKind.WARNING})),
        "proposal.fine_kind",
    ),
    (
        Act.CONCLUDE_INVESTIGATION,
        "没有责令改正",
        part("proposal", orders_correction=False),
        "proposal.correction",
    ),
    (Act.CONCLUDE_INVESTIGATION, "两次罚款", part("proposal", fined_before=True), "proposal.second_fine"),
    (Act.CONCLUDE_INVESTIGATION, "不能辨认", part("party", incapable=True), "party.incapable"),
    (Act.CONCLUDE_INVESTIGATION, "年龄不明", part("party", kind=PartyKind.PERSON), "party.age"),
    (Act.CONCLUDE_INVESTIGATION, "不满十四", part("party", kind=PartyKind.PERSON, age=13), "party.child"),
    (
        Act.CONCLUDE_INVESTIGATION,
        "未成年人没有从轻",
        both(TEENAGER, part("proposal", tier=TierLevel.NORMAL, deviation_reason="……")),
        "party.minor",
    ),
    (
        Act.CONCLUDE_INVESTIGATION,
        "超法定上限",
        part("proposal", fine=Decimal(1_000_001), tier_max=None),
        "discretion.over_statute",
    ),
    (
        Act.CONCLUDE_INVESTIGATION,
        "低于法定下限",
        part("proposal", fine=Decimal(199_999), tier_min=None),
        "discretion.under_statute",
    ),
    (
        Act.CONCLUDE_INVESTIGATION,
        "不在阶次内",
        part("proposal", fine=Decimal(400_000)),
        "discretion.outside_tier",
    ),
    (
        Act.CONCLUDE_INVESTIGATION,
        "阶次与因素不符",
        part("proposal", tier=TierLevel.SEVERE),
        "discretion.tier",
    ),
    (
        Act.CONCLUDE_INVESTIGATION,
        "减轻没有情节",
        part(
            "proposal",
            tier=TierLevel.MITIGATED,
            computed_tier=TierLevel.NORMAL,
            factors=(),
            deviation_reason="……",
        ),
        "discretion.mitigated",
    ),
    (Act.CONCLUDE_INVESTIGATION, "没有终结报告", without("D16"), "procedure.document"),
    # 告知
    (Act.NOTIFY_PARTY, "没有写明处罚", part("notice", states_penalty=False), "notice.penalty"),
    (Act.NOTIFY_PARTY, "没有写明事实", part("notice", states_facts=False), "notice.facts"),
    (Act.NOTIFY_PARTY, "没有写明理由", part("notice", states_reasons=False), "notice.reasons"),
    (Act.NOTIFY_PARTY, "没有写明依据", part("notice", states_basis=False), "notice.basis"),
    (Act.NOTIFY_PARTY, "没有写明权利", part("notice", tells_statement_right=False), "notice.rights"),
    (Act.NOTIFY_PARTY, "没有告知听证", part("notice", tells_hearing_right=False), "notice.hearing_right"),
    (Act.NOTIFY_PARTY, "不是最新意见", part("notice", proposal_version=0), "notice.version"),
    (
        Act.NOTIFY_PARTY,
        "因申辩加重",
        both(
            part("notice", previous_fine=Decimal(100_000)),
            lambda f: replace(f, statement=lawful(Act.DECIDE_CASE).statement),
        ),
        "notice.heavier",
    ),
    (Act.NOTIFY_PARTY, "没有送达", whole(service=None), "service.missing"),
    (Act.RECORD_STATEMENT, "没有内容", part("statement", content=""), "statement.content"),
    (Act.RECORD_STATEMENT, "什么都没有", whole(statement=None), "statement.missing"),
    (Act.RECORD_STATEMENT, "日期在明天", part("statement", made_on=date(2026, 10, 24)), "statement.future"),
    # 审核
    (Act.SUBMIT_FOR_REVIEW, "没有证据", whole(evidence=()), "review.material"),
    (Act.SUBMIT_FOR_REVIEW, "没有裁量说明", part("proposal", discretion_note=""), "review.material"),
    (Act.SUBMIT_FOR_REVIEW, "没有决定书稿", both(without("D27"), without("D28")), "review.material"),
    (Act.SUBMIT_FOR_REVIEW, "申辩没有答复", part("statement", adopted=None), "reply.answer"),
    (Act.SUBMIT_FOR_REVIEW, "没有送审表", without("D17"), "procedure.document"),
    (Act.GIVE_OPINION, "没有选择", part("review", opinion=None), "review.opinion"),
    (Act.GIVE_OPINION, "没有审核人", part("review", reviewer_id=None), "review.reviewer"),
    (Act.GIVE_OPINION, "审核人是承办人", part("review", reviewer_id="zhou"), "review.conflict"),
    (
        Act.GIVE_OPINION,
        "审核人主持听证",
        part("hearing", host_id="zhao"),
        "review.conflict",
    ),
    (Act.GIVE_OPINION, "没有资格", part("review", reviewer_qualified=False), "review.qualification"),
    (Act.GIVE_OPINION, "没有顾问意见", part("review", counsel_opinion=""), "review.counsel"),
    (
        Act.GIVE_OPINION,
        "少答一项",
        lambda f: part("review", checklist=f.review.checklist[1:])(f),  # type: ignore[union-attr]
        "review.unanswered",
    ),
    (
        Act.GIVE_OPINION,
        "有问题仍同意",
        lambda f: part(
            "review",
            checklist=(replace(f.review.checklist[0], result="fail", note="缺资质"), *f.review.checklist[1:]),  # type: ignore[union-attr]
        )(f),
        "review.agree_with_problem",
    ),
    (Act.GIVE_OPINION, "不同意没有理由", part("review", opinion=OpinionType.CORRECT_LAW), "review.reasons"),
    # 讨论
    (
        Act.DISCUSS_COLLECTIVELY,
        "一人讨论",
        part("discussion", attendees=frozenset({"head"})),
        "discussion.members",
    ),
    (Act.DISCUSS_COLLECTIVELY, "主持人缺席", part("discussion", host_id="boss"), "discussion.host"),
    (
        Act.DISCUSS_COLLECTIVELY,
        "缺一人意见",
        part("discussion", views=frozenset({"head"})),
        "discussion.views",
    ),
    (Act.DISCUSS_COLLECTIVELY, "没有结论", part("discussion", conclusion=""), "discussion.conclusion"),
    (Act.DISCUSS_COLLECTIVELY, "审核没有通过", whole(review=None), "review.required"),
    # 决定
    (Act.DECIDE_CASE, "没有告知", whole(notice=None), "notice.missing"),
    (Act.DECIDE_CASE, "新旧规定没有选定", part("power_item", texts_differ=True), "law.choice"),
    (
        Act.DECIDE_CASE,
        "选定新规定没有理由",
        both(part("power_item", texts_differ=True), part("proposal", applied_law="new", law_reason=" ")),
        "law.reason",
    ),
    (
        Act.DECIDE_CASE,
        "偏离基准没有同意",
        both(
            part("proposal", tier_max=Decimal(200_000), deviation_reason="拒不改正"),
            whole(discussion=None, major=False),
        ),
        "departure.consent",
    ),
    (Act.DECIDE_CASE, "告知没有送达", part("notice", notified_on=None), "notice.missing"),
    (
        Act.DECIDE_CASE,
        "还在申辩期",
        both(whole(statement=None), part("notice", notified_on=date(2026, 10, 30))),
        "reply.period",
    ),
    (
        Act.DECIDE_CASE,
        "还在听证申请期",
        both(part("notice", notified_on=date(2026, 10, 30)), part("hearing", status=HearingStatus.NONE)),
        "hearing.period",
    ),
    (Act.DECIDE_CASE, "听证没有举行", part("hearing", status=HearingStatus.REQUESTED), "hearing.pending"),
    (Act.DECIDE_CASE, "调查人员主持听证", part("hearing", host_id="li"), "hearing.host"),
    (Act.DECIDE_CASE, "重于告知", part("notice", fine=Decimal(200_000)), "decision.heavier"),
    (Act.DECIDE_CASE, "种类没有告知", part("notice", kinds=frozenset()), "decision.kind_not_notified"),
    (Act.DECIDE_CASE, "没有审核", whole(review=None), "review.required"),
    (Act.DECIDE_CASE, "审核没有通过", part("review", opinion=OpinionType.CORRECT_LAW), "review.not_passed"),
    (Act.DECIDE_CASE, "审核后有改动", part("review", proposal_version=0), "review.outdated"),
    (
        Act.DECIDE_CASE,
        "听证后没有审核",
        part("hearing", status=HearingStatus.HELD, held_on=date(2026, 11, 3)),
        "review.before_hearing",
    ),
    (Act.DECIDE_CASE, "没有讨论", whole(discussion=None), "discussion.required"),
    (Act.DECIDE_CASE, "讨论后有改动", part("discussion", proposal_version=0), "discussion.outdated"),
    (Act.DECIDE_CASE, "没有决定", whole(decision=None), "decision.missing"),
    (Act.DECIDE_CASE, "没有批准", approval("decision", approver_id=None), "approval.missing"),
    (Act.DECIDE_CASE, "自己批准", approval("decision", approver_id="li"), "approval.same_person"),
    (
        Act.DECIDE_CASE,
        "办案人批准",
        whole(investigators=frozenset({"head"})),
        "decision.handler_approves",
    ),
    (Act.DECIDE_CASE, "审核人批准", approval("decision", approver_id="zhao"), "decision.reviewer_approves"),
    (Act.DECIDE_CASE, "与意见不一致", part("decision", fine=Decimal(200_000)), "decision.differs"),
    (Act.DECIDE_CASE, "日期在明天", part("decision", decided_on=date(2026, 11, 7)), "decision.future"),
    (Act.DECIDE_CASE, "回避没有决定", first_officer(recusal_pending=True), "officers.recusal_pending"),
    (Act.DECIDE_CASE, "没有决定书", without("D27"), "decision.document"),
    (Act.DECIDE_CASE, "决定书没有签名", document("D27", signed=False), "decision.unsigned"),
    # 送达、公示、履行、结案
    (Act.SERVE_DOCUMENT, "一人送达", part("service", officer_ids=frozenset({"li"})), "officers.two"),
    (Act.SERVE_DOCUMENT, "没有签收", part("service", receipt=False), "service.evidence"),
    (
        Act.SERVE_DOCUMENT,
        "留置没有音像",
        both(
            part("service", mode=ServiceMode.LEAVE, witness=True),
            whole(recording=(RecordingDemand("9", "送达", "留置送达", "录像", required=True),)),
        ),
        "service.av",
    ),
    (Act.SERVE_DOCUMENT, "留置没有见证", part("service", mode=ServiceMode.LEAVE), "service.evidence"),
    (Act.SERVE_DOCUMENT, "电子没有确认书", part("service", mode=ServiceMode.ELECTRONIC), "service.evidence"),
    (Act.SERVE_DOCUMENT, "公告没有原因", part("service", mode=ServiceMode.ANNOUNCE), "service.evidence"),
    (
        Act.SERVE_DOCUMENT,
        "邮寄没有回执",
        part("service", mode=ServiceMode.POST, receipt=False),
        "service.evidence",
    ),
    (Act.SERVE_DOCUMENT, "没有受送达人", part("service", recipient=""), "service.recipient"),
    (Act.SERVE_DOCUMENT, "日期在明天", part("service", served_on=date(2026, 11, 10)), "service.future"),
    (
        Act.SERVE_DOCUMENT,
        "早于签署",
        part("service", signed_on=date(2026, 11, 10)),
        "service.before_signing",
    ),
    (Act.SERVE_DOCUMENT, "没有决定", whole(decision=None), "service.undecided"),
    (
        Act.SERVE_DOCUMENT,
        "另一份决定书",
        lambda f: part("service", document_id="x")(part("decision", document_id="y")(f)),
        "service.other_document",
    ),
    (
        Act.SERVE_DOCUMENT,
        "决定书没有制发",
        document("D27", status=DocumentStatus.DRAFT),
        "service.not_issued",
    ),
    (Act.PUBLISH_DECISION, "没有决定", whole(decision=None), "decision.none"),
    (Act.PUBLISH_DECISION, "没有编制", whole(publication=None), "disclosure.prepared"),
    (Act.PUBLISH_DECISION, "没有第二人", part("publication", releaser_id=None), "disclosure.releaser"),
    (Act.PUBLISH_DECISION, "同一人", part("publication", releaser_id="sun"), "disclosure.two_persons"),
    (Act.PUBLISH_DECISION, "未成年人", TEENAGER, "disclosure.minor"),
    (Act.WITHDRAW_PUBLICATION, "没有公示", whole(publication=None), "disclosure.not_published"),
    (Act.WITHDRAW_PUBLICATION, "已撤下", part("publication", shown=False), "disclosure.not_published"),
    (Act.WITHDRAW_PUBLICATION, "没有填写", whole(withdrawal=None), "withdrawal.missing"),
    (Act.WITHDRAW_PUBLICATION, "没有原因", part("withdrawal", cause=""), "withdrawal.cause"),
    (Act.WITHDRAW_PUBLICATION, "没有理由", part("withdrawal", reason=" "), "withdrawal.reason"),
    (Act.WITHDRAW_PUBLICATION, "没有文书", part("withdrawal", document=""), "withdrawal.document"),
    (Act.WITHDRAW_PUBLICATION, "未来", part("withdrawal", made_on=date(2026, 11, 17)), "withdrawal.future"),
    (
        Act.WITHDRAW_PUBLICATION,
        "早于决定",
        part("withdrawal", made_on=date(2026, 1, 5)),
        "withdrawal.before_decision",
    ),
    (Act.RECORD_PERFORMANCE, "负数", part("performance", amount=Decimal(-1)), "performance.negative"),
    (
        Act.RECORD_PERFORMANCE,
        "决定之前缴款",
        part("performance", paid_on=date(2026, 1, 1)),
        "performance.before_decision",
    ),
    (
        Act.RECORD_PERFORMANCE,
        "票据重复",
        part("performance", receipt_repeated=True),
        "performance.receipt_repeated",
    ),
    (Act.RECORD_PERFORMANCE, "多缴", part("performance", paid=Decimal(10**9)), "performance.over"),
    (Act.RECORD_PERFORMANCE, "没有填写", whole(performance=None), "performance.missing"),
    (Act.RECORD_PERFORMANCE, "没有票据", part("performance", receipt_no=""), "performance.receipt"),
    (Act.RECORD_PERFORMANCE, "没有缴清", part("performance", paid=Decimal(1)), "performance.unpaid"),
    (
        Act.RECORD_PERFORMANCE,
        "日期在明天",
        part("performance", done_on=date(2026, 11, 17)),
        "performance.future",
    ),
    (Act.CLOSE_CASE, "没有履行", part("performance", done_on=None), "close.performed"),
    (Act.CLOSE_CASE, "没有改正", part("performance", corrected=False), "close.corrected"),
    (Act.CLOSE_CASE, "财物没有处理", part("performance", property_disposed=False), "close.property"),
    (Act.CLOSE_CASE, "没有公示", part("publication", published_on=None), "close.published"),
    (Act.CLOSE_CASE, "没有调查记录", whole(records=()), "close.stage"),
    (Act.CLOSE_CASE, "没有送达", whole(services=()), "close.stage"),
    (Act.CLOSE_CASE, "没有结案审批表", without("D39"), "procedure.document"),
    # 文书
    (Act.DRAFT_DOCUMENT, "没有文书", whole(document=None), "document.missing"),
    (Act.ISSUE_DOCUMENT, "已经制发", part("document", status=DocumentStatus.ISSUED), "document.frozen"),
    (Act.ISSUE_DOCUMENT, "没有批准", part("document", approver_id=None), "document.approval"),
    (Act.ISSUE_DOCUMENT, "自己批准", part("document", approver_id="li"), "document.same_person"),
    (
        Act.SIGN_DOCUMENT,
        "缺一项",
        lambda f: part("document", data={**f.document.data, "rights": ""})(f),  # type: ignore[union-attr]
        "document.field",
    ),
    (Act.SIGN_DOCUMENT, "已经作废", part("document", status=DocumentStatus.VOID), "document.missing"),
]
