"""文件库: content-addressed files. The name of a file is the SHA-256 of its bytes, so it cannot change unnoticed.

A file is stored once, whoever sends it; it is durable (fsync of file and directory) before `put` returns, and
nothing here overwrites or deletes. Serves 国办发〔2018〕118号 (九) 防删改.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


class BlobMissing(LookupError):  # noqa: N818  says what is wrong
    """No file of that digest is stored."""


class BlobDamaged(ValueError):  # noqa: N818  says what is wrong
    """The stored bytes no longer have the digest they are named by."""


class BlobTooLarge(ValueError):  # noqa: N818  says what is wrong
    """More bytes came than allowed; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored file: lower-case hex SHA-256 and size in bytes."""

    sha256: str
    size: int


class BlobStore:
    """Files under `root/ab/cd/<sha256>`, written once and read-only from then on."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes | BinaryIO, *, max_size: int | None = None) -> Blob:
        """Store bytes or a binary stream (read to its end, 1 MiB at a time); the same content is stored once.

        `max_size` is in bytes. Raises BlobTooLarge, BlobDamaged if an older copy of the same content is damaged,
        and OSError (disk full, no permission) with nothing left behind.
        """
        incoming = self.root / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        temporary = incoming / secrets.token_hex(16)
        try:
            blob = _write(temporary, data, max_size)
            if self.exists(blob.sha256):
                self.verify(blob.sha256)
            else:
                self._settle(temporary, blob.sha256)
        finally:
            temporary.unlink(missing_ok=True)
        return blob

    def _settle(self, temporary: Path, sha256: str) -> None:
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o440)
        temporary.replace(target)  # atomic; a racing writer brings the same bytes
        for directory in (target.parent, target.parent.parent, self.root):
            _sync_directory(directory)

    def path(self, sha256: str) -> Path:
        """Where the file of that digest lies; raises ValueError for anything but 64 lower-case hex digits."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError(f"不是 SHA-256 摘要：{sha256!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def exists(self, sha256: str) -> bool:
        """True if a file of that name is there; `verify` says whether it is intact."""
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """The file, opened for reading; raises BlobMissing."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise BlobMissing(f"文件库中没有这个文件：{sha256}") from None

    def read(self, sha256: str) -> bytes:
        """The whole content, checked against its digest; raises BlobMissing or BlobDamaged."""
        with self.open(sha256) as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BlobDamaged(f"文件内容与摘要不符：{sha256}")
        return data

    def verify(self, sha256: str) -> Blob:
        """Hash the stored bytes again; raises BlobMissing or BlobDamaged."""
        digest, size = hashlib.sha256(), 0
        with self.open(sha256) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
        if digest.hexdigest() != sha256:
            raise BlobDamaged(f"文件内容与摘要不符：{sha256}")
        return Blob(sha256, size)


def blob_store() -> BlobStore:
    """The store of this installation, under `DATA_DIR`."""
    return BlobStore(Path(settings.DATA_DIR) / "blobs")


def _write(path: Path, data: bytes | BinaryIO, max_size: int | None) -> Blob:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in _chunks(data):
            size += len(chunk)
            if max_size is not None and size > max_size:
                raise BlobTooLarge(f"文件超过 {max_size} 字节")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Blob(digest.hexdigest(), size)


def _chunks(data: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    while chunk := data.read(CHUNK):
        yield chunk


def _sync_directory(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
