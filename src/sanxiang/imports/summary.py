"""归纳: what a refused file says on its first line, and refusals that repeat for many rows said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sanxiang.imports.kinds.base import UNREGISTERED
from sanxiang.imports.types import Problem

#: rows with the same refusal that are worth one sentence
MANY = 5
#: contents that a sentence lists
_LISTED = 30
_ANY = "{}"


def headline(problems: Sequence[Problem]) -> str:
    """How much is wrong: 整个文件有1个问题，另有3行有问题."""
    whole = sum(not p.line and bool(p.column) for p in problems)
    rows = len({p.line for p in problems if p.line})
    if whole:
        return f"整个文件有{whole}个问题" + (f"，另有{rows}行有问题" if rows else "")
    return f"有问题的{rows}行"


def repeated(problems: Iterable[Problem]) -> Iterator[str]:
    """One sentence for each refusal that many rows share, with the contents refused, in the order of the file."""
    groups = defaultdict[tuple[str, str], list[Problem]](list)
    for p in problems:
        if p.line:
            groups[p.column, p.message.replace(f"“{p.value}”", _ANY) if p.value else p.message].append(p)
    for (column, message), found in groups.items():
        rows = len({p.line for p in found})
        if rows >= MANY:
            yield _sentence(column, message, list(dict.fromkeys(p.value for p in found)), rows)


def _sentence(column: str, message: str, values: Sequence[str], rows: int) -> str:
    listed = "、".join(values[:_LISTED]) + ("等" if len(values) > _LISTED else "")
    if message == UNREGISTERED.replace("“{}”", _ANY):
        return f"表中有{len(values)}个单位没有登记：{listed}（共{rows}行）。请先导入执法主体，或者改正名称"
    at = f"“{column}”一列：" if column else ""
    if _ANY in message:
        return f"{at}{message.replace(_ANY, f'“{listed}”')}（{len(values)}个，共{rows}行）"
    return f"{at}{message}（共{rows}行）"
