"""表格文件: tables handed out as CSV or XLSX, to the public and to staff. No cell becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from django.http import HttpResponse

from sanxiang.imports.workbooks import write_workbook

#: ending → type of the answer
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """CSV lines with a byte order mark; a cell that a spreadsheet would run as a formula gets a leading '."""
    line: list[str] = []
    writer = csv.writer(_Lines(line))
    yield "\ufeff"
    writer.writerow(head)
    yield line.pop()
    for row in rows:
        writer.writerow(
            [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row]
        )
        yield line.pop()


def table_file(
    form: str, title: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, name: str = ""
) -> HttpResponse:
    """The table as a file to be kept; `form` is csv or xlsx, `name` its name (else its title). KeyError otherwise."""
    response = HttpResponse(content_type=TYPES[form])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name or title}.{form}')}"
    if form == "csv":
        response.writelines(csv_lines(head, rows))
    else:
        widths = [max(8, 2 * len(one) + 6) for one in head]
        response.write(write_workbook([(title[:31], [list(head), *rows], widths)]))
    return response


def workbook_file(data: bytes, name: str) -> HttpResponse:
    """A workbook that is made already, as a file to be kept."""
    response = HttpResponse(data, content_type=TYPES["xlsx"])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def numbered(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Rows with their running number in front."""
    return ([str(n), *row] for n, row in enumerate(rows, start=1))


class _Lines:
    def __init__(self, out: list[str]) -> None:
        self.write = out.append
