"""Tables of the log. Triggers and grants (0002) refuse what the log forbids, for every role."""

from __future__ import annotations

from django.db import models


class LogEntry(models.Model):
    """账本记录: immutable but for its index (once) and lawful erasure (once)."""

    id = models.BigAutoField(primary_key=True)
    idx = models.BigIntegerField("序号", null=True, unique=True)
    leaf = models.BinaryField("叶")
    leaf_hash = models.BinaryField("叶哈希")
    kind = models.TextField("事件")
    subject = models.UUIDField("对象", null=True)
    case_id = models.UUIDField("案件", null=True)
    actor_id = models.UUIDField("行为人账户", null=True)
    at = models.DateTimeField("时间")
    # Canonical JSON as text, not jsonb: what is committed to is bytes, and jsonb does not keep bytes.
    envelope = models.TextField("内容", null=True)  # noqa: DJ001  NULL means erased
    salt = models.BinaryField("盐", null=True)
    fields = models.TextField("公开字段及其盐", null=True)  # noqa: DJ001  NULL means internal or erased
    erased_at = models.DateTimeField("删除时间", null=True)

    class Meta:
        db_table = "log_entry"
        verbose_name = "账本记录"
        indexes = (
            models.Index(fields=["id"], condition=models.Q(idx__isnull=True), name="log_entry_waiting"),
            models.Index(fields=["case_id", "id"], name="log_entry_case"),
            models.Index(fields=["subject", "id"], name="log_entry_subject"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"


class LogTile(models.Model):
    """树块: up to 256 hashes of one level; the last of a level grows, all others are full."""

    pk = models.CompositePrimaryKey("level", "n")
    level = models.SmallIntegerField("层")
    n = models.BigIntegerField("号")
    data = models.BinaryField("哈希")

    class Meta:
        db_table = "log_tile"
        verbose_name = "树块"

    def __str__(self) -> str:
        return f"{self.level}/{self.n}"


class LogCheckpoint(models.Model):
    """检查点: a signed tree head; given out only once `published_at` is set."""

    size = models.BigIntegerField("大小", primary_key=True)
    root = models.BinaryField("根")
    note = models.TextField("签名文本")
    at = models.DateTimeField("签名时间")
    published_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        db_table = "log_checkpoint"
        verbose_name = "检查点"

    def __str__(self) -> str:
        return str(self.size)
