"""The command line: one place for refusals and problems, and a start that loads nothing it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sanxiang.cli import main as cli
from sanxiang.cli.accounts import DemoAccount, table
from sanxiang.cli.variables import markdown
from sanxiang.config import env, production
from sanxiang.config.problem import Problem
from sanxiang.kernel import Refused
from sanxiang.rules.verdict import Basis, Reason


def serve(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make the command `env` fail in the given way."""

    def fail(args: object) -> None:
        raise error

    module = SimpleNamespace(register=lambda subparsers: subparsers.add_parser("env").set_defaults(run=fail))
    monkeypatch.setattr(cli, "import_module", lambda name: module)


def test_a_refusal_lists_its_reasons_with_articles(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = Reason("review.missing", "重大执法决定未经法制审核，不得作出", (Basis("行政处罚法", "五十八"),))
    serve(monkeypatch, Refused(reason))
    assert cli.main(["env"]) == 2
    said = capsys.readouterr().err
    assert "未经法制审核" in said
    assert "行政处罚法" in said
    assert "五十八" in said


def test_a_problem_is_said_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(monkeypatch, Problem("磁盘坏了", "The disk is broken"))
    assert cli.main(["env"]) == 1
    assert capsys.readouterr().err == "\n磁盘坏了\nThe disk is broken\n"


def test_a_full_disk_is_a_problem_wherever_it_happens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(monkeypatch, OSError(28, "No space left on device", "/data/file"))
    assert cli.main(["env"]) == 1
    assert "磁盘空间不足：/data/file" in capsys.readouterr().err


def test_help_names_every_command_and_loads_no_django() -> None:
    code = "import sys; from sanxiang.cli.main import main\ntry: main(['--help'])\nfinally: print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "False"
    for command in cli.COMMANDS:
        assert command.name in done.stdout


def test_every_command_exists() -> None:
    for command in (*cli.COMMANDS, *cli.INTERNAL):
        module = cli.import_module(command.module)
        assert hasattr(module, "run_raw" if command.raw else "register"), command.name


def test_env_lists_every_variable(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["env"]) == 0
    said = capsys.readouterr().out
    for variable in env.VARIABLES.values():
        assert variable.name in said
        assert variable.help in said


def test_production_does_not_start_with_defaults() -> None:
    settings = {"SANXIANG_MODE": "production", "PATH": os.environ["PATH"]}
    code = "import sanxiang.config.settings"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, env=settings, capture_output=True, text=True
    )
    assert done.returncode == 1
    for name in ("SANXIANG_SECRET_KEY", "DATABASE_URL", "SANXIANG_ALLOWED_HOSTS", "SANXIANG_SITE_ORIGIN"):
        assert name in done.stderr


def test_production_starts_when_everything_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIANG_SECRET_KEY", "k" * 50)
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/app")
    monkeypatch.setenv("SANXIANG_ALLOWED_HOSTS", "gongshi.example")
    monkeypatch.setenv("SANXIANG_SITE_ORIGIN", "https://gongshi.example")
    assert production.faults() == [], "neutral texts are no fault"
    (warning,) = production.warnings()
    assert "SANXIANG_SITE_ICP" in warning and "SANXIANG_SITE_NOTE" not in warning
    for variable in production.SHOWN:
        monkeypatch.setenv(variable.name, "安澜市")
    assert production.warnings() == []
    monkeypatch.setenv("SANXIANG_SITE_NOTE", production.DEMO_SITE["SANXIANG_SITE_NOTE"])
    (kept,) = production.faults()
    assert "SANXIANG_SITE_NOTE 仍是虚构的演示城市的内容" in kept
    monkeypatch.setenv("SANXIANG_SITE_NOTE", "")
    monkeypatch.setenv("SANXIANG_ALLOWED_HOSTS", "www.example")
    (unnamed,) = production.faults()
    assert "没有写上对外地址的域名“gongshi.example”" in unnamed
    monkeypatch.setenv("SANXIANG_ALLOWED_HOSTS", "www.example,.example")
    monkeypatch.setenv("SANXIANG_OIDC_URL", "http://sso.example")
    assert ["SANXIANG_OIDC_URL" in fault for fault in production.faults()] == [True]
    monkeypatch.delenv("SANXIANG_OIDC_URL")
    monkeypatch.setenv("SANXIANG_SECRET_KEY", "k" * 49)
    assert len(production.faults()) == 1


def test_the_account_table_is_aligned_for_chinese() -> None:
    rows = table(
        [DemoAccount("lin", "pw", "执法人员 林岚", "立案"), DemoAccount("zhou-an", "pw2", "审核", "审核案件")]
    )
    heading, first, second = rows.splitlines()
    assert heading.startswith("账户     密码  身份")
    assert first.startswith("lin      pw    执法人员 林岚  立案")
    assert second.startswith("zhou-an  pw2   审核           审核案件")


def test_the_reference_of_variables_is_current() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "env.md"
    assert page.read_text(encoding="utf-8") == markdown() + "\n", (
        "run ./sanxiang env --markdown > docs/reference/env.md"
    )


def test_a_directory_that_was_never_begun_gets_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("SANXIANG_DATA_DIR", str(tmp_path / "wrong"))
    assert cli.main(["import", "units"]) == 1
    assert "还不是数据目录，没有写入任何内容" in capsys.readouterr().err
    assert not (tmp_path / "wrong").exists()
