"""依据的写法: what is tied, with which role, and that quoted lines belong to the line before."""

from __future__ import annotations

import pytest

from sanxiang.powers.basis_text import tie
from sanxiang.rules.citations import Place
from sanxiang.statutes.citing.bases import ReadBases

LAW = object()


def read(texts: list[str]) -> list[ReadBases]:
    """A reader that ties every text with a name to article 1, and finds fault with every other."""
    tied = ReadBases(((LAW, Place(1)),), ())  # type: ignore[arg-type]
    return [tied if "《" in text else ReadBases((), (f"没有读到：{text}",)) for text in texts]


@pytest.mark.parametrize(
    ("text", "kind", "roles", "problems"),
    [
        ("《河道法》第一条", "penalty", ["penalty"], 0),
        ("《河道法》第一条", "licence", ["duty"], 0),
        ("义务：《河道法》第一条\n罚则：《河道法》第一条\n程序条款：《河道法》第一条", "penalty", ["duty", "penalty", "procedure"], 0),
        ("《河道法》第一条：\n有下列行为之一的，处以罚款：\n（一）采砂；", "penalty", ["penalty"], 0),
        ("按有关规定\n另行规定", "penalty", [], 1),
        ("", "penalty", [], 0),
    ],
)  # fmt: skip
def test_lines_and_roles(text: str, kind: str, roles: list[str], problems: int) -> None:
    found = tie(text, kind=kind, read=read)  # type: ignore[arg-type]
    assert [b.role for b in found.bases] == roles
    assert len(found.problems) == problems
