"""开放数据 (P12): every list as CSV and JSON, the same rows as on the pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import selectors
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import public, render
from sanxiang.sites.tables import table_file

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataSet:
    """An open data set: its title, columns (head → how to read it) and rows."""

    title: str
    columns: dict[str, Callable[[Row], str]]
    rows: Callable[[], list[Row]]


def _from(*path: str) -> Callable[[Row], str]:
    def read(row: Row) -> str:
        value: Any = row
        for name in path:
            value = value.get(name, "") if isinstance(value, dict) else ""
        return "、".join(value) if isinstance(value, list) else str(value if value is not None else "")

    return read


def _snapshots(kind: str) -> Callable[[], list[Row]]:
    return lambda: selectors.snapshots(kind)[1]


def _results() -> list[Row]:
    total, _ = selectors.results(selectors.Filters(), offset=0, limit=0)
    _, rows = selectors.results(selectors.Filters(), offset=0, limit=total)
    return [row._asdict() for row in rows]


def _account() -> list[Row]:
    total, _ = selectors.account(offset=0, limit=0)
    return selectors.account(offset=0, limit=total)[1]


SETS: dict[str, DataSet] = {
    "results": DataSet(
        "执法结果",
        {
            "公示编号": _from("public_id"),
            "决定书文号": _from("document_no"),
            "行政相对人": _from("party_name"),
            "违法行为": _from("violation"),
            "处罚内容": _from("result"),
            "执法机关": _from("agency_name"),
            "决定日期": _from("decided_on"),
            "公示日期": _from("published_on"),
        },
        _results,
    ),
    "account": DataSet(
        "应公示决定台账",
        {
            "公示编号": _from("public_id"),
            "执法机关": _from("agency_name"),
            "决定日期": _from("decided_on"),
            "应公示日期": _from("due_on"),
            "状态": _from("state"),
            "公示日期": _from("published_on"),
            "不予公开理由": _from("ground"),
        },
        _account,
    ),
    "agencies": DataSet(
        "执法部门",
        {
            "编号": _from("public_id"),
            "名称": _from("data", "name"),
            "层级": _from("data", "level_label"),
            "负责人": _from("data", "head"),
            "办公地址": _from("data", "address"),
            "执法类别": _from("data", "fields"),
            "执法区域": _from("data", "region"),
            "联系电话": _from("data", "phone"),
            "监督电话": _from("data", "complaint_phone"),
        },
        _snapshots("agency"),
    ),
    "officers": DataSet(
        "执法人员",
        {
            "编号": _from("public_id"),
            "姓名": _from("data", "name"),
            "执法机关": _from("data", "agency", "name"),
            "职务": _from("data", "post"),
            "执法类别": _from("data", "credential", "fields"),
            "执法区域": _from("data", "credential", "area"),
            "证件编号": _from("data", "credential", "number"),
            "有效期至": _from("data", "credential", "valid_to"),
            "证件种类": _from("data", "credential", "kind_label"),
            "另持证件种类": _from("data", "other", "credential", "kind_label"),
            "另持证件编号": _from("data", "other", "credential", "number"),
            "另持证件有效期至": _from("data", "other", "credential", "valid_to"),
        },
        _snapshots("officer"),
    ),
    "powers": DataSet(
        "权责事项",
        {
            "编号": _from("public_id"),
            "事项编码": _from("data", "code"),
            "事项名称": _from("data", "name"),
            "权力类型": _from("data", "kind_label"),
            "实施机关": _from("data", "agency", "name"),
            "执法类别": _from("data", "field"),
        },
        _snapshots("power"),
    ),
}


@public("data", kept=True)
def data(request: HttpRequest) -> HttpResponse:
    """The data sets and how they may be used."""
    return render(request, "data/data.html", trail=crumbs("数据开放"), sets=SETS)


@public("data.csv", kept=True)
def as_csv(request: HttpRequest, name: str) -> HttpResponse:
    """A data set as CSV (UTF-8 with byte order mark)."""
    found = _set(name)
    rows = (list(row.values()) for row in _records(found))
    return table_file("csv", found.title, list(found.columns), rows, name=name)


@public("data.json", kept=True)
def as_json(request: HttpRequest, name: str) -> HttpResponse:
    """A data set as JSON: {"title", "columns", "rows"}."""
    found = _set(name)
    body = {"title": found.title, "columns": list(found.columns), "rows": list(_records(found))}
    return HttpResponse(json.dumps(body, ensure_ascii=False), "application/json")


def _set(name: str) -> DataSet:
    if name not in SETS:
        raise Http404
    return SETS[name]


def _records(found: DataSet) -> Iterator[dict[str, str]]:
    for row in found.rows():
        yield {head: read(row) for head, read in found.columns.items()}
