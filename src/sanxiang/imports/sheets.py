"""模板和报告: what an administrator downloads, as workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sanxiang.imports.grouping import grouped
from sanxiang.imports.matching import FOR_READERS
from sanxiang.imports.selectors import RunView
from sanxiang.imports.types import Column, Kind, Problem
from sanxiang.imports.workbooks import write_workbook

_HOW = (
    ("", ""),
    ("空白单元格", "不改动已登记的内容"),
    ("重复导入", "同一个文件再导一次，不会出现重复"),
    ("全部或者全不", "有一行有问题，整个文件都不导入；报告会指出每一处"),
    ("文件格式", "XLSX、CSV（UTF-8或者GB18030）、JSONL"),
)


def template(kind: Kind) -> bytes:
    """The empty table of a kind: headings with an example row, and a sheet that explains each column."""
    return _table(kind, [[c.title for c in kind.columns], [c.example for c in kind.columns]])


def filled(kind: Kind, rows: Sequence[Mapping[str, str]], lacks: Sequence[str]) -> bytes:
    """A table of what is there: name of a column → cell, and beside each row what it lacks, which is not read back."""
    titles = [*(c.title for c in kind.columns), f"还缺什么{FOR_READERS}"]
    cells = ([row.get(c.name, "") for c in kind.columns] for row in rows)
    return _table(kind, [titles, *([*row, lack] for row, lack in zip(cells, lacks, strict=True))])


def _table(kind: Kind, rows: Sequence[Sequence[str]]) -> bytes:
    """The rows, headings first, and a sheet that explains each column."""
    notes = [["列", "是否必填", "怎么填", "例子"], *(_note(c) for c in kind.columns)]
    notes += [[name, "", how, ""] for name, how in _HOW]
    widths = [max(12, 2 * len(title) + 4) for title in rows[0]]
    return write_workbook([(kind.title, rows, widths), ("填表说明", notes, (24, 18, 60, 36))])


def _note(column: Column) -> list[str]:
    also = f"也可以写作：{'、'.join(column.also)}" if column.also else ""
    how = "；".join(filter(None, (column.note, also)))
    return [column.title, column.asked, how, column.example]


def report(run: RunView) -> bytes:
    """What became of a file: the counts, and every problem by row and column."""
    kept = list(run.counts.items())
    head = [
        ["项目", "内容"],
        ["文件", run.filename],
        ["种类", run.kind.title],
        ["结果", run.state_label],
        ["行数", str(run.rows)],
        *([name, str(count)] for name, count in kept),
        *([["问题", run.headline]] if run.problems else []),
        *(["归纳", said] for said in run.repeated),
        ["待核的行", str(run.doubtful_rows)],
        ["对账", run.reconciled],
        *(["说明", note] for note in run.notes),
    ]
    sheets = [("问题", _cells(run.problems), (10, 20, 36, 70)), ("结果", head, (16, 60))]
    if run.doubts:
        sheets.insert(0, ("待核", _cells(run.doubts), (10, 20, 36, 70)))
    if run.problems or run.doubts:
        sheets.append(("汇总", _summary([*run.problems, *run.doubts]), (10, 20, 70, 40)))
    return write_workbook(sheets)


def _summary(problems: Iterable[Problem]) -> list[list[str]]:
    rows = [[str(len(g.lines) or "—"), g.column, g.message, g.where] for g in grouped(problems)]
    return [["行数", "列", "问题和处理办法", "哪些行"], *rows]


def _cells(problems: Iterable[Problem]) -> list[list[str]]:
    rows = [[str(p.line or "整个文件"), p.column, p.value, p.message] for p in problems]
    return [["行", "列", "内容", "问题和处理办法"], *rows]
