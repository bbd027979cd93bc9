"""试题、考试、答卷."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanxiang.registry.choices import CREDENTIAL_KINDS
from sanxiang.rules.examinations import QuestionKind


class Question(models.Model):
    """试题: in use once somebody else has checked it; a paper keeps its own copy."""

    class Status(models.TextChoices):
        DRAFT = "draft", "待审定"
        IN_FORCE = "in_force", "使用中"
        RETIRED = "repealed", "已停用"
        DISCARDED = "discarded", "已撤回"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("题号", max_length=30)
    kind = models.CharField("题型", max_length=10, choices=[(k.value, k.label) for k in QuestionKind])
    #: "" = 公共法律知识
    field = models.CharField("执法类别", max_length=30, blank=True)
    stem = models.TextField("题干")
    options = ArrayField(models.CharField(max_length=300), verbose_name="选项")
    answer = ArrayField(models.CharField(max_length=1), verbose_name="答案")
    basis_text = models.CharField("依据", max_length=300)
    explanation = models.TextField("解析", blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    entered_by = models.CharField("录入人", max_length=60)
    #: everybody who entered or changed it: none of them approves it
    authors = ArrayField(models.CharField(max_length=40), verbose_name="经手人", default=list)
    approved_by = models.CharField("审定人", max_length=60, blank=True)
    approved_by_id = models.CharField(max_length=40, blank=True)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    retired_reason = models.CharField("停用理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "试题"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(status__in=["draft", "in_force"]),
                name="question_number_once",
                violation_error_message="已有同一题号的试题",
            ),
            models.UniqueConstraint(
                fields=["kind", "stem"],
                condition=Q(status__in=["draft", "in_force"]),
                name="question_stem_once",
                violation_error_message="题库里已有题干相同的试题",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id="") | ~Q(authors__contains=[F("approved_by_id")]),
                name="question_approved_by_another",
                violation_error_message="审定的人不能是录入或者修改的人",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Examination(models.Model):
    """考试: of the officers that its organiser supervises, within a window, on papers drawn at random."""

    class Status(models.TextChoices):
        DRAFT = "draft", "待发布"
        ANNOUNCED = "announced", "已发布"
        CANCELLED = "cancelled", "已取消"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organiser = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("考试名称", max_length=100)
    #: the field that the special questions are about, and whose officers are examined; "" = all officers
    field = models.CharField("执法类别", max_length=30, blank=True)
    #: [[kind, special, count, points], …]
    parts = models.JSONField("组卷")
    minutes = models.PositiveSmallIntegerField("考试时长（分钟）")
    pass_mark = models.PositiveSmallIntegerField("合格分数")
    attempts = models.PositiveSmallIntegerField("最多考几次", default=1)
    opens_at = models.DateTimeField("开始时间")
    closes_at = models.DateTimeField("结束时间")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    entered_by = models.CharField("拟定人", max_length=60)
    #: everybody who drafted or changed it: none of them announces it
    authors = ArrayField(models.CharField(max_length=40), verbose_name="经手人", default=list)
    announced_by = models.CharField("发布人", max_length=60, blank=True)
    announced_by_id = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "考试"
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="examination_window_in_order",
                violation_error_message="结束时间应当晚于开始时间",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, pass_mark__gte=1, attempts__gte=1),
                name="examination_positive",
                violation_error_message="时长、合格分数、次数都至少为1",
            ),
            models.CheckConstraint(
                condition=Q(announced_by_id="") | ~Q(authors__contains=[F("announced_by_id")]),
                name="examination_announced_by_another",
                violation_error_message="发布的人不能是拟定的人",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Sitting(models.Model):
    """答卷: the paper of one officer, what was answered, and the result; beyond change once handed in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="sittings")
    officer = models.ForeignKey("registry.Officer", on_delete=models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField("第几次")
    #: what the paper was drawn by
    seed = models.CharField("组卷种子", max_length=32)
    #: [{key, title, kind, stem, options, answer, points, basis}, …] as they were that day
    paper = models.JSONField("试卷")
    #: key → letters
    answers = models.JSONField("作答", default=dict)
    started_at = models.DateTimeField("开始时间")
    due_at = models.DateTimeField("交卷期限")
    handed_in_at = models.DateTimeField("交卷时间", null=True, blank=True)
    score = models.PositiveSmallIntegerField("得分", null=True, blank=True)
    passed = models.BooleanField("合格", null=True, blank=True)

    class Meta:
        verbose_name = "答卷"
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "officer", "attempt"], name="sitting_attempt_once"
            ),
            models.UniqueConstraint(
                fields=["examination", "officer"],
                condition=Q(handed_in_at__isnull=True),
                name="sitting_one_open",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("started_at")), name="sitting_time_in_order"),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, score__isnull=True, passed__isnull=True)
                | Q(handed_in_at__isnull=False, score__isnull=False, passed__isnull=False),
                name="sitting_result_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.examination_id} {self.officer_id} {self.attempt}"


class CredentialApplication(models.Model):
    """证件申领: the agency asks for an officer's credential, the justice bureau issues it or says why not."""

    class Status(models.TextChoices):
        ASKED = "asked", "待审定"
        ISSUED = "issued", "已发证"
        REFUSED = "refused", "未同意"
        ENDED = "ended", "已终止"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey("registry.Officer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        "证件种类", max_length=12, choices=list(CREDENTIAL_KINDS.items()), default="enforcement"
    )
    fields = ArrayField(models.CharField(max_length=30), verbose_name="执法类别")
    training_hours = models.PositiveSmallIntegerField("培训学时", default=0)
    training = models.CharField("培训情况", max_length=200, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.ASKED)
    asked_by = models.CharField("申领人", max_length=60)
    asked_by_id = models.CharField(max_length=40, blank=True)
    asked_on = models.DateField("申领日期")
    decided_by = models.CharField("审定人", max_length=60, blank=True)
    decided_by_id = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField("审定日期", null=True, blank=True)
    #: why it was refused, or ended without a decision
    reason = models.CharField("理由", max_length=300, blank=True)
    #: the credential that came of it
    number = models.CharField("证件编号", max_length=32, blank=True)

    class Meta:
        verbose_name = "证件申领"
        ordering = ["-asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer"],
                condition=Q(status="asked"),
                name="application_asked_once",
                violation_error_message="这名执法人员已有一份申领待审定",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id="") | Q(status="ended") | ~Q(decided_by_id=F("asked_by_id")),
                name="application_decided_by_another",
                violation_error_message="审定的人不能是申领的人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.asked_on}"
