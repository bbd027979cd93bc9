"""Formats for the offline verifier, from the standard library only: Ed25519, canonical JSON, C2SP texts.

Placed into `verify.py` when a bundle is made; runs on Python 3.8.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from typing import Any, NamedTuple


class Bad(Exception):
    """Something does not have the form it must have."""


# Ed25519 verification as in RFC 8032 §5.1.7, over integers.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def recover_x(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(p: Any, q: Any) -> Any:
    """Points are (x, y, z, x·y) in extended coordinates."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar: int, point: Any) -> Any:
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_ok(public: bytes, message: bytes, signature: bytes) -> bool:
    if len(public) != 32 or len(signature) != 64:
        return False
    number = int.from_bytes(public, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    s = int.from_bytes(signature[32:], "little")
    if x is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_a = (P - x, y, 1, (P - x) * y % P)
    rx, ry, rz, _ = add(multiply(s, BASE), multiply(k, minus_a))
    inverse = pow(rz, P - 2, P)
    rx, ry = rx * inverse % P, ry * inverse % P
    encoded: bytes = (ry | (rx & 1) << 255).to_bytes(32, "little")
    return encoded == signature[:32]


# Canonical JSON and commitments.


def canonical(value: Any) -> bytes:
    check(value)
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Bad("孤立代理项") from None


def check(value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise Bad("空字符")
    elif isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise Bad("整数过大")
    elif isinstance(value, dict):
        for key, item in value.items():
            if not all(" " <= c <= "~" for c in key):
                raise Bad("键不是 ASCII")
            check(item)
    elif isinstance(value, list):
        for item in value:
            check(item)
    else:
        raise Bad("值的类型不允许")


def parse_canonical(data: bytes) -> Any:
    try:
        value = json.loads(data.decode("utf-8"))
        return value if canonical(value) == data else None
    except (ValueError, RecursionError, Bad):
        return None


def is_hex(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def commit(salt_hex: str, message: bytes) -> str:
    return hmac.new(bytes.fromhex(salt_hex), message, "sha256").hexdigest()


# Signed notes, checkpoints, policies, proofs (C2SP).


def decode64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Bad("不是 base64：" + text) from None
    if base64.b64encode(data).decode() != text:
        raise Bad("base64 不规范：" + text)
    return data


def decimal(text: str) -> int:
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text):
        raise Bad("不是十进制数：" + text)
    return int(text)


def is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


class Key(NamedTuple):
    """A public key: name, key id, type (1 log, 4 witness), 32 bytes, and the text it was read from."""

    name: str
    id: bytes
    type: int
    public: bytes
    text: str


class Policy(NamedTuple):
    """Whom to trust: logs, witnesses by name, groups as (threshold, members), and the quorum."""

    logs: list[Key]
    witnesses: dict[str, Key]
    groups: dict[str, tuple[int, list[str]]]
    quorum: list[str]


class Proof(NamedTuple):
    """A tlog-proof, taken apart."""

    place: int
    hashes: list[bytes]
    origin: str
    size: int
    root: bytes
    body: str
    signatures: list[tuple[str, bytes, bytes]]


def parse_vkey(text: str) -> Key:
    name, _, rest = text.partition("+")
    hexed, _, encoded = rest.partition("+")
    data = decode64(encoded)
    key_id = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if not is_name(name) or len(data) != 33 or data[0] not in (1, 4) or key_id.hex() != hexed:
        raise Bad("公钥不可识别：" + text)
    return Key(name, key_id, data[0], data[1:], text)


def parse_note(whole: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    if any(ord(c) < 0x20 and c != "\n" for c in whole):
        raise Bad("签名文本含有控制字符")
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise Bad("签名文本缺少空行或签名行")
    signatures = []
    for line in lines[:-1].split("\n"):
        name, space, encoded = line[2:].partition(" ")
        if line[:2] != "— " or not space or not is_name(name):
            raise Bad("签名行不可识别：" + line)
        data = decode64(encoded)
        if len(data) < 5:
            raise Bad("签名过短")
        signatures.append((name, data[:4], data[4:]))
    if len(signatures) > 100:
        raise Bad("签名行过多")
    return text + "\n", signatures


def signature_ok(key: Key, text: str, value: bytes) -> bool:
    message = text.encode()
    if key.type == 4:
        time = int.from_bytes(value[:8], "big")
        message, value = b"cosignature/v1\ntime %d\n" % time + message, value[8:]
    return ed25519_ok(key.public, message, value)


def signers(keys: list[Key], text: str, signatures: list[tuple[str, bytes, bytes]]) -> dict[Key, bytes]:
    known: dict[tuple[str, bytes], Key] = {}
    for key in keys:
        if known.setdefault((key.name, key.id), key) != key:
            raise Bad("有两把公钥的名称和标识相同：" + key.name)
    found: dict[Key, bytes] = {}
    for name, key_id, value in signatures:
        signer = known.get((name, key_id))
        if signer and signer not in found:
            if not signature_ok(signer, text, value):
                raise Bad(name + "的签名不成立")
            found[signer] = value
    return found


def parse_policy(text: str) -> Policy:
    if any(c == "\x7f" or (ord(c) < 0x20 and c not in "\t\n") for c in text) or not text.endswith("\n"):
        raise Bad("策略含有控制字符或不以换行结尾")
    policy = Policy([], {}, {}, [])
    taken: set[Any] = set()  # names already in a group, public keys already listed
    for number, line in enumerate(text.split("\n"), 1):
        words = [word for word in re.split("[ \t]", line) if word]
        if words and not words[0].startswith("#") and not policy_line(policy, words, taken):
            raise Bad(f"策略第{number}行不可识别")
    if not policy.quorum:
        raise Bad("策略缺少 quorum 行")
    return policy


def policy_line(policy: Policy, words: list[str], taken: set[Any]) -> bool:
    word, count = words[0], len(words)
    fresh = count > 1 and words[1] != "none" and words[1] not in {*policy.witnesses, *policy.groups}
    if word == "log" and count in (2, 3):
        policy.logs.append(parse_vkey(words[1]))
        return policy.logs[-1].type == 1 and take(taken, [policy.logs[-1].public])
    if word == "witness" and count in (3, 4) and fresh:
        policy.witnesses[words[1]] = key = parse_vkey(words[2])
        return key.type == 4 and take(taken, [key.public])
    if word == "group" and count > 3 and fresh:
        members = words[3:]
        if not set(members) <= {*policy.witnesses, *policy.groups} or not take(taken, members):
            return False
        needed = {"any": 1, "all": len(members)}.get(words[2]) or decimal(words[2])
        policy.groups[words[1]] = (needed, members)
        return 1 <= needed <= len(members)
    if word == "quorum" and count == 2 and not policy.quorum:
        policy.quorum.append(words[1])
        return words[1] == "none" or not fresh
    return False


def take(taken: set[Any], things: list[Any]) -> bool:
    """Mark things as used; False if one already was, or comes twice."""
    free = len(set(things)) == len(things) and taken.isdisjoint(things)
    taken.update(things)
    return free


def holds(policy: Policy, name: str, found: dict[Key, bytes]) -> bool:
    if name == "none":
        return True
    if name in policy.witnesses:
        return policy.witnesses[name] in found
    needed, members = policy.groups[name]
    return sum(holds(policy, member, found) for member in members) >= needed


def parse_proof(text: str) -> Proof:
    top, blank, checkpoint = text.partition("\n\n")
    lines = top.split("\n")
    if not blank or lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise Bad("证明的格式不可识别")
    if lines and lines[0].startswith("extra "):
        decode64(lines.pop(0)[6:])
    if not lines or not lines[0].startswith("index "):
        raise Bad("证明缺少 index 行")
    index = decimal(lines.pop(0)[6:])
    hashes = [decode64(line) for line in lines]
    if len(hashes) > 63 or any(len(h) != 32 for h in hashes):
        raise Bad("证明中的哈希应为 32 字节，且不超过 63 个")
    body, signatures = parse_note(checkpoint)
    head = body.split("\n")
    if len(head) < 4 or head.pop() or not all(head):
        raise Bad("检查点应为三行")
    root = decode64(head[2])
    if len(root) != 32:
        raise Bad("检查点的根不是 32 字节")
    return Proof(index, hashes, head[0], decimal(head[1]), root, body, signatures)


def includes(leaf: bytes, index: int, size: int, hashes: list[bytes], root: bytes) -> bool:
    """RFC 9162 §2.1.3.2."""
    if index >= size:
        return False
    fn, sn, computed = index, size - 1, hashlib.sha256(b"\0" + leaf).digest()
    for sibling in hashes:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            computed = hashlib.sha256(b"\1" + sibling + computed).digest()
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            computed = hashlib.sha256(b"\1" + computed + sibling).digest()
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and computed == root
