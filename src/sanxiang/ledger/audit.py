"""审计: recomputes the whole log and says exactly which entry, tile, checkpoint or published byte is wrong.

Leaves, commitments and projections (rule L10) are checked row by row; tiles against the leaves, levels against
each other, checkpoints against the tiles and the key, published files against all of it.
Not covered by any hash, because they are only handles and remarks: `log_entry.id`, `log_checkpoint.at` and
`published_at`.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction

from sanxiang.ledger import merkle, tiles
from sanxiang.ledger.audit_entries import Row, check_entry, erased_target
from sanxiang.ledger.log import CHECKPOINT, POLICY, Log, LogRefuses
from sanxiang.ledger.notes import BadSignature, MalformedNote, Note, TreeHead, VerifierKey
from sanxiang.ledger.policy import Policy
from sanxiang.ledger.tiles import WIDTH, Resource

_FETCH = 4096
_ROWS = (
    "SELECT idx, leaf, leaf_hash, kind, subject::text, case_id::text, actor_id::text,"
    " at AT TIME ZONE 'UTC', envelope, salt, fields, erased_at FROM log_entry"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}：{self.text}"


@dataclass(slots=True)
class AuditReport:
    """What was checked, and everything that is wrong."""

    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    waiting: int = 0
    #: entries whose content was lawfully erased: kind and time can no longer be checked (rule X9)
    erased: int = 0
    checkpoints: int = 0
    files: int = 0

    def add(self, place: str, text: str) -> None:
        """Note a finding."""
        self.findings.append(Finding(place, text))


def audit(
    *,
    log: Log | None = None,
    since: int = 0,
    against: str = "",
    progress: Callable[[int], None] | None = None,
) -> AuditReport:
    """Audit the log from the tile that holds index `since`, in one consistent view of the database.

    `against` is the address or folder of another copy of this log, whose checkpoint must belong to our tree.
    Serves GB/T 22239-2019 8.1.4.3 (integrity of audit records).
    """
    log = log or Log.from_settings()
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _Audit(log, since // WIDTH * WIDTH, progress or (lambda _: None)).run(against)


class _Audit:
    def __init__(self, log: Log, first: int, progress: Callable[[int], None]) -> None:
        self.log, self.first, self.progress = log, first, progress
        self.report = AuditReport()
        self.stored = self._stored_tiles()
        self.published: TreeHead | None = None
        self.erased: set[int] = set()
        self.targets: set[int] = set()

    def run(self, against: str) -> AuditReport:
        keys = self._keys()
        self._read_published(keys)
        size = self.first
        for hashes, leaves in self._bundles():
            self._check_tile(size // WIDTH, hashes)
            self._check_published(size // WIDTH, leaves)
            size += len(hashes)
            self.progress(size)
        self.report.entries = size - self.first
        self._check_waiting()
        self._check_erasures()
        self._check_levels(size)
        self._check_checkpoints(size, keys)
        if against:
            self._check_copy(against, keys)
        return self.report

    def _stored_tiles(self) -> dict[tuple[int, int], bytes]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT level, n, data FROM log_tile")
            return {(level, n): bytes(data) for level, n, data in cursor.fetchall()}

    def _keys(self) -> list[VerifierKey]:
        """The key of the log: from its file if this process may read it, else from the published policy."""
        own = [self.log.signer().verifier] if self.log.key_file.exists() else []
        try:
            listed = list(Policy.parse(self.log.policy()).logs)
        except (LogRefuses, MalformedNote) as error:
            listed = own
            if (self.log.directory / CHECKPOINT).exists() or not own:
                self.report.add(f"已发布文件{POLICY}", str(error))
        if own and own[0] not in listed:
            self.report.add(f"已发布文件{POLICY}", "没有列出本账本的公钥")
        return own or listed

    # -- entries --

    def _rows(self, condition: str, *, order: str) -> Iterator[Row]:
        """Every row once, in binary; PostgreSQL prepares the next rows while we check these."""
        with (
            psycopg.ServerCursor(connection.connection, "log_audit") as cursor,
            ThreadPoolExecutor(1) as ahead,
        ):
            cursor.execute(f"{_ROWS} WHERE {condition} ORDER BY {order}", binary=True)
            pending = ahead.submit(cursor.fetchmany, _FETCH)
            while rows := pending.result():
                pending = ahead.submit(cursor.fetchmany, _FETCH)
                yield from rows

    def _bundles(self) -> Iterator[tuple[list[bytes], list[bytes]]]:
        """Up to 256 entries at a time, checked: their leaf hashes and leaves."""
        hashes: list[bytes] = []
        leaves: list[bytes] = []
        expected = self.first
        for row in self._rows(f"idx >= {self.first}", order="idx"):
            index = row[0]
            while expected < index:  # keep going with what the tile says, so that one gap is one finding
                self.report.add(f"记录{expected}", "序号缺失：记录被删除或序号被改动")
                hashes.append(self._stored_hash(expected))
                leaves.append(b"")
                expected += 1
                if len(hashes) == WIDTH:
                    yield hashes, leaves
                    hashes, leaves = [], []
            leaf = row[1]
            hashes.append(merkle.leaf_hash(leaf))
            leaves.append(leaf)
            self._check_row(index, hashes[-1], row)
            expected += 1
            if len(hashes) == WIDTH:
                yield hashes, leaves
                hashes, leaves = [], []
        if hashes:
            yield hashes, leaves

    def _check_row(self, index: int, leaf_hash: bytes, row: Row) -> None:
        if leaf_hash != row[2]:
            self.report.add(f"记录{index}", "叶哈希列与叶不符")
        problem = check_entry(row)
        if problem:
            self.report.add(f"记录{index}", problem)
        if row[11] is not None:
            self.erased.add(index)
        target = erased_target(row)
        if target is not None:
            self.targets.add(target)

    def _check_waiting(self) -> None:
        for row in self._rows("idx IS NULL", order="id"):
            self.report.waiting += 1
            problem = "叶哈希列与叶不符" if merkle.leaf_hash(row[1]) != row[2] else check_entry(row)
            if problem:
                self.report.add(f"尚未排序的记录（{row[3]}，{row[7]:%Y-%m-%d %H:%M:%S}）", problem)
            elif row[11] is not None:
                self.report.add(f"尚未排序的记录（{row[3]}）", "未排序即被删除内容")
            target = erased_target(row)
            if target is not None:
                self.targets.add(target)

    def _check_erasures(self) -> None:
        self.report.erased = len(self.erased)
        if self.first == 0:
            for index in sorted(self.erased - self.targets):
                self.report.add(f"记录{index}", "内容已删除，但账本中没有对应的删除记录")
        for index in sorted(t for t in self.targets - self.erased if t >= self.first):
            self.report.add(f"记录{index}", "账本载明内容已依法删除，但内容仍在")

    # -- tiles --

    def _stored_hash(self, index: int) -> bytes:
        data = self.stored.get((0, index // WIDTH), b"")
        offset = index % WIDTH * merkle.HASH_BYTES
        return data[offset : offset + merkle.HASH_BYTES] or bytes(merkle.HASH_BYTES)

    def _check_tile(self, n: int, hashes: list[bytes]) -> None:
        stored = self.stored.get((0, n))
        computed = b"".join(hashes)
        if stored == computed:
            return
        if stored is None:
            self.report.add(f"树块0/{n}", "数据库中缺失")
            return
        if len(stored) != len(computed):
            self.report.add(
                f"树块0/{n}", f"应有{len(hashes)}个哈希，实有{len(stored) // merkle.HASH_BYTES}个"
            )
        for place, (ours, theirs) in enumerate(zip(hashes, tiles.split(stored), strict=False)):
            if ours != theirs:
                self.report.add(f"记录{n * WIDTH + place}", f"叶与树块0/{n}第{place}个哈希不符")

    def _check_levels(self, size: int) -> None:
        expected = {(r.level, r.n): r.width for r in tiles.resources(size) if r.level >= 0}
        for level, n in sorted(set(self.stored) - set(expected)):
            self.report.add(f"树块{level}/{n}", "不应存在")
        for (level, n), width in sorted(expected.items()):
            if level == 0:
                continue
            below = [self.stored.get((level - 1, n * WIDTH + place), b"") for place in range(width)]
            computed = b"".join(merkle.root(tiles.split(tile)) for tile in below)
            if self.stored.get((level, n)) != computed:
                self.report.add(
                    f"树块{level}/{n}", "与下一层不符" if (level, n) in self.stored else "数据库中缺失"
                )

    def _root(self, size: int) -> bytes | None:
        """The root of the first entries, from the checked tiles; None if they do not suffice."""
        try:
            return tiles.range_root(lambda level, n: self.stored[level, n])(0, size) if size else None
        except LookupError:
            return None

    # -- checkpoints --

    def _check_checkpoints(self, size: int, keys: list[VerifierKey]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT size, root, note FROM log_checkpoint WHERE size > %s ORDER BY size", (self.first,)
            )
            rows = cursor.fetchall()
        self.report.checkpoints = len(rows)
        for claimed, root, note in rows:
            problem = self._head_problem(note, keys)
            if problem is None:
                head = TreeHead.parse(Note.parse(note).text)
                if (head.size, head.root) != (claimed, bytes(root)):
                    problem = "大小或根与签名文本不符"
                elif head.size > size:
                    problem = f"大于账本（{size}条）：记录被删除"
                elif self._root(head.size) != head.root:
                    problem = "签名的根与账本内容不符"
            if problem:
                self.report.add(f"检查点{claimed}", problem)
        if size > self.first and (not rows or rows[-1][0] != size):
            self.report.add(f"检查点{size}", "缺失：最后的记录没有检查点")

    def _head_problem(self, note: str | bytes, keys: list[VerifierKey]) -> str | None:
        try:
            parsed = Note.parse(note)
            head = TreeHead.parse(parsed.text)
            if not parsed.verified_by(keys):
                return "没有本账本的签名"
        except (MalformedNote, BadSignature) as error:
            return str(error)
        return None if head.origin == self.log.origin else f"属于另一账本{head.origin}"

    # -- published files --

    def _read_published(self, keys: list[VerifierKey]) -> None:
        path = self.log.directory / CHECKPOINT
        if not path.exists():
            return
        note = path.read_bytes()
        problem = self._head_problem(note, keys)
        if problem:
            self.report.add(f"已发布文件{CHECKPOINT}", problem)
            return
        self.published = TreeHead.parse(Note.parse(note).text)
        if self._root(self.published.size) != self.published.root:
            self.report.add(f"已发布文件{CHECKPOINT}", "与数据库中的账本不是同一棵树")
        for resource in tiles.resources(self.published.size, self.first):
            if resource.level > 0:
                self._compare(resource, self._hashes_of(resource.level, resource.n))

    def _check_published(self, n: int, leaves: list[bytes]) -> None:
        if self.published is None or n * WIDTH >= self.published.size:
            return
        width = min(WIDTH, self.published.size - n * WIDTH)
        self._compare(Resource(0, n, width), self._hashes_of(0, n))
        self._compare(Resource(-1, n, width), lambda count: tiles.make_bundle(leaves[:count]))

    def _hashes_of(self, level: int, n: int) -> Callable[[int], bytes]:
        stored = self.stored.get((level, n), b"")
        return lambda count: stored[: count * merkle.HASH_BYTES]

    def _compare(self, resource: Resource, content: Callable[[int], bytes]) -> None:
        """The file of a tile or bundle, and the partial ones that are still served for older checkpoints."""
        widths = {resource.width}
        partials = self.log.directory / f"{replace(resource, width=WIDTH).path}.p"
        if partials.is_dir():
            widths |= {int(path.name) for path in partials.iterdir() if path.name.isdigit()}
        for width in sorted(widths):
            self._compare_file(replace(resource, width=width).path, content(width))

    def _compare_file(self, name: str, expected: bytes) -> None:
        self.report.files += 1
        path = self.log.directory / name
        if not path.exists():
            self.report.add(f"已发布文件{name}", "缺失")
            return
        data = path.read_bytes()
        if data != expected:
            differing = (i for i, (a, b) in enumerate(zip(data, expected, strict=False)) if a != b)
            place = next(differing, min(len(data), len(expected)))
            self.report.add(f"已发布文件{name}", f"第{place}字节起与数据库不符")

    def _check_copy(self, against: str, keys: list[VerifierKey]) -> None:
        place = f"副本{against}"
        try:
            note = _read_copy(against)
        except OSError as error:
            self.report.add(place, f"无法读取检查点：{error}")
            return
        problem = self._head_problem(note, keys)
        if problem is None:
            head = TreeHead.parse(Note.parse(note).text)
            if self._root(head.size) != head.root:
                problem = f"其检查点（{head.size}条）与本账本不是同一棵树，或本账本更短"
        if problem:
            self.report.add(place, problem)


def _read_copy(against: str) -> bytes:
    if against.startswith(("http://", "https://")):
        with urllib.request.urlopen(f"{against.rstrip('/')}/{CHECKPOINT}", timeout=30) as answer:
            data: Any = answer.read(1_000_000)
            return bytes(data)
    return (Path(against) / CHECKPOINT).read_bytes()
