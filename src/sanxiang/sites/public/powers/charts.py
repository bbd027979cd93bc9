"""流程图: the published chart is drawn from the procedure that cases run on (清单即规则)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sanxiang.rules.flowchart import Chart, flowchart
from sanxiang.rules.procedure import Procedure
from sanxiang.rules.procedures import penalty_ordinary

#: procedure id → procedure
CHARTS: dict[str, Callable[[], Procedure]] = {penalty_ordinary.ID: penalty_ordinary.penalty_ordinary}


@dataclass(frozen=True, slots=True)
class DrawnProcedure:
    """A procedure with its drawing."""

    id: str
    title: str
    version: int
    chart: Chart
    #: step → acts that lead on from it, with their articles
    steps: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def chart_of(procedure_id: str) -> DrawnProcedure | None:
    """The drawn procedure, or None for one that is not modelled."""
    if procedure_id not in CHARTS:
        return None
    procedure = CHARTS[procedure_id]()
    return DrawnProcedure(
        procedure.id,
        procedure.title,
        procedure.version,
        flowchart(procedure),
        tuple((step.name, _acts_from(procedure, step.id)) for step in procedure.steps),
    )


def _acts_from(procedure: Procedure, step: str) -> tuple[tuple[str, str], ...]:
    """Acts that lead to another step, in words with their articles."""
    leading = dict.fromkeys(t.act for t in procedure.leaving(step) if t.target != step)
    acts = [procedure.act(act) for act in leading]
    return tuple((act.title, "、".join(map(str, act.citations))) for act in acts)
