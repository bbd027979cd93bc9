"""申请材料逐项: what a row may say, how it reads, and that what was kept as text stays (law annex 1.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.kernel import InvalidInput
from sanxiang.powers import selectors, services
from sanxiang.powers.materials import (
    FORMS,
    MEDIA,
    MOST_COPIES,
    NEEDS,
    SOURCES,
    Material,
    check_materials,
    listed,
    read_materials,
    stored,
)
from tests.factories.powers import APPROVES, CHECKS, ENTERS
from tests.powers.conftest import Ground
from tests.registry.conftest import NOW

IDENTITY = Material("身份证", "copy", 2, "either", "applicant", "conditional", "委托办理的提供")


def test_a_paper_reads_as_one_line() -> None:
    assert str(IDENTITY) == "身份证，复印件2份，纸质或者电子，申请人自备，情形需要：委托办理的提供"
    assert listed([Material("申请书"), IDENTITY]).splitlines()[0] == "1. 申请书，1份，必要"


@given(
    st.builds(
        Material,
        st.text(min_size=1).filter(str.strip),
        st.sampled_from(["", *FORMS]),
        st.integers(1, MOST_COPIES),
        st.sampled_from(["", *MEDIA]),
        st.sampled_from(["", *SOURCES]),
        st.sampled_from([*NEEDS]),
        st.text(),
    )
)
def test_what_is_stored_is_read_again(material: Material) -> None:
    rows = stored([material])
    check_materials(rows)
    assert read_materials(rows) == (material,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (stored([replace(IDENTITY, name=" ")]), "第1种申请材料没有名称"),
        (stored([IDENTITY, replace(IDENTITY, copies=0)]), "第2种申请材料“身份证”的份数应为1至99"),
        (stored([replace(IDENTITY, need="maybe")]), "不在可选的范围内"),
        ([{"title": "身份证"}], "格式不对"),
    ],
)
def test_what_no_row_can_say_is_refused(ground: Ground, rows: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        services.draft_item(actor=ENTERS, now=NOW, **ground.item_fields(material_rows=rows))


@pytest.mark.django_db
def test_the_next_version_keeps_rows_words_and_hall(ground: Ground) -> None:
    said: dict[str, Any] = {
        "materials": "申请书等",
        "hall": "政务服务中心二楼",
        "hall_hours": "工作日9:00至17:00",
    }
    fields = ground.item_fields(material_rows=stored([IDENTITY]), **said)
    item = services.draft_item(actor=ENTERS, now=NOW, **fields)
    services.submit_item(actor=CHECKS, now=NOW, item=item)
    services.approve_item(actor=APPROVES, now=NOW, item=item)
    found = selectors.get_power_item(services.revise_item(actor=ENTERS, now=NOW, item=item, fee="不收费"))
    assert found.material_rows == (IDENTITY,)
    assert (found.materials, found.hall, found.hall_hours) == tuple(said.values())
