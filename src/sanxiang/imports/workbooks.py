"""工作簿: XLSX in and out. What comes in is not trusted: its size is looked at before it is opened."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from sanxiang.imports.rows import MAX_COLUMNS, MAX_ROWS, Row, Unreadable

#: unpacked bytes of all parts together; about a million filled cells
MAX_UNPACKED = 96 * 1024 * 1024
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 4 * 1024 * 1024
_MAX_PARTS = 2000
_MAX_CELLS = 2_000_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([^\"']+)[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
#: bytes read at once, and what the beginning of a row may take at the most
_PIECE, _LONGEST_TAG = 1024 * 1024, 64
_HEAD = PatternFill("solid", fgColor="DCE6F2")


def read_sheets(data: bytes) -> Iterator[tuple[str, Iterator[Row], tuple[str, ...]]]:
    """Title and rows of every visible sheet that holds something, with what was done to read them. Raises Unreadable."""
    _require_harmless(data)
    book = _load(data, data_only=False)
    sheets = [s for s in book.worksheets if s.sheet_state == "visible" and s.max_row and s.max_column]
    if not sheets:
        raise Unreadable("工作簿中没有工作表，请选择填好的表格")
    results: Any = None
    for sheet in sheets:
        _require_compact(sheet)
        formulas = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        if formulas and results is None:
            results = _load(data, data_only=True)
        notes = (f"工作表“{sheet.title}”有{len(formulas)}个公式，按计算结果读入",) if formulas else ()
        yield sheet.title, _rows(sheet, results[sheet.title] if formulas else sheet, formulas), notes


def _require_harmless(data: bytes) -> None:
    """No more is unpacked than a real spreadsheet holds (a zip bomb packs gigabytes into kilobytes)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise Unreadable("文件已损坏，不能作为xlsx打开，请重新保存后再导入") from None
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MAX_PARTS or unpacked > MAX_UNPACKED:
        raise Unreadable(f"工作簿展开后有{unpacked // 2**20}MB，太大了，请分成几个文件导入")
    if unpacked > _RATIO_MATTERS_FROM and unpacked > _MAX_RATIO * len(data):
        raise Unreadable("工作簿的压缩比不正常，没有打开；请在表格软件中重新保存后再导入")
    for rows in _rows_of_sheets(data):
        if rows > MAX_ROWS:
            raise Unreadable(
                f"工作表有{MAX_ROWS}行以上，没有打开；请删去没有内容的行，或者分成每个不超过{MAX_ROWS}行的几个文件导入"
            )
    if sum(_merged_cells(data)) > _MAX_CELLS:
        raise Unreadable("工作簿中合并的单元格太多，没有打开；请取消大片的合并后再导入")


def _rows_of_sheets(data: bytes) -> Iterator[int]:
    """How many rows each part holds, up to just over the limit; read in pieces, so that nothing is built of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            # a sheet's part may bear any name: the relationships say which it is
            rows, rest = 0, b""
            with archive.open(part) as file:
                while rows <= MAX_ROWS and (piece := file.read(_PIECE)):
                    found = rest + piece
                    cut = max(0, len(found) - _LONGEST_TAG)
                    rows += sum(match.start() < cut for match in _ROW.finditer(found))
                    rest = found[cut:]
            yield rows + len(_ROW.findall(rest))


def _merged_cells(data: bytes) -> Iterator[int]:
    """How many cells each merged area covers; the library would make all of them while it opens the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            for area in _MERGED.findall(archive.read(part)):
                try:
                    left, top, right, bottom = range_boundaries(area.decode("ascii", "replace"))
                except ValueError:
                    continue  # the library refuses it as well
                if left and top and right and bottom:
                    yield (right - left + 1) * (bottom - top + 1)


def _require_compact(sheet: Worksheet) -> None:
    """Rows and columns that are only formatted count as well: each of their cells would be looked at."""
    rows, columns = sheet.max_row, sheet.max_column
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > _MAX_CELLS:
        raise Unreadable(
            f"工作表“{sheet.title}”有{rows}行、{columns}列，超过{MAX_ROWS}行、{MAX_COLUMNS}列或者{_MAX_CELLS}个单元格，"
            "请删去没有内容的行和列，或者分成几个文件导入"
        )


def _load(data: bytes, *, data_only: bool) -> Any:
    try:
        return load_workbook(io.BytesIO(data), data_only=data_only)
    except Exception:  # whatever a broken or hostile workbook makes the library raise
        raise Unreadable("文件不是完好的xlsx工作簿，请在表格软件中重新保存后再导入") from None


def _rows(sheet: Worksheet, values: Worksheet, formulas: set[str]) -> Iterator[Row]:
    """The texts of a sheet; a merged cell says the same in every row and column it covers."""
    covering = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    # asked once: the library looks at every cell to answer
    height, width = sheet.max_row, sheet.max_column
    for number in range(1, height + 1):
        cells = []
        for column in range(1, width + 1):
            cell = values.cell(*covering.get((number, column), (number, column)))
            if cell.coordinate in formulas and cell.value is None:
                raise Unreadable(
                    f"单元格{cell.coordinate}的公式没有计算结果，请在表格软件中打开并保存后再导入"
                )
            cells.append(_text(cell.value))
        yield Row(number, tuple(cells))


def _text(value: object) -> str:
    """A cell as text: whole numbers without decimals, dates as dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def write_workbook(sheets: Sequence[tuple[str, Sequence[Sequence[str]], Sequence[int]]]) -> bytes:
    """A workbook of texts: (title, rows with the headings first, column widths) per sheet.

    Every cell is text, so that no cell becomes a formula and no code loses its zeros.
    """
    book = Workbook()
    book.remove(book.active)
    for title, rows, widths in sheets:
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                _fill(sheet.cell(number, column), text, first=number == 1)
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Cell, text: str, *, first: bool) -> None:
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if first:
        cell.font, cell.fill = Font(bold=True), _HEAD
