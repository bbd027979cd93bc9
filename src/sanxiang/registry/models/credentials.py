"""证件办理: what is done to a credential after it has been issued."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from sanxiang.registry.models.register import Credential, Officer
from sanxiang.rules.credentials import CredentialAct


class CredentialEvent(models.Model):
    """证件办理: one act on an issued credential. A trigger of the database keeps it as it is."""

    id = models.BigAutoField(primary_key=True)
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField("办理", max_length=10, choices=[(act.value, act.label) for act in CredentialAct])
    day = models.DateField("办理日期")
    #: the last day of a suspension; None where a table that was imported did not say it
    until = models.DateField("暂扣期限至", null=True, blank=True)
    #: hours of the year, where a yearly check passed
    training_hours = models.PositiveSmallIntegerField("年度培训学时", null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    by = models.CharField("办理人", max_length=40)
    by_id = models.CharField(max_length=40)

    class Meta:
        verbose_name = "证件办理"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(kind="suspended", until__gte=F("day")),
                name="credential_suspension_term",
                violation_error_message="只有暂扣有期限，期限不能早于暂扣之日",
            ),
            models.CheckConstraint(
                condition=Q(reason__gt=""),
                name="credential_act_has_reason",
                violation_error_message="请写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credential} {self.get_kind_display()}"


class ResponsibilityLetter(models.Model):
    """执法责任书: what an officer answers for in a year; its text stays, the signatures on paper are recorded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="letters")
    year = models.PositiveSmallIntegerField("年度")
    post = models.CharField("岗位", max_length=40)
    text = models.TextField("正文")
    drafted_by = models.CharField("拟定人", max_length=40)
    drafted_on = models.DateField("拟定日期")
    #: who signed for the agency
    signatory = models.CharField("机关签署人", max_length=40, blank=True)
    agency_signed_on = models.DateField("机关签署日期", null=True, blank=True)
    officer_signed_on = models.DateField("本人签署日期", null=True, blank=True)

    class Meta:
        verbose_name = "执法责任书"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "year"],
                name="letter_once_a_year",
                violation_error_message="这名人员本年度已有执法责任书",
            ),
            models.CheckConstraint(
                condition=Q(signatory="", agency_signed_on__isnull=True, officer_signed_on__isnull=True)
                | Q(signatory__gt="", agency_signed_on__isnull=False, officer_signed_on__isnull=False),
                name="letter_signed_by_both",
                violation_error_message="执法责任书由双方签署，签署人和日期须一并登记",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.year}"
