"""文书、稿次、文号序列. Triggers (0002) freeze a number once given and everything once signed."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q

from sanxiang.documents.catalogue import MANY
from sanxiang.documents.types import Status


def new_token() -> str:
    """32 URL-safe characters (192 bits) for the authenticity address."""
    return secrets.token_urlsafe(24)


class NumberSeries(models.Model):
    """文号序列: the last ordinal of one word (机关代字 with the document's word) in one year."""

    word = models.CharField("代字", max_length=16)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最近序号")

    class Meta:
        verbose_name = "文号序列"
        constraints = [models.UniqueConstraint(fields=["word", "year"], name="number_series_once_per_year")]

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.last}号"


class Document(models.Model):
    """文书: one paper of a case from its first draft on; data is what was printed, sha256 the print."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("编码", max_length=4)
    title = models.CharField("名称", max_length=60)
    status = models.CharField("状态", max_length=10, choices=[(one.value, one.label) for one in Status])
    version = models.PositiveSmallIntegerField("稿次", default=1)
    number = models.CharField("文号", max_length=60, blank=True)
    data = models.JSONField("内容")
    token = models.CharField("核验码", max_length=40, unique=True, default=new_token, editable=False)
    #: the signed document that this one corrects or replaces
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    drafted_by = models.CharField("拟稿人", max_length=40)
    #: `Actor.person_id`, for "the same person?"
    drafter_id = models.CharField(max_length=36)
    drafted_at = models.DateTimeField("拟稿时间")
    issued_at = models.DateTimeField("制发时间", null=True)
    signatures = models.JSONField("签名", default=list)
    signer_id = models.CharField(max_length=36, blank=True)
    signed_at = models.DateTimeField("签章时间", null=True)
    served_on = models.DateField("送达日期", null=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True)
    sha256 = models.CharField("文件摘要", max_length=64, blank=True)
    fonts = models.JSONField("所用字体", default=dict)
    template = models.CharField("模板摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "文书"
        ordering = ["case", "drafted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="document_number_once"),
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=Q(status__in=["DRAFT", "ISSUED"]) & ~Q(code__in=MANY),
                name="document_one_open_per_code",
            ),
            models.CheckConstraint(
                condition=Q(status="DRAFT")
                | Q(status="VOID")
                | (Q(issued_at__isnull=False) & Q(sha256__regex=r"^[0-9a-f]{64}$")),
                name="document_issued_is_printed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["SIGNED", "SERVED"]) | Q(signed_at__isnull=False),
                name="document_signed_when_signed",
            ),
            models.CheckConstraint(
                condition=~Q(status="VOID") | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="document_void_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class Revision(models.Model):
    """稿次: what a draft said, kept for comparison."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveSmallIntegerField("稿次")
    data = models.JSONField("内容")
    drafted_by = models.CharField("拟稿人", max_length=40)
    drafted_at = models.DateTimeField("拟稿时间")

    class Meta:
        verbose_name = "稿次"
        ordering = ["document", "version"]
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="revision_once_per_version")
        ]

    def __str__(self) -> str:
        return f"第{self.version}稿"
