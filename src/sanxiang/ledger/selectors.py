"""读账本: entries of a case in order, proofs, checkpoints, and the bytes of tiles and bundles.

What the public role may read (leaf, index, tiles, checkpoints) is in functions of its own: `latest_checkpoint`,
`proof_for`, `read_tile`, `read_resource`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from sanxiang.ledger import events, merkle, tiles
from sanxiang.ledger.canonical import ACTOR_FIELD, Opening
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.proofs import format_proof
from sanxiang.ledger.tiles import Resource
from sanxiang.ledger.types import Checkpoint, EntryProof, EntryView

_SHOWN = ("id", "idx", "kind", "subject", "at", "envelope", "fields", "erased_at")


def entries_of_case(case: UUID) -> list[EntryView]:
    """Every entry of a case, oldest first, each with its Chinese sentence."""
    return _views(LogEntry.objects.filter(case_id=case).order_by("id").values_list(*_SHOWN))


def entries_of_subject(subject: UUID) -> list[EntryView]:
    """Every entry about one thing, oldest first."""
    return _views(LogEntry.objects.filter(subject=subject).order_by("id").values_list(*_SHOWN))


def views_of(rows: QuerySet[LogEntry]) -> list[EntryView]:
    """The entries of a query, each with its Chinese sentence."""
    return _views(rows.values_list(*_SHOWN))


def entries_since(
    subjects: Iterable[UUID], since: datetime, *, apart_from: Sequence[str] = ()
) -> list[EntryView]:
    """Entries about any of these things after `since`, oldest first.

    `apart_from`: kinds that close an act on many things; what such an act told of each of them, at the same time,
    is left out with it.
    """
    acts = LogEntry.objects.filter(kind__in=apart_from, at__gt=since).values("at")
    later = LogEntry.objects.filter(subject__in=subjects, at__gt=since).exclude(at__in=acts)
    return views_of(later.order_by("id"))


def opening_of(entry_id: int) -> Opening:
    """What opens the fields of a public entry; raises LookupError if it has none or is erased."""
    row = LogEntry.objects.filter(pk=entry_id).values_list("salt", "fields").first()
    if row is None or row[0] is None or row[1] is None:
        raise LookupError(f"记录{entry_id}没有可公开的字段")
    return Opening.loads(bytes(row[0]), row[1])


def latest_checkpoint() -> Checkpoint | None:
    """The newest published checkpoint; an unpublished one is never handed out (rule L6)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT size, root, note, at FROM log_checkpoint WHERE published_at IS NOT NULL"
            " ORDER BY size DESC LIMIT 1"
        )
        row = cursor.fetchone()
    return Checkpoint(row[0], bytes(row[1]), row[2], row[3]) if row else None


def proof_for(entry_id: int) -> EntryProof | None:
    """The proof of an entry against the latest checkpoint; None until it is sequenced and published.

    Raises LookupError if there is no such entry.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx, leaf FROM log_entry WHERE id = %s", (entry_id,))
        row = cursor.fetchone()
    if row is None:
        raise LookupError(f"账本中没有记录{entry_id}")
    checkpoint = latest_checkpoint()
    if row[0] is None or checkpoint is None or row[0] >= checkpoint.size:
        return None
    hashes = merkle.inclusion_proof(row[0], checkpoint.size, tiles.range_root(read_tile))
    text = format_proof(row[0], hashes, checkpoint.note)
    return EntryProof(index=row[0], leaf=bytes(row[1]), checkpoint=checkpoint, text=text)


def read_tile(level: int, n: int) -> bytes:
    """All hashes stored for a tile; raises LookupError if there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM log_tile WHERE level = %s AND n = %s", (level, n))
        row = cursor.fetchone()
    if row is None:
        raise LookupError(f"数据库中没有树块{level}/{n}")
    return bytes(row[0])


def read_resource(resource: Resource) -> bytes:
    """The exact bytes of a tile or bundle; raises LookupError if the log is not that large."""
    if resource.level >= 0:
        data = read_tile(resource.level, resource.n)[: resource.width * merkle.HASH_BYTES]
        whole = len(data) == resource.width * merkle.HASH_BYTES
    else:
        first = resource.n * tiles.WIDTH
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT leaf FROM log_entry WHERE idx >= %s AND idx < %s ORDER BY idx",
                (first, first + resource.width),
            )
            leaves = [bytes(leaf) for (leaf,) in cursor.fetchall()]
        data, whole = tiles.make_bundle(leaves), len(leaves) == resource.width
    if not whole:
        raise LookupError(f"账本还没有{resource.path}")
    return data


def _views(rows: Iterable[tuple[Any, ...]]) -> list[EntryView]:
    return [_view(*row) for row in rows]


def _view(
    entry_id: int, index: int | None, kind: str, subject: UUID | None, at: Any, envelope: str | None,
    fields: str | None, erased_at: Any,
) -> EntryView:  # fmt: skip
    payload: dict[str, Any] = {}
    actor = {"name": "—"}
    if fields is not None:
        payload = {name: value for name, (value, _) in json.loads(fields).items()}
        actor = json.loads(payload.pop(ACTOR_FIELD))
    elif envelope is not None:
        parsed = json.loads(envelope)
        payload, actor = parsed["what"], parsed["who"]
    text = "内容已依法删除" if erased_at else events.sentence(kind, actor=actor["name"], payload=payload)
    return EntryView(
        id=entry_id, index=index, kind=kind, subject=subject, at=at, sentence=text, actor=actor["name"],
        payload=payload, erased_at=erased_at,
    )  # fmt: skip
