"""`sanxiang import-laws`: what the operator sees, and the table of differences."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import pytest

from sanxiang.cli import import_laws
from sanxiang.config.problem import Problem
from sanxiang.statutes.models import LawVersion
from tests.statutes.test_import import NEW, OLD, write

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    import_laws.register(parser.add_subparsers())
    args = parser.parse_args(["import-laws", *arguments])
    return int(args.run(args))


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_import_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws, report = (
        write(tmp_path, "laws.jsonl", OLD | {"article_count": 9}, NEW),
        tmp_path / "differences.csv",
    )
    assert run(str(laws), "--report", str(report)) == 0
    said = capsys.readouterr().out
    assert "读入2部 = 存入2 + 已有0 + 存疑0" in said
    assert "条数不一致：1处" in said
    assert LawVersion.objects.count() == 2
    (row,) = table(report)
    assert (row["文件"], row["行"], row["类别"]) == ("laws.jsonl", "1", "条数不一致")


def test_a_dry_run_stores_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(write(tmp_path, "laws.jsonl", OLD)), "--dry-run") == 0
    assert "未存入" in capsys.readouterr().out
    assert not LawVersion.objects.exists()


def test_a_bad_row_is_a_problem_with_its_place_and_remedy(tmp_path: Path) -> None:
    report = tmp_path / "differences.csv"
    with pytest.raises(Problem) as problem:
        run(str(write(tmp_path, "laws.jsonl", OLD, OLD | {"title": ""})), "--report", str(report))
    assert "laws.jsonl 第2行" in problem.value.chinese
    assert "补上字段 title" in problem.value.chinese
    assert table(report)[0]["类别"] == "错误"
    assert not LawVersion.objects.exists()
