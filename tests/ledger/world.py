"""A small log in memory with fixed keys and times, for vectors and for tests of the verifiers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sanxiang.ledger import bundle, merkle
from sanxiang.ledger.canonical import Opening, public_leaf
from sanxiang.ledger.notes import COSIGNATURE, SignerKey, TreeHead, VerifierKey, encode64
from sanxiang.ledger.proofs import format_proof
from sanxiang.ledger.types import Checkpoint, EntryProof

LOG_KEY = SignerKey("log.example/test", bytes(range(32)))
AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
COSIGNED_AT = 1_772_415_060  # 2026-03-02 01:31 UTC
PDF = b"%PDF-1.7\n" + "一份测试用的决定书\n".encode() * 20
FIELDS = {
    "title": "行政处罚决定书", "number": "云市监罚〔2026〕3号", "party": "云屏市某商行", "amount": "20000元",
}  # fmt: skip


@dataclass(frozen=True)
class Witness:
    """A witness with a fixed key; it signs a checkpoint together with the time."""

    name: str
    seed: bytes

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self._key.public_key().public_bytes_raw(), COSIGNATURE)

    def cosign(self, text: str, time: int) -> str:
        signature = self._key.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
        return f"— {self.name} {encode64(self.verifier.id + time.to_bytes(8, 'big') + signature)}\n"


WITNESSES = [Witness(f"witness{n}.example", bytes([n]) * 32) for n in (1, 2, 3)]


def salt(name: str) -> bytes:
    return hashlib.sha256(f"salt of {name}".encode()).digest()


def opening() -> Opening:
    values = {**FIELDS, "_actor": '{"name":"林岚"}'}
    return Opening(salt(""), {name: (value, salt(name)) for name, value in values.items()})


def decision_leaf() -> bytes:
    return public_leaf(
        kind="decision.published", subject="11111111-1111-4111-8111-111111111111", at="2026-03-02T01:30:00Z",
        doc_sha256=hashlib.sha256(PDF).hexdigest(), commitment=opening().commitment(),
    )  # fmt: skip


def proof(*, index: int = 5, size: int = 13, witnesses: int = 2) -> EntryProof:
    """The proof of the decision at `index` in a log of `size` leaves, cosigned by the first witnesses."""
    leaves = [b"leaf %d" % n for n in range(size)]
    leaves[index] = decision_leaf()
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    root = merkle.root(hashes)
    text = TreeHead(LOG_KEY.name, size, root).text()
    note = LOG_KEY.sign(text) + "".join(w.cosign(text, COSIGNED_AT) for w in WITNESSES[:witnesses])
    path = merkle.inclusion_proof(index, size, merkle.range_root_of(hashes))
    return EntryProof(index, leaves[index], Checkpoint(size, root, note, AT), format_proof(index, path, note))


def policy(*, quorum: str = "two") -> str:
    """The log, three witnesses, and a group that wants two of them."""
    names = ["office", "archive", "press"]
    lines = [f"log {LOG_KEY.verifier}"]
    lines += [f"witness {name} {w.verifier}" for name, w in zip(names, WITNESSES, strict=True)]
    lines += [f"group two 2 {' '.join(names)}", f"quorum {quorum}"]
    return "# 测试策略\n" + "\n".join(lines) + "\n"


def decision_bundle(*, witnesses: int = 2, policy_text: str | None = None) -> bytes:
    """A valid bundle that discloses everything but the party and the actor."""
    shown = opening().disclose(["title", "number", "amount"])
    return bundle.build_bundle(
        pdf=PDF, disclosure=shown, proof=proof(witnesses=witnesses), policy=policy_text or policy()
    )
