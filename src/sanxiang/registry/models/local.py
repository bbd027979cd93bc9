"""本地规定: what this city has set of what no national text fixes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanxiang.rules.local_values import LocalKey


class LocalSetting(models.Model):
    """本地规定: one value with the local document behind it; without a row the default of the rules holds."""

    key = models.CharField(
        "项目", max_length=24, primary_key=True, choices=[(key.value, key.label) for key in LocalKey]
    )
    value = models.CharField("内容", max_length=200)
    #: the document of the place
    source = models.CharField("依据", max_length=200)
    set_by = models.CharField("设定人", max_length=40)
    set_on = models.DateField("设定日期")

    class Meta:
        verbose_name = "本地规定"
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gt="", source__gt=""),
                name="local_setting_has_source",
                violation_error_message="请写明内容和依据",
            )
        ]

    def __str__(self) -> str:
        return self.get_key_display()
