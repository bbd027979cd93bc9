"""Flowcharts and QR codes made on the server."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sanxiang.sites.design.figures import BOX_H, BOX_W, flow_layout, qr_svg
from sanxiang.sites.design.parts import Edge, Node, Pager

NODES = [Node("a", "受理"), Node("b", "调查"), Node("c", "告知"), Node("d", "决定")]


@st.composite
def charts(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    nodes = [Node(str(n), f"步骤{n}") for n in range(draw(st.integers(1, 9)))]
    pick = st.sampled_from(nodes)
    pairs = draw(st.lists(st.tuples(pick, pick).filter(lambda p: p[0] != p[1]), max_size=16, unique=True))
    return nodes, [Edge(a.id, b.id) for a, b in pairs]


@given(charts())
def test_boxes_never_overlap_and_stay_inside(drawn: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = drawn
    chart = flow_layout(nodes, edges)
    assert len(chart.boxes) == len(nodes) and len(chart.arrows) == len(edges)
    for box in chart.boxes:
        assert box.x >= 0 and box.x + BOX_W <= chart.width
        assert box.y >= 0 and box.y + BOX_H <= chart.height
        for other in chart.boxes:
            apart = abs(box.x - other.x) >= BOX_W or abs(box.y - other.y) >= BOX_H
            assert box is other or apart


@given(charts())
def test_arrows_stay_inside(drawn: tuple[list[Node], list[Edge]]) -> None:
    chart = flow_layout(*drawn)
    for arrow in chart.arrows:
        xs = [int(x) for x in re.findall(r"[MH](\d+)", arrow.path)]
        assert min(xs) >= 0 and max(xs) <= chart.width


def test_a_step_stands_below_all_that_lead_to_it() -> None:
    chart = flow_layout(
        NODES, [Edge("a", "b"), Edge("b", "c"), Edge("b", "d"), Edge("c", "d"), Edge("d", "b", "退回")]
    )
    at = {box.node.id: box.y for box in chart.boxes}
    assert at["a"] < at["b"] < at["c"] < at["d"]


def test_long_labels_take_two_lines() -> None:
    [box] = flow_layout([Node("a", "告知陈述、申辩和听证权利")], []).boxes
    assert "".join(box.lines) == "告知陈述、申辩和听证权利" and len(box.lines) == 2


def test_a_qr_code_is_a_named_image_without_style() -> None:
    svg = qr_svg("https://x.example/d/k3n9", "查验<文书>")
    assert 'role="img"' in svg and "查验&lt;文书&gt;" in svg and "style=" not in svg


@given(number=st.integers(1, 60), total=st.integers(0, 1200))
def test_page_numbers_rise_and_hold_the_ends(number: int, total: int) -> None:
    pager = Pager(min(number, max(1, -(-total // 20))), total)
    shown = [n for n in pager.numbers if n is not None]
    assert shown == sorted(set(shown))
    assert shown[0] == 1 and shown[-1] == pager.pages and pager.number in shown


def test_a_page_address_keeps_the_filters() -> None:
    assert Pager(2, 100, query={"q": "排污", "kind": ""}).url(3) == "?q=%E6%8E%92%E6%B1%A1&page=3&size=20"
