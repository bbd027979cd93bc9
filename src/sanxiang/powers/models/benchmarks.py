"""裁量基准 and its tiers."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanxiang.powers.models.items import PowerItem


class Benchmark(models.Model):
    """裁量基准: how the range of one item is divided. A draft may not be tied to an item yet."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        IN_FORCE = "in_force", "有效"
        DISCARDED = "discarded", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    power_item = models.ForeignKey(
        PowerItem, null=True, blank=True, on_delete=models.PROTECT, related_name="benchmarks"
    )
    #: whose it is while it is a draft; the item's agency afterwards
    agency = models.ForeignKey(
        "registry.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: as the published table numbers the unlawful acts, and the basis in its words
    number = models.CharField("编号", max_length=20, blank=True)
    basis_text = models.TextField("依据原文", blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.IN_FORCE)
    entered_by = models.CharField("录入人", max_length=60, blank=True)
    entered_by_id = models.CharField(max_length=40, blank=True)
    #: everybody who entered or changed it: none of them approves it
    authors = ArrayField(models.CharField(max_length=40), verbose_name="经手人", default=list, blank=True)
    approved_by = models.CharField("审定人", max_length=60, blank=True)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    title = models.CharField("违法行为", max_length=300)
    #: one of rules.discretion's forms; FIXED_RANGE = a range of 元 by tier
    form = models.CharField("形式", max_length=20, default="FIXED_RANGE")
    document_no = models.CharField("发布文号", max_length=60, blank=True)
    effective_from = models.DateField("生效日期")
    effective_to = models.DateField("失效日期", null=True, blank=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    #: a request to take it off its item, until that is decided
    untying_reason = models.TextField("解除对应的理由", blank=True)
    untying_by = models.CharField("申请解除的人", max_length=60, blank=True)
    untying_by_id = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "裁量基准"
        ordering = ["power_item", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["power_item", "title", "version"],
                condition=Q(status="in_force"),
                name="benchmark_version_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "number", "title"],
                condition=Q(status="draft"),
                name="benchmark_one_draft",
                violation_error_message="这一违法行为已有裁量基准草稿",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force") | Q(power_item__isnull=False),
                name="benchmark_in_force_has_item",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id="") | ~Q(approved_by_id=F("entered_by_id")),
                name="benchmark_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BenchmarkTier(models.Model):
    """裁量阶次."""

    class Level(models.TextChoices):
        NONE = "NONE", "不予处罚"
        MITIGATED = "MITIGATED", "减轻"
        LENIENT = "LENIENT", "从轻"
        NORMAL = "NORMAL", "一般"
        SEVERE = "SEVERE", "从重"

    id = models.BigAutoField(primary_key=True)
    #: what an import and the ledger call it
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    benchmark = models.ForeignKey(Benchmark, on_delete=models.CASCADE, related_name="tiers")
    ordinal = models.PositiveSmallIntegerField("顺序")
    #: 档 of a published table, from the lightest; several lines of one are alternatives. 0 = told by its level
    grade = models.PositiveSmallIntegerField("档", default=0)
    level = models.CharField("阶次", max_length=10, choices=Level, blank=True)
    conditions = models.TextField("适用条件")
    amount_min = models.DecimalField("下限（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    amount_max = models.DecimalField("上限（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    standard = models.TextField("裁量标准")
    remark = models.TextField("备注", blank=True)

    class Meta:
        verbose_name = "裁量阶次"
        ordering = ["benchmark", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["benchmark", "ordinal"], name="tier_order_once"),
            models.CheckConstraint(
                condition=Q(amount_max__isnull=True) | Q(amount_max__gte=F("amount_min")),
                name="tier_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display() or f"第{self.grade}档"
