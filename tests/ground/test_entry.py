"""The entry script says clearly what is missing on a machine, and does nothing when nothing is to do."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPT = CHECKOUT / "sanxiang"


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("sanxiang_entry", str(SCRIPT))
    spec = spec_from_loader("sanxiang_entry", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_an_old_python_can_read_it() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 3))


def test_an_old_python_is_told_so(
    entry: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as end:
        entry.new_enough_python()
    assert end.value.code == 1
    assert "Python 3.9.2 太旧" in (said := capfd.readouterr().err)
    assert "too old" in said


def test_an_old_python_hands_over_to_a_newer_one(entry: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr(os, "execv", lambda path, arguments: handed.append(path) or sys.exit(0))
    with pytest.raises(SystemExit):
        entry.new_enough_python()
    assert handed == ["/usr/bin/python3.12"]


def test_debians_venv_package_is_named(
    entry: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(entry, "NEEDED_MB", 0)
    with pytest.raises(SystemExit):
        entry.check_place()
    assert f"apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in capfd.readouterr().err


def test_a_full_disk_is_told(
    entry: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9, 3 * 2**20))
    with pytest.raises(SystemExit):
        entry.check_place()
    assert "剩余 3 MB" in capfd.readouterr().err


def test_a_checkout_that_is_not_writable_is_told(
    entry: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SystemExit):
        entry.check_place()
    assert "不可写" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘空间不足"),
        ("error: failed to create directory: Permission denied (os error 13)", "无法写入"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "安装失败"),
    ],
)
def test_a_failed_step_is_explained(
    entry: Any, capfd: pytest.CaptureFixture[str], output: str, sentence: str
) -> None:
    with pytest.raises(SystemExit):
        entry.explain(output)
    assert sentence in capfd.readouterr().err


@pytest.mark.crash
def test_without_a_package_index_it_says_so(tmp_path: Path) -> None:
    """For real: a fresh checkout whose only index is a closed port."""
    for name in ("sanxiang", "requirements.lock"):
        shutil.copy2(CHECKOUT / name, tmp_path / name)
    index = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull,
    }
    done = subprocess.run(
        [sys.executable, tmp_path / "sanxiang", "env"],
        check=False,
        env={**os.environ, **index},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "无法从 Python 软件包索引下载" in done.stderr
    assert not (tmp_path / ".venv" / "sanxiang.stamp").exists()


def test_a_ready_environment_is_left_alone(
    entry: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp, python = tmp_path / "stamp", tmp_path / "python"
    python.touch(mode=0o755)
    monkeypatch.setattr(entry, "STAMP", str(stamp))
    monkeypatch.setattr(entry, "PYTHON", str(python))
    stamp.write_text(entry.wanted_stamp())
    monkeypatch.setattr(entry, "check_place", lambda: pytest.fail("it began to install"))
    entry.prepare()


def test_a_changed_lock_is_installed_again(
    entry: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = tmp_path / "python"
    python.touch(mode=0o755)
    (tmp_path / "stamp").write_text("the digest of another lock")
    monkeypatch.setattr(entry, "STAMP", str(tmp_path / "stamp"))
    monkeypatch.setattr(entry, "PYTHON", str(python))
    assert not entry.is_ready(entry.wanted_stamp())


def test_the_installer_itself_is_pinned(entry: Any) -> None:
    requirement = entry.uv_requirement()
    assert requirement.startswith("uv==")
    assert requirement.count("--hash=sha256:") > 1
    assert requirement.count("==") == 1
