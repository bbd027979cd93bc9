"""案件、承办人、事项、时钟: the case itself and what runs in it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class Case(models.Model):
    """案件: one matter against one party under one power item and one version of a procedure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="+")
    #: 案号, given at filing (立案); "" while it is a clue
    number = models.CharField("案号", max_length=60, blank=True)
    title = models.CharField("案件名称", max_length=200)
    party = models.ForeignKey("registry.Party", null=True, on_delete=models.PROTECT, related_name="+")
    power_item = models.ForeignKey("powers.PowerItem", null=True, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField("程序", max_length=40)
    procedure_version = models.PositiveSmallIntegerField("程序版本", default=1)
    state = models.CharField("环节", max_length=20)
    source = models.CharField("案件来源", max_length=20, help_text="检查、举报投诉、移送、交办、监测、其他")
    clue_text = models.TextField("线索内容")
    act_on = models.DateField("违法行为发生（终了）日期", null=True, blank=True)
    act_place = models.CharField("违法地点", max_length=160, blank=True)
    region_code = models.CharField("地点区划", max_length=12, blank=True)
    #: 核查: what the check found, and whether it meets the standard for filing (54); None = not checked
    findings = models.TextField("核查情况", blank=True)
    meets_standard = models.BooleanField("符合立案标准", null=True, blank=True)
    registered_at = models.DateTimeField("线索登记时间")
    registered_by = models.CharField("登记人", max_length=40)
    filed_on = models.DateField("立案日期", null=True, blank=True)
    concluded_on = models.DateField("调查终结日期", null=True, blank=True)
    notified_on = models.DateField("告知送达日期", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    performed_on = models.DateField("履行完毕日期", null=True, blank=True)
    closed_on = models.DateField("结案日期", null=True, blank=True)
    updated_at = models.DateTimeField("最近办理时间")

    class Meta:
        verbose_name = "案件"
        ordering = ["-registered_at"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="case_number_once"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("filed_on")),
                name="case_decided_after_filing",
                violation_error_message="决定日期不能早于立案日期",
            ),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True) | ~Q(number=""),
                name="case_filed_has_number",
                violation_error_message="立案必有案号",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(state="CLOSED"), name="case_closed_is_closed"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"]),
            models.Index(fields=["agency", "-updated_at"]),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class Handler(models.Model):
    """承办人: at least two per case, one of them the lead (主办)."""

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
                fields=["case", "officer"],
                condition=Q(removed_at__isnull=True),
                name="handler_once_per_case",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(removed_at__isnull=True, lead=True), name="handler_one_lead"
            ),
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
    #: what the act made or changed: a document, a record, the case itself
    subject = models.UUIDField("对象")
    ledger_entry = models.BigIntegerField("账本记录")
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
            ),
            models.UniqueConstraint(fields=["ledger_entry"], name="case_event_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%F %T}"


class Clock(models.Model):
    """办案时钟: one running period; computed by rules.periods, recomputed when pauses or the calendar change."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    rule = models.CharField("期限规则", max_length=30, help_text="如 PEN.DECIDE")
    #: length and document where the place had set its own as the period began
    days = models.PositiveSmallIntegerField("本地规定的天数", null=True, blank=True)
    local = models.CharField("本地依据", max_length=200, blank=True, default="")
    started_on = models.DateField("起算事件日")
    due_on = models.DateField("届满日")
    explanation = models.JSONField("计算说明", default=list)
    provisional = models.BooleanField("暂定", default=False)
    satisfied_on = models.DateField("完成日期", null=True, blank=True)

    class Meta:
        verbose_name = "办案时钟"
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "started_on"], name="clock_once_per_event")
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(satisfied_on__isnull=True), name="clock_open_by_due")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"
