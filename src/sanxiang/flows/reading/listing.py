"""案件列表."""

from __future__ import annotations

from datetime import datetime

from sanxiang.cases import selectors as cases
from sanxiang.cases.types import CaseFilter
from sanxiang.flows.reading.types import ListRow
from sanxiang.flows.shared.procedure import procedure_of
from sanxiang.kernel import Actor, local_date
from sanxiang.registry import selectors as registry


def case_list(
    *, actor: Actor, now: datetime, filters: CaseFilter | None = None, limit: int = 200
) -> tuple[ListRow, ...]:
    """The cases in the actor's scope that meet the filter, the nearest end first."""
    today = local_date(now)
    found = cases.cases_with(actor=actor, today=today, wanted=filters or CaseFilter(), limit=limit)
    names = {o.id: o.name for agency in {c.agency_id for c in found} for o in registry.officers(agency)}
    return tuple(
        ListRow(
            case=case,
            step=procedure_of(case).step(case.state).name,
            officers=tuple(names.get(h.officer_id, "") for h in case.handlers),
            days_left=case.next_due.days_left(today) if case.next_due else None,
        )
        for case in found
    )
