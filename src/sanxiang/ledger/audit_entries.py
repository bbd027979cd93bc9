"""审计一条记录: does the leaf commit to the stored content, and do the columns say the same (rule L10)?"""

from __future__ import annotations

import hmac
import json
from datetime import datetime
from typing import Any

from sanxiang.ledger import events
from sanxiang.ledger.canonical import ACTOR_FIELD, Opening, internal_leaf, projection, public_leaf

#: idx, leaf, leaf_hash, kind, subject, case, account, at (UTC, naive), envelope, salt, fields, erased_at
Row = tuple[Any, ...]


def check_entry(row: Row) -> str | None:
    """What is wrong with an entry, or None. This runs for every entry of the log, so it does no work twice."""
    _, leaf, _, kind, subject, case, account, at, envelope, salt, fields, erased_at = row
    if envelope is None or salt is None or erased_at is not None:
        left = (envelope, salt, fields, subject, case, account)
        return None if erased_at is not None and left == (None,) * 6 else "内容缺失，但不是完整的依法删除"
    if len(salt) != 32:
        return "盐的长度不是 32 字节"
    if fields is not None:
        return _check_public(row)
    if leaf != internal_leaf(hmac.digest(salt, envelope.encode(), "sha256")):
        return "内容或盐与叶中的承诺不符"
    expected = projection(account=account, at=_text(at), case=case, kind=kind, subject=subject)
    return None if envelope.startswith(expected) else _differing_column(row)


def _text(at: datetime) -> str:
    """As `canonical.instant`, for a value that PostgreSQL gave in UTC without saying so."""
    return at.isoformat() + "Z"


def _differing_column(row: Row) -> str:
    _, _, _, kind, subject, case, account, at, envelope, *_ = row
    said = json.loads(envelope)
    columns = {"kind": kind, "subject": subject, "case": case, "account": account, "at": _text(at)}
    labels = {"kind": "事件", "subject": "对象", "case": "案件", "account": "行为人", "at": "时间"}
    wrong = [labels[name] for name, value in columns.items() if said.get(name) != value]
    return f"{'、'.join(wrong)}列与内容不符"


def _check_public(row: Row) -> str | None:
    _, leaf, _, kind, subject, case, account, at, envelope, salt, fields, _ = row
    try:
        opening = Opening.loads(salt, fields)
        said = json.loads(leaf)
        actor = json.loads(opening.fields[ACTOR_FIELD][0])
        committed = opening.envelope()
    except (ValueError, KeyError, TypeError, AttributeError):
        return "公开字段或叶无法读取"
    if committed != envelope.encode():
        return "公开字段或其盐与内容不符"
    expected = public_leaf(
        kind=kind, subject=subject or "", at=_text(at), doc_sha256=said.get("doc", ""),
        commitment=opening.commitment(),
    )  # fmt: skip
    if leaf != expected:
        return "内容、事件、对象或时间列与公开的叶不符"
    return None if actor.get("account") == account and case is None else "行为人或案件列与内容不符"


def erased_target(row: Row) -> int | None:
    """The index an erasure entry speaks of."""
    if row[3] != events.ERASED or row[8] is None:
        return None
    try:
        target = json.loads(row[8])["what"]["target"]
    except (ValueError, KeyError, TypeError):
        return None
    return target if isinstance(target, int) else None
