"""法律、版本、条款."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
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
    region = models.CharField("适用区域", max_length=100, blank=True)

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
    adopted_on = models.DateField("通过日期", null=True, blank=True)
    version_date = models.DateField("公布（修订）日期")
    document_no = models.CharField("公布文号", max_length=80, blank=True)
    effective_from = models.DateField("施行日期", null=True, blank=True)
    effective_to = models.DateField("失效日期", null=True, blank=True)
    #: the law that ended it; None where a newer wording did
    ended_by = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
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


class Commencement(models.Model):
    """分别施行: an article that takes effect on another day than the rest of its wording."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(LawVersion, on_delete=models.PROTECT, related_name="commencements")
    article = models.PositiveIntegerField("条")
    article_suffix = models.PositiveSmallIntegerField("条之", default=0)
    #: None = withdrawn: it begins with its wording after all
    starts_on = models.DateField("施行日期", null=True)

    class Meta:
        verbose_name = "分别施行"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "article", "article_suffix"], name="commencement_once_per_article"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.article}.{self.article_suffix} {self.starts_on}"


class Repeal(models.Model):
    """废止: a law that another law ends, entered by hand where its own clause does not say so by name."""

    id = models.BigAutoField(primary_key=True)
    law = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="repeals")
    by = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="repealing")
    #: the first day on which the law no longer applies; None = withdrawn
    on = models.DateField("废止日期", null=True)

    class Meta:
        verbose_name = "废止"
        constraints = [models.UniqueConstraint(fields=["law", "by"], name="repeal_once_by_a_law")]

    def __str__(self) -> str:
        return f"{self.law_id} {self.by_id} {self.on}"


class SourceText(models.Model):
    """来源文本: the same wording as another source prints it; the one whose digest the version has is in use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(LawVersion, on_delete=models.PROTECT, related_name="source_texts")
    source = models.CharField("来源", max_length=60)
    #: [chapter, article, suffix, paragraph, item, text] of each provision, in order
    provisions = models.JSONField("条款")
    preamble = models.TextField("题注与序言", blank=True)
    annex = models.TextField("附件", blank=True)
    text_sha256 = models.CharField("正文摘要", max_length=64)

    class Meta:
        verbose_name = "来源文本"
        constraints = [
            models.UniqueConstraint(fields=["version", "text_sha256"], name="source_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.source}"


class LawChange(models.Model):
    """法规变更: what one person entered and another approved. Nothing runs before that."""

    class Status(models.TextChoices):
        DRAFT = "draft", "待审定"
        APPROVED = "approved", "已审定"
        DISCARDED = "discarded", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("变更", max_length=20)
    #: the import that brought it, with which it is approved; None = entered by hand
    batch = models.UUIDField("导入批次", null=True, editable=False, db_index=True)
    #: not a foreign key: the law of a registration comes into being with the approval
    law_id = models.UUIDField("法规")
    version = models.ForeignKey(LawVersion, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    #: what is to be, in the form of its kind (`changing`)
    says = models.JSONField("内容", blank=True)
    #: what stood there before, once it is approved
    before = models.JSONField("原来的内容", null=True, blank=True)
    basis = models.CharField("依据", max_length=300)
    status = models.CharField("状态", max_length=20, choices=Status, default=Status.DRAFT)
    entered_at = models.DateTimeField("录入时间")
    entered_by = models.CharField("录入人", max_length=100)
    #: everybody who entered or changed it
    authors = ArrayField(models.CharField(max_length=40), default=list)
    approved_by = models.CharField("审定人", max_length=100, blank=True)
    approved_by_id = models.CharField("审定人编号", max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)

    class Meta:
        verbose_name = "法规变更"
        ordering = ["-entered_at"]
        indexes = [models.Index(fields=["law_id"], name="law_change_law")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="approved") | (Q(approved_on__isnull=False) & ~Q(approved_by_id="")),
                name="law_change_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id="") | ~Q(authors__contains=[F("approved_by_id")]),
                name="law_change_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.law_id}"
