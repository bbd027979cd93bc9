"""案件内容: forty stories in every state, without a blank left open, and pictures that come out the same."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from PIL import Image

from sanxiang.cli.demo_city.content.exhibits import file_of, photo
from sanxiang.cli.demo_city.content.scans import SCANS
from sanxiang.cli.demo_city.content.scenes import SCENES
from sanxiang.cli.demo_city.content.script import steps_of
from sanxiang.cli.demo_city.content.tales import Exhibit, Tale, tales

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
KNOWN = dict.fromkeys(
    ("party", "person", "place", "agency", "act_on", "since", "lasted", "lead", "partner"), "某"
)
TALES = tales()


def ends(tale: Tale) -> str:
    return steps_of(tale)[-1][0]


def test_forty_cases_of_many_agencies_and_matters() -> None:
    assert len(TALES) == len({t.key for t in TALES}) == 40
    assert len({t.agency for t in TALES}) >= 9
    assert len({t.violation.offence for t in TALES}) >= 12
    assert len({ends(t) for t in TALES}) >= 15
    assert len({t.clue for t in TALES}) == len({t.discretion for t in TALES if t.discretion}) + sum(
        not t.discretion for t in TALES
    )
    published = [t for t in TALES if "publish" in {name for name, _, _ in steps_of(t)} and not t.withhold]
    assert len(published) >= 14
    assert Counter(bool(t.withhold) for t in TALES)[True] == 1
    assert Counter(bool(t.withdrawn) for t in TALES)[True] == 1


@pytest.mark.parametrize("tale", TALES, ids=lambda t: t.key)
def test_no_blank_stays_open(tale: Tale) -> None:
    told = tale.filled({**KNOWN, "party": tale.party, "place": tale.place})
    texts = str((told.violation, told.clue, told.statement, told.response, told.discretion, told.rounds))
    assert not re.search(r"[{}]\w|\w}", texts.replace("{'", "").replace("'}", "").replace("': {", ""))
    known = {**SCENES, **SCANS}
    assert all(e.draw in known for e in told.violation.exhibits)
    for code, proof, _ in told.factors:
        number = int(proof.removeprefix("证据"))
        assert 1 <= number <= len(told.violation.exhibits), code


def test_a_blank_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError, match="party"):
        TALES[0].filled({})


@pytest.mark.parametrize("scene", SCENES)
def test_scenes_are_small_and_always_the_same(scene: str) -> None:
    exhibit = Exhibit(draw=scene, name="照片.jpg", proves="", text="演示")
    first = photo(exhibit, "k", "云屏市云山区", AT)
    assert first == photo(exhibit, "k", "云屏市云山区", AT)
    assert len(first) < 80_000
    assert Image.open(io.BytesIO(first)).size == (960, 640)


@pytest.mark.parametrize("scan", SCANS)
def test_scans_are_small_pdfs_and_always_the_same(scan: str) -> None:
    exhibit = Exhibit(
        draw=scan,
        name="材料.pdf",
        proves="",
        kind="documentary",
        text="标题：内容\n第二行：很长的内容" + "很长" * 20,
    )
    first = file_of(exhibit, TALES[0], AT)
    assert first.startswith(b"%PDF-")
    assert first == file_of(exhibit, TALES[0], AT)
    assert len(first) < 150_000
