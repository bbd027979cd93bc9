"""读表: the files people really have, and those that would do harm."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sanxiang.imports import workbooks
from sanxiang.imports.rows import MAX_ROWS, Unreadable
from sanxiang.imports.tables import Table, read_table
from sanxiang.imports.text import has_unseen, heading, visible
from sanxiang.imports.workbooks import write_workbook
from tests.imports.conftest import csv_bytes

KNOWN = ("单位名称", "联系电话")
ROWS = [["单位名称", "联系电话"], ["云屏市生态环境局", "0999-5550001"]]


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def workbook(fill: object) -> bytes:
    book = Workbook()
    fill(book.active)  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    table = read_table(csv_bytes(ROWS, encoding, delimiter), "表.csv", KNOWN)
    assert table.headings == ("单位名称", "联系电话")
    assert cells(table) == [("云屏市生态环境局", "0999-5550001")]
    assert table.rows[0].line == 2
    assert any("GB18030" in note for note in table.notes) is (encoding == "gb18030")


@pytest.mark.parametrize("title", [[], [["執法單位一覽表"]]])
def test_big5_is_not_taken_for_gb18030(title: list[list[str]]) -> None:
    rows = [*title, ["單位名稱", "聯絡電話"], ["雲屏市生態環境局", "0999-5550001"]]
    with pytest.raises(Unreadable, match="^像是繁体Big5编码，请另存为UTF-8后再导入$"):
        read_table(csv_bytes(rows, "big5"), "表.csv", KNOWN)
    assert read_table(csv_bytes(rows, "gb18030"), "表.csv", KNOWN).notes[0] == "文件编码识别为GB18030"
    assert read_table(csv_bytes([["甲", "乙"], ["丙", "丁"]], "gb18030"), "表.csv", KNOWN).rows


def test_the_delimiter_is_that_of_the_table_not_of_its_title() -> None:
    data = "执法单位一览表\n单位名称\t联系电话\n云屏市生态环境局\t0999-5550001\n".encode()
    assert cells(read_table(data, "表.tsv", KNOWN)) == [("云屏市生态环境局", "0999-5550001")]


def test_headings_below_a_title_are_found_and_empty_rows_are_left_out() -> None:
    rows = [["执法单位一览表"], [], ["（2026年3月）"], *ROWS, ["", ""], ["云屏市城市管理局", ""]]
    table = read_table(csv_bytes(rows), "表.csv", KNOWN)
    assert table.headings == ("单位名称", "联系电话")
    assert [row.line for row in table.rows] == [5, 7]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    rows = [["单位名称", "联系电话"], ["第一行\n第二行", "1"], ["乙", "2"]]
    assert [row.line for row in read_table(csv_bytes(rows), "表.csv", KNOWN).rows] == [2, 3]


def test_a_merged_cell_says_the_same_in_all_its_rows() -> None:
    def fill(sheet: object) -> None:
        for row in [*ROWS, ["", "0999-5550003"], ["云屏市城市管理局", "0999-5550004"]]:
            sheet.append(row)  # type: ignore[attr-defined]
        sheet.merge_cells("A2:A3")  # type: ignore[attr-defined]

    assert [row[0] for row in cells(read_table(workbook(fill), "表.xlsx", KNOWN))] == [
        "云屏市生态环境局",
        "云屏市生态环境局",
        "云屏市城市管理局",
    ]


def test_the_sheet_whose_headings_fit_is_read() -> None:
    data = write_workbook([("说明", [["填表说明"], ["请填写"]], (10,)), ("数据", ROWS, (10, 10))])
    assert read_table(data, "表.xlsx", KNOWN).headings == ("单位名称", "联系电话")


def test_with_several_sheets_it_is_said_which_was_read() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "说明"
        sheet.append(["填表说明"])
        book = sheet.parent
        assert isinstance(book, Workbook)
        second = book.create_sheet("名册")
        for row in ROWS:
            second.append(row)

    table = read_table(workbook(fill), "表.xlsx", KNOWN)
    assert table.notes == ("读入的是工作表“名册”，没有读入“说明”",) and cells(table) == [tuple(ROWS[1])]


def test_a_formula_without_a_result_is_named() -> None:
    def fill(sheet: object) -> None:
        sheet.append(["单位名称", "联系电话"])  # type: ignore[attr-defined]
        sheet.append(["=1+1", "1"])  # type: ignore[attr-defined]

    with pytest.raises(Unreadable, match="A2的公式没有计算结果"):
        read_table(workbook(fill), "表.xlsx", KNOWN)


def test_what_is_written_is_never_a_formula_and_reads_back() -> None:
    rows = [["单位名称", "联系电话"], ['=HYPERLINK("http://a")', "+86"], ["0012", "@x"]]
    assert cells(read_table(write_workbook([("数据", rows, (10, 10))]), "表.xlsx", KNOWN)) == [
        ('=HYPERLINK("http://a")', "+86"),
        ("0012", "@x"),
    ]


def test_json_lines_with_their_own_keys() -> None:
    data = '{"单位名称": "甲", "联系电话": 5, "类别": ["a", "b"]}\n\n{"单位名称": "乙"}\n'.encode()
    table = read_table(data, "表.jsonl", KNOWN)
    assert table.headings == ("单位名称", "联系电话", "类别")
    assert cells(table) == [("甲", "5", "a、b"), ("乙", "", "")]
    assert [row.line for row in table.rows] == [1, 3]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"\n \n", "文件是空的"),
        (b",,,\n,,\n", "没有内容"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "另存为xlsx"),
        (b"PK\x03\x04not a zip", "已损坏"),
        (b"\x89PNG\r\n\x00\x00", "这是图片，不是表格"),
        (b"%PDF-1.7", "这是PDF文件，不是表格"),
        (b"\x00\x01", "不是文本表格"),
        (b"\xff\xff\xff,\n", "无法识别的字符"),
        (b'a,b\n"never closed\n', "引号不成对"),
        (b'{"a": }\n', "第1行不是JSON"),
        (b'{"a": 1}\n[1]\n', "第2行应为一个对象"),
        (b",".join([b"x"] * 201), "超过200列"),
        (b"x" * 40_000, "超过32767个字"),
    ],
    ids=lambda value: value if isinstance(value, str) else "文件",
)
def test_what_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_table(data, "表.csv", KNOWN)


def test_a_million_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match="超过200000行"):
        read_table("单位名称\n".encode() + b"x\n" * 1_000_000, "表.csv", KNOWN)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/worksheets/Data.XML", "abc/table"])
def test_a_workbook_of_too_many_rows_is_refused_before_it_is_built(part: str) -> None:
    """Whatever the part of the sheet is called."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = '<row r="1"/>' * (MAX_ROWS + 1)
        archive.writestr(part, f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
        archive.writestr("xl/workbook.xml", "<no workbook>")
    with pytest.raises(Unreadable, match="200000行以上"):
        read_table(out.getvalue(), "名录.xlsx", ())


def test_a_zip_bomb_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (workbooks.MAX_UNPACKED + 1))
    with pytest.raises(Unreadable, match="太大了"):
        read_table(out.getvalue(), "表.xlsx", KNOWN)


