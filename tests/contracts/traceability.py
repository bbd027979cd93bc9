"""条文 → 规则 → 测试: read from the citations in the rules and from what the tests name.

`python -m tests.contracts.traceability > docs/traceability.md` writes the page; test_traceability.py holds it current.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sanxiang.rules.citations import cite, parse_place
from sanxiang.rules.verdict import Basis

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "src" / "sanxiang" / "rules"
TESTS = ROOT / "tests"
HEAD = """# 条文、规则与测试

由`python -m tests.contracts.traceability`从规则中的引证生成。一行是一条规则：它依据的条文、拒绝时给出的代码、检验它的测试。
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function, class or table of `rules` that cites."""

    file: str
    name: str
    bases: frozenset[Basis]
    codes: frozenset[str]

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def rules() -> Iterator[Rule]:
    """Every rule that cites an article."""
    for path in sorted(RULES.rglob("*.py")):
        file = path.relative_to(RULES).as_posix()
        if file == "citations.py":
            continue
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            bases = frozenset(basis for key in _texts(statement) for basis in _cited(key))
            if bases and (name := _name(statement)):
                yield Rule(file, name, bases, frozenset(_codes(statement)))


def tests_of(rule: Rule, named: dict[str, set[str]]) -> set[str]:
    """Test files that name one of the rule's codes, the rule itself, or (for a table) its module."""
    module = "sanxiang.rules." + rule.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    wanted = rule.codes or {rule.name, module}
    return set().union(*(named.get(word, set()) for word in wanted))


def named_in_tests() -> dict[str, set[str]]:
    """Word → test files that use it: as a text, as a name, or as an imported module."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in [*sorted(TESTS.rglob("test_*.py")), *sorted((TESTS / "rules").glob("spoiled*.py"))]:
        file = path.relative_to(TESTS).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for word in _words(node):
                found[word].add(file)
    return found


def page() -> str:
    """The whole document."""
    named, places = named_in_tests(), defaultdict(list)
    for rule in rules():
        for basis in rule.bases:
            places[basis].append(rule)
    lines, law = [HEAD], None
    for basis in sorted(places, key=_order):
        if basis.law != law:
            law = basis.law
            lines += [f"\n## {law}\n", "| 条文 | 规则 | 拒绝代码 | 测试 |", "|---|---|---|---|"]
        for rule in sorted(places[basis], key=str):
            cells = [basis.place or "全文", f"`{rule}`", _listed(rule.codes), _listed(tests_of(rule, named))]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _name(statement: ast.stmt) -> str:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return statement.name
    if isinstance(statement, ast.AnnAssign):
        return ast.unparse(statement.target)
    return ast.unparse(statement.targets[0]) if isinstance(statement, ast.Assign) else ""


def _texts(tree: ast.AST) -> Iterator[str]:
    return (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _cited(text: str) -> tuple[Basis, ...]:
    """What a text cites if it is a short key of the law annex."""
    if not text[:1].isupper() or not text.isascii() or not any(letter.isdigit() for letter in text):
        return ()
    try:
        return cite(text)
    except (KeyError, ValueError):
        return ()


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("no", "Reason")
        ):
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def _words(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def _order(basis: Basis) -> tuple[str, int, int, str]:
    try:
        place = parse_place(basis.place)
    except ValueError:
        return basis.law, 0, 0, basis.place
    return basis.law, place.article, place.paragraph, basis.place


def _listed(words: Iterable[str]) -> str:
    return "、".join(f"`{word}`" for word in sorted(words)) or "—"


if __name__ == "__main__":
    print(page(), end="")
