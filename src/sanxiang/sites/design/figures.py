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


@dataclass(frozen=True, slots=True)
class Chart:
    """A laid-out flowchart, in user units of the SVG."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def flow_layout(nodes: Sequence[Node], edges: Sequence[Edge]) -> Chart:
    """Place nodes in rows by their longest way from a start, and join them with square arrows.

    Edges that lead back (a return for correction) run along the right margin.
    """
    rows = _rows(nodes, edges)
    widest = max(len(row) for row in rows)
    inner = widest * BOX_W + (widest - 1) * GAP_X
    backward = 0
    boxes: dict[str, Box] = {}
    for level, row in enumerate(rows):
        width = len(row) * BOX_W + (len(row) - 1) * GAP_X
        for place, node in enumerate(row):
            x = MARGIN + (inner - width) // 2 + place * (BOX_W + GAP_X)
            boxes[node.id] = Box(node, x, MARGIN + level * (BOX_H + GAP_Y), _wrap(node.label))
    arrows = []
    for edge in edges:
        lane = 0
        source, target = boxes[edge.source], boxes[edge.target]
        if target.y != source.y + BOX_H + GAP_Y:
            backward += 1
            lane = MARGIN + inner + 16 * backward
        arrows.append(_arrow(edge, source, target, lane))
    return Chart(
        width=2 * MARGIN + inner + (16 * backward + 8 if backward else 0),
        height=2 * MARGIN + len(rows) * BOX_H + (len(rows) - 1) * GAP_Y,
        boxes=tuple(boxes.values()),
        arrows=tuple(arrows),
    )


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


def _arrow(edge: Edge, source: Box, target: Box, lane: int) -> Arrow:
    x1, y1 = source.x + BOX_W // 2, source.y + BOX_H
    x2, y2 = target.x + BOX_W // 2, target.y
    if not lane:
        middle = y2 - GAP_Y // 2
        return Arrow(edge, f"M{x1} {y1}V{middle}H{x2}V{y2 - 3}", x2 + 8, middle - 6)
    side, into = source.x + BOX_W, target.x + BOX_W
    ys, yt = source.y + BOX_H // 2, target.y + BOX_H // 2
    return Arrow(edge, f"M{side} {ys}H{lane}V{yt}H{into + 3}", side + 6, ys - 6)
