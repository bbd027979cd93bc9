"""流程图: where the steps and arrows of a procedure stand on the page (指导意见（四）: published flowcharts).

Only the layout; a site draws the SVG. Units are pixels from the upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass

from sanxiang.rules.procedure import WHEN, Procedure, StepSpec

BOX_WIDTH, BOX_HEIGHT = 168, 44
ROW, LANE = 84, 300
MARGIN, CHANNEL, LABEL = 24, 22, 150

Point = tuple[int, int]


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

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def centre(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow along `points`; its label begins at `label_at`."""

    source: str
    target: str
    label: str
    points: tuple[Point, ...]
    label_at: Point
    #: leads back to an earlier step
    back: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the drawing needs."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


def flowchart(procedure: Procedure) -> Chart:
    """The ordinary course (`procedure.drawn`): steps one below the other, side steps in the second lane.

    Arrows that lead back run in channels of their own on the right.
    """
    nodes = tuple(_node(s, row, end=s.id in procedure.ends) for row, s in enumerate(procedure.steps))
    at = {n.id: n for n in nodes}
    labels = _labels(procedure)
    pairs = sorted(labels, key=lambda p: (at[p[0]].y, at[p[1]].y))
    back = [p for p in pairs if at[p[0]].y > at[p[1]].y]
    right = max(n.right for n in nodes)
    edges = []
    for pair in pairs:
        a, b = at[pair[0]], at[pair[1]]
        if pair in back:
            points = _returning(a, b, right + CHANNEL * (back.index(pair) + 1), back.index(pair))
        else:
            points = _forward(a, b, nodes)
        edges.append(Edge(*pair, labels[pair], points, _label_point(points, back=pair in back), pair in back))
    width = right + CHANNEL * (len(back) + 1) + (LABEL if back else 0)
    return Chart(nodes, tuple(edges), width, nodes[-1].bottom + MARGIN)


def _labels(procedure: Procedure) -> dict[tuple[str, str], str]:
    """(source, target) -> the acts that lead there."""
    labels: dict[tuple[str, str], list[str]] = {}
    for t in procedure.transitions:
        if (t.source, t.target) in procedure.drawn:
            branch = f"（{WHEN[t.when][0]}）" if t.when else ""
            labels.setdefault((t.source, t.target), []).append(procedure.act(t.act).title + branch)
    return {pair: "、".join(words) for pair, words in labels.items()}


def _node(step: StepSpec, row: int, *, end: bool) -> Node:
    return Node(step.id, step.name, MARGIN + LANE * step.lane, MARGIN + ROW * row, BOX_WIDTH, BOX_HEIGHT, end)


def _forward(a: Node, b: Node, nodes: tuple[Node, ...]) -> tuple[Point, ...]:
    """Straight down in a lane; across and down into another lane; round the boxes that are in the way."""
    between = [n for n in nodes if a.y < n.y < b.y and n.x == a.x]
    if a.x == b.x and not between:
        return (a.middle, a.bottom), (b.middle, b.y)
    if a.x < b.x:
        return (a.right, a.centre), (b.middle, a.centre), (b.middle, b.y)
    if a.x > b.x and not between:
        return (a.middle, a.bottom), (a.middle, b.centre), (b.right, b.centre)
    channel = a.x - CHANNEL
    if a.x > b.x:
        above = b.centre - CHANNEL // 2
        return (a.x, a.centre), (channel, a.centre), (channel, above), (b.right, above)
    return (a.x, a.centre), (channel, a.centre), (channel, b.centre), (b.x, b.centre)


def _returning(a: Node, b: Node, channel: int, order: int) -> tuple[Point, ...]:
    """Out to a channel on the right, up, and back in from the side; parallel arrows stay apart."""
    out, into = a.centre - 6 + 10 * order, b.centre - 6 + 10 * order
    return (a.right, out), (channel, out), (channel, into), (b.right, into)


def _label_point(points: tuple[Point, ...], *, back: bool) -> Point:
    """Beside the line: right of a return, below the start of a straight one, above a run across."""
    (x1, y1), (x2, y2) = points[0], points[1]
    if back:
        return points[2][0] + 6, points[2][1] + 4
    if x1 == x2:
        return x1 + 6, (y1 + min(y2, y1 + ROW - BOX_HEIGHT)) // 2 + 4
    if abs(x1 - x2) <= CHANNEL:
        return x2 - LABEL // 2, (y1 + points[2][1]) // 2
    return min(x1, x2) + 6, y1 - 6
