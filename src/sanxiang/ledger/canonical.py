"""规范 JSON 与加盐承诺: the exact bytes that are hashed, and why they reveal nothing by themselves.

Canonical JSON is UTF-8 with sorted ASCII keys and no spaces; values are str, int, bool, list and object only.
On that set it equals RFC 8785. A commitment is HMAC-SHA256(salt, canonical bytes) under 32 random bytes: an
identity number has fewer than 2^40 possibilities, so a bare hash of one would be broken in minutes.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MAX_INTEGER = 2**53 - 1
MAX_LEAF = 65_535  # the length prefix of an entry bundle has 16 bits
SALT_BYTES = 32
#: the field of a public entry that holds who published it; never disclosed
ACTOR_FIELD = "_actor"

_dumps = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
).encode


class NotCanonical(ValueError):  # noqa: N818  says what is wrong with the value
    """The value has no canonical form; the message names the place."""


def canonical(value: Any) -> bytes:
    """The one byte form of a value; raises NotCanonical for floats, null, other types, large integers,
    keys outside printable ASCII, NUL and lone surrogates."""
    _check(value, "")
    try:
        return _dumps(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical(f"字符无法编码（孤立代理项）：{error.reason}") from None


def _check(value: Any, place: str) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise NotCanonical(f"{place or '值'}含有空字符")
    elif isinstance(value, int):  # bool is an int and always in range
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise NotCanonical(f"{place or '值'}超出整数范围：{value}")
    elif isinstance(value, Mapping):
        _check_members(value, place)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            _check(item, f"{place}[{number}]")
    else:
        raise NotCanonical(f"{place or '值'}的类型不能写入账本：{type(value).__name__}")


def _check_members(value: Mapping[Any, Any], place: str) -> None:
    for key, item in value.items():
        if not (isinstance(key, str) and key.isascii() and key.isprintable()):
            raise NotCanonical(f"{place or '值'}的键只能是可打印的 ASCII：{key!r}")
        if type(item) is not str or "\0" in item:  # most are plain text
            _check(item, f"{place}.{key}")


def parse_canonical(data: bytes) -> Any:
    """Parse bytes that must be canonical; anything else raises NotCanonical."""
    try:
        value = json.loads(data)
        same = canonical(value) == data
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"不是规范 JSON：{error}") from None
    if not same:
        raise NotCanonical("不是规范 JSON：字节与规范形式不同")
    return value


def instant(at: datetime) -> str:
    """An aware datetime as UTC text ending in Z, with microseconds only when it has any."""
    if at.utcoffset() is None:
        raise ValueError("账本时间必须带时区")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def new_salt() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def commit(salt: bytes, message: bytes) -> bytes:
    """HMAC-SHA256; a salt of another length raises ValueError (HMAC would pad it, and bind less)."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"盐必须是 {SALT_BYTES} 字节，而不是 {len(salt)} 字节")
    return hmac.digest(salt, message, "sha256")


def internal_leaf(commitment: bytes) -> bytes:
    """The leaf of internal work: no time, no kind, no person."""
    return b'{"c":"%b","v":1}' % commitment.hex().encode()


def projection(*, account: str | None, at: str, case: str | None, kind: str, subject: str) -> str:
    """How the envelope of an entry with these columns begins (all of them plain text without escapes)."""
    by = f'"account":"{account}",' if account else ""
    about = f'"case":"{case}",' if case else ""
    return f'{{{by}"at":"{at}",{about}"kind":"{kind}","subject":"{subject}","v":1,"what":{{'


def public_leaf(*, kind: str, subject: str, at: str, doc_sha256: str, commitment: bytes) -> bytes:
    """The readable leaf of a publication: what kind, when, which document, and the commitment to its fields."""
    return canonical({"at": at, "c": commitment.hex(), "doc": doc_sha256, "id": subject, "t": kind, "v": 1})


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything that opens the commitment of a public entry: to be stored beside it and erased with it."""

    salt: bytes
    #: field → (value, salt of this field)
    fields: Mapping[str, tuple[str, bytes]]

    @classmethod
    def create(cls, values: Mapping[str, str]) -> Opening:
        """Fresh salts for the values."""
        return cls(new_salt(), {name: (value, new_salt()) for name, value in values.items()})

    def field_map(self) -> dict[str, str]:
        """field → hex HMAC: reveals which fields exist, not what they say."""
        return {name: commit(salt, value.encode()).hex() for name, (value, salt) in self.fields.items()}

    def envelope(self) -> bytes:
        """Canonical bytes of the field map: what the leaf commits to."""
        return canonical(self.field_map())

    def commitment(self) -> bytes:
        """The `c` of the leaf."""
        return commit(self.salt, self.envelope())

    def disclose(self, names: Iterable[str]) -> bytes:
        """`disclosure.json`: the outer salt, the whole map, and value and salt of the named fields only."""
        shown = {name: self.fields[name] for name in names}
        opened = {name: {"salt": salt.hex(), "value": value} for name, (value, salt) in shown.items()}
        return canonical({"fields": opened, "map": self.field_map(), "salt": self.salt.hex(), "v": 1})

    def dumps(self) -> str:
        """The fields and their salts as stored text."""
        pairs = {name: [value, salt.hex()] for name, (value, salt) in self.fields.items()}
        return canonical(pairs).decode()

    @classmethod
    def loads(cls, salt: bytes, text: str) -> Opening:
        """The inverse of `dumps`."""
        pairs = json.loads(text)
        return cls(salt, {name: (value, bytes.fromhex(hexed)) for name, (value, hexed) in pairs.items()})
