"""法制审核目录: what must be reviewed before it is decided."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from sanxiang.powers.models.items import PowerItem


class ReviewRule(models.Model):
    """重大执法决定法制审核目录的一行: a trigger as data, versioned; evaluated by rules.review."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        IN_FORCE = "in_force", "有效"
        DISCARDED = "discarded", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(
        "registry.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField("触发代码", max_length=10, help_text="T1…T13")
    title = models.CharField("情形", max_length=200)
    act_kind = models.CharField(
        "权力类型", max_length=14, choices=PowerItem.Kind, default=PowerItem.Kind.PENALTY
    )
    #: an expression tree of rules.conditions over the facts of rules.review.FIELDS
    condition = models.JSONField("条件")
    #: [[law, place], …]
    basis = models.JSONField("依据")
    flag = models.CharField("确信度", max_length=1)
    enabled = models.BooleanField("启用", default=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    filed_no = models.CharField("备案号", max_length=60, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    effective_from = models.DateField("生效日期")
    effective_to = models.DateField("失效日期", null=True, blank=True)
    entered_by = models.CharField("录入人", max_length=60, blank=True)
    entered_by_id = models.CharField(max_length=40, blank=True)
    approved_by = models.CharField("审定人", max_length=60, blank=True)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)

    class Meta:
        verbose_name = "法制审核目录"
        ordering = ["code", "agency"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code", "version"], name="review_rule_version_once", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["agency", "code"],
                condition=Q(status="draft"),
                name="review_rule_one_draft",
                nulls_distinct=False,
                violation_error_message="这一触发情形已有草稿",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id="") | ~Q(approved_by_id=F("entered_by_id")),
                name="review_rule_approved_by_another",
                violation_error_message="审定的人不能是录入的人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
