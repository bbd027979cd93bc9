"""案件、承办人、事项、拟处理意见、时钟."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Case(models.Model):
    """案件: one matter against one party under one power item and one version of a procedure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="+")
    #: 案号, given at filing (立案); "" while it is a clue
    number = models.CharField("案号", max_length=60, blank=True)
    #: short name of the clue or case: 〔party〕〔violation〕案
    title = models.CharField("案件名称", max_length=200)
    party = models.ForeignKey("registry.Party", null=True, on_delete=models.PROTECT, related_name="+")
    power_item = models.ForeignKey("powers.PowerItem", null=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField("程序", max_length=40)
    procedure_version = models.PositiveSmallIntegerField("程序版本", default=1)
    state = models.CharField("环节", max_length=20)
    #: 案件来源: inspection, complaint, transfer, assigned, monitoring, other
    source = models.CharField("案件来源", max_length=20)
    clue_text = models.TextField("线索内容")
    act_on = models.DateField("违法行为发生（终了）日期", null=True, blank=True)
    act_place = models.CharField("违法地点", max_length=160, blank=True)
    region_code = models.CharField("地点区划", max_length=12, blank=True)
    registered_at = models.DateTimeField("线索登记时间")
    filed_on = models.DateField("立案日期", null=True, blank=True)
    concluded_on = models.DateField("调查终结日期", null=True, blank=True)
    notified_on = models.DateField("告知送达日期", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    performed_on = models.DateField("履行完毕日期", null=True, blank=True)
    closed_on = models.DateField("结案日期", null=True, blank=True)
    #: 查看密码 for the party's progress page, hashed; the plain text goes into the notice only
    updated_at = models.DateTimeField("最近办理时间")

    class Meta:
        verbose_name = "案件"
        ordering = ["-registered_at"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="case_number_once"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("filed_on")),
                name="case_decided_after_filing",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state"])]

    def __str__(self) -> str:
        return self.number or self.title


class Handler(models.Model):
    """承办人."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handlers")
    officer = models.ForeignKey("registry.Officer", on_delete=models.PROTECT, related_name="+")
    lead = models.BooleanField("主办", default=False)
    assigned_at = models.DateTimeField("指派时间")
    removed_at = models.DateTimeField("退出时间", null=True, blank=True)

    class Meta:
        verbose_name = "承办人"
        ordering = ["-lead", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "officer"], condition=Q(removed_at__isnull=True), name="handler_once_per_case"
            )
        ]

    def __str__(self) -> str:
        return str(self.officer_id)


class CaseEvent(models.Model):
    """案件事项: what an act did to the case; append-only, one per act, twin of its ledger entry."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    act = models.CharField("行为", max_length=40)
    at = models.DateTimeField("时间")
    actor_name = models.CharField("办理人", max_length=40)
    actor_account = models.UUIDField(null=True)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    summary = models.CharField("摘要", max_length=300)
    payload = models.JSONField("内容", default=dict)
    ledger_entry = models.BigIntegerField("日志序列", null=True)
    #: from the form; a second submission with the same key has no effect
    idempotency_key = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "案件事项"
        ordering = ["case", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "act", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="case_event_key_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%F %T}"


class Proposal(models.Model):
    """拟处理意见: what the handlers propose; each change is a new version."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    version = models.PositiveSmallIntegerField("版本")
    #: penalty, no_penalty, not_established, transfer (行政处罚法第五十七条)
    outcome = models.CharField("处理结果", max_length=20)
    kinds = ArrayField(models.CharField(max_length=30), verbose_name="处罚种类", default=list)
    fine = models.DecimalField("罚款（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    confiscated = models.DecimalField("没收（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    facts = models.TextField("违法事实")
    reasons = models.TextField("理由")
    correction = models.TextField("责令改正内容", blank=True)
    benchmark = models.ForeignKey("powers.Benchmark", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField("适用阶次", max_length=10, blank=True)
    factors = models.JSONField("裁量因素", default=list)
    discretion_note = models.TextField("裁量说明", blank=True)
    #: cited provisions as [{law, title, article, article_suffix, paragraph, item, text}]
    provisions = models.JSONField("适用条款", default=list)
    #: flags read by the review triggers
    flags = ArrayField(models.CharField(max_length=30), verbose_name="标记", default=list)
    made_at = models.DateTimeField("提出时间")
    made_by = models.CharField("提出人", max_length=40)

    class Meta:
        verbose_name = "拟处理意见"
        ordering = ["case", "version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="proposal_version_once")]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"


class Clock(models.Model):
    """办案时钟: one running period; computed by rules.periods and recomputed when pauses or the calendar change."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    rule = models.CharField("期限规则", max_length=30, help_text="如 PEN.DECIDE")
    started_on = models.DateField("起算事件日")
    due_on = models.DateField("届满日")
    explanation = models.JSONField("计算说明", default=list)
    provisional = models.BooleanField("暂定", default=False)
    satisfied_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        verbose_name = "办案时钟"
        ordering = ["due_on"]
        constraints = [models.UniqueConstraint(fields=["case", "rule", "started_on"], name="clock_once_per_event")]
        indexes = [models.Index(fields=["due_on"], condition=Q(satisfied_on__isnull=True), name="clock_open_by_due")]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"
