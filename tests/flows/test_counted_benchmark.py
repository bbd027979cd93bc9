"""累加的裁量标准在案件里怎样计算: counted with evidence, computed, printed, compared (国办发〔2022〕27号)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from sanxiang.cases.selectors import like_fines
from sanxiang.documents.selectors import documents_of_case
from sanxiang.flows.shared.types import CountInput
from sanxiang.flows.shared.weighing import discretion
from sanxiang.kernel import InvalidInput
from tests.factories.cases import ACT_ON, lawful_case
from tests.factories.city import City
from tests.flows.conftest import codes_of
from tests.flows.test_graded_benchmark import filed, graded

ADDITIVE = "处二十万元以上七十万元以下罚款，每增加1台设备加2000元，每逾期1日增加1000元"


@pytest.fixture
def line(city: City) -> dict[str, UUID]:
    """The additive line, as a proposal names it."""
    benchmark, lines = graded(city, ADDITIVE)
    return {"benchmark": benchmark, "line": lines[0]}


def counted(devices: int, days: int, *, proof: tuple[str, ...] = ("证据1",)) -> dict[str, Any]:
    """Both steps counted, with the fine that comes of it."""
    counts = CountInput("增加1台设备", devices, proof), CountInput("逾期1日", days, proof)
    return {"counts": counts, "fine": Decimal(200_000 + 2000 * devices + 1000 * days)}


def test_the_sum_grows_with_what_was_counted_and_the_papers_say_how(
    city: City, line: dict[str, UUID]
) -> None:
    acts = {"propose_outcome": lambda s: s.propose_outcome(**line, **counted(3, 0))}
    story = lawful_case(city, upto="decide_case", instead=acts)
    file = filed(story)
    p = file.course.proposal
    assert p and (p.tier_min, p.tier_max) == (206_000, 206_000)
    assert discretion(file, p)["range"] == "206,000.00元"
    said = (
        "从200,000.00元起；每增加1台设备加2,000.00元，3次，加6,000.00元；"
        "每逾期1日加1,000.00元，0次，加0.00元；合计206,000.00元（证据1）。"
    )
    for code in ("D19", "D27"):
        paper: Any = documents_of_case(story.case_id, code)[-1].data
        assert said in paper["discretion"]["explanation"], code


@pytest.mark.parametrize(
    ("entered", "codes"),
    [
        (counted(3, 0, proof=()), {"proposal.measure"}),
        (counted(3, 0, proof=("证据99",)), {"proposal.evidence"}),
        (counted(3, 0) | {"fine": Decimal(210_000)}, {"discretion.outside_tier"}),
    ],
)
def test_a_count_that_raises_the_fine_is_proved_and_the_fine_is_the_sum(
    city: City, line: dict[str, UUID], entered: dict[str, Any], codes: set[str]
) -> None:
    """行政处罚法第四十条; E1."""
    story = lawful_case(city, before="propose_outcome")
    assert codes_of(lambda: story.propose_outcome(**line, **entered)) == codes


def test_what_applies_no_time_needs_no_evidence(city: City, line: dict[str, UUID]) -> None:
    story = lawful_case(city, before="propose_outcome")
    story.propose_outcome(**line, **counted(0, 0, proof=()))
    p = filed(story).course.proposal
    assert p and (p.tier_min, p.tier_max) == (200_000, 200_000)


def test_an_additive_line_is_not_taken_uncounted(city: City, line: dict[str, UUID]) -> None:
    story = lawful_case(city, before="propose_outcome")
    with pytest.raises(InvalidInput, match="“每逾期1日”有几次，没有的填0"):
        story.propose_outcome(**line, counts=counted(1, 0)["counts"][:1])


def test_only_fines_of_the_same_sum_are_alike(city: City, line: dict[str, UUID]) -> None:
    """E6 where the fine is computed: two hundred devices more are not a like case."""
    before = {
        "verify_clue": lambda s: s.verify_clue(act_on=ACT_ON - timedelta(days=1)),
        "propose_outcome": lambda s: s.propose_outcome(**line, **counted(0, 0)),
    }
    lawful_case(city, upto="decide_case", instead=before)
    for devices, alike in ((0, 1), (200, 0)):
        story = lawful_case(city, before="propose_outcome")
        story.propose_outcome(**line, **counted(devices, 0))
        file = filed(story)
        assert file.item and file.course.proposal
        like = file.course.proposal
        found = like_fines(agency=city.agency, item=file.item.public_id, like=like, besides=story.case_id)
        assert len(found) == alike
