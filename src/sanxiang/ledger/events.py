"""事件: dotted names and their Chinese sentences. Rooms register theirs; the database has no list of choices.

A sentence may use `{actor}` and any key of the payload: `register({"case.filed": "{actor}批准立案"})`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_sentences: dict[str, str] = {}


class UnknownKind(LookupError):  # noqa: N818  says what is unknown
    """No room has registered this event name."""


class _Words(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"


def register(sentences: Mapping[str, str]) -> None:
    """Make event names known; raises ValueError for a malformed name or one that already says something else."""
    for kind, sentence in sentences.items():
        if not _NAME.fullmatch(kind):
            raise ValueError(f"事件名应为小写点分形式：{kind!r}")
        if _sentences.setdefault(kind, sentence) != sentence:
            raise ValueError(f"事件名{kind}已登记为另一句话")


def require(kind: str) -> None:
    """Raise UnknownKind unless the name is registered."""
    if kind not in _sentences:
        raise UnknownKind(f"账本不认识事件{kind!r}：请先在所属模块的 events.py 登记")


def sentence(kind: str, *, actor: str, payload: Mapping[str, Any]) -> str:
    """The sentence of an entry; a missing word becomes a dash, an unknown kind its own name."""
    return _sentences.get(kind, kind).format_map(_Words(payload, actor=actor))


def kinds_that_say(word: str) -> list[str]:
    """The events whose sentence holds the word."""
    return [kind for kind, said in _sentences.items() if word in said]


ERASED = "ledger.erased"
register({ERASED: "{actor}依据{basis}删除账本第{target}号记录的内容，由{approver}批准"})
