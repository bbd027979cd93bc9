"""图形: QR codes and flowcharts as SVG made on the server; no script, no image file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import segno
from markupsafe import Markup

from sanxiang.sites.design.parts import Edge, Node

BOX_W, BOX_H = 168, 56
GAP_X, GAP_Y = 36, 52
MARGIN = 12
LANE = 14  # between two lanes of a margin
LABEL = 64  # from a box to the first lane: room for four characters
LINE_CHARS = 10


@lru_cache(maxsize=512)
def qr_svg(data: str, label: str) -> Markup:
    """A QR code (error correction M, quiet zone 4) as an inline SVG image named `label`."""
    code = segno.make(data, error="m", micro=False)
    side = code.symbol_size(border=4)[0]
    drawn = code.svg_inline(border=4, svgclass=None, lineclass=None, omitsize=True)
    path = drawn[drawn.index("<path") : drawn.index("</svg>")]
    return Markup(
        '<svg class="sx-qr__svg" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">{2}</svg>'
    ).format(side, label, Markup(path))


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place; `lines` is the label wrapped for the box."""

    node: Node
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge as an SVG path, with the place of its label."""

    edge: Edge
    path: str
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A laid-out flowchart, in user units of the SVG."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def flow_layout(nodes: Sequence[Node], edges: Sequence[Edge]) -> Chart:
    """Place nodes in rows by their longest way from a start, and join them with square arrows.

    Edges that skip a row run along the right margin, edges that lead back (a return for correction) along the left.
    """
    rows = _rows(nodes, edges)
    level = {node.id: at for at, row in enumerate(rows) for node in row}
    skips = [edge for edge in edges if level[edge.target] > level[edge.source] + 1]
    backs = [edge for edge in edges if level[edge.target] <= level[edge.source]]
    inner = max(len(row) for row in rows) * (BOX_W + GAP_X) - GAP_X
    left, right = _margin(backs), _margin(skips)
    boxes = {}
    for row in rows:
        start = left + (inner - len(row) * (BOX_W + GAP_X) + GAP_X) // 2
        for place, node in enumerate(row):
            y = MARGIN + level[node.id] * (BOX_H + GAP_Y)
            boxes[node.id] = Box(node, start + place * (BOX_W + GAP_X), y, _wrap(node.label))
    arrows = []
    for edge in edges:
        source, target = boxes[edge.source], boxes[edge.target]
        if edge in skips:
            lane = left + inner + LABEL + LANE * skips.index(edge)
            arrows.append(_around(edge, source, target, lane, BOX_W))
        elif edge in backs:
            lane = left - LABEL - LANE * backs.index(edge)
            arrows.append(_around(edge, source, target, lane, 0))
        else:
            arrows.append(_down(edge, source, target))
    height = 2 * MARGIN + len(rows) * (BOX_H + GAP_Y) - GAP_Y
    return Chart(left + inner + right, height, tuple(boxes.values()), tuple(arrows))


def _margin(lanes: Sequence[Edge]) -> int:
    """Room beside the boxes for the labels and lanes of one side."""
    return MARGIN + (LABEL + LANE * (len(lanes) - 1) if lanes else 0)


def _rows(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[Node]]:
    """Nodes by level; an edge to a node listed earlier counts as a way back and does not push it down."""
    order = {node.id: place for place, node in enumerate(nodes)}
    level = dict.fromkeys(order, 0)
    for node in nodes:
        for edge in edges:
            if edge.target == node.id and order[edge.source] < order[node.id]:
                level[node.id] = max(level[node.id], level[edge.source] + 1)
    rows: list[list[Node]] = [[] for _ in range(max(level.values()) + 1)]
    for node in nodes:
        rows[level[node.id]].append(node)
    return rows


def _wrap(label: str) -> tuple[str, ...]:
    """At most two lines of even length."""
    if len(label) <= LINE_CHARS:
        return (label,)
    half = -(-len(label) // 2)
    return label[:half], label[half:]


def _down(edge: Edge, source: Box, target: Box) -> Arrow:
    """From a row to the next; the label stands at the arrow's end."""
    x1, x2 = source.x + BOX_W // 2, target.x + BOX_W // 2
    middle = target.y - GAP_Y // 2
    return Arrow(edge, f"M{x1} {source.y + BOX_H}V{middle}H{x2}V{target.y - 3}", x2 + 8, middle + 16, "start")


def _around(edge: Edge, source: Box, target: Box, lane: int, side: int) -> Arrow:
    """Along a margin: `side` 0 is the left edge of the boxes, BOX_W the right one."""
    leaves, enters = source.y + BOX_H // 2 + 8, target.y + BOX_H // 2 - 8
    gap, anchor = (3, "start") if side else (-3, "end")
    path = f"M{source.x + side} {leaves}H{lane}V{enters}H{target.x + side + gap}"
    return Arrow(edge, path, source.x + side + 2 * gap, leaves - 6, anchor)
