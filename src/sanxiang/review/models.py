"""审核轮次、审核要点. A trigger of the database keeps an issued round as it is."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Review(models.Model):
    """审核轮次: from the submission to the opinion; problems lead to another round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField("轮次")
    proposal_version = models.PositiveSmallIntegerField("拟处理意见版本")
    #: [{code, title, basis, inputs, rule_id, rule_version}]
    triggers = models.JSONField("触发情形", default=list)
    materials = ArrayField(models.CharField(max_length=20), verbose_name="送审材料", default=list)
    submitted_at = models.DateTimeField("送审时间")
    submitter = models.CharField("送审人", max_length=40)
    submitter_id = models.CharField(max_length=36)
    opinion = models.CharField("审核意见", max_length=20, blank=True)
    opinion_text = models.TextField("意见内容", blank=True)
    counsel_needed = models.BooleanField("须附法律顾问意见", default=False)
    counsel_opinion = models.TextField("法律顾问意见", blank=True)
    reviewer = models.CharField("审核人", max_length=40, blank=True)
    reviewer_id = models.CharField(max_length=36, blank=True)
    reviewer_qualified = models.BooleanField("审核人取得法律职业资格", default=False)
    reviewer_first_time = models.BooleanField("初次从事审核", default=False)
    issued_at = models.DateTimeField("出具时间", null=True, blank=True)

    class Meta:
        verbose_name = "审核轮次"
        ordering = ["case", "round"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="review_round_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(issued_at__isnull=True), name="review_one_open_per_case"
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | ~Q(opinion="") & ~Q(reviewer_id=""),
                name="review_issued_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(reviewer_id=models.F("submitter_id")), name="review_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} 第{self.round}轮"


class Point(models.Model):
    """审核要点: one of the heads of the checklist, answered."""

    class State(models.TextChoices):
        PASS = "pass", "通过"
        PROBLEM = "problem", "有问题"
        NOT_APPLICABLE = "na", "不适用"

    id = models.BigAutoField(primary_key=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField("序号")
    state = models.CharField("结论", max_length=8, choices=State)
    note = models.TextField("说明", blank=True)
    cites = models.JSONField("引用", default=list)

    class Meta:
        verbose_name = "审核要点"
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_point_once"),
            models.CheckConstraint(
                condition=Q(state__in=("pass", "problem", "na")), name="review_point_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_state_display()}"
