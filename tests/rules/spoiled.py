"""The table "act, which one fact is spoiled, exactly which reason appears"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sanxiang.rules.facts import CredentialActFacts
from sanxiang.rules.procedures import Act
from sanxiang.rules.terms import (
    OpinionType,
    PartyKind,
    PenaltyKind,
    TierLevel,
)
from tests.rules.lawful import lawful
from tests.rules.spoiled_later import LATER
from tests.rules.spoiling import (
    TEENAGER,
    Spoil,
    approval,
    both,
    first_card,
    first_evidence,
    first_officer,
    part,
    whole,
    without,
)

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
    (Act.ASSIGN_OFFICERS, "当日离岗", first_officer(left_on=date(2026, 9, 23)), "officers.left"),
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
    (
        Act.PROPOSE_OUTCOME,
        "计算基数没有证据",
        part("proposal", measures_unproved=("计算基数",)),
        "proposal.measure",
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
    *LATER,
]
