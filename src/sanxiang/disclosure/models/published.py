"""公示的表. Public tables hold only what is released; internal tables stay closed to the role sanxiang_public."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT, KeyTransform

from sanxiang.kernel import public_id


class Publication(models.Model):
    """公示: one for every decision, from the day it is made, so that nothing can go missing unseen.

    Until release the row says only that a decision exists and when it is due; `snapshot` and what is copied
    from it for lists are empty. A withdrawn row is a tombstone without party.
    """

    class State(models.TextChoices):
        DUE = "due", "待公示"
        PUBLISHED = "published", "公示中"
        CORRECTED = "corrected", "已更正"
        WITHDRAWN = "withdrawn", "已撤下"
        EXPIRED = "expired", "期满停止公示"
        WITHHELD = "withheld", "不予公开"

    SHOWN = (State.PUBLISHED, State.CORRECTED)

    #: subject of the public ledger entries
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    kind = models.CharField("决定类别", max_length=14, default="penalty")
    agency_id = models.CharField("执法机关", max_length=10)
    agency_name = models.CharField("执法机关名称", max_length=100)
    decided_on = models.DateField("决定日期")
    due_on = models.DateField("应公示日期")
    due_explanation = models.TextField("期限说明", blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DUE)
    version = models.PositiveSmallIntegerField("版本", default=0)
    #: 不予公开的理由, in words
    ground = models.CharField("不予公开理由", max_length=200, blank=True)
    #: 更正或撤下的理由
    reason = models.TextField("理由", blank=True)
    snapshot = models.JSONField("公示内容", null=True, blank=True)
    document_no = models.CharField("文号", max_length=60, blank=True)
    party_name = models.CharField("行政相对人", max_length=100, blank=True)
    #: kept beside the snapshot by the database: lists read it without unpacking fifty snapshots
    party_kind = models.GeneratedField(
        expression=KT("snapshot__party_kind"), output_field=models.TextField(null=True), db_persist=True
    )
    violation = models.CharField("案由", max_length=300, blank=True)
    result = models.TextField("结果", blank=True)
    power_id = models.CharField("权责事项", max_length=10, blank=True)
    #: 公示文本 (PDF) that the ledger leaf names
    file_sha256 = models.CharField("公示文件", max_length=64, blank=True)
    file_name = models.CharField("公示文件名", max_length=80, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    expires_on = models.DateField("公示截止", null=True, blank=True)
    ended_on = models.DateField("撤下或停止日期", null=True, blank=True)
    entry_id = models.BigIntegerField("账本记录", null=True, blank=True)
    #: disclosure.json of the ledger entry: salts and values of what is public
    opening = models.TextField("开示", blank=True)
    revision = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        db_table = "disclosure_publication"
        verbose_name = "公示"
        ordering = ["-decided_on", "-published_on", "public_id"]
        indexes = [
            models.Index(fields=["-decided_on", "public_id"], name="publication_newest"),
            models.Index(fields=["agency_id", "-decided_on"], name="publication_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["published", "corrected"], snapshot__isnull=False, entry_id__isnull=False
                )
                | ~Q(state__in=["published", "corrected"]) & Q(snapshot__isnull=True, party_name=""),
                name="publication_shows_only_what_is_released",
            ),
            models.CheckConstraint(
                condition=~Q(state="withheld") | ~Q(ground=""), name="publication_withheld_on_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "corrected"]) | ~Q(reason=""),
                name="publication_change_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("decided_on")), name="publication_due_after_decision"
            ),
        ]

    def __str__(self) -> str:
        return self.document_no or self.public_id


class Draft(models.Model):
    """公示草稿: the internal side of a publication, with the case it belongs to and who did what."""

    publication = models.OneToOneField(
        Publication, primary_key=True, on_delete=models.PROTECT, related_name="draft"
    )
    case_ref = models.UUIDField("案件", unique=True)
    source = models.JSONField("决定内容", default=dict)
    choices = models.JSONField("字段处理", default=dict)
    snapshot = models.JSONField("拟公示内容", default=dict)
    ground = models.CharField("拟不予公开理由", max_length=200, blank=True)
    reason = models.TextField("更正理由", blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=80, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    prepared_by = models.CharField("拟制人", max_length=40, blank=True)
    prepared_by_id = models.CharField(max_length=36, blank=True)
    prepared_at = models.DateTimeField("拟制时间", null=True, blank=True)
    released_by = models.CharField("审核人", max_length=40, blank=True)
    released_by_id = models.CharField(max_length=36, blank=True)
    released_at = models.DateTimeField("审核时间", null=True, blank=True)

    class Meta:
        db_table = "disclosure_draft"
        verbose_name = "公示草稿"
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by_id="") | ~Q(released_by_id=F("prepared_by_id")),
                name="publication_released_by_another",
                violation_error_message="公示内容须由拟制人以外的人审核发布",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_ref)


class PublicationVersion(models.Model):
    """公示版本: what was shown, kept inside after correction and withdrawal."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    snapshot = models.JSONField("公示内容")
    file_sha256 = models.CharField(max_length=64)
    reason = models.TextField("更正理由", blank=True)
    at = models.DateTimeField("发布时间")

    class Meta:
        db_table = "disclosure_version"
        verbose_name = "公示版本"
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="publication_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.number}"


