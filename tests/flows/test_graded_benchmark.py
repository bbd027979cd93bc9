"""裁量基准按档次规定的案件: the line chosen fixes the range, of a measured base where the words say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from sanxiang.flows.reading import case_page
from sanxiang.flows.shared.file import CaseFile
from sanxiang.flows.shared.weighing import discretion
from sanxiang.kernel import InvalidInput
from sanxiang.powers import selectors as powers
from sanxiang.powers.models import Benchmark
from sanxiang.powers.services import approve_benchmark, draft_line
from tests.factories.cases import ACT_ON, Story, lawful_case
from tests.factories.city import FOUNDED, City
from tests.factories.powers import APPROVES, ENTERS
from tests.flows.conftest import codes_of


def graded(city: City, *standards: str) -> tuple[UUID, list[UUID]]:
    """A benchmark of the city's item with these standards, from the lightest; its lines."""
    for n, standard in enumerate(standards, start=1):
        draft_line(
            actor=ENTERS, now=FOUNDED, agency=city.agency, number="9", title="无证排污的数额", grade=n,
            conditions=f"情形{n}", standard=standard,
        )  # fmt: skip
    (draft,) = powers.draft_benchmarks(city.agency)
    approve_benchmark(
        actor=APPROVES, now=FOUNDED, benchmark=draft.id, item=city.item, document_no="云环规〔2026〕1号",
        effective_from=date(2025, 1, 1),
    )  # fmt: skip
    return draft.id, [t.uid for t in draft.tiers if t.uid]


@pytest.fixture
def proposing(city: City) -> Callable[..., Any]:
    """`proposing(standards, line=…, fine=…)`: a case in which the officer proposes by a line."""

    def propose(standards: tuple[str, ...], line: int, **changes: Any) -> Story:
        benchmark, lines = graded(city, *standards)
        story = lawful_case(city, before="propose_outcome")
        story.propose_outcome(benchmark=benchmark, line=lines[line - 1], **changes)
        return story

    return propose


def filed(story: Story) -> CaseFile:
    """The file of the case as its pages read it."""
    return case_page(actor=story.city.head, case=story.case_id, now=story.now).file


RANGES = ("处一万元以上十万元以下罚款", "处十万元以上一百万元以下罚款")


def test_the_line_fixes_the_range_and_the_papers_say_it(proposing: Callable[..., Story]) -> None:
    story = proposing(RANGES, 2, fine=Decimal(210_000))
    p = filed(story).course.proposal
    assert p and (p.tier_min, p.tier_max, p.line_label) == (100_000, 1_000_000, "第2档：情形2")
    said = discretion(filed(story), p)
    assert said["tier"] == "第2档：情形2" and said["range"] == "100,000.00元至1,000,000.00元"


def test_a_fine_outside_the_line_needs_a_reason(city: City) -> None:
    benchmark, lines = graded(city, *RANGES)
    story = lawful_case(city, before="propose_outcome")
    entered: dict[str, Any] = {"benchmark": benchmark, "line": lines[0], "fine": Decimal(210_000)}
    assert "discretion.outside_tier" in codes_of(lambda: story.propose_outcome(**entered))


def test_a_multiple_is_taken_of_the_measured_base(proposing: Callable[..., Story]) -> None:
    words = ("处货值金额一倍以上二倍以下的罚款", "处货值金额二倍以上五倍以下的罚款")
    with pytest.raises(InvalidInput, match="须先填写货值金额"):
        proposing(words, 1, fine=Decimal(210_000))


def test_a_multiple_of_the_base_that_was_measured(proposing: Callable[..., Story]) -> None:
    words = ("处货值金额一倍以上二倍以下的罚款", "处货值金额二倍以上五倍以下的罚款")
    measured = {"measure": Decimal(150_000), "measure_evidence": ("证据1",)}
    story = proposing(words, 1, fine=Decimal(210_000), **measured)
    p = filed(story).course.proposal
    assert p and (p.tier_min, p.tier_max, p.measure) == (150_000, 300_000, 150_000)
    assert p.measure_evidence == ("证据1",)


