"""C2SP signed-note v1.0.0, tlog-checkpoint v1.0.0 and tlog-cosignature v1 with Ed25519.

A key of another type (0x06 ML-DSA-44, 0xff private: SM2) is unknown here, and an unknown signature is ignored.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sanxiang.ledger.merkle import HASH_BYTES

ED25519 = 0x01
COSIGNATURE = 0x04
MAX_SIGNATURES = 100
_DASH = "— "


class MalformedNote(ValueError):  # noqa: N818  says what is wrong with the text
    """The text is not a signed note, key, checkpoint or policy."""


class BadSignature(ValueError):  # noqa: N818  says whose signature fails
    """A signature of a known key does not fit the text: the whole note is to be rejected."""


def decode64(text: str) -> bytes:
    """Strict base64: one text for one value; raises MalformedNote."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise MalformedNote(f"不是 base64：{text!r}") from None
    if encode64(data) != text:
        raise MalformedNote(f"base64 不规范：{text!r}")
    return data


def encode64(data: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(data).decode()


def decimal(text: str) -> int:
    """A non-negative decimal without leading zero; raises MalformedNote."""
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0") or len(text) > 19:
        raise MalformedNote(f"不是十进制数：{text!r}")
    return int(text)


def key_id(name: str, algorithm: int, public: bytes) -> bytes:
    """The first four bytes of SHA-256(name ‖ newline ‖ type ‖ public key)."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:4]


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name and type, written `name+keyid+base64(type ‖ key)`."""

    name: str
    public: bytes
    algorithm: int = ED25519

    @property
    def id(self) -> bytes:
        """The key id that signature lines carry."""
        return key_id(self.name, self.algorithm, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encode64(bytes([self.algorithm]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read a vkey; raises MalformedNote unless every part fits."""
        name, _, rest = text.partition("+")
        hexed, _, encoded = rest.partition("+")
        data = decode64(encoded)
        if not _is_name(name) or len(data) != 33 or data[0] not in (ED25519, COSIGNATURE):
            raise MalformedNote(f"公钥不可识别：{text!r}")
        found = cls(name, data[1:], data[0])
        if found.id.hex() != hexed:
            raise MalformedNote(f"公钥标识与公钥不符：{text!r}")
        return found

    def accepts(self, text: str, signature: bytes) -> bool:
        """Does the signature fit the text? For a cosignature the first eight bytes are its time."""
        message = text.encode()
        if self.algorithm == COSIGNATURE:
            time, signature = signature[:8], signature[8:]
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(time, "big") + message
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SignerKey:
    """The private key of a log, written `PRIVATE+KEY+name+keyid+base64(type ‖ seed)`."""

    name: str
    seed: bytes

    @property
    def verifier(self) -> VerifierKey:
        """Its public half."""
        return VerifierKey(self.name, self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def __str__(self) -> str:
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{encode64(bytes([ED25519]) + self.seed)}"

    @classmethod
    def parse(cls, text: str) -> SignerKey:
        """Read a private key; raises MalformedNote unless every part fits."""
        parts = text.split("+", 4)
        if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"] or not _is_name(parts[2]):
            raise MalformedNote("私钥格式不可识别")
        data = decode64(parts[4])
        if len(data) != 33 or data[0] != ED25519:
            raise MalformedNote("私钥类型不可识别")
        found = cls(parts[2], data[1:])
        if found.verifier.id.hex() != parts[3]:
            raise MalformedNote("私钥标识与私钥不符")
        return found

    def sign(self, text: str) -> str:
        """The text as a signed note."""
        if not text.endswith("\n"):
            raise MalformedNote("签名文本必须以换行结尾")
        line = encode64(self.verifier.id + self._key.sign(text.encode()))
        return f"{text}\n{_DASH}{self.name} {line}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A parsed note: nothing about it is verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, data: bytes | str) -> Note:
        """Split text and signatures; raises MalformedNote."""
        try:
            whole = data.decode() if isinstance(data, bytes) else data
        except UnicodeDecodeError:
            raise MalformedNote("签名文本不是 UTF-8") from None
        if any(ord(c) < 0x20 and c != "\n" for c in whole):
            raise MalformedNote("签名文本含有控制字符")
        text, blank, lines = whole.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise MalformedNote("签名文本缺少空行或签名行")
        signatures = [_parse_line(line) for line in lines[:-1].split("\n")]
        if len(signatures) > MAX_SIGNATURES:
            raise MalformedNote("签名行过多")
        return cls(text + "\n", tuple(signatures))

    def verified_by(self, keys: Iterable[VerifierKey]) -> dict[VerifierKey, Signature]:
        """The known keys that signed; raises BadSignature if a known key's line fails, and MalformedNote if two
        different known keys share name and id."""
        known: dict[tuple[str, bytes], VerifierKey] = {}
        for key in keys:
            if known.setdefault((key.name, key.id), key) != key:
                raise MalformedNote(f"有两把公钥的名称和标识相同：{key.name}")
        found: dict[VerifierKey, Signature] = {}
        for signature in self.signatures:
            key_ = known.get((signature.name, signature.key_id))
            if key_ is None or key_ in found:
                continue
            if not key_.accepts(self.text, signature.value):
                raise BadSignature(f"{signature.name}的签名不成立")
            found[key_] = signature
        return found


def _parse_line(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not space or not _is_name(name):
        raise MalformedNote(f"签名行不可识别：{line!r}")
    data = decode64(encoded)
    if len(data) < 5:
        raise MalformedNote(f"签名过短：{line!r}")
    return Signature(name, data[:4], data[4:])


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The body of a checkpoint: which log, how many entries, which root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{encode64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> TreeHead:
        """Read a checkpoint body; further lines are extensions and must not be empty. Raises MalformedNote."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines):
            raise MalformedNote("检查点应为三行以换行结尾的文本")
        root = decode64(lines[2])
        if len(root) != HASH_BYTES:
            raise MalformedNote("检查点的根不是 32 字节")
        return cls(lines[0], decimal(lines[1]), root)
