"""两个来源的核对: only here, only there, the same, or what differs (GB layouts of both sources are read)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sanxiang.cli import main as cli

TEXT = "第一条 应当申请许可。\n第二条 违反的，处一万元以下的罚款。"


def source(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def law(title: str = "中华人民共和国试验法", **changed: Any) -> dict[str, Any]:
    return {
        "title": title,
        "version_date": "2020-01-01",
        "effective_date": "2020-03-01",
        "text": TEXT,
    } | changed


def listed(title: str = "试验法", **changed: Any) -> dict[str, Any]:
    articles = [["第一条", "应当申请许可。"], ["第二条", "违反的,处一万元以下的罚款。"]]
    return {
        "title": title,
        "version_date": "2020-01-01",
        "effective_date": "2020-03-01",
        "articles": articles,
    } | changed


def compared(
    folder: Path, capsys: pytest.CaptureFixture[str], a: list[Any], b: list[Any]
) -> tuple[str, list[list[str]]]:
    report = folder / "结果.csv"
    first, second = source(folder, "甲.jsonl", *a), source(folder, "乙.jsonl", *b)
    assert cli.main(["compare-laws", str(first), "--with", str(second), "--report", str(report)]) == 0
    with report.open(encoding="utf-8-sig", newline="") as file:
        return capsys.readouterr().out, list(csv.reader(file))[1:]


def test_the_same_law_in_two_layouts_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, rows = compared(tmp_path, capsys, [law()], [listed()])
    assert "一致1部" in out and [row[2] for row in rows] == ["一致"]


def test_what_only_one_has_and_what_differs_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = listed(
        articles=[["第一条", "应当申请许可。"], ["第二条", "违反的，处三万元以下的罚款。"]],
        effective_date="2020-04-01",
    )
    out, rows = compared(tmp_path, capsys, [law(), law("甲法")], [other, listed("乙法")])
    assert "一致0部，不一致1部，只有甲有1部，只有乙有1部" in out
    said = next(row[3] for row in rows if row[2] == "不一致")
    assert "施行日期2020-03-01与2020-04-01" in said and "1条文字不同：第二条" in said


def test_rows_that_cannot_be_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = source(tmp_path, "坏.jsonl", {"title": "", "text": ""})
    good = source(tmp_path, "好.jsonl", law())
    assert cli.main(["compare-laws", str(bad), "--with", str(good)]) == 1
    assert "坏.jsonl 第1行" in capsys.readouterr().err
