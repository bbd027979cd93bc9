"""The house keeps its plan: import contracts hold, files and functions stay small enough to read."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = CHECKOUT / "src" / "sanxiang"
LINES_PER_FILE = 400
STATEMENTS_PER_FUNCTION = 40
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

EXEMPT: frozenset[str] = (
    frozenset()
)  # "path" or "path::function", each with its reason beside it; at most five


SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT], check=False, cwd=CHECKOUT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_room_owns_its_tables() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(CHECKOUT / ".importlinter", encoding="utf-8")
    protected = {
        contracts[s]["protected_modules"] for s in contracts.sections() if "protected_modules" in contracts[s]
    }
    with_tables = {f"sanxiang.{path.parent.name}.models" for path in PACKAGE.glob("*/models.py")}
    with_tables |= {
        f"sanxiang.{path.parent.parent.name}.models" for path in PACKAGE.glob("*/models/__init__.py")
    }
    assert with_tables <= protected


def test_there_are_at_most_five_exemptions() -> None:
    assert len(EXEMPT) <= 5


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_short_enough_to_read(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_PER_FILE or name(path) in EXEMPT, f"{lines} lines"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_function_is_short_enough_to_read(path: Path) -> None:
    long = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            statements = sum(isinstance(inner, ast.stmt) for inner in ast.walk(node)) - 1
            if statements > STATEMENTS_PER_FUNCTION and f"{name(path)}::{node.name}" not in EXEMPT:
                long[node.name] = statements
    assert not long
