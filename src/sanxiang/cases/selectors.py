"""读取案件. Every reading takes the actor: another agency's case does not exist for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from sanxiang.cases import models
from sanxiang.cases import types as t
from sanxiang.kernel import Actor, NotFound
from sanxiang.registry.policies import scope
from sanxiang.rules.deadline_table import DEADLINES

_R = TypeVar("_R", bound=t.Row)
#: fields of CaseView that are not columns
_COMPUTED = ("party_name", "handlers", "clocks")
#: a clock that ends within these days is "soon"
SOON = timedelta(days=3)
#: there is nothing more to do
ENDED = Q(state__in=("CLOSED", "NOT_FILED"))


def in_scope(actor: Actor) -> QuerySet[models.Case]:
    """The cases this actor may see: those of the agencies in scope; all for the software itself."""
    if actor.account_id is None and actor.agency_id is None:
        return models.Case.objects.all()
    return models.Case.objects.filter(agency_id__in=scope(actor))


def get_case(*, actor: Actor, case: UUID) -> t.CaseView:
    """The case; NotFound if there is none of that id in the actor's scope."""
    row = _with_people(in_scope(actor)).filter(id=case).first()
    if row is None:
        raise NotFound("没有这件案件")
    return case_view(row)


def cases_with(*, actor: Actor, today: date, wanted: t.CaseFilter, limit: int = 200) -> list[t.CaseView]:
    """Cases that meet every condition of the filter, the nearest end first, cases without a clock last."""
    open_own = Q(clocks__satisfied_on__isnull=True) & ~Q(clocks__rule__in=t.PARTY_TERMS)
    rows = in_scope(actor).annotate(due=Min("clocks__due_on", filter=open_own)).order_by("due", "-updated_at")
    rows = rows.filter(_condition(wanted), _due_condition(wanted.due, today)).distinct()
    return [case_view(row) for row in _with_people(rows)[:limit]]


def tally(*, actor: Actor, on: str, row: UUID) -> t.CaseTally:
    """The cases in the actor's scope that rest on a row: `on` is agency, unit, party, power_item, officer or benchmark."""
    if on == "benchmark":
        resting = Q(id__in=models.Proposal.objects.filter(benchmark_id=row).values("case_id"))
    else:
        resting = Q(**{{"officer": "handlers__officer_id"}.get(on, f"{on}_id"): row})
    counts = {"all": Count("id", distinct=True), "open": Count("id", distinct=True, filter=~ENDED)}
    return t.CaseTally(**in_scope(actor).filter(resting).aggregate(**counts))


def case_labels(cases: Iterable[UUID]) -> dict[UUID, t.CaseLabel]:
    """The cases by number and agency, whoever asks: nothing of what is in them."""
    rows = models.Case.objects.filter(id__in=list(cases)).values_list("id", "number", "agency_id")
    return {key: t.CaseLabel(number or "", agency) for key, number, agency in rows}


def open_on_items(*, actor: Actor, items: Sequence[UUID]) -> list[tuple[UUID, str, str, UUID]]:
    """(id, number, title, power item) of the open cases in scope that run by one of these items; one query."""
    found = in_scope(actor).filter(power_item__in=list(items)).exclude(ENDED).order_by("number", "title")
    return list(found.values_list("id", "number", "title", "power_item_id"))


def count_on_items(items: Sequence[UUID]) -> int:
    """How many cases, open or ended, run by one of these items, whoever asks: nothing of what is in them."""
    return models.Case.objects.filter(power_item__in=list(items)).count()


def count_on_benchmark(benchmark: UUID) -> int:
    """How many cases, open or ended, were assessed by a benchmark, whoever asks: nothing of what is in them."""
    return models.Proposal.objects.filter(benchmark=benchmark).values("case").distinct().count()


def open_cases(agency: UUID) -> list[t.LeftCase]:
    """The open cases of an agency, whoever asks: the caller has made sure that it is the person's business."""
    return _left(models.Case.objects.filter(agency=agency).exclude(ENDED))


def ended_cases(agency: UUID) -> list[t.LeftCase]:
    """The cases of an agency in which nothing more is to be done; see `open_cases`."""
    return _left(models.Case.objects.filter(ENDED, agency=agency))


def _left(found: QuerySet[models.Case]) -> list[t.LeftCase]:
    columns = ("id", "number", "title", "state", "power_item_id")
    return [t.LeftCase(*row) for row in found.order_by("number", "registered_at").values_list(*columns)]


def course(case: UUID) -> t.Course:
    """Everything that was put on file about the case, in the order of writing."""
    return t.Course(
        approvals=_rows(models.Approval, t.Approval, case),
        records=_rows(models.Record, t.Record, case),
        proposals=_rows(models.Proposal, t.Proposal, case),
        notices=_rows(models.Notice, t.Notice, case),
        statements=_rows(models.Statement, t.Statement, case),
        discussions=_rows(models.Discussion, t.Discussion, case),
        decisions=_rows(models.Decision, t.Decision, case),
        services=_rows(models.ServiceOfProcess, t.ServiceOfProcess, case),
        payments=_rows(models.Payment, t.Payment, case),
        handovers=_rows(models.Handover, t.Handover, case),
    )


