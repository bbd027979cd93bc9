"""按基数、按次数计算的罚款在办理页上: counts and evidence entered without script, kept, and accessible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from sanxiang.kernel import Actor
from tests.browser import accessibility_problems, browser, overflow
from tests.factories.cases import lawful_case
from tests.factories.city import City, found_city
from tests.flows.test_graded_benchmark import filed, graded
from tests.sites.desk.conftest import Desk
from tests.sites.desk.test_acts import _proposal
from tests.sites.desk.test_look import window

__all__ = ["browser"]
At = Callable[[datetime], None]
STANDARDS = (
    "处货值金额一倍以上二倍以下的罚款",
    "处二十万元以上七十万元以下罚款，每增加1台设备加2000元，每逾期1日增加1000元",
)


def opened(city: City, at: At) -> tuple[Desk, str, list[str]]:
    """A case before its proposal, a benchmark with a measured and an additive line, and their ids."""
    benchmark, lines = graded(city, *STANDARDS)
    story = lawful_case(city, before="propose_outcome")
    at(story.now)
    return Desk(story), str(benchmark), [str(line) for line in lines]


def lead(desk: Desk) -> Actor:
    return desk.story.city.lead


def test_counts_are_asked_for_beside_their_step_and_kept_with_their_evidence(city: City, at: At) -> None:
    desk, benchmark, (_, line) = opened(city, at)
    entered = _proposal(desk) | {"benchmark": benchmark, "line": line, "fine": "206000"}
    refused = desk.submit(lead(desk), "propose_outcome", **entered)
    assert refused.status_code == 422
    assert "请填写“每逾期1日”有几次，没有的填0" in refused.content.decode()
    counts = {f"count_{line}_0": "3", f"count_proof_{line}_0": "证据1", f"count_{line}_1": "0"}
    assert desk.submit(lead(desk), "propose_outcome", **entered, **counts).status_code == 302
    p = filed(desk.story).course.proposal
    assert p and p.counts == (
        {"per": "增加1台设备", "count": 3, "evidence": ["证据1"]}, {"per": "逾期1日", "count": 0, "evidence": []},
    )  # fmt: skip
    assert "合计206,000.00元（证据1）" in desk.get(lead(desk), "case_law").content.decode()
    again = desk.get(lead(desk), "propose_outcome").content.decode()
    assert f'value="3" id="id_count_{line}_0"' in again


def test_a_base_is_taken_with_the_evidence_it_was_measured_from(city: City, at: At) -> None:
    desk, benchmark, (line, _) = opened(city, at)
    entered = _proposal(desk) | {"benchmark": benchmark, "line": line, "measure": "150000"}
    refused = desk.submit(lead(desk), "propose_outcome", **entered)
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "还没有关联证明其数额、次数的证据" in said and "第四十条" in said
    assert desk.submit(lead(desk), "propose_outcome", **entered, measure_proof=["证据1"]).status_code == 302
    p = filed(desk.story).course.proposal
    assert p and (p.tier_min, p.tier_max, p.measure_evidence) == (Decimal(150_000), 300_000, ("证据1",))


@pytest.mark.e2e
def test_the_form_is_accessible_and_fits(
    browser: Any, live_server: Any, transactional_db: None, at: At
) -> None:
    desk, _, _ = opened(found_city(), at)
    for width in (1440, 390):
        page = window(browser, live_server, desk, lead(desk), width)
        page.goto(live_server.url + desk.address("propose_outcome"))
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        assert accessibility_problems(page) == [], width
        assert overflow(page) <= 0, width
        page.context.close()
