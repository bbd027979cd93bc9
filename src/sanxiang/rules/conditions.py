"""条件: small expression trees as plain JSON, so that lists of rules can be data.

A node is `{"op": "and"|"or", "args": [...]}`, `{"op": "not", "args": [node]}` or a leaf
`{"op": ">="|">"|"=="|"in"|"has", "field": name, "value": v}`: `in` asks whether the fact is one of
the values, `has` whether the fact (a set) contains the value. Nothing else is understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import cast

Condition = Mapping[str, object]

_JOINTS = ("and", "or", "not")


def _number(value: object) -> Decimal:
    return Decimal(str(value))


_LEAVES: dict[str, Callable[[object, object], bool]] = {
    ">=": lambda fact, value: fact is not None and _number(fact) >= _number(value),
    ">": lambda fact, value: fact is not None and _number(fact) > _number(value),
    "==": lambda fact, value: fact == value,
    "in": lambda fact, value: fact in cast("list[object]", value),
    "has": lambda fact, value: value in cast("frozenset[object]", fact),
}


def _args(condition: Condition) -> list[Condition]:
    args = condition.get("args")
    return cast("list[Condition]", args) if isinstance(args, list) else []


def leaves(condition: Condition) -> Iterator[Condition]:
    """Every leaf of the tree, from left to right."""
    if condition.get("op") in _JOINTS:
        for part in _args(condition):
            yield from leaves(part)
    else:
        yield condition


def holds(condition: Condition, facts: Mapping[str, object]) -> bool:
    """Is the condition true of the facts? ValueError if `problems` would find any."""
    op = condition.get("op")
    if op == "and":
        return all(holds(c, facts) for c in _args(condition))
    if op == "or":
        return any(holds(c, facts) for c in _args(condition))
    if op == "not":
        return not holds(_args(condition)[0], facts)
    if op not in _LEAVES or condition.get("field") not in facts:
        raise ValueError(f"unknown condition: {condition}")
    return _LEAVES[op](facts[cast("str", condition["field"])], condition.get("value"))


def true_leaves(condition: Condition, facts: Mapping[str, object]) -> tuple[Condition, ...]:
    """The leaves that make the condition true: what to show as the reason."""
    if not holds(condition, facts):
        return ()
    if condition.get("op") in ("and", "or"):
        return tuple(leaf for c in _args(condition) for leaf in true_leaves(c, facts))
    return (condition,)


def problems(condition: object, fields: Mapping[str, object]) -> tuple[str, ...]:
    """What is wrong with a condition somebody wrote, in Chinese; empty if it can be evaluated."""
    if not isinstance(condition, Mapping):
        return ("条件应当是一个对象",)
    op = condition.get("op")
    if op in _JOINTS:
        args = _args(condition)
        if not args or (op == "not" and len(args) != 1):
            return (f"“{op}”的args数量不对",)
        return tuple(p for arg in args for p in problems(arg, fields))
    if op not in _LEAVES:
        return (f"不认识的运算“{op}”",)
    if condition.get("field") not in fields:
        return (f"不认识的事实“{condition.get('field')}”",)
    return _value_problems(cast("str", op), condition.get("value"))


def _value_problems(op: str, value: object) -> tuple[str, ...]:
    if op in (">=", ">") and not (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return (f"“{op}”需要一个数，现为“{value}”",)
    if op == "in" and not isinstance(value, list):
        return ("“in”需要一个列表",)
    return ()
