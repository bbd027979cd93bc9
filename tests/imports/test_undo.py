"""撤销导入: while nothing rests on it; what people changed since goes only if that is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sanxiang.imports import services
from sanxiang.imports.models import ImportRun
from sanxiang.imports.selectors import get_run, runs
from sanxiang.kernel import InvalidInput
from sanxiang.registry import selectors as registry
from sanxiang.registry.services import update_agency
from tests.factories.city import FOUNDED, SYSTEM, City
from tests.imports.conftest import AGENCY_HEAD, agency_row, bring
from tests.imports.test_imports import UNIT_HEAD


def test_what_somebody_changed_since_goes_only_if_that_is_said(city: City) -> None:
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")])
    run, later = runs(SYSTEM)[0].id, FOUNDED + timedelta(days=9)
    agency = next(a for a in registry.agencies() if a.name == "云屏市水利局").id
    update_agency(actor=SYSTEM, now=later, agency=agency, phone="0599-8000009")
    with pytest.raises(InvalidInput, match="其中1条之后又改动过.*系统.*云屏市水利局") as refused:
        services.undo(actor=SYSTEM, now=later, run=run)
    assert [field for field, _ in refused.value.problems] == ["changed_too"]
    assert registry.get_agency(agency).phone == "0599-8000009"
    services.undo(actor=SYSTEM, now=later, run=run, changed_too=True)
    assert "云屏市水利局" not in {a.name for a in registry.agencies()}


def test_an_import_that_was_taken_back_is_no_change_since(city: City) -> None:
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")])
    first = runs(SYSTEM)[0].id
    second = bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局", 负责人="江平")]).id
    services.undo(actor=SYSTEM, now=FOUNDED + timedelta(days=9), run=second)
    services.undo(actor=SYSTEM, now=FOUNDED + timedelta(days=10), run=first)
    assert "云屏市水利局" not in {a.name for a in registry.agencies()}


def test_an_import_on_which_something_rests_is_not_undone(city: City) -> None:
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")])
    run = runs(SYSTEM)[0].id
    bring(SYSTEM, "units", [UNIT_HEAD, ["云屏市水利局", "执法科", "否"]])
    with pytest.raises(InvalidInput, match="已被别的记录引用"):
        services.undo(actor=SYSTEM, now=FOUNDED, run=run)
    assert get_run(SYSTEM, run).state == ImportRun.State.DONE


def test_an_import_that_touched_other_rows_does_not_stand_in_the_way(city: City) -> None:
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(101, "云屏市水利局")])
    first = runs(SYSTEM)[0].id
    bring(SYSTEM, "agencies", [AGENCY_HEAD, agency_row(102, "云屏市林业局")])
    services.undo(actor=SYSTEM, now=FOUNDED, run=first)
    names = {a.name for a in registry.agencies()}
    assert "云屏市林业局" in names
    assert "云屏市水利局" not in names
