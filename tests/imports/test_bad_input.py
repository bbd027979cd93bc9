"""坏的表格: what people really hand in, tried on every kind: refused or listed by row and column, nothing kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from openpyxl import Workbook

from sanxiang.imports import services
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.rows import Unreadable
from sanxiang.imports.selectors import RunView
from sanxiang.imports.types import Column, Kind
from sanxiang.imports.values import day
from sanxiang.imports.workbooks import MAX_UNPACKED
from sanxiang.kernel import Actor
from tests.factories.city import FOUNDED, City
from tests.flows.conftest import rows as rows_of_tables
from tests.imports.conftest import csv_bytes

TABLES = [kind for kind in KINDS.values() if kind.code != "photos"]
EVERY = pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.code)
#: the tables of an import itself
_OWN = ("imports_importrun", "imports_importedrow", "log_entry", "sequencer")


def example(kind: Kind) -> list[str]:
    return [column.example for column in kind.columns]


def heads(kind: Kind) -> list[str]:
    return [column.title for column in kind.columns]


def bring(actor: Actor, kind: Kind, data: bytes, name: str = "表.csv") -> RunView:
    return services.import_file(
        actor=actor, now=FOUNDED, kind=kind.code, data=data, filename=name, dry_run=False,
        progress=lambda done, total: None,
    )  # fmt: skip


def refused(actor: Actor, kind: Kind, table: list[list[str]], said: str, column: str = "") -> None:
    """The file is not kept; a problem says so, at that column, with a line; no table of the city has grown."""
    before = {name: n for name, n in rows_of_tables().items() if not name.startswith(_OWN)}
    run = bring(actor, kind, csv_bytes(table))
    found = [p for p in run.problems if said in p.message and (not column or p.column == column)]
    assert not run.ok and found, [(p.line, p.column, p.message) for p in run.problems]
    assert {name: n for name, n in rows_of_tables().items() if not name.startswith(_OWN)} == before


def first(kind: Kind, which: Callable[[Column], bool]) -> int | None:
    return next((n for n, column in enumerate(kind.columns) if which(column)), None)


def needed(kind: Kind) -> int:
    """A column that must be filled in, the agency only if there is no other."""
    at = first(kind, lambda c: c.required and c.name != "agency")
    at = first(kind, lambda c: c.required) if at is None else at
    if at is None:
        pytest.skip("a row of this kind may lack any one cell")
    return at


def changed(row: list[str], at: int, cell: str) -> list[str]:
    return [*row[:at], cell, *row[at + 1 :]]


@EVERY
def test_a_required_cell_is_empty(city: City, admin: Actor, kind: Kind) -> None:
    at = needed(kind)
    table = [heads(kind), changed(example(kind), at, "")]
    refused(admin, kind, table, kind.columns[at].title, kind.columns[at].title)


@EVERY
def test_a_required_column_is_missing(city: City, admin: Actor, kind: Kind) -> None:
    at = needed(kind)
    table = [heads(kind)[:at] + heads(kind)[at + 1 :], example(kind)[:at] + example(kind)[at + 1 :]]
    refused(admin, kind, table, kind.columns[at].title)


@EVERY
def test_a_day_that_does_not_exist(city: City, admin: Actor, kind: Kind) -> None:
    at = first(kind, lambda c: c.read is day)
    if at is None:
        pytest.skip("no date in this kind")
    for cell, said in (("2026-02-30", "没有2026年2月30日"), ("明年春天", "不是日期")):
        table = [heads(kind), changed(example(kind), at, cell)]
        refused(admin, kind, table, said, kind.columns[at].title)


@EVERY
def test_a_row_that_comes_twice(city: City, admin: Actor, kind: Kind) -> None:
    if kind.repeats:
        pytest.skip("left aside and counted: test_laws.py")
    refused(admin, kind, [heads(kind), example(kind), example(kind)], "与第2行重复")


@EVERY
def test_one_row_has_one_beginning(city: City, admin: Actor, kind: Kind) -> None:
    """The same row twice with two first days: which of them holds is for a person to say, not for the order."""
    at = first(kind, lambda c: c.name in ("effective_from", "effective_date"))
    if at is None or kind.repeats:
        pytest.skip("no term in this kind, or left aside and counted: test_laws.py")
    table = [heads(kind), *(changed(example(kind), at, day) for day in ("2026-01-01", "2026-07-01"))]
    refused(admin, kind, table, "与第2行重复")


CARD_HEAD = ("单位", "姓名", "执法证号", "证件种类", "证件状态", "执法类别", "执法区域代码", "执法区域", "发证机关", "有效期自", "有效期至")  # fmt: skip


def card(n: int, since: str, until: str, kind: str = "行政执法证", status: str = "有效") -> list[str]:
    area = ["生态环境", "539900", "云屏市", "云屏市司法局"]
    return ["云屏市生态环境局", "江流", f"5399000077{n}", kind, status, *area, since, until]


def doubted(actor: Actor, kind: str, *table: Sequence[str]) -> list[tuple[int, str, str]]:
    """What of a file that is kept needs a look."""
    run = bring(actor, KINDS[kind], csv_bytes(table))
    assert run.ok, run.problems
    return [(p.line, p.column, p.message) for p in run.doubts]


@pytest.fixture
def officer(city: City, admin: Actor) -> None:
    doubted(admin, "units", ("单位", "名称", "法制审核机构"), ("云屏市生态环境局", "执法一科", "否"))
    head = ("单位", "科室", "姓名", "职务")
    doubted(admin, "officers", head, ("云屏市生态环境局", "执法一科", "江流", "科员"))


def test_terms_of_ones_credentials_that_overlap_are_told(admin: Actor, officer: None) -> None:
    """Both are kept; on a day on which both are valid the one that lasts longest counts (OfficerView.credential_on)."""
    found = doubted(
        admin, "credentials", CARD_HEAD,
        card(1, "2024-01-01", "2026-12-31"),
        card(2, "2026-12-31", "2030-12-31"),
        card(3, "2025-01-01", "2025-12-31"),
    )  # fmt: skip
    assert [(line, column) for line, column, _ in found] == [(3, "有效期自"), (4, "有效期自")]
    assert found[0][2].startswith("与第2行的有效期重叠") and "以有效期最长的为准" in found[0][2]


def test_terms_that_follow_each_other_or_do_not_both_run_are_in_order(admin: Actor, officer: None) -> None:
    assert not doubted(
        admin, "credentials", CARD_HEAD,
        card(1, "2024-01-01", "2026-12-30"),
        card(2, "2026-12-31", "2030-12-31"),
        card(3, "2024-01-01", "2030-12-31", kind="行政执法监督证"),
        card(4, "2024-01-01", "2030-12-31", status="已注销"),
    )  # fmt: skip


def test_two_numbers_of_one_name_among_officers_are_told(admin: Actor, officer: None) -> None:
    head = ("单位", "科室", "姓名", "职务", *CARD_HEAD[2:])
    rows = [
        [*cells[:1], "执法一科", "沈溪", "科员", *cells[2:]]
        for cells in (card(1, "2024-01-01", "2026-12-31"), card(2, "2026-01-01", "2030-12-31"))
    ]
    ((line, column, said),) = doubted(admin, "officers", head, *rows)
    assert (line, column) == (3, "姓名") and said.startswith("与第2行同名、证号不同，按两个人登记")


def test_tiers_that_overlap_are_told(city: City, admin: Actor) -> None:
    kind = KINDS["benchmarks"]
    grade, conditions, standard = (
        first(kind, lambda c, name=name: c.name == name) or 0 for name in ("grade", "conditions", "standard")
    )
    lines = [
        changed(changed(changed(example(kind), grade, n), conditions, f"情节{n}"), standard, words)
        for n, words in (("1", "处二万元以上十万元以下罚款"), ("2", "处八万元以上二十万元以下罚款"))
    ]
    ((line, column, said),) = doubted(admin, "benchmarks", heads(kind), *lines)
    assert (line, column) == (2, "裁量档次") and "重叠" in said


@EVERY
def test_merged_cells_say_the_same_in_each_of_their_rows(city: City, admin: Actor, kind: Kind) -> None:
    """A first column merged over two rows reads as if it stood in both."""
    last = max(n for n, cell in enumerate(example(kind)) if cell)
    lines = [example(kind), changed(example(kind), last, "另一个")]
    book, out = Workbook(), io.BytesIO()
    book.active.append(heads(kind))
    book.active.append(lines[0])
    book.active.append(changed(lines[1], 0, ""))
    book.active.merge_cells("A2:A3")
    book.save(out)
    flat, merged = (
        [(p.line, p.column, p.message) for p in run.problems]
        for run in (
            bring(admin, kind, csv_bytes([heads(kind), *lines])),
            bring(admin, kind, out.getvalue(), "表.xlsx"),
        )
    )
    assert merged == flat


@EVERY
def test_swapped_columns_are_refused(city: City, admin: Actor, kind: Kind) -> None:
    """A date and what stands under the first heading in each other's place."""
    at = first(kind, lambda c: c.read is day and bool(c.example))
    if not at:
        pytest.skip("no date in this kind")
    row = example(kind)
    row[0], row[at] = row[at], row[0]
    refused(admin, kind, [heads(kind), row], "不是日期", kind.columns[at].title)


