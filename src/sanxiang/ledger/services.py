"""写入账本: one INSERT in the transaction of the act, so that a rolled-back act leaves nothing (rule L1).

An entry gets its leaf and leaf hash here and its index within a second from the sequencer (transactional outbox).
There is deliberately no NOTIFY: it takes one lock for the whole database at commit and would make every act queue
behind every other; the sequencer polls a partial index instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, transaction

from sanxiang.kernel import Actor
from sanxiang.ledger import events, merkle
from sanxiang.ledger.canonical import (
    ACTOR_FIELD,
    MAX_LEAF,
    NotCanonical,
    Opening,
    canonical,
    commit,
    instant,
    internal_leaf,
    new_salt,
    projection,
    public_leaf,
)
from sanxiang.ledger.types import Entry, NewEntry, PublicEntry

_COLUMNS = "(leaf, leaf_hash, kind, subject, case_id, actor_id, at, envelope, salt, fields)"
_INSERT = f"INSERT INTO log_entry {_COLUMNS} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
_COPY = f"COPY log_entry {_COLUMNS} FROM STDIN"


class OutsideTransaction(RuntimeError):  # noqa: N818  a programming error of the caller
    """An entry was appended outside the transaction of its act."""


def append(
    *,
    kind: str,
    subject: UUID,
    actor: Actor,
    at: datetime,
    payload: Mapping[str, Any],
    case: UUID | None = None,
) -> Entry:
    """Append an internal entry: its leaf is an opaque salted commitment to kind, subject, actor, time and payload.

    `payload` holds str, int, bool, list and dict only (write dates, amounts and UUIDs as text; leave out what
    is missing). Raises OutsideTransaction, events.UnknownKind or canonical.NotCanonical. Serves 118号 (九).
    """
    row = Sealer(actor, at).row(NewEntry(kind, subject, payload, case))
    return Entry(id=_insert(row), kind=kind, subject=subject, at=at, leaf=row[0], leaf_hash=row[1])


def append_all(*, entries: Iterable[NewEntry], actor: Actor, at: datetime) -> int:
    """Append the internal entries of many acts of one actor at one time, in their order; answers how many.

    The same as `append` for each of them, in one statement. Raises like `append`; nothing is appended then.
    """
    _require_transaction()
    rows = list(map(Sealer(actor, at).row, entries))
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as cursor,
        cursor.copy(_COPY) as copy,
    ):
        for row in rows:
            copy.write_row(row)
    return len(rows)


def append_public(
    *,
    kind: str,
    subject: UUID,
    actor: Actor,
    at: datetime,
    doc_sha256: str,
    fields: Mapping[str, str],
) -> PublicEntry:
    """Append the readable entry of a published document: kind, time and digest in clear, fields committed.

    Each field gets a salt of its own, so that `entry.opening.disclose(names)` later opens only the named ones.
    `subject` is the public id of the publication, `doc_sha256` the lower-case hex digest of the finished PDF.
    Raises like `append`. Serves 行政处罚法 48 (publication) and 个人信息保护法 6 (only what is needed).
    """
    events.require(kind)
    if len(doc_sha256) != 64 or bytes.fromhex(doc_sha256).hex() != doc_sha256:
        raise ValueError("doc_sha256 应为 64 位小写十六进制")
    if ACTOR_FIELD in fields:
        raise ValueError(f"字段名{ACTOR_FIELD}由账本保留")
    opening = Opening.create({**fields, ACTOR_FIELD: canonical(actor.snapshot()).decode()})
    envelope = opening.envelope()
    leaf = public_leaf(
        kind=kind,
        subject=str(subject),
        at=instant(at),
        doc_sha256=doc_sha256,
        commitment=commit(opening.salt, envelope),
    )
    if len(leaf) > MAX_LEAF:
        raise NotCanonical(f"叶超过 {MAX_LEAF} 字节")
    leaf_hash = merkle.leaf_hash(leaf)
    account = actor.account_id
    row = (
        leaf, leaf_hash, kind, subject, None, account, at, envelope.decode(), opening.salt, opening.dumps(),
    )  # fmt: skip
    return PublicEntry(
        id=_insert(row), kind=kind, subject=subject, at=at, leaf=leaf, leaf_hash=leaf_hash, opening=opening
    )


class Sealer:
    """Seals internal entries of one actor at one time: who and when are written out once."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        who = actor.snapshot()
        self._account, self._at = who.pop("account", None), instant(at)
        self._who = canonical(who)
        self._fixed = (actor.account_id, at)

    def envelope(self, entry: NewEntry) -> bytes:
        """Canonical bytes of what an internal leaf commits to.

        The keys sort so that everything that is also a column comes first: the audit compares the columns with the
        beginning of the text (`projection`) and need not parse it.
        """
        case = str(entry.case) if entry.case else None
        begin = projection(
            account=self._account, at=self._at, case=case, kind=entry.kind, subject=str(entry.subject)
        )
        return b'%b%b,"who":%b}' % (begin.encode(), canonical(entry.payload)[1:], self._who)

    def row(self, entry: NewEntry) -> tuple[Any, ...]:
        """What `log_entry` keeps of the entry, in the order of `_COLUMNS`; raises events.UnknownKind."""
        events.require(entry.kind)
        envelope, salt = self.envelope(entry), new_salt()
        leaf = internal_leaf(commit(salt, envelope))
        about = (leaf, merkle.leaf_hash(leaf), entry.kind, entry.subject, entry.case)
        return (*about, *self._fixed, envelope.decode(), salt, None)


def erase_entry(*, entry_id: int, actor: Actor, approver: Actor, basis: str, at: datetime) -> Entry:
    """Erase the content of a sequenced entry (envelope, salts, subject, actor) and append the `erasure` leaf.

    The leaf and its index stay, so every proof still verifies (rules X1, X2, X9). The caller has checked holds and
    retention (X4). Raises ValueError if requester and approver are one person, or nothing is there to erase.
    Serves 个人信息保护法 47.
    """
    if actor.account_id is None or actor.account_id == approver.account_id:
        raise ValueError("删除账本内容须由申请人以外的人批准")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH old AS (SELECT id, idx FROM log_entry WHERE id = %s AND idx IS NOT NULL"
                " AND erased_at IS NULL FOR UPDATE)"
                " UPDATE log_entry e SET envelope = NULL, salt = NULL, fields = NULL, subject = NULL,"
                " case_id = NULL, actor_id = NULL, erased_at = %s FROM old WHERE e.id = old.id RETURNING old.idx",
                (entry_id, at),
            )
            row = cursor.fetchone()
        if row is None:
            raise ValueError(f"记录{entry_id}不存在、尚未排序或已删除")
        payload = {"approver": approver.name, "basis": basis, "target": row[0]}
        # The subject is erased as well, so the new entry is about the place in the log, written as a UUID.
        return append(kind=events.ERASED, subject=UUID(int=row[0]), actor=actor, at=at, payload=payload)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction("账本记录必须与所记录的行为在同一事务中写入")


def _insert(row: tuple[Any, ...]) -> int:
    _require_transaction()
    # Django's cursor quotes every value into the text of the statement; here the server takes them as they are,
    # which costs half as much (bench/ledger.py).
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        found = cursor.execute(_INSERT, row).fetchone()
    assert found is not None, "INSERT … RETURNING gives a row"
    return int(found[0])
