"""本地规定: read with the default behind it, and set by the city with its document (docs/adr/0007)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.registry import events
from sanxiang.registry.models import LocalSetting
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.local_values import (
    LOCAL_PERIODS,
    LOCAL_VALUES,
    LocalKey,
    LocalValue,
    check_number,
    fault_of,
    number_example,
    number_formats,
)
from sanxiang.rules.period_rule import PeriodRule, of_the_place


@dataclass(frozen=True, slots=True)
class LocalView:
    """A value as it holds: `source` and `set_by` "" and `set_on` None while it is the default."""

    rule: LocalValue
    value: str
    source: str = ""
    set_by: str = ""
    set_on: date | None = None

    @property
    def shown(self) -> str:
        """The value as people read it: hours and years with their unit, a format with an example."""
        if self.rule.counted:
            return self.rule.counted.shown(self.value)
        return f"{self.value}，如{number_example(number_formats(self.value))}"


def local_values() -> list[LocalView]:
    """Every value as it holds, in the order of the rules."""
    rows = {row.key: row for row in LocalSetting.objects.all()}
    return [
        LocalView(rule, row.value, row.source, row.set_by, row.set_on)
        if (row := rows.get(key.value))
        else LocalView(rule, rule.default)
        for key, rule in LOCAL_VALUES.items()
    ]


def period_rule(rule: str) -> PeriodRule:
    """A period as it begins today: with the length that the city has set, where it has (docs/adr/0007)."""
    key = LOCAL_PERIODS.get(rule)
    row = LocalSetting.objects.filter(pk=key.value).first() if key else None
    return of_the_place(DEADLINES[rule], int(row.value) if row else None, row.source if row else "")


def local_value(key: LocalKey) -> str:
    """What holds: as set, else the default."""
    return _set_value(key) or LOCAL_VALUES[key].default


def _set_value(key: LocalKey) -> str:
    """What the city has set, "" = nothing: then a default holds, which binds nobody."""
    return LocalSetting.objects.filter(pk=key.value).values_list("value", flat=True).first() or ""


def credential_formats() -> tuple[str, ...]:
    """The formats that a credential's number has as a rule: those of the city, else the default."""
    return number_formats(local_value(LocalKey.CREDENTIAL_NUMBER))


def binding_formats() -> tuple[str, ...]:
    """The formats that a new number must have; none while the city has set none."""
    return number_formats(_set_value(LocalKey.CREDENTIAL_NUMBER))


def number_remark(number: str) -> str:
    """What to look at in a number while the city has set no format, "" = nothing."""
    if binding_formats():
        return ""
    return "；".join(
        reason.text for reason in check_number(number, credential_formats(), default=True).reasons
    )


def first_hours() -> int:
    """Hours of training before the post that an application asks for."""
    return int(local_value(LocalKey.TRAINING_FIRST))


def yearly_hours() -> int | None:
    """Hours of training in the year that a check asks for; None while the city has set none."""
    found = _set_value(LocalKey.TRAINING_YEARLY)
    return int(found) if found else None


def history_term() -> int:
    """Years that an imported penalty of earlier times is shown; 0 = until it is withdrawn."""
    return int(local_value(LocalKey.HISTORY_TERM))


def set_local_value(*, actor: Actor, now: datetime, key: LocalKey, value: str, source: str) -> None:
    """Set a value from now on; what was issued or checked before stays. Raises InvalidInput.

    The caller has made sure that the actor keeps what holds for the whole city (`policies.may_administer_site`).
    """
    with transaction.atomic():
        value, before = value.strip(), local_value(key)
        row = LocalSetting.objects.select_for_update().filter(pk=key.value).first() or LocalSetting(
            key=key.value
        )
        row.value, row.source = value, source.strip()
        row.set_by, row.set_on = actor.name, local_date(now)
        problems = [] if row.source else [("source", "请写明本地的依据，如文件名称和文号")]
        if fault := fault_of(key, value):
            problems.append(("value", fault))
        InvalidInput.if_any(problems or column_problems(row))
        row.save()
        payload = {"item": key.label, "before": before, "after": value, "source": row.source}
        subject = uuid5(NAMESPACE_URL, f"local/{key.value}")
        ledger.append(kind=events.LOCAL_VALUE_SET, subject=subject, actor=actor, at=now, payload=payload)
