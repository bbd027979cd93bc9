"""排序: gives entries their index, grows the tiles and signs checkpoints; one process at a time (rules L2 to L5).

Index, tiles and checkpoint commit together; the checkpoint leaves the process only afterwards. A kill at any
moment leaves either nothing or a committed checkpoint, which the next run publishes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import Error, connection, transaction

from sanxiang.ledger import merkle, tiles
from sanxiang.ledger.log import Log, LogRefuses
from sanxiang.ledger.notes import TreeHead
from sanxiang.ledger.publisher import publish, sweep
from sanxiang.ledger.selectors import read_resource, read_tile

logger = logging.getLogger(__name__)

BATCH = 1000
POLL_SECONDS = 0.25  # an entry has its index well within a second
PAUSE_AFTER_FAILURE = 5.0  # seconds
_LOCK = 0x53414E5849414E47  # "SANXIANG": the advisory lock of the sequencer


def sequence_once(*, now: datetime, log: Log | None = None) -> int:
    """Sequence at most 1,000 waiting entries, sign and publish; returns how many. 0 also means: another one is at it.

    `now` (UTC) is the signing time. Raises LogRefuses if signing would contradict what is published.
    """
    log = log or Log.from_settings()
    with transaction.atomic():
        if not _lock():
            return 0
        count = _sequence(log, now)
    with transaction.atomic():
        if _lock():
            _publish(log, now, full=False)
    return count


def republish(*, now: datetime, log: Log | None = None) -> None:
    """Write whatever published file is missing, from the database; done at every start."""
    log = log or Log.from_settings()
    with transaction.atomic():
        if _lock():
            _refuse_to_go_back(log, _size())
            sweep(log)
            _publish(log, now, full=True)


def run_forever(stop: Event, *, clock: Callable[[], datetime], log: Log | None = None) -> None:
    """Sequence until `stop` is set. Failures are logged and retried: entries wait in the database meanwhile."""
    log = log or Log.from_settings()
    started = False
    while not stop.is_set():
        pause = POLL_SECONDS
        try:
            if not started:
                check_durability(log)
                republish(now=clock(), log=log)
                started = True
            if sequence_once(now=clock(), log=log) == BATCH:
                continue
        except (Error, OSError, LogRefuses):
            logger.exception("账本排序未完成，%s 秒后重试", PAUSE_AFTER_FAILURE)
            connection.close()
            pause = PAUSE_AFTER_FAILURE
        stop.wait(pause)
    connection.close()


def check_durability(log: Log) -> None:
    """In production raise LogRefuses unless PostgreSQL makes commits durable (rule L13)."""
    if not log.production:
        return
    with connection.cursor() as cursor:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            (value,) = cursor.fetchone()
            if value == "off":
                raise LogRefuses(f"PostgreSQL 的 {name} 为 off，账本不能在此运行")


def _lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", (_LOCK,))
        (got,) = cursor.fetchone()
    return bool(got)


def _size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(size), 0) FROM log_checkpoint")
        (size,) = cursor.fetchone()
    return int(size)


def _sequence(log: Log, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, leaf FROM log_entry WHERE idx IS NULL ORDER BY id LIMIT %s", (BATCH,))
        waiting = cursor.fetchall()
    if not waiting:
        return 0
    size = _size()
    _refuse_to_go_back(log, size)
    hashes = [merkle.leaf_hash(bytes(leaf)) for _, leaf in waiting]
    changed = tiles.grow(size, hashes, read_tile)
    new_size = size + len(hashes)
    root = tiles.range_root(lambda level, n: changed.get((level, n)) or read_tile(level, n))(0, new_size)
    note = log.signer().sign(TreeHead(log.origin, new_size, root).text())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE log_entry SET idx = place.idx FROM unnest(%s::bigint[], %s::bigint[]) AS place (id, idx)"
            " WHERE log_entry.id = place.id",
            ([entry_id for entry_id, _ in waiting], list(range(size, new_size))),
        )
        cursor.executemany(
            "INSERT INTO log_tile (level, n, data) VALUES (%s, %s, %s)"
            " ON CONFLICT (level, n) DO UPDATE SET data = excluded.data",
            [(level, n, data) for (level, n), data in changed.items()],
        )
        cursor.execute(
            "INSERT INTO log_checkpoint (size, root, note, at) VALUES (%s, %s, %s, %s)",
            (new_size, root, note, now),
        )
    return len(waiting)


def _refuse_to_go_back(log: Log, size: int) -> None:
    """Rule L5: after a restore from an old backup, never sign a second history."""
    published = log.published()
    if published is None:
        return
    if published.size > size:
        raise LogRefuses(
            f"数据库只有{size}条已排序的记录，而已发布的检查点有{published.size}条："
            "数据库可能由旧备份恢复，账本拒绝签名"
        )
    if tiles.range_root(read_tile)(0, published.size) != published.root:
        raise LogRefuses(f"数据库中前{published.size}条记录与已发布的检查点不一致，账本拒绝签名")


def _publish(log: Log, now: datetime, *, full: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, note, published_at FROM log_checkpoint ORDER BY size DESC LIMIT 1")
        row = cursor.fetchone()
        if row is None or (row[2] and not full):
            return
        published = log.published()
        publish(log, row[1], read_resource, since=published.size if published and not full else 0)
        cursor.execute(
            "UPDATE log_checkpoint SET published_at = %s WHERE size = %s AND published_at IS NULL",
            (now, row[0]),
        )