@EVERY
def test_an_agency_that_nobody_knows(city: City, admin: Actor, kind: Kind) -> None:
    at = first(kind, lambda c: c.name == "agency" and c.required)
    if at is None:
        pytest.skip("no agency in this kind, or any name is kept as it is")
    table = [heads(kind), changed(example(kind), at, "天外市生态环境局")]
    refused(admin, kind, table, "天外市生态环境局")


@EVERY
def test_invisible_characters_are_no_difference(city: City, admin: Actor, kind: Kind) -> None:
    """A zero-width space, a byte order mark and an ideographic space around every cell."""
    dirty = [f"\u200b\ufeff{cell}\u3000" if cell else "" for cell in example(kind)]
    clean = bring(admin, kind, csv_bytes([heads(kind), example(kind)]))
    told = [(p.line, p.column, p.message) for p in clean.problems]
    assert [
        (p.line, p.column, p.message) for p in bring(admin, kind, csv_bytes([heads(kind), dirty])).problems
    ] == told


@EVERY
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encodings_of_spreadsheets_are_recognised(
    city: City, admin: Actor, kind: Kind, encoding: str
) -> None:
    """In each of them the file says what it says in UTF-8."""
    table = [heads(kind), example(kind)]
    told = [
        [(p.line, p.column, p.message) for p in bring(admin, kind, csv_bytes(table, each)).problems]
        for each in ("utf-8", encoding)
    ]
    assert told[0] == told[1] and not any("这一列" in message for _, _, message in told[0])


@EVERY
def test_bytes_that_are_no_text_and_bombs_are_not_opened(city: City, admin: Actor, kind: Kind) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (MAX_UNPACKED + 1))
    for data, name in (
        (b"\x80\x81\xff\xfe" * 50, "表.csv"),
        (b"PK\x03\x04torn", "表.xlsx"),
        (bomb.getvalue(), "表.xlsx"),
    ):
        with pytest.raises(Unreadable):
            bring(admin, kind, data, name)


@EVERY
def test_a_formula_without_its_result_is_named(city: City, admin: Actor, kind: Kind) -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(heads(kind))
    book.active.append(["=1+1", *example(kind)[1:]])
    book.save(out)
    with pytest.raises(Unreadable, match="单元格A2的公式没有计算结果"):
        bring(admin, kind, out.getvalue(), "表.xlsx")
