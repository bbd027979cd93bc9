"""Writes the vectors: fixed keys, fixed times, leaves "leaf 0", "leaf 1", … Running it twice changes nothing.

    python -m tests.vectors.generate        (with src on the Python path)

Anybody may use the files to test another implementation of the log or of a verifier.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from sanxiang.ledger import bundle, merkle, tiles
from sanxiang.ledger.notes import TreeHead
from sanxiang.ledger.verify_bundle import verify_bundle
from tests.ledger import world

HERE = Path(__file__).parent
LEAVES = [b"leaf %d" % n for n in range(70_000)]
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]
SMALL = 32
DATA_FILES = (bundle.PDF, bundle.DISCLOSURE, bundle.LEAF, bundle.PROOF, bundle.POLICY)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def merkle_vectors() -> dict[str, Any]:
    """Roots for sizes 0 to 300 and 70,000; every inclusion and consistency proof for sizes up to 32."""
    roots = merkle.range_root_of(HASHES)
    return {
        "roots": {size: b64(merkle.root(HASHES[:size])) for size in [*range(301), 70_000]},
        "inclusion": [
            {"index": i, "size": n, "proof": [b64(h) for h in merkle.inclusion_proof(i, n, roots)]}
            for n in range(1, SMALL + 1)
            for i in range(n)
        ],
        "consistency": [
            {"old": m, "new": n, "proof": [b64(h) for h in merkle.consistency_proof(m, n, roots)]}
            for n in range(1, SMALL + 1)
            for m in range(1, n + 1)
        ],
    }


def tile_vectors() -> dict[str, Any]:
    """path → SHA-256 of the file, for logs of several sizes."""
    found: dict[str, Any] = {}
    for size in (1, 255, 256, 257, 600, 70_000):
        store = tiles.grow(0, HASHES[:size], lambda level, n: b"")
        files = {}
        for resource in tiles.resources(size):
            first = resource.n * tiles.WIDTH
            data = (
                tiles.make_bundle(LEAVES[first : first + resource.width])
                if resource.level < 0
                else store[resource.level, resource.n]
            )
            files[resource.path] = hashlib.sha256(data).hexdigest()
        if size > 1000:  # the list is long: its digest will do, and a few lines to find a mistake by
            whole = "".join(f"{digest}  {path}\n" for path, digest in files.items())
            files = {path: files[path] for path in ("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1")}
            files["*"] = hashlib.sha256(whole.encode()).hexdigest()
        found[str(size)] = files
    return found


def note_vectors() -> dict[str, Any]:
    """Keys, a checkpoint, cosignatures, a proof and policies."""
    text = TreeHead(world.LOG_KEY.name, 300, merkle.root(HASHES[:300])).text()
    return {
        "log_private_key": str(world.LOG_KEY),
        "log_public_key": str(world.LOG_KEY.verifier),
        "witness_public_keys": [str(witness.verifier) for witness in world.WITNESSES],
        "checkpoint": world.LOG_KEY.sign(text),
        "cosignatures": [witness.cosign(text, world.COSIGNED_AT) for witness in world.WITNESSES],
        "proof": world.proof().text,
        "policies": {quorum: world.policy(quorum=quorum) for quorum in ("two", "none", "office")},
    }


def bundle_vectors() -> list[dict[str, Any]]:
    """Two valid bundles without their convenience files, and mutations with the answer every verifier must give."""
    plain = f"log {world.LOG_KEY.verifier}\nquorum none\n"
    made = [world.decision_bundle(), world.decision_bundle(witnesses=0, policy_text=plain)]
    return [bundle_vector(data) for data in made]


def bundle_vector(data: bytes) -> dict[str, Any]:
    contents = {name: content for name, content in bundle.read_zip(data)[0].items() if name in DATA_FILES}
    mutations = []
    for name in DATA_FILES:
        for place in (0, len(contents[name]) // 3, len(contents[name]) - 2):
            changed = bytearray(contents[name])
            changed[place] ^= 1
            report = verify_bundle(pack({**contents, name: bytes(changed)}))
            files = sorted({problem.file for problem in report.problems})
            mutations.append({"file": name, "place": place, "code": report.code, "files": files})
    return {"files": {name: b64(content) for name, content in contents.items()}, "mutations": mutations}


def pack(contents: dict[str, bytes]) -> bytes:
    """A bundle of these data files with today's convenience files and a list of sums that fits."""
    template = bundle.read_zip(world.decision_bundle())[0]
    whole = {name: contents.get(name, template[name]) for name in bundle.NAMES}
    whole[bundle.SUMS] = bundle.checksums(whole)
    return bundle.write_zip(whole)


FILES = {
    "merkle.json": merkle_vectors,
    "tiles.json": tile_vectors,
    "notes.json": note_vectors,
    "bundles.json": bundle_vectors,
}


def text_of(name: str) -> str:
    """What the file must contain."""
    return json.dumps(FILES[name](), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for file_name in FILES:
        (HERE / file_name).write_text(text_of(file_name), encoding="utf-8")
