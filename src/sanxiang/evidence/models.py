"""证据、原始文件、派生文件. Triggers (0002) refuse deletion and any change of what was stored."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from sanxiang.evidence.types import EvidenceKind, ItemStatus


class EvidenceObject(models.Model):
    """原始文件: bytes in the blob store, once for each content."""

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    size = models.BigIntegerField("字节数")
    mime = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField("存入时间")
    last_verified_at = models.DateTimeField("最近校验", null=True)

    class Meta:
        verbose_name = "原始文件"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_object_sha256"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_object_not_empty"),
        ]

    def __str__(self) -> str:
        return self.sha256


class Derivative(models.Model):
    """派生文件: made from an original by a recipe; the original is never rewritten."""

    THUMBNAIL = "thumbnail"

    source = models.ForeignKey(EvidenceObject, on_delete=models.PROTECT, related_name="derivatives")
    kind = models.CharField("种类", max_length=20)
    object = models.ForeignKey(EvidenceObject, on_delete=models.PROTECT, related_name="+")
    recipe = models.JSONField("做法", default=dict)
    made_at = models.DateTimeField("制作时间")

    class Meta:
        verbose_name = "派生文件"
        constraints = [models.UniqueConstraint(fields=["source", "kind"], name="derivative_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id}"


class ItemSeries(models.Model):
    """证据编号: the last number given in a case; one row, locked while a number is taken."""

    case = models.OneToOneField("cases.Case", primary_key=True, on_delete=models.PROTECT, related_name="+")
    last = models.PositiveIntegerField("最近编号")

    class Meta:
        verbose_name = "证据编号"

    def __str__(self) -> str:
        return str(self.last)


class EvidenceItem(models.Model):
    """证据: an original file in its role in one case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    object = models.ForeignKey(EvidenceObject, on_delete=models.PROTECT, related_name="items")
    ordinal = models.PositiveIntegerField("编号")
    stage = models.CharField("环节", max_length=20)
    kind = models.CharField(
        "种类", max_length=16, choices=[(kind.value, kind.label) for kind in EvidenceKind]
    )
    purpose = models.CharField("证明目的", max_length=300)
    original_name = models.CharField("原始文件名", max_length=200)
    taken_at = models.DateTimeField("提取时间")
    taken_place = models.CharField("提取地点", max_length=160)
    taken_by = models.CharField("提取人", max_length=100)
    stored_at = models.DateTimeField("存入时间")
    stored_by = models.CharField("存入人", max_length=40)
    ledger_entry = models.BigIntegerField("日志序列")
    status = models.CharField(
        "状态",
        max_length=10,
        choices=[(one.value, one.label) for one in ItemStatus],
        default=ItemStatus.VALID.value,
    )
    invalid_reason = models.CharField("无效原因", max_length=300, blank=True)
    invalid_at = models.DateTimeField("标记时间", null=True)
    confirmed_at = models.DateTimeField("查证时间", null=True)
    confirmed_by = models.CharField("查证人", max_length=40, blank=True)

    class Meta:
        verbose_name = "证据"
        ordering = ["case", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="evidence_number_once_per_case"),
            models.CheckConstraint(
                condition=Q(taken_at__lte=models.F("stored_at")), name="evidence_taken_before_stored"
            ),
            models.CheckConstraint(
                condition=Q(status="valid", invalid_reason="", invalid_at__isnull=True)
                | (Q(status="invalid", invalid_at__isnull=False) & ~Q(invalid_reason="")),
                name="evidence_invalid_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"证据{self.ordinal}"
