"""C2SP tlog-proof@v1: an inclusion proof and a checkpoint in one text that verifies offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sanxiang.ledger import merkle
from sanxiang.ledger.notes import MalformedNote, Note, TreeHead, decimal, decode64, encode64

HEADER = "c2sp.org/tlog-proof@v1"
MAX_HASHES = 63


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """A parsed proof: nothing about it is verified yet."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: Note
    head: TreeHead

    @classmethod
    def parse(cls, text: str) -> InclusionProof:
        """Read a tlog-proof; the unauthenticated `extra` line is skipped. Raises MalformedNote."""
        top, blank, checkpoint = text.partition("\n\n")
        lines = top.split("\n")
        if not blank or lines.pop(0) != HEADER:
            raise MalformedNote(f"证明应以 {HEADER} 开头")
        if lines and lines[0].startswith("extra "):
            decode64(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            raise MalformedNote("证明缺少 index 行")
        index = decimal(lines.pop(0).removeprefix("index "))
        hashes = tuple(decode64(line) for line in lines)
        if len(hashes) > MAX_HASHES or any(len(h) != merkle.HASH_BYTES for h in hashes):
            raise MalformedNote("证明中的哈希应为 32 字节，且不超过 63 个")
        note = Note.parse(checkpoint)
        return cls(index, hashes, note, TreeHead.parse(note.text))

    def includes(self, leaf: bytes) -> bool:
        """Do the leaf and the hashes lead to the root of the checkpoint?"""
        return merkle.verify_inclusion(
            self.index, self.head.size, merkle.leaf_hash(leaf), self.hashes, self.head.root
        )


def format_proof(index: int, hashes: Sequence[bytes], checkpoint: str) -> str:
    """The tlog-proof text."""
    lines = [HEADER, f"index {index}", *(encode64(h) for h in hashes)]
    return "\n".join(lines) + "\n\n" + checkpoint
