"""法律、版本、条款."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from sanxiang.kernel import public_id


class Law(models.Model):
    """法律法规规章: the work, whatever its wording on a given date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    title = models.CharField("名称", max_length=300, unique=True)
    short_title = models.CharField("简称", max_length=200, help_text="去掉“中华人民共和国”")
    level = models.CharField("效力级别", max_length=40, blank=True)
    issuer = models.CharField("制定机关", max_length=100, blank=True)

    class Meta:
        verbose_name = "法规"
        ordering = ["short_title"]
        indexes = [models.Index(fields=["short_title"], name="law_short_title")]

    def __str__(self) -> str:
        return self.short_title


class LawVersion(models.Model):
    """版本: one wording of a law and the interval in which it is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    law = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="versions")
    version_date = models.DateField("公布（修订）日期")
    effective_from = models.DateField("施行日期", null=True, blank=True)
    effective_to = models.DateField("失效日期", null=True, blank=True)
    #: why the date of effect is what it is, when the source does not state it; "" = stated
    effective_note = models.CharField("施行日期说明", max_length=60, blank=True)
    #: the source says it is no longer in force, whether or not the day is known
    expired = models.BooleanField("来源标明失效", default=False)
    #: only some articles are stored; an import of the whole text completes it
    extract = models.BooleanField("节选", default=False)
    source = models.CharField("来源", max_length=60)
    source_id = models.CharField("来源编号", max_length=80, blank=True)
    stated_articles = models.IntegerField("来源所载条数", null=True, blank=True)
    found_articles = models.IntegerField("解析所得条数", default=0)
    preamble = models.TextField("题注与序言", blank=True)
    annex = models.TextField("附件", blank=True)
    #: SHA-256 of the articles without blanks, to see that two sources agree
    text_sha256 = models.CharField("正文摘要", max_length=64)

    class Meta:
        verbose_name = "法规版本"
        ordering = ["law", "version_date"]
        constraints = [
            models.UniqueConstraint(fields=["law", "version_date"], name="law_version_once_per_date"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="law_version_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law}（{self.version_date}）"


class Provision(models.Model):
    """条款: one row for each 款 or 项 as printed; an article is the rows of its number, in order."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(LawVersion, on_delete=models.CASCADE, related_name="provisions")
    chapter = models.TextField("章节", blank=True)
    #: 33 for 第三十三条; `article_suffix` 1 for 第三十三条之一
    article = models.PositiveIntegerField("条")
    article_suffix = models.PositiveSmallIntegerField("条之", default=0)
    #: counted from 1; `item` 0 is the paragraph itself, 1 its item （一）
    paragraph = models.PositiveSmallIntegerField("款")
    item = models.PositiveSmallIntegerField("项", default=0)
    ordinal = models.PositiveIntegerField("顺序")
    text = models.TextField("条文")

    class Meta:
        verbose_name = "条款"
        ordering = ["version", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "article", "article_suffix", "paragraph", "item"],
                name="provision_place_once",
            ),
            models.CheckConstraint(
                condition=Q(article__gte=1, paragraph__gte=1), name="provision_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.article}.{self.article_suffix}.{self.paragraph}.{self.item}"
