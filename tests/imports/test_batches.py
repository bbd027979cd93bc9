"""成批: what is kept at once is what would have been kept row by row, and a fault is named all the same."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from sanxiang.imports.kinds.base import KeeperBase
from sanxiang.imports.kinds.officers import OfficerKeeper
from sanxiang.imports.kinds.parties import PartyKeeper
from sanxiang.kernel import InvalidInput
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.registry import bulk, services
from sanxiang.registry import selectors as registry
from tests.factories.city import FOUNDED, SYSTEM, City, uscc
from tests.imports.conftest import bring
from tests.imports.test_imports import OFFICER_HEAD, OWN, officer_row

PARTY_HEAD = ("执法主体", "类别", "名称", "信用代码", "证件类型", "证件号码", "法定代表人")
UNIT = "综合执法支队"


def company(n: int, name: str = "") -> list[str]:
    return [OWN, "法人或非法人组织", name or f"云屏市第{n}公司", uscc(n), "", "", "罗青"]


def person(number: str) -> list[str]:
    return [OWN, "自然人", "江流", "", "居民身份证", number, ""]


@pytest.mark.parametrize("alone", [False, True])
def test_a_batch_leaves_what_single_rows_leave(
    city: City, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    if alone:
        monkeypatch.setattr(PartyKeeper, "find_all", _refuse)
    rows = [PARTY_HEAD, company(801), person("11010519491231002X"), company(802)]
    assert bring(SYSTEM, "parties", rows).counts == {"新增": 3, "更新": 0, "没有变化": 0}
    born = registry.party_by_identifier(city.agency, "11010519491231002X")
    assert born is not None
    assert str(born.born_on) == "1949-12-31"
    assert [e.kind for e in entries_of_subject(born.id)] == ["registry.party_created"]
    rows[1] = company(801, "云屏市改名公司")
    assert bring(SYSTEM, "parties", [*rows, company(803)]).counts == {"新增": 1, "更新": 1, "没有变化": 2}


@pytest.mark.parametrize("alone", [False, True])
def test_officers_of_a_batch_are_told_apart_as_single_ones_are(
    city: City, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    if alone:
        monkeypatch.setattr(OfficerKeeper, "find_all", _refuse)
    rows = [officer_row("江流", "53990000777"), officer_row("江流", "53990000778"), officer_row("林溪")]
    rows = [[UNIT if cell == "执法一科" else cell for cell in row] for row in rows]
    assert bring(SYSTEM, "officers", [OFFICER_HEAD, *rows]).counts["新增"] == 3
    assert bring(SYSTEM, "officers", [OFFICER_HEAD, *rows]).counts["没有变化"] == 3
    held = {c.number for o in registry.officers(city.agency, name="江流") for c in o.credentials}
    assert held == {"53990000777", "53990000778"}


def test_one_with_and_one_without_a_number_are_looked_at_one_by_one(city: City) -> None:
    rows = [officer_row("江流"), officer_row("江流", "53990000777")]
    rows = [[UNIT if cell == "执法一科" else cell for cell in row] for row in rows]
    run = bring(SYSTEM, "officers", [OFFICER_HEAD, *rows])
    assert [(p.line, "请在“执法证件”中导入" in p.message) for p in run.problems] == [(3, True)]


def test_a_fault_in_a_batch_is_named_by_its_row(city: City) -> None:
    rows = [PARTY_HEAD, company(801), [*company(802)[:-1], ""], company(803), person("110105194912310021")]
    run = bring(SYSTEM, "parties", rows)
    assert [(p.line, p.column) for p in run.problems] == [(3, "法定代表人"), (5, "证件号码")]
    assert registry.party_by_identifier(city.agency, uscc(801)) is None


def test_a_number_taken_by_another_agency_is_named_by_its_row(city: City) -> None:
    rows = [officer_row(f"江{n}", f"539900007{n}") for n in (70, 71)]
    rows = [[UNIT if cell == "执法一科" else cell for cell in row] for row in rows]
    bring(SYSTEM, "officers", [OFFICER_HEAD, rows[0]])
    rows[0][2] = "江别"
    run = bring(SYSTEM, "officers", [OFFICER_HEAD, *rows])
    assert [(p.line, p.column) for p in run.problems] == [(2, "执法证号")]


def test_many_parties_are_kept_or_none(city: City) -> None:
    good = {"agency": city.agency, "kind": "organisation", "name": "云屏市甲公司", "uscc": uscc(801)}
    good["legal_representative"] = "罗青"
    with pytest.raises(IntegrityError):
        _create([good, good])
    with pytest.raises(InvalidInput, match="法定代表人"):
        _create([good, good | {"uscc": uscc(802), "legal_representative": ""}])
    with pytest.raises(InvalidInput, match="不能修改"):
        _create([good | {"public_id": "x"}])
    assert registry.party_by_identifier(city.agency, uscc(801)) is None


def test_many_officers_need_units_of_their_agency(city: City) -> None:
    other = services.create_unit(actor=SYSTEM, now=FOUNDED, agency=city.agency, name="执法九科")
    row = {"agency": city.agency, "unit": other, "name": "江流", "post": "科员"}
    assert len(bulk.create_officers(actor=SYSTEM, now=FOUNDED, rows=[(row, None)])) == 1
    with pytest.raises(InvalidInput, match="不属于"):
        bulk.create_officers(actor=SYSTEM, now=FOUNDED, rows=[(row | {"unit": city.stranger_unit}, None)])
    with pytest.raises(InvalidInput, match="没有这条登记"):
        bulk.create_officers(actor=SYSTEM, now=FOUNDED, rows=[(row | {"unit": city.item}, None)])


def _create(rows: list[dict[str, object]]) -> None:
    with transaction.atomic():
        bulk.create_parties(actor=SYSTEM, now=FOUNDED, rows=rows)


def _refuse(self: KeeperBase, rows: object) -> None:
    raise InvalidInput(("", "逐行"))
