"""写入案件: what flows do to a case once the rules have let them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from sanxiang.cases import models
from sanxiang.cases import types as t
from sanxiang.cases.selectors import case_view, clock_view, event_view, in_scope
from sanxiang.kernel import Actor, NotFound, local_date
from sanxiang.registry.local import period_rule
from sanxiang.rules import periods
from sanxiang.rules.calendar import WorkCalendar

_TABLES: dict[type[t.Row], type[models.Approval]] = {
    getattr(t, name): getattr(models, name)
    for name in (
        "Approval",
        "Decision",
        "Discussion",
        "Handover",
        "Notice",
        "Payment",
        "Proposal",
        "Record",
        "ServiceOfProcess",
        "Statement",
    )
}
_GIVEN_BY_ROOM = {f.name for f in fields(t.Row)}


class Overtaken(RuntimeError):  # noqa: N818  says what happened
    """The case left the step it was read in; the transaction must not go on."""


def create_case(
    *,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    agency_id: UUID,
    unit_id: UUID,
    procedure: str,
    state: str,
    **clue: Any,
) -> tuple[t.CaseView, bool]:
    """Register a clue as a case; (case, False) if `case_id` is registered already (a repeated form)."""
    row, created = models.Case.objects.get_or_create(
        id=case_id,
        defaults={
            "agency_id": agency_id,
            "unit_id": unit_id,
            "procedure": procedure,
            "state": state,
            "registered_at": now,
            "registered_by": actor.name,
            "updated_at": now,
            **clue,
        },
    )
    return case_view(row), created


def lock_case(*, actor: Actor, case: UUID) -> t.CaseView:
    """The case, locked until the transaction ends; NotFound for another agency's.

    A supervisor sees the agencies below and acts in none of their cases.
    """
    row = in_scope(actor).select_for_update().filter(id=case).first()
    if row is not None and actor.agency_id not in (None, row.agency_id):
        row = None
    if row is None:
        raise NotFound("没有这件案件")
    return case_view(row)


def lock_left_case(*, agency: UUID, case: UUID) -> t.CaseView:
    """A case that an agency left, for who takes it over, locked; NotFound for any other.

    The caller has made sure that the actor may take it over.
    """
    row = models.Case.objects.select_for_update(of=("self",)).filter(id=case, agency=agency).first()
    if row is None:
        raise NotFound("没有这件待接收的案件")
    return case_view(row)


def hand_over_case(
    *, now: datetime, case: t.CaseView, agency: UUID, unit: UUID, party: UUID | None
) -> t.CaseView:
    """Give the case to another agency's unit, with the party as that agency keeps it; the handlers leave it."""
    models.Handler.objects.filter(case_id=case.id, removed_at__isnull=True).update(removed_at=now)
    change_case(case=case.id, now=now, expected=case.state, agency_id=agency, unit_id=unit, party_id=party)
    return case_view(models.Case.objects.get(pk=case.id))


def change_case(*, case: UUID, now: datetime, expected: str, **changes: Any) -> None:
    """Write the changes if the case still stands in the `expected` step; raises Overtaken otherwise.

    Constraints of the table refuse what must never be: a decision before filing, a number given twice.
    """
    changed = models.Case.objects.filter(id=case, state=expected).update(updated_at=now, **changes)
    if changed != 1:
        raise Overtaken(f"案件{case}已不在环节{expected}")


def assign_handlers(*, case: UUID, now: datetime, lead: UUID, assistants: Iterable[UUID]) -> None:
    """Make these officers the handlers; earlier handlers leave the case."""
    models.Handler.objects.filter(case_id=case, removed_at__isnull=True).update(removed_at=now)
    models.Handler.objects.bulk_create(
        models.Handler(case_id=case, officer_id=officer, lead=officer == lead, assigned_at=now)
        for officer in (lead, *assistants)
    )


def write_course(*, actor: Actor, now: datetime, case: UUID, row: t.Row) -> UUID:
    """Put one piece of the course on file; answers its id. A proposal gets the next version number."""
    values = {f.name: _plain(getattr(row, f.name)) for f in fields(row) if f.name not in _GIVEN_BY_ROOM}
    if isinstance(row, t.Proposal):
        values["version"] = next_proposal_version(case)
    written = _TABLES[type(row)].objects.create(
        case_id=case, made_at=now, made_by=actor.name, made_by_id=actor.person_id, **values
    )
    return written.id


def next_proposal_version(case: UUID) -> int:
    """1 for the first proposal of a case."""
    last = models.Proposal.objects.filter(case_id=case).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


def add_event(
    *,
    actor: Actor,
    now: datetime,
    case: UUID,
    act: str,
    key: str,
    from_state: str,
    to_state: str,
    summary: str,
    payload: Mapping[str, Any],
    subject: UUID,
    ledger_entry: int,
) -> t.EventView:
    """Write the act into the case's own record, twin of its ledger entry."""
    row = models.CaseEvent.objects.create(
        case_id=case,
        act=act,
        at=now,
        actor_name=actor.name,
        actor_account=actor.account_id,
        from_state=from_state,
        to_state=to_state,
        summary=summary,
        payload=dict(payload),
        subject=subject,
        ledger_entry=ledger_entry,
        idempotency_key=key,
    )
    return event_view(row)


def start_clock(
    *, case: UUID, rule: str, on: date, calendar: WorkCalendar, pauses: Iterable[periods.Pause] = ()
) -> None:
    """Start the period `rule` on the day of its event; starting it twice on one day changes nothing.

    A length that the place has set holds for it to its end, also if the place sets another meanwhile.
    """
    period = period_rule(rule)
    due = periods.compute(period, on, calendar, pauses, as_of=on)
    own = {"days": period.n if period.local else None, "local": period.local}
    models.Clock.objects.update_or_create(
        case_id=case, rule=rule, started_on=on, defaults=_clock_values(due) | own
    )


def stop_clock(*, case: UUID, rule: str, on: date) -> None:
    """The act that the period waits for was done."""
    models.Clock.objects.filter(case_id=case, rule=rule, satisfied_on__isnull=True).update(satisfied_on=on)


def refresh_clocks(
    *, now: datetime, calendar: WorkCalendar, pauses: Mapping[UUID, tuple[periods.Pause, ...]] | None = None
) -> list[tuple[t.ClockView, date]]:
    """Recompute every open clock after the calendar changed; answers those that moved, with the old end."""
    moved = []
    for row in models.Clock.objects.filter(satisfied_on__isnull=True).select_for_update():
        stops = (pauses or {}).get(row.case_id, ())
        due = periods.compute(clock_view(row).period, row.started_on, calendar, stops, as_of=local_date(now))
        before = row.due_on
        if due.due != before or due.provisional != row.provisional:
            for name, value in _clock_values(due).items():
                setattr(row, name, value)
            row.save()
            moved.append((clock_view(row), before))
    return moved


def _clock_values(due: periods.Due) -> dict[str, Any]:
    return {
        "due_on": due.due,
        "explanation": [step.text for step in due.steps],
        "provisional": due.provisional,
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
