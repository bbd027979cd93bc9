"""案件的经过: what was recorded, proposed, notified, said, discussed, decided, served and paid.

Every table here is append-only (a trigger refuses UPDATE and DELETE): what changes gets a new row, and the
latest row counts. So the course of a case can be read, but not rewritten.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sanxiang.cases.models.case import Case


class CourseRow(models.Model):
    """What every row of the course has: its case, when it was written and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("记录时间")
    made_by = models.CharField("记录人", max_length=40)
    #: Actor.person_id
    made_by_id = models.CharField(max_length=36)

    class Meta:
        abstract = True
        ordering = ["case", "made_at"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.made_at:%F %T}"


class Approval(CourseRow):
    """审批: 凡批准必有单. Who drafted, who approved (the writer of the row), with which words."""

    act = models.CharField("行为", max_length=40)
    drafter = models.CharField("拟办人", max_length=40)
    drafter_id = models.CharField(max_length=36)
    opinion = models.TextField("审批意见")
    approved_on = models.DateField("审批日期")

    class Meta(CourseRow.Meta):
        verbose_name = "审批"
        constraints = [
            models.UniqueConstraint(fields=["case", "act"], name="approval_once_per_act"),
            models.CheckConstraint(
                condition=~Q(drafter_id=models.F("made_by_id")),
                name="approval_by_another",
                violation_error_message="拟办人与审批人不能是同一人",
            ),
        ]


class Record(CourseRow):
    """过程记录: one step of the investigation in words, with the evidence that came of it (47)."""

    kind = models.CharField("种类", max_length=30)
    stage = models.CharField("环节", max_length=10)
    occurred_at = models.DateTimeField("发生时间")
    place = models.CharField("地点", max_length=160)
    text = models.TextField("内容")
    officer_ids = ArrayField(models.UUIDField(), verbose_name="执法人员")
    faces_party = models.BooleanField("面对当事人")
    id_shown = models.BooleanField("已出示执法证件")
    rights_told = models.BooleanField("已告知权利义务")
    recusal_told = models.BooleanField("已告知申请回避的权利")
    party_confirmed = models.BooleanField("当事人已确认")
    evidence_ids = ArrayField(models.UUIDField(), verbose_name="证据", default=list)
    has_av = models.BooleanField("有音像记录", default=False)

    class Meta(CourseRow.Meta):
        verbose_name = "过程记录"


