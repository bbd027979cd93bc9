"""文件库: what comes out is what went in, or an error that says so."""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.kernel import storage
from sanxiang.kernel.storage import BlobDamaged, BlobMissing, BlobStore, BlobTooLarge

CONTENT = "现场检查照片".encode()


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def files_in(store: BlobStore) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


@given(data=st.binary(max_size=3000))
def test_content_is_found_under_its_digest(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = BlobStore(tmp_path_factory.mktemp("blobs"))
    blob = store.put(io.BytesIO(data))
    assert blob.sha256 == hashlib.sha256(data).hexdigest()
    assert blob.size == len(data)
    assert store.read(blob.sha256) == data
    assert store.verify(blob.sha256) == blob


def test_bytes_and_stream_are_the_same_file_stored_once(store: BlobStore) -> None:
    assert store.put(CONTENT) == store.put(io.BytesIO(CONTENT))
    (only,) = files_in(store)
    assert only.relative_to(store.root).parts == (only.name[:2], only.name[2:4], only.name)


def test_a_stream_longer_than_one_chunk(store: BlobStore) -> None:
    data = b"x" * (storage.CHUNK * 2 + 7)
    assert store.put(io.BytesIO(data)).sha256 == hashlib.sha256(data).hexdigest()


def test_stored_files_are_read_only(store: BlobStore) -> None:
    assert store.path(store.put(CONTENT).sha256).stat().st_mode & 0o222 == 0


def test_one_changed_byte_is_noticed_on_every_way_out(store: BlobStore) -> None:
    blob = store.put(CONTENT)
    path = store.path(blob.sha256)
    path.chmod(0o640)
    path.write_bytes(bytes([CONTENT[0] ^ 1]) + CONTENT[1:])
    with pytest.raises(BlobDamaged, match=blob.sha256):
        store.verify(blob.sha256)
    with pytest.raises(BlobDamaged):
        store.read(blob.sha256)
    with pytest.raises(BlobDamaged):
        store.put(CONTENT)


def test_too_large_leaves_nothing_behind(store: BlobStore) -> None:
    with pytest.raises(BlobTooLarge):
        store.put(io.BytesIO(b"12345"), max_size=4)
    assert files_in(store) == []


def test_a_broken_stream_leaves_nothing_behind(store: BlobStore) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("设备已断开")

    with pytest.raises(OSError, match="设备已断开"):
        store.put(Broken())
    assert files_in(store) == []


def test_missing_and_malformed_names(store: BlobStore) -> None:
    with pytest.raises(BlobMissing):
        store.open("0" * 64)
    with pytest.raises(ValueError, match="SHA-256"):
        store.open("../../etc/passwd")


def test_many_writers_of_one_content(store: BlobStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        blobs = set(pool.map(lambda _: store.put(io.BytesIO(CONTENT)), range(32)))
    assert len(blobs) == 1
    assert len(files_in(store)) == 1
