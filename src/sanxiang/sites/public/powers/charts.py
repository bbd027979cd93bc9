"""流程图: the published chart is drawn from the procedure that cases run on (清单即规则)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sanxiang.rules.flowchart import Chart, flowchart
from sanxiang.rules.procedure import Procedure
from sanxiang.rules.procedures import Step, penalty_ordinary

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


def review_chart() -> DrawnProcedure:
    """法制审核流程图: the part of the procedure around the review, with every way that an opinion may lead."""
    whole = CHARTS[penalty_ordinary.ID]()
    around = {Step.LEGAL_REVIEW, Step.REVIEWED}
    pairs = {(t.source, t.target) for t in whole.transitions if t.target != t.source}
    drawn = frozenset(p for p in pairs & _REVIEWED if around & set(p))
    steps = tuple(s for s in whole.steps if any(s.id in pair for pair in drawn))
    part = replace(whole, title="法制审核", steps=steps, drawn=drawn, ends=frozenset({Step.DECIDED.value}))
    return DrawnProcedure(
        "review",
        part.title,
        part.version,
        flowchart(part),
        tuple((s.name, _acts_from(whole, s.id)) for s in steps),
    )


#: the ways into and out of the review that the drawing shows, where the procedure has them
_REVIEWED = frozenset(
    {
        (Step.CONCLUDED, Step.LEGAL_REVIEW),
        (Step.LEGAL_REVIEW, Step.REVIEWED),
        (Step.LEGAL_REVIEW, Step.INVESTIGATE),
        (Step.LEGAL_REVIEW, Step.CONCLUDED),
        (Step.REVIEWED, Step.COLLECTIVE),
        (Step.REVIEWED, Step.DECIDED),
    }
)


def _acts_from(procedure: Procedure, step: str) -> tuple[tuple[str, str], ...]:
    """Acts that lead to another step, in words with their articles."""
    leading = dict.fromkeys(t.act for t in procedure.leaving(step) if t.target != step)
    acts = [procedure.act(act) for act in leading]
    return tuple((act.title, "、".join(map(str, act.citations))) for act in acts)