class Snapshot(models.Model):
    """公开目录: one version of an agency, officer, power item, law or announcement, as published."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField("类别", max_length=10)
    public_id = models.CharField(max_length=10)
    version = models.PositiveIntegerField("版本")
    title = models.CharField("名称", max_length=300)
    #: public id of the agency it belongs to, "" = none
    agency_id = models.CharField(max_length=10, blank=True)
    #: what lists filter by: level of an agency, credential number of an officer, kind of a power item
    facet = models.CharField(max_length=40, blank=True)
    data = models.JSONField("内容")
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField("公开时间")
    superseded_at = models.DateTimeField("停止时间", null=True, blank=True)
    revision = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        db_table = "disclosure_snapshot"
        verbose_name = "公开目录"
        ordering = ["kind", "title"]
        indexes = [
            models.Index(fields=["kind", "agency_id", "facet"], name="snapshot_by_agency"),
            #: the other card of who holds two
            models.Index(
                KeyTransform("number", KeyTransform("credential", KeyTransform("other", "data"))),
                condition=Q(kind="officer"),
                name="snapshot_by_other_card",
            ),
            #: which power items rest on a law
            GinIndex(
                KeyTransform("basis", "data"),
                condition=Q(kind="power", superseded_at__isnull=True),
                name="snapshot_by_basis",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id", "version"], name="snapshot_version_once"),
            models.UniqueConstraint(
                fields=["kind", "public_id"],
                condition=Q(superseded_at__isnull=True),
                name="snapshot_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"


class Edition(models.Model):
    """清单文本: one edition of a list or text of an agency, as it was generated, approved, filed and published.

    Its rows are those that ran on `as_of`; of an approved edition only its standing changes.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "待审定"
        APPROVED = "approved", "待公布"
        PUBLISHED = "published", "公布中"
        REPLACED = "replaced", "已被新版替代"
        DISCARDED = "discarded", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: shared by the editions of a list
    public_id = models.CharField(max_length=10, default=public_id, editable=False)
    agency_ref = models.UUIDField("机关")
    agency_id = models.CharField(max_length=10)
    agency_name = models.CharField("机关名称", max_length=100)
    code = models.CharField("清单", max_length=20)
    group = models.CharField("类别", max_length=10)
    title = models.CharField("名称", max_length=60)
    #: given when it is approved
    number = models.PositiveIntegerField("版次", null=True, blank=True)
    as_of = models.DateField("截至")
    heads = models.JSONField("栏目")
    rows = models.JSONField("内容")
    #: the column that tells rows apart
    key = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    drafted_by = models.CharField("拟制人", max_length=60)
    drafted_by_id = models.CharField(max_length=40)
    approved_by = models.CharField("审定人", max_length=60, blank=True)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    approval_no = models.CharField("审定文号", max_length=60, blank=True)
    filed_no = models.CharField("备案号", max_length=60, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_by = models.CharField("备案登记人", max_length=60, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)

    class Meta:
        db_table = "disclosure_edition"
        verbose_name = "清单版本"
        ordering = ["agency_name", "code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agency_ref", "code", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["agency_ref", "code"],
                condition=Q(state="draft"),
                name="edition_one_draft",
                violation_error_message="这一清单已有一份待审定的版本",
            ),
            models.UniqueConstraint(
                fields=["agency_ref", "code"], condition=Q(state="published"), name="edition_one_published"
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id="") | ~Q(approved_by_id=F("drafted_by_id")),
                name="edition_approved_by_another",
                violation_error_message="审定的人不能是拟制的人",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | Q(number__isnull=False),
                name="edition_approved_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number or ''}"


class ProgressRecord(models.Model):
    """办理进度: what a party may see of its own case, behind number and viewing password; no names."""

    number = models.CharField("办件编号", max_length=60, primary_key=True)
    password_hash = models.CharField("查看密码", max_length=200)
    data = models.JSONField("进度")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        db_table = "disclosure_progress"
        verbose_name = "办理进度"

    def __str__(self) -> str:
        return self.number


class ProgressAttempt(models.Model):
    """查询失败次数, kept for any number asked for, so that the answer does not tell which numbers exist."""

    #: SHA-256 of the number
    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "disclosure_progress_attempt"
        verbose_name = "进度查询失败"

    def __str__(self) -> str:
        return self.key


class DocumentToken(models.Model):
    """文书真伪: what the QR code of a signed document leads to; says nothing about the party."""

    token = models.CharField(max_length=32, primary_key=True)
    document_no = models.CharField("文号", max_length=60)
    title = models.CharField("文书名称", max_length=60)
    agency_name = models.CharField("制作机关", max_length=100)
    agency_phone = models.CharField("联系电话", max_length=30, blank=True)
    issued_on = models.DateField("制作日期")
    sha256 = models.CharField("文件摘要", max_length=64)
    signed_by = models.CharField("签章", max_length=100)
    void_on = models.DateField("作废日期", null=True, blank=True)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        db_table = "disclosure_token"
        verbose_name = "文书真伪"

    def __str__(self) -> str:
        return self.document_no


class Revision(models.Model):
    """修订号: one row, raised by every change of what is public; cached pages and the index follow it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField("修订号", default=0)
    at = models.DateTimeField("时间", null=True)

    class Meta:
        db_table = "disclosure_revision"
        verbose_name = "修订号"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="revision_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
