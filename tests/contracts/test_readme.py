"""The READMEs say what is: accounts, commands and paths."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sanxiang.cli.demo_city import ACCOUNTS
from sanxiang.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_accounts_are_those_of_the_demo_city(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \| ([^,，]+)[,，]", text, re.MULTILINE)
    assert named == [(account.login, account.who.split("，")[0]) for account in ACCOUNTS]
    assert all(f"`{account.password}`" in text for account in ACCOUNTS)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_named_exists(readme: Path) -> None:
    named = set(re.findall(r"\./sanxiang ([a-z][a-z-]*)", readme.read_text(encoding="utf-8")))
    assert named
    assert named <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("page", [*READMES, ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_every_local_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing


def test_the_entry_script_lists_its_commands() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "sanxiang.cli", "--help"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert all(command.name in told for command in COMMANDS)
