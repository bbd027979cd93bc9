"""流程图: where the steps and arrows of a procedure stand on the page (指导意见（四）: published flowcharts).

Only the layout: a site draws the SVG. Units are pixels from the upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sanxiang.rules.procedure import WHEN, Procedure, StepSpec, Transition

BOX_WIDTH, BOX_HEIGHT = 168, 44
ROW, LANE = 84, 300
MARGIN, CHANNEL = 24, 18


@dataclass(frozen=True, slots=True)
class Node:
    """A step: upper left corner and size. `end` marks the steps that finish a case."""

    id: str
    label: str
    x: int
    y: int
    width: int
    height: int
    end: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow along `points`; its label stands at `label_at`."""

    source: str
    target: str
    label: str
    points: tuple[tuple[int, int], ...]
    label_at: tuple[int, int]
    #: leads back to an earlier step
    back: bool


@dataclass(frozen=True, slots=True)
class Chart:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


def flowchart(procedure: Procedure) -> Chart:
    """The steps one below the other in their order, side steps in the second lane; one arrow per pair.

    Arrows that skip a step run in channels beside the boxes, forward ones on the left and those that
    lead back on the right, each in a channel of its own.
    """
    pairs = _pairs(procedure)
    row_of = {step.id: row for row, step in enumerate(procedure.steps)}
    skipping = [p for p in pairs if not _adjacent(procedure, row_of, *p)]
    forward = [p for p in skipping if row_of[p[0]] < row_of[p[1]]]
    backward = [p for p in skipping if row_of[p[0]] > row_of[p[1]]]
    left = MARGIN + CHANNEL * (len(forward) + 1)
    nodes = tuple(_node(s, row_of[s.id], left, end=s.id in procedure.ends) for s in procedure.steps)
    right = left + LANE + BOX_WIDTH
    at = {n.id: n for n in nodes}
    edges = []
    for pair, label in pairs.items():
        if pair in forward:
            points = _around(
                at[pair[0]], at[pair[1]], left - CHANNEL * (forward.index(pair) + 1), on_left=True
            )
        elif pair in backward:
            points = _around(
                at[pair[0]], at[pair[1]], right + CHANNEL * (backward.index(pair) + 1), on_left=False
            )
        else:
            points = _down(at[pair[0]], at[pair[1]])
        edges.append(_edge(pair, label, points, back=pair in backward))
    width = right + CHANNEL * (len(backward) + 1) + MARGIN
    height = 2 * MARGIN + ROW * (len(procedure.steps) - 1) + BOX_HEIGHT
    return Chart(nodes, tuple(edges), width, height)


def _pairs(procedure: Procedure) -> dict[tuple[str, str], str]:
    """(source, target) -> the acts that lead there, loops left out."""

    def key(t: Transition) -> tuple[str, str]:
        return t.source, t.target

    moving = [t for t in procedure.transitions if t.source != t.target]
    order = {s.id: i for i, s in enumerate(procedure.steps)}
    moving.sort(key=lambda t: (order[t.source], order[t.target]))
    return {
        pair: "、".join(dict.fromkeys(_label(procedure, t) for t in group))
        for pair, group in groupby(moving, key=key)
    }


def _label(procedure: Procedure, t: Transition) -> str:
    return procedure.act(t.act).title + (f"（{WHEN[t.when][0]}）" if t.when else "")


def _adjacent(procedure: Procedure, row_of: dict[str, int], source: str, target: str) -> bool:
    return row_of[target] - row_of[source] == 1


def _node(step: StepSpec, row: int, left: int, *, end: bool) -> Node:
    x, y = left + LANE * step.lane, MARGIN + ROW * row
    return Node(step.id, step.name, x, y, BOX_WIDTH, BOX_HEIGHT, end)


def _down(a: Node, b: Node) -> tuple[tuple[int, int], ...]:
    """From the lower edge to the upper edge, with a bend half way if the lanes differ."""
    ax, bx, low = a.x + a.width // 2, b.x + b.width // 2, a.y + a.height
    if ax == bx:
        return (ax, low), (bx, b.y)
    middle = (low + b.y) // 2
    return (ax, low), (ax, middle), (bx, middle), (bx, b.y)


def _around(a: Node, b: Node, channel: int, *, on_left: bool) -> tuple[tuple[int, int], ...]:
    """From side to side through a channel; a little below and above the middle, so arrows stay apart."""
    ax, bx = (a.x, b.x) if on_left else (a.x + a.width, b.x + b.width)
    ay, by = a.y + a.height // 2 + 8, b.y + b.height // 2 - 8
    return (ax, ay), (channel, ay), (channel, by), (bx, by)


def _edge(pair: tuple[str, str], label: str, points: tuple[tuple[int, int], ...], *, back: bool) -> Edge:
    first, second = points[len(points) // 2 - 1], points[len(points) // 2]
    label_at = ((first[0] + second[0]) // 2, (first[1] + second[1]) // 2)
    return Edge(pair[0], pair[1], label, points, label_at, back)
