"""历史处罚 as a table: read by the public as far as a row policy lets it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from sanxiang.kernel import public_id


class HistoricalPenalty(models.Model):
    """历史处罚: a decision made elsewhere before the platform began, as its file says it; no case, no proof.

    Names of natural persons are masked before the row is written. An imported row waits until the head of the agency
    shows it; where its words may hold a further name, until the head has looked for it. Only what is shown does the
    database give to the public role (a row policy). What could not be read stays as text.
    """

    class State(models.TextChoices):
        ENTERED = "entered", "待公示"
        SHOWN = "shown", "公示中"
        HELD = "held", "待核对姓名"
        WITHDRAWN = "withdrawn", "已撤下"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    #: what tells one record of the source from another, as a digest
    identity = models.CharField(max_length=64, unique=True)
    #: public id of the agency, "" = not registered
    agency_id = models.CharField(max_length=10, blank=True)
    agency_name = models.CharField("处罚机关", max_length=100, blank=True)
    provider = models.CharField("提供单位", max_length=100)
    title = models.CharField("标题", max_length=300, blank=True)
    document_no = models.CharField("决定书文号", max_length=60, blank=True)
    party_name = models.CharField("当事人", max_length=300, blank=True)
    #: value of rules.terms.PartyKind; "" = not known
    party_kind = models.CharField("当事人类别", max_length=20, blank=True)
    violation = models.CharField("违法行为", max_length=300, blank=True)
    facts = models.TextField("违法事实", blank=True)
    basis = models.TextField("处罚依据", blank=True)
    penalty_kinds = models.CharField("处罚种类", max_length=200, blank=True)
    result = models.TextField("处罚内容", blank=True)
    amount = models.DecimalField("罚款金额（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField("罚款金额（原文）", max_length=200, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_text = models.CharField("决定日期（原文）", max_length=60, blank=True)
    published_on = models.DateField("原公布日期", null=True, blank=True)
    published_text = models.CharField("原公布日期（原文）", max_length=60, blank=True)
    dated_on = models.GeneratedField(
        expression=Coalesce("decided_on", "published_on"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    expires_on = models.DateField("公示截止", null=True, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.ENTERED)
    #: of what the source said, so that the same file again changes nothing that a person has masked since
    digest = models.CharField(max_length=64, blank=True)
    #: why it was withdrawn
    reason = models.TextField("撤下理由", blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        db_table = "disclosure_history"
        verbose_name = "历史处罚"
        ordering = [F("dated_on").desc(nulls_last=True), "public_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_on__isnull=False) & ~Q(reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_on__isnull=True, reason=""),
                name="history_withdrawn_with_reason",
                violation_error_message="撤下须写明理由",
            )
        ]

    def __str__(self) -> str:
        return self.document_no or self.title or self.public_id
