"""RFC 6962 Merkle tree over SHA-256. Proofs are made by the recursion of RFC 6962, and verified by the algorithms
of RFC 9162 §2.1.3.2 and §2.1.4.2: two independent ways to the same answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

#: (start, end) → root of the leaves start … end - 1
RangeRoot = Callable[[int, int], bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 ‖ leaf)."""
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, level by level; an odd last node moves up unchanged."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]


def range_root_of(hashes: Sequence[bytes]) -> RangeRoot:
    """A RangeRoot over leaf hashes in memory."""
    return lambda start, end: root(hashes[start:end])


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (size ≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(index: int, size: int, range_root: RangeRoot) -> list[bytes]:
    """PATH(index, D[size]) of RFC 6962 §2.1.1; raises ValueError unless 0 ≤ index < size."""
    if not 0 <= index < size:
        raise ValueError(f"序号{index}不在大小为{size}的树中")
    return _path(index, 0, size, range_root)


def _path(index: int, start: int, end: int, range_root: RangeRoot) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, range_root), range_root(middle, end)]
    return [*_path(index, middle, end, range_root), range_root(start, middle)]


def consistency_proof(old: int, new: int, range_root: RangeRoot) -> list[bytes]:
    """PROOF(old, D[new]) of RFC 6962 §2.1.2; raises ValueError unless 0 < old ≤ new."""
    if not 0 < old <= new:
        raise ValueError(f"不能证明大小{old}与{new}之间的一致性")
    return _subproof(old, 0, new, range_root, whole=True)


def _subproof(old: int, start: int, end: int, range_root: RangeRoot, *, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [range_root(start, end)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, range_root, whole=whole), range_root(middle, end)]
    return [*_subproof(old, middle, end, range_root, whole=False), range_root(start, middle)]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], expected: bytes) -> bool:
    """RFC 9162 §2.1.3.2: does the leaf hash at `index` lead to the root `expected`? Never raises."""
    if not 0 <= index < size or not _all_hashes([leaf, expected, *proof]):
        return False
    fn, sn, computed = index, size - 1, leaf
    for sibling in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            computed = node_hash(sibling, computed)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            computed = node_hash(computed, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and computed == expected


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162 §2.1.4.2: is the tree of size `new` an extension of that of size `old`? Never raises.

    A check from size 0 proves nothing and is an error (rule L11).
    """
    if not 0 < old <= new or not _all_hashes([old_root, new_root, *proof]):
        return False
    if old == new:
        return not proof and old_root == new_root
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = node_hash(second, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and first == old_root and second == new_root


def _all_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


class CompactRange:
    """The roots of the perfect subtrees that make up a tree: enough to append and to know the root."""

    def __init__(self, peaks: Iterable[tuple[int, bytes]] = ()) -> None:
        #: (height, root), highest first
        self.peaks = list(peaks)

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return sum(1 << height for height, _ in self.peaks)

    def append(self, leaf: bytes, height: int = 0) -> None:
        """Append a leaf hash, or the root of a perfect subtree no higher than the lowest peak."""
        peaks = self.peaks
        while peaks and peaks[-1][0] == height:
            leaf = node_hash(peaks.pop()[1], leaf)
            height += 1
        peaks.append((height, leaf))

    def root(self) -> bytes:
        """The RFC 6962 root."""
        if not self.peaks:
            return EMPTY_ROOT
        computed = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            computed = node_hash(peak, computed)
        return computed
