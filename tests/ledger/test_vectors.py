"""Our vectors are what the code makes today, and every verifier gives the answers they state."""

from __future__ import annotations

import base64
import json

import pytest

from sanxiang.ledger import merkle
from tests.ledger.verifiers import Script, command_line
from tests.vectors import generate

HASHES = generate.HASHES


def load(name: str):
    return json.loads((generate.HERE / name).read_text("utf-8"))


def unpack(values: list[str]) -> list[bytes]:
    return [base64.b64decode(value) for value in values]


@pytest.mark.parametrize("name", generate.FILES)
def test_generating_the_vectors_again_changes_nothing(name):
    assert (generate.HERE / name).read_text("utf-8") == generate.text_of(name)


def test_the_stated_proofs_verify():
    found = load("merkle.json")
    roots = {int(size): base64.b64decode(root) for size, root in found["roots"].items()}
    assert all(
        merkle.verify_inclusion(
            c["index"], c["size"], HASHES[c["index"]], unpack(c["proof"]), roots[c["size"]]
        )
        for c in found["inclusion"]
    )
    assert all(
        merkle.verify_consistency(c["old"], c["new"], roots[c["old"]], roots[c["new"]], unpack(c["proof"]))
        for c in found["consistency"]
    )
    assert len(found["inclusion"]) == len(found["consistency"]) == 32 * 33 // 2


@pytest.mark.parametrize("number", [0, 1])
def test_verifiers_give_the_stated_answers(number):
    vector, script = load("bundles.json")[number], Script()
    contents = {name: base64.b64decode(data) for name, data in vector["files"].items()}
    valid = generate.pack(contents)
    assert command_line(valid)[:2] == script(valid)[:2] == (0, ())
    for mutation in vector["mutations"]:
        data = bytearray(contents[mutation["file"]])
        data[mutation["place"]] ^= 1
        changed = generate.pack({**contents, mutation["file"]: bytes(data)})
        assert mutation["code"] != 0
        expected = (mutation["code"], tuple(mutation["files"]))
        assert command_line(changed)[:2] == script(changed)[:2] == expected
