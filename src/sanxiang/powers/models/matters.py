"""音像记录事项 and 随机抽查事项: rows of two lists that an agency keeps, each in versions."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanxiang.powers.models.items import PowerItem


class Matter(models.Model):
    """清单事项: one version of one row; a draft runs nothing until another person has approved it."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        IN_FORCE = "in_force", "有效"
        SUPERSEDED = "superseded", "已被新版本替代"
        ENDED = "repealed", "已停止"
        DISCARDED = "discarded", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    #: what tells the rows of an agency apart; versions share it
    number = models.CharField("编号", max_length=40)
    version = models.PositiveSmallIntegerField("版本", default=1)
    basis_text = models.TextField("依据", blank=True)
    remark = models.TextField("备注", blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    effective_from = models.DateField("生效日期")
    effective_to = models.DateField("失效日期", null=True, blank=True)
    entered_by = models.CharField("录入人", max_length=60, blank=True)
    #: everybody who entered or changed it: none of them approves it
    authors = ArrayField(models.CharField(max_length=40), verbose_name="经手人", default=list, blank=True)
    approved_by = models.CharField("审定人", max_length=60, blank=True)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["agency", "number", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number", "version"], name="%(class)s_version_once"),
            models.UniqueConstraint(
                fields=["agency", "number"],
                condition=Q(status="draft"),
                name="%(class)s_one_draft",
                violation_error_message="这一编号已有一份草稿",
            ),
            models.UniqueConstraint(
                fields=["agency", "number"],
                condition=Q(status="in_force"),
                name="%(class)s_once_in_force",
                violation_error_message="这一编号已有有效的版本",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id="") | ~Q(authors__contains=[F("approved_by_id")]),
                name="%(class)s_approved_by_another",
                violation_error_message="审定的人不能是录入或者修改的人",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RecordingRule(Matter):
    """音像记录事项: in which step what is recorded in sound and picture (国办发〔2018〕118号（八）)."""

    act_kind = models.CharField("权力类型", max_length=14, choices=PowerItem.Kind, blank=True)
    #: code of the power item, "" = all of that kind
    item_code = models.CharField("事项编码", max_length=80, blank=True)
    title = models.CharField("执法事项", max_length=300)
    step = models.CharField("记录环节", max_length=200)
    mode = models.CharField("记录方式", max_length=100)
    #: 应当, else 可以
    required = models.BooleanField("应当记录", default=True)
    place = models.CharField("记录场所", max_length=200, blank=True)
    starts = models.CharField("开始时间", max_length=300, blank=True)
    content = models.TextField("记录内容", blank=True)
    ends = models.CharField("结束时间", max_length=300, blank=True)
    recorder = models.CharField("记录人员", max_length=200, blank=True)
    retention = models.CharField("存储期限", max_length=100, blank=True)

    class Meta(Matter.Meta):
        verbose_name = "音像记录事项"


class NoPenaltyItem(Matter):
    """不予处罚清单的一行: an unlawful act that is not punished where all conditions are met (行政处罚法第三十三条)."""

    #: code of the power item, "" = told by the article that is violated
    item_code = models.CharField("权力事项编码", max_length=80, blank=True)
    category = models.CharField("类别", max_length=100, blank=True)
    title = models.CharField("违法行为", max_length=300)
    conditions = models.TextField("不予处罚的条件")

    class Meta(Matter.Meta):
        verbose_name = "不予处罚事项"


class RandomCheckItem(Matter):
    """随机抽查事项 (优化营商环境条例第五十四条; 辽宁省民政厅2019年方案)."""

    class Importance(models.TextChoices):
        GENERAL = "general", "一般检查事项"
        KEY = "key", "重点检查事项"

    title = models.CharField("抽查事项", max_length=300)
    importance = models.CharField("事项类别", max_length=10, choices=Importance, default=Importance.GENERAL)
    targets = models.TextField("抽查对象")
    content = models.TextField("抽查内容")
    #: percent of the objects that one round draws
    ratio = models.DecimalField("抽查比例（%）", max_digits=5, decimal_places=2, null=True, blank=True)
    ratio_text = models.CharField("抽查比例说明", max_length=200, blank=True)
    mode = models.CharField("抽查方式", max_length=200)
    frequency = models.CharField("抽查频次", max_length=100)

    class Meta(Matter.Meta):
        verbose_name = "随机抽查事项"
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ratio__isnull=True) | Q(ratio__gt=0, ratio__lte=100),
                name="random_check_ratio_is_a_share",
                violation_error_message="抽查比例应当大于0、不超过100",
            ),
        ]
