"""权力事项, its bases and the requests to abolish it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanxiang.kernel import public_id
from sanxiang.powers.materials import check_materials


class PowerItem(models.Model):
    """权力事项: one version of one thing an agency may do, and how.

    Versions of an item share `public_id` and `code`; a case keeps the version it was filed under.
    """

    class Kind(models.TextChoices):
        LICENCE = "licence", "行政许可"
        PENALTY = "penalty", "行政处罚"
        COERCION = "coercion", "行政强制"
        LEVY = "levy", "行政征收"
        BENEFIT = "benefit", "行政给付"
        CONFIRMATION = "confirmation", "行政确认"
        RULING = "ruling", "行政裁决"
        INSPECTION = "inspection", "行政检查"
        REWARD = "reward", "行政奖励"
        OTHER = "other", "其他行政权力"

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "待审定"
        IN_FORCE = "in_force", "有效"
        SUPERSEDED = "superseded", "已被新版本替代"
        REPEALED = "repealed", "已废止"
        DISCARDED = "discarded", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField(max_length=10, default=public_id, editable=False)
    version = models.PositiveSmallIntegerField("版本", default=1)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="power_items")
    code = models.CharField("事项编码", max_length=80)
    name = models.CharField("事项名称", max_length=300)
    kind = models.CharField("权力类型", max_length=14, choices=Kind)
    enforcement_field = models.CharField("执法类别", max_length=30, blank=True)
    #: the basis as the source words it, where it has not been tied to provisions yet
    basis_text = models.TextField("依据原文", blank=True)
    level = models.CharField("行使层级", max_length=30, blank=True)
    fee = models.CharField("收费标准", max_length=200, blank=True)
    #: service guide (law annex 1.7): who accepts, on what conditions, with which papers, how fast by promise
    accepting_unit = models.CharField("受理（承办）机构", max_length=60, blank=True)
    conditions = models.TextField("适用（受理）条件", blank=True)
    #: as the source words them, where they have not been listed one by one
    materials = models.TextField("申请材料原文", blank=True)
    #: [powers.types.Material as a mapping]
    material_rows = models.JSONField("申请材料", default=list, blank=True, validators=[check_materials])
    hall = models.CharField("办理地点", max_length=200, blank=True)
    hall_phone = models.CharField("咨询电话", max_length=60, blank=True)
    hall_hours = models.CharField("办理时间", max_length=200, blank=True)
    promised_days = models.PositiveSmallIntegerField("承诺期限", null=True, blank=True)
    promised_unit = models.CharField("承诺期限单位", max_length=2, blank=True)
    #: id of a procedure in rules/procedures, "" while none is modelled for this kind
    procedure = models.CharField("适用程序", max_length=40, blank=True)
    statutory_days = models.PositiveSmallIntegerField("法定期限", null=True, blank=True)
    statutory_unit = models.CharField("期限单位", max_length=2, blank=True, help_text="CD 自然日、WD 工作日")
    responsibilities = models.TextField("责任事项", blank=True)
    accountability = models.TextField("追责情形", blank=True)
    #: kinds of penalty this item allows and the statutory range of the fine, 元
    penalty_kinds = ArrayField(
        models.CharField(max_length=30), verbose_name="处罚种类", default=list, blank=True
    )
    fine_min = models.DecimalField("法定罚款下限", max_digits=14, decimal_places=2, null=True, blank=True)
    fine_max = models.DecimalField("法定罚款上限", max_digits=14, decimal_places=2, null=True, blank=True)
    #: 追责期限 in years: 2, or 5 where life, health or finance is at stake (行政处罚法第三十六条)
    limitation_years = models.PositiveSmallIntegerField("追责期限（年）", default=2)
    #: keys of rules.review.FLAGS
    flags = ArrayField(models.CharField(max_length=30), verbose_name="标记", default=list, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    effective_from = models.DateField("生效日期")
    effective_to = models.DateField("失效日期", null=True, blank=True)
    #: 录入、报审、审定: the names of their day and who they are
    entered_by = models.CharField("录入人", max_length=60, blank=True)
    entered_by_id = models.CharField(max_length=40, blank=True)
    #: everybody who entered, changed or submitted it: none of them approves it
    authors = ArrayField(models.CharField(max_length=40), verbose_name="经手人", default=list, blank=True)
    submitted_by = models.CharField("报审人", max_length=60, blank=True)
    submitted_by_id = models.CharField(max_length=40, blank=True)
    approved_by = models.CharField("审定人", max_length=60, blank=True)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    approval_no = models.CharField("审定文号", max_length=60, blank=True)
    returned_reason = models.TextField("退回理由", blank=True)

    class Meta:
        verbose_name = "权力事项"
        ordering = ["agency", "kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"],
                condition=Q(status="in_force"),
                name="power_item_code_once_in_force",
                violation_error_message="本机关已有同一编码的有效事项",
            ),
            models.UniqueConstraint(
                fields=["agency", "code"],
                condition=Q(status__in=["draft", "submitted"]),
                name="power_item_one_open_draft",
                violation_error_message="本机关这一编码已有草稿",
            ),
            models.UniqueConstraint(fields=["agency", "code", "version"], name="power_item_version_once"),
            models.CheckConstraint(
                condition=Q(approved_by_id="")
                | ~Q(approved_by_id__in=[F("entered_by_id"), F("submitted_by_id")]),
                name="power_item_approved_by_another",
                violation_error_message="审定的人不能是录入或者报审的人",
            ),
            models.CheckConstraint(
                condition=Q(fine_max__isnull=True)
                | Q(fine_min__isnull=True)
                | Q(fine_max__gte=F("fine_min")),
                name="power_item_fine_in_order",
                violation_error_message="法定罚款上限不能低于下限",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Abolition(models.Model):
    """废止申请: the agency asks that an item end after a day, another person approves or turns it down."""

    class Status(models.TextChoices):
        ASKED = "asked", "待审定"
        APPROVED = "approved", "已审定"
        REFUSED = "refused", "未同意"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    power_item = models.ForeignKey(PowerItem, on_delete=models.PROTECT, related_name="abolitions")
    until = models.DateField("适用到")
    reason = models.TextField("废止理由")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.ASKED)
    asked_by = models.CharField("申请人", max_length=60)
    asked_by_id = models.CharField(max_length=40, blank=True)
    asked_on = models.DateField("申请日期")
    decided_by = models.CharField("审定人", max_length=60, blank=True)
    decided_by_id = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField("审定日期", null=True, blank=True)
    refused_reason = models.TextField("不同意的理由", blank=True)

    class Meta:
        verbose_name = "废止申请"
        ordering = ["-asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["power_item"],
                condition=Q(status="asked"),
                name="abolition_asked_once",
                violation_error_message="这一事项已有一份废止申请待审定",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id="") | ~Q(decided_by_id=F("asked_by_id")),
                name="abolition_decided_by_another",
                violation_error_message="审定的人不能是申请的人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.power_item_id} {self.until}"


class PowerBasis(models.Model):
    """法律依据: points to a provision, not to a string."""

    class Role(models.TextChoices):
        DUTY = "duty", "义务条款"
        PENALTY = "penalty", "罚则"
        PROCEDURE = "procedure", "程序依据"

    id = models.BigAutoField(primary_key=True)
    power_item = models.ForeignKey(PowerItem, on_delete=models.CASCADE, related_name="bases")
    #: the place is kept beside the law, so that the text in force on any date can be found
    law = models.ForeignKey("statutes.Law", on_delete=models.PROTECT, related_name="+")
    article = models.PositiveIntegerField("条")
    article_suffix = models.PositiveSmallIntegerField("条之", default=0)
    paragraph = models.PositiveSmallIntegerField("款", default=0)
    item = models.PositiveSmallIntegerField("项", default=0)
    role = models.CharField("作用", max_length=10, choices=Role)
    ordinal = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "法律依据"
        ordering = ["power_item", "ordinal"]

    def __str__(self) -> str:
        return f"{self.power_item_id}:{self.law_id} {self.article}.{self.paragraph}.{self.item}"
