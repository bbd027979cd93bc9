"""The second half of the table of spoiled facts: from the collective discussion to the closing, and the documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sanxiang.rules.procedures import Act
from sanxiang.rules.recording import RecordingDemand
from sanxiang.rules.terms import (
    DocumentStatus,
    HearingStatus,
    OpinionType,
    ServiceMode,
)
from tests.rules.spoiling import (
    TEENAGER,
    Spoil,
    approval,
    both,
    document,
    first_officer,
    part,
    whole,
    without,
)

LATER: list[tuple[Act, str, Spoil, str]] = [
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