@pytest.mark.parametrize(("named", "code"), [((), "proposal.measure"), (("证据99",), "proposal.evidence")])
def test_a_base_without_evidence_on_file_is_refused(city: City, named: tuple[str, ...], code: str) -> None:
    """行政处罚法第四十条."""
    benchmark, lines = graded(city, "处货值金额一倍以上二倍以下的罚款")
    story = lawful_case(city, before="propose_outcome")
    entered: dict[str, Any] = {"measure": Decimal(150_000), "fine": Decimal(210_000)}
    entered |= {"benchmark": benchmark, "line": lines[0], "measure_evidence": named}
    assert codes_of(lambda: story.propose_outcome(**entered)) == {code}


def test_a_base_that_the_line_does_not_ask_for_is_not_kept(proposing: Callable[..., Story]) -> None:
    p = filed(proposing(RANGES, 2, fine=Decimal(210_000), measure=Decimal(5))).course.proposal
    assert p and p.measure is None


def test_a_line_of_another_benchmark_is_refused(city: City) -> None:
    _, lines = graded(city, *RANGES)
    story = lawful_case(city, before="propose_outcome")
    with pytest.raises(InvalidInput, match="不属于"):
        story.propose_outcome(line=lines[0])


def test_the_papers_say_how_the_line_was_applied_and_what_the_officer_adds(
    proposing: Callable[..., Story],
) -> None:
    words = ("处货值金额一倍以上二倍以下的罚款", "处货值金额二倍以上五倍以下的罚款")
    story = proposing(
        words, 1, fine=Decimal(210_000), measure=Decimal(150_000), measure_evidence=("证据1", "证据2"),
        discretion_note="货值按进货单计算",
    )  # fmt: skip
    p = filed(story).course.proposal
    assert p and discretion(filed(story), p)["explanation"] == (
        "违法情节属于“情形1”，裁量标准为“处货值金额一倍以上二倍以下的罚款”，"
        "以货值金额150,000.00元为基数（证据1、证据2）。货值按进货单计算。"
    )


def test_a_departure_is_decided_only_with_the_heads_express_consent(city: City) -> None:
    """国办发〔2022〕27号."""
    benchmark, lines = graded(city, *RANGES)
    away: dict[str, Any] = {"benchmark": benchmark, "line": lines[0], "fine": Decimal(210_000)}
    story = lawful_case(
        city,
        before="decide_case",
        skip=("discuss_collectively",),
        instead={
            "propose_outcome": lambda s: s.propose_outcome(**away, deviation_reason="拒不改正，情节恶劣")
        },
    )
    assert codes_of(lambda: story.decide_case()) == {"departure.consent"}
    story.decide_case(approve_departure=True)
    approval = next(a for a in filed(story).course.approvals if a.act == "decide_case")
    assert approval.opinion.endswith("同意不按裁量基准：拒不改正，情节恶劣")


def test_a_version_that_has_ended_since_the_act_is_pointed_out(city: City) -> None:
    """E5."""
    benchmark, lines = graded(city, *RANGES)
    story = lawful_case(
        city, before="decide_case",
        instead={"propose_outcome": lambda s: s.propose_outcome(benchmark=benchmark, line=lines[1])},
    )  # fmt: skip
    ended = story.today - timedelta(days=1)
    Benchmark.objects.filter(pk=benchmark).update(effective_to=ended)
    page = case_page(actor=city.head, case=story.case_id, now=story.now)
    said = [c.text for c in page.act("decide_case").cautions if c.code == "discretion.benchmark"]
    assert said and "请核对现行的基准是否处罚较轻" in said[0]


def test_a_fine_apart_from_like_decisions_is_pointed_out_on_the_page(city: City) -> None:
    """E6."""
    for days in (1, 2, 3):
        earlier = ACT_ON - timedelta(days=days)
        acts = {"verify_clue": lambda s, on=earlier: s.verify_clue(act_on=on)}
        lawful_case(city, upto="decide_case", instead=acts)
    story = lawful_case(city, before="decide_case", fine=Decimal(350_000))
    page = case_page(actor=city.head, case=story.case_id, now=story.now)
    codes = {c.code for c in page.act("decide_case").cautions}
    assert "discretion.peers" in codes
    usual = lawful_case(city, before="decide_case")
    page = case_page(actor=city.head, case=usual.case_id, now=usual.now)
    assert "discretion.peers" not in {c.code for c in page.act("decide_case").cautions}
