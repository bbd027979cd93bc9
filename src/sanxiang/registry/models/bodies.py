"""主体的名称和委托: what an agency was called before, and what one lets another do in its name."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sanxiang.registry.models.register import Agency


class AgencyName(models.Model):
    """曾用名: what an agency was called until a day, so that old cases keep the name of their day."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40)
    #: the last day of the name
    until = models.DateField("使用至")
    document_no = models.CharField("更名文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "曾用名"
        ordering = ["agency", "until"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "until"],
                name="agency_one_name_a_day",
                violation_error_message="同一天不能更名两次",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Delegation(models.Model):
    """委托协议: matters, powers and term that an agency entrusts to an organisation (行政处罚法 20)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    principal = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="given")
    agent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="held")
    number = models.CharField("委托书文号", max_length=60, unique=True)
    #: codes of the principal's power items
    matters = ArrayField(models.CharField(max_length=80), verbose_name="委托事项")
    #: keys of rules.agencies.POWERS
    powers = ArrayField(models.CharField(max_length=20), verbose_name="委托权限")
    basis = models.CharField("委托依据", max_length=200)
    valid_from = models.DateField("委托期限自")
    valid_to = models.DateField("委托期限至")
    filing_no = models.CharField("备案号", max_length=60, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    #: 全文, published with it (行政处罚法 20 II)
    text = models.TextField("委托书全文", blank=True)
    #: the last day if it ended before its term; before the first day = it never began
    ended_on = models.DateField("提前终止日期", null=True, blank=True)
    ended_reason = models.CharField("终止理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "委托协议"
        ordering = ["-valid_from", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="delegation_term_in_order",
                violation_error_message="委托期限至不能早于委托期限自",
            ),
            models.CheckConstraint(
                condition=~Q(principal=F("agent")),
                name="delegation_between_two",
                violation_error_message="不能委托自己",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Region(models.Model):
    """行政区划: a place by its code (GB/T 2260 to the county, GB/T 10114 below); what lies above, the code says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("区划代码", max_length=9, unique=True)
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "行政区划"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{6}(\d{3})?$"), name="region_code_digits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}{self.name}"