def test_a_workbook_that_unpacks_too_well_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (8 * 2**20))
    with pytest.raises(Unreadable, match="压缩比不正常"):
        read_table(out.getvalue(), "表.xlsx", KNOWN)


@pytest.mark.parametrize(
    ("at", "said"), [("A1000000", "1000000行"), ("XFD2", "16384列"), ("GR20000", "单元格")]
)
def test_a_cell_far_out_is_not_walked_to(at: str, said: str) -> None:
    def fill(sheet: object) -> None:
        sheet["A1"], sheet[at] = "单位名称", "x"  # type: ignore[index]

    with pytest.raises(Unreadable, match=said):
        read_table(workbook(fill), "表.xlsx", KNOWN)


def test_a_huge_merged_area_is_not_unfolded() -> None:
    out, source = io.BytesIO(), io.BytesIO(workbook(lambda sheet: sheet.merge_cells("A1:B2")))  # type: ignore[attr-defined]
    with zipfile.ZipFile(source) as small, zipfile.ZipFile(out, "w") as huge:
        for part in small.namelist():
            huge.writestr(part, small.read(part).replace(b"A1:B2", b"A1:XFD1048576"))
    with pytest.raises(Unreadable, match="合并的单元格太多"):
        read_table(out.getvalue(), "表.xlsx", KNOWN)


@given(st.text(max_size=60))
def test_visible_text_is_stable_and_has_nothing_unseen(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert not has_unseen(visible(text))


def test_headings_are_compared_without_what_people_add() -> None:
    assert heading("统一社会信用代码（必填）*") == heading(" 统一社会\n信用代码：")


@given(
    st.lists(st.lists(st.text('甲乙ab,;\t"\n ', max_size=8), min_size=2, max_size=2), min_size=1, max_size=6)
)
def test_a_workbook_gives_back_every_text_that_was_put_in(table: list[list[str]]) -> None:
    data = write_workbook([("数据", [list(KNOWN), *table], (10, 10))])
    put = [tuple(visible(cell) for cell in row) for row in table]
    got = [
        tuple(visible(cell) for cell in row) + ("",) * (2 - len(row))
        for row in cells(read_table(data, "表.xlsx", KNOWN))
    ]
    assert got == [row for row in put if any(row)]


def test_a_sheet_is_measured_once_and_not_per_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library looks at every cell to say how large a sheet is: asked per row, 50,000 rows took six minutes."""
    asked = []
    measure = Worksheet.max_column.fget
    assert measure
    monkeypatch.setattr(Worksheet, "max_column", property(lambda sheet: asked.append(1) or measure(sheet)))
    rows = [["名称", "电话"], *([f"单位{n}", "1"] for n in range(200))]
    table = read_table(write_workbook([("表", rows, ())]), "表.xlsx")
    assert len(table.rows) == 200 and len(asked) < 10
