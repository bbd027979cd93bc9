"""流程图: boxes stand apart, arrows join the boxes they name and cross none of them."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from sanxiang.rules.flowchart import Edge, Node, flowchart
from sanxiang.rules.procedures import Step
from sanxiang.rules.procedures.penalty_ordinary import ReviewStage, penalty_ordinary

STAGES = pytest.mark.parametrize("stage", list(ReviewStage))


def on_border(node: Node, point: tuple[int, int]) -> bool:
    x, y = point
    inside = node.x <= x <= node.right and node.y <= y <= node.bottom
    return inside and (x in (node.x, node.right) or y in (node.y, node.bottom))


def crosses(edge: Edge, node: Node) -> bool:
    """A straight run of the arrow passes through the inside of the box."""
    for (x1, y1), (x2, y2) in pairwise(edge.points):
        across = max(min(x1, x2), node.x + 1) <= min(max(x1, x2), node.right - 1)
        down = max(min(y1, y2), node.y + 1) <= min(max(y1, y2), node.bottom - 1)
        if across and down:
            return True
    return False


@STAGES
def test_every_step_is_drawn_once_and_boxes_do_not_overlap(stage: ReviewStage) -> None:
    chart = flowchart(penalty_ordinary(stage))
    assert {n.id for n in chart.nodes} == set(Step)
    for a, b in combinations(chart.nodes, 2):
        assert a.bottom < b.y or b.bottom < a.y
    assert {n.id for n in chart.nodes if n.end} == {Step.NOT_FILED, Step.CLOSED}


@STAGES
def test_arrows_join_their_boxes_and_cross_no_other(stage: ReviewStage) -> None:
    chart = flowchart(penalty_ordinary(stage))
    at = {n.id: n for n in chart.nodes}
    for edge in chart.edges:
        assert on_border(at[edge.source], edge.points[0])
        assert on_border(at[edge.target], edge.points[-1])
        assert [n.id for n in chart.nodes if crosses(edge, n)] == []
        assert all(0 < x < chart.width and 0 < y < chart.height for x, y in edge.points)
        assert edge.label


@STAGES
def test_arrows_are_straight_and_the_drawn_ones(stage: ReviewStage) -> None:
    procedure = penalty_ordinary(stage)
    chart = flowchart(procedure)
    assert {(e.source, e.target) for e in chart.edges} == procedure.drawn
    for edge in chart.edges:
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(edge.points))
    order = [s.id for s in procedure.steps]
    assert all(e.back is (order.index(e.source) > order.index(e.target)) for e in chart.edges)
