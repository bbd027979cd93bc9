"""发布: writes the log as static files, in the order that makes a crash harmless (rule L4).

Bundles and tiles are written and fsynced, then their folders, and `checkpoint` is renamed into place last.
A file that exists is never changed; a partial one goes only after the full one is published.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sanxiang.ledger.log import CHECKPOINT, POLICY, Log, LogRefuses
from sanxiang.ledger.notes import Note, TreeHead
from sanxiang.ledger.policy import default_policy
from sanxiang.ledger.tiles import Resource, resources

#: a tile or bundle → its exact bytes
ReadResource = Callable[[Resource], bytes]

_README = """本目录是行政执法账本的公开部分（C2SP tlog-tiles 格式）：
checkpoint 当前检查点；tile/ 哈希块与记录束；policy.txt 核验所需的公钥与见证要求。
任何人都可以下载并重新计算，无需信任运行者。
"""


def publish(log: Log, note: str, read: ReadResource, *, since: int) -> None:
    """Publish the tree of a signed checkpoint; resources of a tree of size `since` are already there.

    Raises LogRefuses rather than replace a larger checkpoint or change a published byte.
    """
    head = TreeHead.parse(Note.parse(note).text)
    log.directory.mkdir(parents=True, exist_ok=True)
    with _locked(log.directory):
        published = log.published()
        if published and published.size > head.size:
            raise LogRefuses(f"已发布的检查点有{published.size}条，不能改为{head.size}条")
        folders: set[Path] = set()
        for resource in resources(head.size, since):
            write_once(log.directory / resource.path, lambda r=resource: read(r), folders)  # type: ignore[misc]
        policy = default_policy(log.signer().verifier)
        _write_atomically(log.directory / POLICY, policy.encode())
        _write_atomically(log.directory / "README", _README.encode())
        for folder in _with_parents(folders, log.directory):
            _sync_folder(folder)
        _write_atomically(log.directory / CHECKPOINT, note.encode())
        _sync_folder(log.directory)
        _drop_partials(log.directory, head.size, since)


def sweep(log: Log) -> None:
    """Remove the temporary files of publishers that were killed."""
    if log.directory.exists():
        with _locked(log.directory):
            for path in log.directory.rglob(".*"):
                path.unlink()


def write_once(path: Path, content: Callable[[], bytes], folders: set[Path]) -> None:
    """Write a file that is not there yet, durably; remember its folder for fsync."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_atomically(path, content())
    folders.add(path.parent)


def _write_atomically(path: Path, data: bytes) -> None:
    if path.exists() and path.read_bytes() == data:
        return
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _with_parents(folders: set[Path], top: Path) -> set[Path]:
    found = {top}
    for folder in folders:
        while folder != top:
            found.add(folder)
            folder = folder.parent
    return found


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _drop_partials(directory: Path, size: int, since: int) -> None:
    for resource in resources(size, since):
        if resource.width == 256:
            shutil.rmtree(directory / f"{resource.path}.p", ignore_errors=True)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """One publisher at a time on this machine; the lock dies with its process."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
