"""`sanxiang import`: the same engine on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanxiang.cli import main as cli
from sanxiang.cli.target import say_target
from sanxiang.config import datadir, env
from sanxiang.imports.kinds import KINDS
from sanxiang.imports.tables import MAX_BYTES, read_table
from sanxiang.ledger.models import LogEntry
from sanxiang.registry import selectors as registry
from tests.factories.city import City
from tests.imports.conftest import AGENCY_HEAD, agency_row, csv_bytes


def sanxiang(*words: object) -> int:
    return cli.main(["import", *map(str, words)])


def test_it_lists_the_kinds_and_writes_their_templates(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sanxiang() == 0
    listed = capsys.readouterr().out
    assert all(kind.code in listed and kind.intro in listed for kind in KINDS.values())
    template = tmp_path / "模板.xlsx"
    assert sanxiang("units", "--template", template) == 0
    assert "名称" in read_table(template.read_bytes(), template.name, KINDS["units"].names()).headings


def test_a_file_is_tried_and_then_kept(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "单位.csv"
    file.write_bytes(csv_bytes([AGENCY_HEAD, agency_row(101, "云屏市水利局")], "gb18030"))
    assert sanxiang("agencies", file, "--dry-run") == 0
    assert "试运行，未存入任何内容：共1行，新增1行" in capsys.readouterr().out
    assert "云屏市水利局" not in {a.name for a in registry.agencies()}
    assert sanxiang("agencies", file) == 0
    assert "云屏市水利局" in {a.name for a in registry.agencies()}


def test_who_brings_a_file_is_named_and_a_bureau_that_supervises_nobody_is_told(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "单位.csv"
    file.write_bytes(csv_bytes([AGENCY_HEAD, agency_row(101, "云屏市司法局")]))
    assert sanxiang("agencies", file, "--by", "管清") == 0
    assert "司法行政机关的执法类别要有“行政执法监督”" in capsys.readouterr().out
    (bureau,) = [a for a in registry.agencies() if a.name == "云屏市司法局"]
    assert bureau.entered_by == "管清（在服务器上执行命令）"
    entry = LogEntry.objects.get(subject=bureau.id)
    assert "管清" in entry.envelope


def test_where_it_writes_is_said_first(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "单位.csv"
    file.write_bytes(csv_bytes([AGENCY_HEAD, agency_row(101, "云屏市水利局")]))
    assert sanxiang("agencies", file) == 0
    said = capsys.readouterr().err
    assert said.startswith("· 写入：") and "上的数据库" in said
    own, other = tmp_path / "own", tmp_path / "other"
    for place in (own, other):
        (place / "postgres").mkdir(parents=True)
        (place / datadir.MARK).write_text("1")
    monkeypatch.setattr(env.DATA_DIR.__class__, "get", lambda self: str(own) if self is env.DATA_DIR else "x")
    (own / "postgres" / "dsn").write_text("x")
    monkeypatch.delenv(env.DATA_DIR.name)
    monkeypatch.setattr(datadir, "CHECKOUT", tmp_path)
    (tmp_path / "requirements.lock").touch()
    datadir.remember(own)
    say_target()
    assert (
        capsys.readouterr().err
        == f"· 写入：数据目录 {own} 的数据库 / writing to the database of this data directory\n"
    )
    datadir.remember(other)
    say_target()
    assert f"请注意：最近启动的是数据目录 {other}" in capsys.readouterr().err


def test_a_name_too_long_for_the_records_is_refused(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "单位.csv"
    file.write_bytes(csv_bytes([AGENCY_HEAD, agency_row(101, "云屏市水利局")]))
    assert sanxiang("agencies", file, "--by", "长" * 21) == 1
    assert "不能超过20个字" in capsys.readouterr().err


def test_the_last_import_is_undone(city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sanxiang("agencies", "--undo") == 1
    assert "没有可以撤销的导入" in capsys.readouterr().err
    file = tmp_path / "单位.csv"
    file.write_bytes(csv_bytes([AGENCY_HEAD, agency_row(101, "云屏市水利局")]))
    assert sanxiang("agencies", file) == 0
    assert sanxiang("agencies", "--undo") == 0
    assert "已撤销《单位.csv》" in capsys.readouterr().out
    assert "云屏市水利局" not in {a.name for a in registry.agencies()}


def test_a_faulty_file_is_reported_by_row_and_column(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, report = tmp_path / "单位.csv", tmp_path / "报告.xlsx"
    file.write_bytes(csv_bytes([AGENCY_HEAD, agency_row(101, "云屏市水利局", 层级="省级")]))
    assert sanxiang("agencies", file, "--report", report) == 1
    assert "第2行 层级" in capsys.readouterr().err
    table = read_table(report.read_bytes(), "报告.xlsx", ("行", "列"))
    assert [row.cells[:2] for row in table.rows] == [("2", "层级")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "没有“nothing”这种表"),
        (("units",), "请写明要导入的文件"),
        (("units", "没有.csv"), "不能读取没有.csv"),
    ],
)
def test_a_wrong_call_says_what_to_write(
    city: City, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert sanxiang(*words) == 1
    assert said in capsys.readouterr().err


def test_a_file_too_large_is_not_even_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "单位.csv"
    with file.open("wb") as out:
        out.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", None)
    assert sanxiang("agencies", file) == 1
    assert "没有打开，请分成几个文件导入" in capsys.readouterr().err


def test_a_table_of_one_agency_is_given_it_by_name(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "机构.csv"
    file.write_bytes(csv_bytes([("科室名称",), ("法制九科",)]))
    assert sanxiang("units", file) == 1
    said = capsys.readouterr().err
    assert "整个文件有1个问题，一行也没有导入" in said and "共1处问题，没有存入任何内容" in said
    assert sanxiang("units", file, "--agency", "没有的局") == 1
    assert "没有登记“没有的局”" in capsys.readouterr().err
    assert sanxiang("agencies", file, "--agency", "生态环境局") == 1
    assert "不用指定" in capsys.readouterr().err
    assert sanxiang("units", file, "--agency", "生态环境局") == 0
    assert "全部按“云屏市生态环境局”登记" in capsys.readouterr().out
    assert "法制九科" in {unit.name for unit in registry.units(city.agency)}