class Proposal(CourseRow):
    """拟处理意见: what the handlers propose; each change is a new version."""

    version = models.PositiveSmallIntegerField("版本")
    #: a rules.terms.Outcome (57)
    outcome = models.CharField("处理结果", max_length=20)
    kinds = ArrayField(models.CharField(max_length=30), verbose_name="处罚种类", default=list)
    fine = models.DecimalField("罚款（元）", max_digits=14, decimal_places=2, default=0)
    confiscated = models.DecimalField("没收（元）", max_digits=14, decimal_places=2, default=0)
    facts = models.TextField("违法事实")
    reasons = models.TextField("理由")
    correction = models.TextField("责令改正内容", blank=True)
    correction_needless = models.TextField("无须责令改正的理由", blank=True)
    benchmark = models.ForeignKey(
        "powers.Benchmark", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tier = models.CharField("适用阶次", max_length=10, blank=True)
    computed_tier = models.CharField("系统判定阶次", max_length=10, blank=True)
    tier_min = models.DecimalField("阶次下限（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    tier_max = models.DecimalField("阶次上限（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    line = models.UUIDField("裁量档次", null=True, blank=True)
    line_label = models.TextField("裁量档次和情形", blank=True)
    measure = models.DecimalField("计算基数（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    #: what the base was measured from: [item number …]
    measure_evidence = ArrayField(
        models.CharField(max_length=20), verbose_name="计算基数的证据", default=list
    )
    #: an additive line: [{per, count, evidence: [item number …]}]
    counts = models.JSONField("累加的次数", default=list)
    #: [{code, note, evidence: [item number …]}]
    factors = models.JSONField("裁量因素", default=list)
    discretion_note = models.TextField("裁量说明", blank=True)
    deviation_reason = models.TextField("偏离基准的理由", blank=True)
    #: 从旧兼从轻: old, new, or "" where the law has not changed since the act (37)
    applied_law = models.CharField("适用新旧规定", max_length=3, blank=True)
    law_reason = models.TextField("适用新旧规定的理由", blank=True)
    #: [{law, title, place, role, text}], the wording that is applied
    provisions = models.JSONField("适用条款", default=list)
    #: flags read by the review triggers
    flags = ArrayField(models.CharField(max_length=30), verbose_name="标记", default=list)

    class Meta(CourseRow.Meta):
        verbose_name = "拟处理意见"
        ordering = ["case", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="proposal_version_once"),
            models.CheckConstraint(condition=Q(fine__gte=0), name="proposal_fine_not_negative"),
        ]


class Notice(CourseRow):
    """事先告知 (44, 62) as it reached the party; the amount told is a ceiling afterwards (45)."""

    document = models.UUIDField("告知书")
    notified_on = models.DateField("告知日期")
    mode = models.CharField("送达方式", max_length=12)
    recipient = models.CharField("签收人", max_length=40)
    proposal_version = models.PositiveSmallIntegerField("拟处理意见版本")
    fine = models.DecimalField("告知罚款（元）", max_digits=14, decimal_places=2)
    kinds = ArrayField(models.CharField(max_length=30), verbose_name="处罚种类", default=list)
    #: what the notice says, as read from its fields: penalty, facts, reasons, basis, statement, hearing
    says = ArrayField(models.CharField(max_length=12), verbose_name="告知内容", default=list)

    class Meta(CourseRow.Meta):
        verbose_name = "事先告知"


class Statement(CourseRow):
    """陈述申辩 (45): what the party said, or that it gave the right up, or that the term went by."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", "陈述申辩"
        WAIVED = "waived", "书面放弃"
        EXPIRED = "expired", "期满未提出"

    kind = models.CharField("情形", max_length=10, choices=Kind)
    made_on = models.DateField("日期")
    text = models.TextField("内容", blank=True)
    adopted = models.BooleanField("采纳", null=True, blank=True)
    response = models.TextField("复核意见", blank=True)
    new_facts = models.BooleanField("复核发现新事实", default=False)

    class Meta(CourseRow.Meta):
        verbose_name = "陈述申辩"


class Discussion(CourseRow):
    """集体讨论 (57 第二款): each view is written down."""

    held_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=100)
    chair = models.CharField("主持人", max_length=40)
    #: [{name, view}]
    attendees = models.JSONField("参加人及意见")
    conclusion = models.TextField("结论")
    proposal_version = models.PositiveSmallIntegerField("拟处理意见版本")

    class Meta(CourseRow.Meta):
        verbose_name = "集体讨论"


class Decision(CourseRow):
    """决定: one per case."""

    outcome = models.CharField("处理结果", max_length=20)
    kinds = ArrayField(models.CharField(max_length=30), verbose_name="处罚种类", default=list)
    fine = models.DecimalField("罚款（元）", max_digits=14, decimal_places=2)
    confiscated = models.DecimalField("没收（元）", max_digits=14, decimal_places=2, default=0)
    decided_on = models.DateField("决定日期")
    document = models.UUIDField("决定书")
    number = models.CharField("决定书文号", max_length=60)
    proposal_version = models.PositiveSmallIntegerField("拟处理意见版本")

    class Meta(CourseRow.Meta):
        verbose_name = "决定"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="decision_once_per_case"),
            models.UniqueConstraint(fields=["number"], name="decision_number_once"),
        ]


class ServiceOfProcess(CourseRow):
    """送达 (61) of one document, with its 送达回证."""

    document = models.UUIDField("送达文书")
    document_code = models.CharField("文书代码", max_length=8)
    mode = models.CharField("送达方式", max_length=12)
    served_on = models.DateField("送达日期")
    recipient = models.CharField("受送达人", max_length=100)
    relation = models.CharField("与当事人关系", max_length=40, blank=True)
    officer_ids = ArrayField(models.UUIDField(), verbose_name="送达人")
    receipt = models.BooleanField("回证已签收", default=False)
    witness = models.CharField("见证人", max_length=40, blank=True)
    av = models.BooleanField("有音像记录", default=False)
    consent_on = models.DateField("电子送达确认日期", null=True, blank=True)
    announce_reason = models.TextField("公告送达的原因", blank=True)
    announced_at = models.CharField("公告地点", max_length=160, blank=True)
    evidence_ids = ArrayField(models.UUIDField(), verbose_name="证据", default=list)

    class Meta(CourseRow.Meta):
        verbose_name = "送达"


class Payment(CourseRow):
    """履行: one payment, or the correction seen done."""

    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2)
    paid_on = models.DateField("日期")
    receipt_no = models.CharField("票据号", max_length=60, blank=True)
    corrected = models.BooleanField("已改正")
    property_disposed = models.BooleanField("没收财物已处理")
    note = models.TextField("说明", blank=True)

    class Meta(CourseRow.Meta):
        verbose_name = "履行"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="payment_not_negative"),
            models.UniqueConstraint(
                fields=["case", "receipt_no"], condition=~Q(receipt_no=""), name="payment_receipt_once"
            ),
        ]


class Handover(CourseRow):
    """案件移交: from a day on the successor of an agency that has ended handles the case (行政诉讼法 26 VI)."""

    from_agency = models.UUIDField("移交机关")
    from_name = models.CharField("移交机关名称", max_length=100)
    to_agency = models.UUIDField("接收机关")
    to_name = models.CharField("接收机关名称", max_length=100)
    handed_on = models.DateField("接收日期")
    basis = models.CharField("移交依据", max_length=200)
    reason = models.CharField("移交理由", max_length=300)

    class Meta(CourseRow.Meta):
        verbose_name = "案件移交"
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_agency=models.F("to_agency")), name="handover_between_two"
            )
        ]
