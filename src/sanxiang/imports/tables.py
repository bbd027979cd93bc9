"""表: a file from outside, read into headings and rows of text, whatever it was written with.

CSV in UTF-8 (with or without byte order mark), UTF-16 or GB18030, divided by comma, semicolon or tab; XLSX also with
merged cells; JSON Lines. Every refusal says what is wrong, where, and how to mend it.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sanxiang.disclosure.search.folding import fold
from sanxiang.imports.rows import MAX_COLUMNS, MAX_ROWS, Row, Unreadable
from sanxiang.imports.text import has_unseen, heading, is_plain, visible
from sanxiang.imports.workbooks import read_sheets

MAX_BYTES = 32 * 1024 * 1024
MAX_CELL = 32_767
#: how far down the headings may stand: below a title and a remark
_HEADINGS_WITHIN = 10
#: an object of a JSON Lines file with its line
Numbered = tuple[int, dict[str, object]]
_XLSX, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: how files begin that people take for tables
_OTHERS = (
    (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"%PDF", "PDF文件"), (b"Rar!", "压缩包"),
)  # fmt: skip
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. `notes` say what was done to read it."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    #: what came beside the rows, by the name that a cell says
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_table(data: bytes, filename: str, known: Sequence[str] = ()) -> Table:
    """The table in a file; `known` headings tell where they stand. Raises Unreadable."""
    _require_fit(data)
    if data.startswith(_XLS):
        raise Unreadable("这是旧格式的xls文件，请在表格软件中另存为xlsx后再导入")
    if other := next((name for mark, name in _OTHERS if data.startswith(mark)), ""):
        raise Unreadable(f"这是{other}，不是表格，请选择CSV、XLSX或者JSONL文件")
    if data.startswith(_XLSX):
        return _best_sheet(data, known)
    text, notes = _decoded(data, known)
    if _is_json(text, filename):
        return _json_lines(_objects(text), notes)
    return _table(_csv(text), known, notes)


def _best_sheet(data: bytes, known: Sequence[str]) -> Table:
    """The sheet with the most known headings; with several it is said which was taken."""
    found = [(title, _table(rows, known, notes)) for title, rows, notes in read_sheets(data)]
    title, table = max(found, key=lambda sheet: _matches(sheet[1].headings, known))
    others = "、".join(f"“{name}”" for name, _ in found if name != title)
    said = (f"读入的是工作表“{title}”，没有读入{others}",) if others else ()
    return replace(table, notes=(*said, *table.notes))


def json_objects(data: bytes, filename: str) -> tuple[list[Numbered], tuple[str, ...]] | None:
    """The objects of a JSON Lines file by their lines, with notes; None for any other. Raises Unreadable."""
    _require_fit(data)
    if data.startswith((_XLS, _XLSX)):
        return None
    text, notes = _decoded(data)
    return (_objects(text), notes) if _is_json(text, filename) else None


def _require_fit(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Unreadable(f"文件有{len(data) // 2**20}MB，超过{MAX_BYTES // 2**20}MB，请分成几个文件导入")
    if not data.strip():
        raise Unreadable("文件是空的，请选择填好的表格")


def _is_json(text: str, filename: str) -> bool:
    return filename.lower().endswith((".jsonl", ".ndjson", ".json")) or text.lstrip().startswith("{")


def _decoded(data: bytes, known: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, encoding), ()
    if b"\x00" in data:
        raise Unreadable("这不是文本表格，请选择CSV、XLSX或者JSONL文件")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        _require_not_big5(data, known)
        return _decode(data, "gb18030"), ("文件编码识别为GB18030",)


def _require_not_big5(data: bytes, known: Sequence[str]) -> None:
    """What is written in Big5 mostly reads as GB18030 too, and then has no heading that anybody knows."""
    beginning = b"\n".join(data.split(b"\n", _HEADINGS_WITHIN)[:_HEADINGS_WITHIN])
    if not _heads(beginning, "gb18030", known) and _heads(beginning, "cp950", known):
        raise Unreadable("像是繁体Big5编码，请另存为UTF-8后再导入")


def _heads(beginning: bytes, encoding: str, known: Sequence[str]) -> int:
    """How many known headings there are, in simplified or traditional characters."""
    return _matches(re.split(r'[,;"\s]', fold(beginning.decode(encoding, "ignore"))), known)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"第{line}行有无法识别的字符，请将文件另存为UTF-8编码的CSV") from None


def _csv(text: str) -> Iterator[Row]:
    delimiter = max(",\t;", key=text[:4096].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        # counted as a spreadsheet counts them: a cell of several lines is one row
        for number, cells in enumerate(reader, start=1):
            yield Row(number, tuple(cells))
    except csv.Error as error:
        raise Unreadable(
            f"第{number + 1}行的引号不成对（{error}），请检查这一行；单元格里的引号要写成两个"
        ) from None


def _objects(text: str) -> list[Numbered]:
    found: list[Numbered] = []
    for line, source in enumerate(text.split("\n"), start=1):
        if source.strip():
            found.append((line, _json_object(line, source)))
            _limit(len(found))
    return found


def _json_lines(found: list[Numbered], notes: tuple[str, ...]) -> Table:
    headings = tuple(dict.fromkeys(key for _, row in found for key in row))
    cells = [[_json_cell(row.get(h)) for h in headings] for _, row in found]
    unseen = sum(has_unseen(cell) for row in cells for cell in row)
    rows = tuple(Row(line, tuple(map(visible, row))) for (line, _), row in zip(found, cells, strict=True))
    return Table(headings, rows, (*notes, *_cleaned(unseen)))


def _json_object(line: int, source: str) -> dict[str, object]:
    try:
        row = json.loads(source)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"第{line}行不是JSON（{error}），每行应为一个对象") from None
    if not isinstance(row, dict):
        raise Unreadable(f'第{line}行应为一个对象，如{{"名称": "…"}}')
    return row


def _json_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(_json_cell, value))
    return str(value)


def _table(rows: Iterator[Row], known: Sequence[str], notes: tuple[str, ...]) -> Table:
    """Headings and the rows below them that hold anything."""
    filled, unseen = [], 0
    for row in rows:
        cells = row.cells
        if not is_plain("".join(cells)):
            unseen += sum(map(has_unseen, cells))
            cells = tuple(map(visible, cells))
        while cells and not cells[-1]:
            cells = cells[:-1]
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(f"第{row.line}行有{len(cells)}列，超过{MAX_COLUMNS}列，请删去多余的列")
        for position, cell in enumerate(cells, start=1):
            if len(cell) > MAX_CELL:
                raise Unreadable(f"第{row.line}行第{position}列有{len(cell)}个字，超过{MAX_CELL}个字")
        if cells:
            filled.append(Row(row.line, cells))
            _limit(len(filled))
    if not filled:
        raise Unreadable("表格中没有内容，请选择填好的表格")
    first = filled[:_HEADINGS_WITHIN]
    at = max(range(len(first)), key=lambda i: (_matches(first[i].cells, known), -i))
    headings = tuple(cell.replace("\n", "") for cell in filled[at].cells)
    return Table(headings, tuple(filled[at + 1 :]), (*notes, *_cleaned(unseen)))


def _cleaned(cells: int) -> Iterator[str]:
    if cells:
        yield f"{cells}个单元格中有看不见的字符，已去掉"


def _matches(cells: Sequence[str], known: Sequence[str]) -> int:
    names = {heading(name) for name in known}
    return len(names & {heading(cell) for cell in cells})


def _limit(rows: int) -> None:
    if rows > MAX_ROWS:
        raise Unreadable(f"超过{MAX_ROWS}行，请分成几个文件导入")
