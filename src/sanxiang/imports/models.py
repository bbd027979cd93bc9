"""导入批次、导入的行. A trigger of the database keeps the rows of a finished import as they are."""

from __future__ import annotations

import uuid

from django.db import models


class ImportRun(models.Model):
    """导入批次: one file on its way into a register."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "待对列"
        QUEUED = "queued", "排队中"
        RUNNING = "running", "正在处理"
        CHECKED = "checked", "已试运行"
        REFUSED = "refused", "有问题，未导入"
        DONE = "done", "已导入"
        UNDONE = "undone", "已撤销"
        FAILED = "failed", "中断，未导入"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=30)
    filename = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    account_id = models.UUIDField("导入账户", null=True, blank=True)
    actor = models.CharField("导入人", max_length=40)
    #: whose import it is; None = the whole city
    agency = models.ForeignKey("registry.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    #: the agency of every row, where no column of the file says it; a run does not hold it in the register
    one_agency = models.UUIDField("全部是", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.UPLOADED)
    dry_run = models.BooleanField("试运行", default=True)
    #: name of a column → position in the file
    columns = models.JSONField("对列", default=dict)
    #: the headings and the beginnings of the first rows, so that the page need not read the file again
    preview = models.JSONField("预览", default=list)
    done = models.PositiveIntegerField("已处理", default=0)
    rows = models.PositiveIntegerField("行数", default=0)
    #: outcome → how many
    counts = models.JSONField("结果", default=dict)
    #: [line, column, value, message]
    problems = models.JSONField("问题", default=list)
    #: the same of rows that were kept as they stand and need a look
    doubts = models.JSONField("待核", default=list)
    notes = models.JSONField("说明", default=list)
    created_at = models.DateTimeField("上传时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "导入批次"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.filename}"


class ImportedRow(models.Model):
    """导入的行: where a row came from and what it was before, so that it can be traced and taken back."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="kept")
    line = models.PositiveIntegerField("行号")
    subject = models.UUIDField("记录")
    outcome = models.CharField("结果", max_length=10)
    before = models.JSONField("原值", default=dict)

    class Meta:
        verbose_name = "导入的行"
        ordering = ["run", "id"]
        indexes = [models.Index(fields=["subject"], name="imported_row_subject")]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line}"
