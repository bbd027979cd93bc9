"""C2SP tlog-tiles v0.1.0: the log as small static files that never change once full.

A tile holds up to 256 hashes of one level (8 tree levels per tile), an entry bundle up to 256 leaves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sanxiang.ledger import merkle
from sanxiang.ledger.canonical import MAX_LEAF

WIDTH = 256
TILE_BYTES = WIDTH * merkle.HASH_BYTES
MAX_LEVEL = 7  # 8 levels of tiles hold 2^64 entries

#: (level, n) → the hashes stored for that tile, at least as many as asked for
ReadTile = Callable[[int, int], bytes]

_PATH = re.compile(r"tile/(entries|[0-7])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Resource:
    """A tile (`level` ≥ 0) or an entry bundle (`level` = -1), full or partial."""

    level: int
    n: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it is served, below the address of the log."""
        kind = "entries" if self.level < 0 else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{kind}/{encode_index(self.n)}{partial}"

    @classmethod
    def parse(cls, path: str) -> Resource:
        """The inverse of `path`; raises ValueError for anything that is not exactly such a path."""
        match = _PATH.fullmatch(path)
        if match:
            kind, digits, width = match.groups()
            n = int(digits.replace("x", "").replace("/", ""))
            found = cls(-1 if kind == "entries" else int(kind), n, int(width) if width else WIDTH)
            if found.path == path and found.width <= WIDTH:
                return found
        raise ValueError(f"不是树块或记录束的路径：{path!r}")


def encode_index(n: int) -> str:
    """1234067 → x001/x234/067."""
    if n < 0:
        raise ValueError("树块号不能为负")
    digits = str(n)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])


def resources(size: int, since: int = 0) -> Iterator[Resource]:
    """All tiles and bundles of a tree of `size` that hold anything a tree of `since` did not have."""
    if size > since:
        yield from _level(-1, size, since)
    for level in range(MAX_LEVEL + 1):
        have, had = size >> (8 * level), since >> (8 * level)
        if have > had:
            yield from _level(level, have, had)


def _level(level: int, have: int, had: int) -> Iterator[Resource]:
    for n in range(had // WIDTH, have // WIDTH):
        yield Resource(level, n)
    if have % WIDTH:
        yield Resource(level, have // WIDTH, have % WIDTH)


def split(data: bytes) -> list[bytes]:
    """The hashes of a tile."""
    return [data[i : i + merkle.HASH_BYTES] for i in range(0, len(data), merkle.HASH_BYTES)]


def grow(size: int, hashes: Sequence[bytes], read: ReadTile) -> dict[tuple[int, int], bytes]:
    """Append leaf hashes to a tree of `size`: every tile that changed, as (level, n) → all its hashes."""
    changed: dict[tuple[int, int], bytes] = {}
    level, start, new = 0, size, list(hashes)
    while new:
        n, width = divmod(start, WIDTH)
        data = (read(level, n)[: width * merkle.HASH_BYTES] if width else b"") + b"".join(new)
        new = []
        for number, offset in enumerate(range(0, len(data), TILE_BYTES)):
            tile = data[offset : offset + TILE_BYTES]
            changed[level, n + number] = tile
            if len(tile) == TILE_BYTES:
                new.append(merkle.root(split(tile)))
        level, start = level + 1, start // WIDTH
    return changed


def range_root(read: ReadTile) -> merkle.RangeRoot:
    """Roots of ranges computed from tiles instead of leaves: a proof reads a handful of tiles."""

    def compute(start: int, end: int) -> bytes:
        length = end - start
        if length & (length - 1) or start % length:
            middle = start + (1 << ((length - 1).bit_length() - 1))
            return merkle.node_hash(compute(start, middle), compute(middle, end))
        level, rest = divmod(length.bit_length() - 1, 8)
        n, offset = divmod(start >> (8 * level), WIDTH)
        hashes = split(read(level, n))[offset : offset + (1 << rest)]
        if len(hashes) != 1 << rest:
            raise LookupError(f"树块{level}/{n}不完整")
        return merkle.root(hashes)

    return compute


def make_bundle(leaves: Sequence[bytes]) -> bytes:
    """An entry bundle: each leaf behind its length in two bytes."""
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def parse_bundle(data: bytes) -> list[bytes]:
    """The leaves of an entry bundle; raises ValueError if it is cut short."""
    leaves, position = [], 0
    while position < len(data):
        length = int.from_bytes(data[position : position + 2], "big")
        leaf = data[position + 2 : position + 2 + length]
        if position + 2 > len(data) or len(leaf) != length or length > MAX_LEAF:
            raise ValueError(f"记录束在第{position}字节处不完整")
        leaves.append(leaf)
        position += 2 + length
    return leaves
