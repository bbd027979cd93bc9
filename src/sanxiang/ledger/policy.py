"""C2SP tlog-policy: which logs and witnesses a verifier trusts, and how many witnesses it wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sanxiang.ledger.notes import COSIGNATURE, ED25519, MalformedNote, Note, VerifierKey, decimal

NONE = "none"


@dataclass(frozen=True, slots=True)
class Policy:
    """A parsed policy: logs by name, witnesses by policy name, groups as (threshold, members)."""

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey]
    groups: Mapping[str, tuple[int, tuple[str, ...]]]
    quorum: str

    @classmethod
    def parse(cls, text: str) -> Policy:
        """Read a policy; raises MalformedNote for anything the format does not allow."""
        if any((ord(c) < 0x20 and c not in "\t\n") or ord(c) == 0x7F for c in text):
            raise MalformedNote("策略含有控制字符")
        if not text.endswith("\n"):
            raise MalformedNote("策略应以换行结尾")
        builder = _Builder()
        for number, line in enumerate(text.split("\n"), 1):
            words = line.replace("\t", " ").strip(" ").split(" ")
            words = [word for word in words if word]
            if words and not words[0].startswith("#"):
                builder.add(number, words)
        return builder.finish()

    def is_met(self, note: Note) -> tuple[bool, bool, list[int]]:
        """(signed by a listed log, quorum met, times of cosignature in seconds UTC); raises BadSignature."""
        found = note.verified_by([*self.logs, *self.witnesses.values()])
        signed = any(key.name == note.text.split("\n", 1)[0] for key in self.logs if key in found)
        present = {name for name, key in self.witnesses.items() if key in found}
        times = sorted(
            int.from_bytes(signature.value[:8], "big")
            for key, signature in found.items()
            if key.algorithm == COSIGNATURE
        )
        return signed, self._holds(self.quorum, present), times

    def _holds(self, name: str, present: set[str]) -> bool:
        if name == NONE:
            return True
        if name in self.witnesses:
            return name in present
        threshold, members = self.groups[name]
        return sum(self._holds(member, present) for member in members) >= threshold


class _Builder:
    """Reads line by line; a name may be used only after its own line, and by one group only."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.grouped: set[str] = set()
        self.keys: set[bytes] = set()
        self.quorum: str | None = None

    def add(self, number: int, words: list[str]) -> None:
        match words:
            case ["log", vkey] | ["log", vkey, _]:
                self.logs.append(self._key(number, vkey, ED25519))
            case ["witness", name, vkey] | ["witness", name, vkey, _] if self._is_new(name):
                self.witnesses[name] = self._key(number, vkey, COSIGNATURE)
            case ["group", name, threshold, *members] if members and self._is_new(name):
                self._group(number, name, threshold, members)
            case ["quorum", name] if self.quorum is None and (name == NONE or not self._is_new(name)):
                self.quorum = name
            case _:
                raise MalformedNote(f"策略第{number}行不可识别")

    def _is_new(self, name: str) -> bool:
        return name != NONE and name not in self.witnesses and name not in self.groups

    def _key(self, number: int, vkey: str, algorithm: int) -> VerifierKey:
        key = VerifierKey.parse(vkey)
        if key.algorithm != algorithm or key.public in self.keys:
            raise MalformedNote(f"策略第{number}行的公钥类型不符或重复")
        self.keys.add(key.public)
        return key

    def _group(self, number: int, name: str, threshold: str, members: list[str]) -> None:
        free = all(not self._is_new(m) and m != NONE and m not in self.grouped for m in members)
        words = {"any": 1, "all": len(members)}
        needed = words[threshold] if threshold in words else decimal(threshold)
        if not free or len(set(members)) != len(members) or not 1 <= needed <= len(members):
            raise MalformedNote(f"策略第{number}行的成员或门限不成立")
        self.grouped.update(members)
        self.groups[name] = (needed, tuple(members))

    def finish(self) -> Policy:
        if self.quorum is None:
            raise MalformedNote("策略缺少 quorum 行")
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum)


def default_policy(key: VerifierKey) -> str:
    """The policy of a log without witnesses: what `/log/policy.txt` and bundles carry until there are some."""
    return f"log {key}\nquorum {NONE}\n"
