"""证件办理: what is done to a credential after it has been issued."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sanxiang.registry.models.register import Credential
from sanxiang.rules.credentials import CredentialAct


class CredentialEvent(models.Model):
    """证件办理: one act on an issued credential. A trigger of the database keeps it as it is."""

    id = models.BigAutoField(primary_key=True)
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField("办理", max_length=10, choices=[(act.value, act.label) for act in CredentialAct])
    day = models.DateField("办理日期")
    #: the last day of a suspension; None where a table that was imported did not say it
    until = models.DateField("暂扣期限至", null=True, blank=True)
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
