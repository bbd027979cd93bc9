"""The tree: recursion against verification, our vectors, and the reference vectors when they are at hand."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxiang.ledger import merkle, tiles

ROOT = Path(__file__).parents[2]
HASHES = [merkle.leaf_hash(f"leaf {n}".encode()) for n in range(700)]


def reference(name: str) -> Path:
    """A file of the reference vectors, looked for as SANXIANG_VECTORS, beside the checkout, or in it."""
    named = os.environ.get("SANXIANG_VECTORS")
    places = [Path(named)] if named else []
    places += [ROOT.parent / "shared/data/vectors", ROOT / "shared/data/vectors"]
    for place in places:
        if (place / name).exists():
            return place / name
    pytest.skip(
        f"reference vectors {name} are not here (set SANXIANG_VECTORS); our own vectors cover the same"
    )


def flip(data: bytes, bit: int = 0) -> bytes:
    return bytes([data[0] ^ (1 << bit)]) + data[1:]


def test_constants():
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert (
        merkle.leaf_hash(b"L123456").hex()
        == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
    assert (
        merkle.node_hash(b"N123", b"N456").hex()
        == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )


@pytest.mark.parametrize("size", range(1, 41))
def test_every_leaf_of_small_trees_is_proved_and_every_changed_hash_refused(size):
    hashes = HASHES[:size]
    root = merkle.root(hashes)
    for index in range(size):
        proof = merkle.inclusion_proof(index, size, merkle.range_root_of(hashes))
        assert merkle.verify_inclusion(index, size, hashes[index], proof, root)
        for place in range(len(proof)):
            bad = [*proof[:place], flip(proof[place]), *proof[place + 1 :]]
            assert not merkle.verify_inclusion(index, size, hashes[index], bad, root)
        assert not merkle.verify_inclusion(index, size, hashes[index], [*proof, root], root)
        assert not merkle.verify_inclusion(index, size, hashes[index], proof[:-1], root) or not proof


@pytest.mark.parametrize("new", range(1, 41))
def test_every_pair_of_small_trees_is_consistent_and_every_changed_hash_refused(new):
    new_root = merkle.root(HASHES[:new])
    for old in range(1, new + 1):
        old_root = merkle.root(HASHES[:old])
        proof = merkle.consistency_proof(old, new, merkle.range_root_of(HASHES))
        assert merkle.verify_consistency(old, new, old_root, new_root, proof)
        for place in range(len(proof)):
            bad = [*proof[:place], flip(proof[place]), *proof[place + 1 :]]
            assert not merkle.verify_consistency(old, new, old_root, new_root, bad)
        assert not merkle.verify_consistency(old, new, flip(old_root), new_root, proof)
        assert not merkle.verify_consistency(old, new, old_root, flip(new_root), proof)


def test_a_consistency_check_from_size_0_is_an_error():
    assert not merkle.verify_consistency(0, 5, merkle.EMPTY_ROOT, merkle.root(HASHES[:5]), [])
    with pytest.raises(ValueError):
        merkle.consistency_proof(0, 5, merkle.range_root_of(HASHES))


@given(st.integers(1, 700), st.data())
def test_proofs_of_any_place_verify_and_no_other_place_does(size, data):
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    root = merkle.root(HASHES[:size])
    proof = merkle.inclusion_proof(index, size, merkle.range_root_of(HASHES[:size]))
    assert merkle.verify_inclusion(other, size, HASHES[index], proof, root) == (other == index)


@given(st.integers(0, 700))
def test_appending_one_by_one_gives_the_root_of_all(size):
    tree = merkle.CompactRange()
    for leaf in HASHES[:size]:
        tree.append(leaf)
    assert tree.size == size
    assert tree.root() == merkle.root(HASHES[:size])


@given(st.lists(st.integers(1, 300), max_size=5))
def test_tiles_grown_in_batches_give_the_same_roots_and_proofs(batches):
    store: dict[tuple[int, int], bytes] = {}
    size = 0
    for batch in batches:
        batch = min(batch, 700 - size)
        store.update(tiles.grow(size, HASHES[size : size + batch], lambda *place: store[place]))
        size += batch
    if not size:
        return
    from_tiles = tiles.range_root(lambda level, n: store[level, n])
    plain = merkle.range_root_of(HASHES[:size])
    assert from_tiles(0, size) == plain(0, size)
    for index in (0, size // 2, size - 1):
        assert merkle.inclusion_proof(index, size, from_tiles) == merkle.inclusion_proof(index, size, plain)
    for old in (1, max(1, size // 3), size):
        assert merkle.consistency_proof(old, size, from_tiles) == merkle.consistency_proof(old, size, plain)


def test_a_large_tree_has_the_same_root_from_tiles_and_in_memory():
    hashes = [merkle.leaf_hash(b"leaf %d" % n) for n in range(70_000)]
    store = tiles.grow(0, hashes, lambda level, n: b"")
    assert tiles.range_root(lambda level, n: store[level, n])(0, 70_000) == merkle.root(hashes)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_an_entry_bundle_gives_back_its_leaves(leaves):
    data = tiles.make_bundle(leaves)
    assert tiles.parse_bundle(data) == leaves
    if data:
        with pytest.raises(ValueError):
            tiles.parse_bundle(data + b"\1")


def _b64(values):
    return [base64.b64decode(value) for value in values or []]


def test_reference_roots():
    data = json.loads(reference("rfc6962_roots.json").read_text())
    leaves = next(v for v in data.values() if isinstance(v, list) and len(v) == 8)
    roots = next(v for v in data.values() if isinstance(v, list) and len(v) == 9)
    hashes = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in leaves]
    assert [merkle.root(hashes[:size]).hex() for size in range(9)] == roots


def test_reference_inclusion_proofs():
    cases = json.loads(reference("rfc6962_inclusion.json").read_text())
    results = {
        merkle.verify_inclusion(
            case["leafIdx"],
            case["treeSize"],
            *_b64([case["leafHash"]]),
            _b64(case["proof"]),
            *_b64([case["root"]]),
        )
        != case["wantErr"]
        for case in cases
    }
    assert results == {True}
    assert len(cases) == 68


def test_reference_consistency_proofs():
    cases = json.loads(reference("rfc6962_consistency.json").read_text())
    plain = [case for case in cases if case["file"].split("/")[1] == "consistency"]
    results = {
        merkle.verify_consistency(
            case["size1"], case["size2"], *_b64([case["root1"], case["root2"]]), _b64(case["proof"])
        )
        != case["wantErr"]
        for case in plain
    }
    assert results == {True}
    assert len(plain) == 71