def events_of(case: UUID) -> tuple[t.EventView, ...]:
    """全过程记录 of the case, oldest first."""
    return tuple(event_view(row) for row in models.CaseEvent.objects.filter(case_id=case).order_by("id"))


def event_by_key(*, case: UUID, act: str, key: str) -> t.EventView | None:
    """What the first submission of a form did; None for a new form."""
    row = models.CaseEvent.objects.filter(case_id=case, act=act, idempotency_key=key).first() if key else None
    return None if row is None else event_view(row)


def clocks_of(case: UUID) -> tuple[t.ClockView, ...]:
    """All clocks of the case, open and stopped, in the order of their ends."""
    return tuple(clock_view(row) for row in models.Clock.objects.filter(case_id=case))


def earlier_fines(*, parties: Iterable[UUID], act_on: date, power_item: UUID, besides: UUID) -> int:
    """How many other cases already fined this party, by any of its rows, for the same act: same item, same day (29)."""
    decided = models.Decision.objects.filter(
        case__party_id__in=list(parties), case__act_on=act_on, case__power_item_id=power_item, fine__gt=0
    )
    return decided.exclude(case_id=besides).count()


def like_fines(*, agency: UUID, item: str, like: t.Proposal, besides: UUID) -> list[Decimal]:
    """The fines of the agency's decisions on the same item (any version) in the same tier or line, 元 (E6).

    Where a fine is computed of a base or of counts, only those with the same range are alike.
    """
    same = models.Proposal.objects.filter(case=OuterRef("case"), version=OuterRef("proposal_version"))
    same = same.filter(line=like.line) if like.line else same.filter(tier=like.tier, line=None)
    if like.measure is not None or like.counts:
        same = same.filter(tier_min=like.tier_min, tier_max=like.tier_max)
    found = models.Decision.objects.filter(
        Exists(same), case__agency=agency, case__power_item__public_id=item, fine__gt=0
    )
    return list(found.exclude(case_id=besides).values_list("fine", flat=True))


def case_view(row: models.Case) -> t.CaseView:
    """The view of one case with its handlers and open clocks."""
    values = {f.name: getattr(row, f.name) for f in fields(t.CaseView) if f.name not in _COMPUTED}
    return t.CaseView(
        **values,
        party_name=row.party.name if row.party else "",
        handlers=tuple(
            t.HandlerView(h.officer_id, h.lead, h.assigned_at)
            for h in row.handlers.all()
            if h.removed_at is None
        ),
        clocks=tuple(clock_view(c) for c in row.clocks.all() if c.satisfied_on is None),
    )


def clock_view(row: models.Clock) -> t.ClockView:
    """The view of one clock."""
    return t.ClockView(
        case_id=row.case_id,
        rule=row.rule,
        title=DEADLINES[row.rule].title,
        started_on=row.started_on,
        due_on=row.due_on,
        explanation=tuple(row.explanation),
        provisional=row.provisional,
        satisfied_on=row.satisfied_on,
        days=row.days,
        local=row.local,
    )


def event_view(row: models.CaseEvent) -> t.EventView:
    """The view of one event."""
    return t.EventView(**{f.name: getattr(row, f.name) for f in fields(t.EventView)})


def _with_people(rows: QuerySet[models.Case]) -> QuerySet[models.Case]:
    return rows.select_related("party").prefetch_related(
        "handlers", Prefetch("clocks", models.Clock.objects.order_by("due_on"))
    )


def _condition(wanted: t.CaseFilter) -> Q:
    condition = Q()
    if wanted.ids is not None:
        condition &= Q(id__in=wanted.ids)
    if wanted.officer is not None:
        condition &= Q(handlers__officer_id=wanted.officer, handlers__removed_at__isnull=True)
    if wanted.unit is not None:
        condition &= Q(unit_id=wanted.unit)
    if wanted.states:
        condition &= Q(state__in=wanted.states)
    if wanted.closed is not None:
        condition &= ENDED if wanted.closed else ~ENDED
    for word in wanted.q.split():
        condition &= Q(number__icontains=word) | Q(title__icontains=word) | Q(party__name__icontains=word)
    return condition


def _due_condition(due: str, today: date) -> Q:
    ends = {
        "overdue": Q(due__lt=today),
        "today": Q(due=today),
        "soon": Q(due__gt=today, due__lte=today + SOON),
        "near": Q(due__lte=today + SOON),
    }
    return ends.get(due, Q())


def _rows(model: type[Any], view: type[_R], case: UUID) -> tuple[_R, ...]:
    names = [f.name for f in fields(view)]
    order = "version" if view is t.Proposal else "made_at"
    return tuple(
        view(**{name: _frozen(getattr(row, name)) for name in names})
        for row in model.objects.filter(case_id=case).order_by(order, "id")
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
