"""法 is pure: the room imports the standard library and itself, reads no clock, and cites its sources."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sanxiang.rules
from sanxiang.rules.deadline_table import DEADLINES
from sanxiang.rules.discretion import FACTORS
from sanxiang.rules.documents import SPECS

ROOM = Path(sanxiang.rules.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
ALLOWED = {
    "__future__",
    "ast",
    "bisect",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "itertools",
    "math",
    "operator",
    "re",
    "sanxiang",
    "statistics",
    "typing",
    "unicodedata",
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOM).as_posix())
def test_a_rule_imports_only_plain_things(path: Path) -> None:
    names = imports(path)
    assert {n.partition(".")[0] for n in names} <= ALLOWED
    assert all(n.startswith("sanxiang.rules") for n in names if n.startswith("sanxiang"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOM).as_posix())
def test_a_file_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text))


def test_everything_cites() -> None:
    assert len(DEADLINES) == 61
    assert all(r.basis and r.flag in "CPLU" for r in DEADLINES.values())
    assert all(f.basis and f.flag in "CPLU" for f in FACTORS.values())
    assert all(s.basis for s in SPECS.values())
