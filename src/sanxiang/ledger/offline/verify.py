#!/usr/bin/env python3
"""离线核验一份已公开的行政执法决定。只需要 Python 3.8 以上，不联网，不安装任何东西。

用法：python3 verify.py [验证包.zip 或解压后的文件夹] [--policy 策略.txt] [--json]
退出码：0 通过；1 不通过；2 不能判定（缺文件、公钥未知、见证不足）。
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
import sys
import time
import zlib
from pathlib import Path
from typing import Any

from sanxiang.ledger.offline.formats import (
    Bad,
    Policy,
    Proof,
    canonical,
    commit,
    holds,
    includes,
    is_hex,
    parse_canonical,
    parse_policy,
    parse_proof,
    signers,
)

PDF, DISCLOSURE, LEAF, PROOF, POLICY = (
    "决定书.pdf",
    "disclosure.json",
    "leaf.json",
    "proof.tlog-proof",
    "policy.txt",
)
SUMS, CONTAINER = "SHA256SUMS", "压缩包"
REPACKED = "不是原样的压缩包（可能被重新打包）：请解压后核验文件夹"
NAMES = ["说明.txt", PDF, DISCLOSURE, LEAF, PROOF, POLICY, "verify.py", "验证.html", SUMS]
VALID, INVALID, UNDECIDABLE = 0, 1, 2


def write_zip(contents: dict[str, bytes]) -> bytes:
    body = directory = b""
    for name, data in contents.items():
        raw = name.encode()
        common = (20, 0x800, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(raw), 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *common, 0, 0, 0, 0, len(body)) + raw
        body += struct.pack("<4s5H3L2H", b"PK\3\4", *common) + raw + data
    count = len(contents)
    return (
        body
        + directory
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    )


def read_zip(data: bytes) -> tuple[dict[str, bytes], list[str], bool]:
    contents: dict[str, bytes] = {}
    changed: list[str] = []
    position = 0
    while data[position : position + 4] == b"PK\3\4":
        if position + 30 > len(data):
            raise Bad("压缩包不完整")
        header = struct.unpack_from("<4s5H3L2H", data, position)
        if header[3] or header[7] != header[8] or header[10]:
            raise Bad(REPACKED)
        start = position + 30 + header[9]
        position = start + header[8]
        if position > len(data):
            raise Bad("压缩包不完整")
        try:
            name = data[start - header[9] : start].decode()
        except UnicodeDecodeError:
            raise Bad("文件名不是 UTF-8") from None
        if not name or name[0] == "." or re.search(r"[/\\:\x00-\x1f]", name) or name in contents:
            raise Bad("文件名不允许：" + name)
        contents[name] = data[start:position]
        if zlib.crc32(contents[name]) != header[6]:
            changed.append(name)
    if not contents:
        raise Bad("不是验证包")
    return contents, changed, write_zip(contents) == data


class Report:
    """What is wrong, and what the bundle says."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str, int]] = []
        self.leaf: dict[str, Any] = {}
        self.disclosed: dict[str, str] = {}
        self.proof: Proof | None = None
        self.keys: list[str] = []
        self.cosigned: list[int] = []

    def add(self, file: str, text: str, code: int = INVALID) -> None:
        self.problems.append((file, text, code))

    @property
    def code(self) -> int:
        codes = {code for _, _, code in self.problems}
        return INVALID if INVALID in codes else UNDECIDABLE if codes else VALID


def verify(contents: dict[str, bytes], report: Report, policy: str | None = None) -> None:
    for name in NAMES:
        if name not in contents:
            report.add(name, "缺少此文件", UNDECIDABLE)
    if SUMS in contents:
        check_sums(contents, report)
    if LEAF in contents:
        check_leaf(contents, report)
    if DISCLOSURE in contents:
        check_disclosure(contents, report)
    check_proof(contents, report, policy)


def check_sums(contents: dict[str, bytes], report: Report) -> None:
    lines, mark, guard = contents[SUMS].decode("utf-8", "replace").rpartition("# ")
    found = re.findall("([0-9a-f]{64})  ([^\n]+)\n", lines)
    whole = mark and "".join(f"{digest}  {name}\n" for digest, name in found) == lines
    if not whole or guard != hashlib.sha256(lines.encode()).hexdigest() + "\n":
        report.add(SUMS, "清单被改动")
    elif [name for _, name in found] != NAMES[:-1]:
        report.add(SUMS, "清单所列文件不符")
    else:
        for digest, name in found:
            if name in contents and hashlib.sha256(contents[name]).hexdigest() != digest:
                report.add(name, "内容与清单不符，文件被改动")


def is_version_1(value: Any, keys: set[str]) -> bool:
    return isinstance(value, dict) and set(value) == keys and value["v"] == 1 and value["v"] is not True


def check_leaf(contents: dict[str, bytes], report: Report) -> None:
    leaf = parse_canonical(contents[LEAF])
    good = (
        is_version_1(leaf, {"at", "c", "doc", "id", "t", "v"}) and is_hex(leaf["c"]) and is_hex(leaf["doc"])
    )
    if not good or not all(isinstance(leaf[key], str) for key in ("at", "id", "t")):
        report.add(LEAF, "不是规范的公开记录")
        return
    report.leaf = leaf
    if PDF in contents and hashlib.sha256(contents[PDF]).hexdigest() != leaf["doc"]:
        report.add(PDF, "与账本记录的摘要不符")


def check_disclosure(contents: dict[str, bytes], report: Report) -> None:
    shown = parse_canonical(contents[DISCLOSURE])
    good = is_version_1(shown, {"fields", "map", "salt", "v"}) and is_hex(shown["salt"])
    good = good and isinstance(shown["map"], dict) and all(map(is_hex, shown["map"].values()))
    good = good and isinstance(shown["fields"], dict)
    for opened in shown["fields"].values() if good else ():
        good = good and isinstance(opened, dict) and set(opened) == {"salt", "value"}
        good = good and is_hex(opened["salt"]) and isinstance(opened["value"], str)
    if not good:
        report.add(DISCLOSURE, "不是规范的公开字段")
        return
    if report.leaf and commit(shown["salt"], canonical(shown["map"])) != report.leaf["c"]:
        report.add(DISCLOSURE, "与账本记录的承诺不符")
    for name, opened in shown["fields"].items():
        if commit(opened["salt"], opened["value"].encode()) != shown["map"].get(name):
            report.add(DISCLOSURE, "字段" + name + "的值与承诺不符")
        else:
            report.disclosed[name] = opened["value"]


def check_proof(contents: dict[str, bytes], report: Report, policy_text: str | None) -> None:
    policy = None
    if policy_text is not None or POLICY in contents:
        try:
            policy = parse_policy(policy_text if policy_text is not None else contents[POLICY].decode())
        except (Bad, UnicodeDecodeError) as error:
            report.add(POLICY, f"策略无法读取：{error}", UNDECIDABLE)
    if PROOF not in contents:
        return
    try:
        proof = report.proof = parse_proof(contents[PROOF].decode())
        if LEAF in contents and not includes(
            contents[LEAF], proof.place, proof.size, proof.hashes, proof.root
        ):
            report.add(PROOF, "不能证明 leaf.json 在账本中")
        if policy:
            check_trust(policy, report, proof)
    except (Bad, UnicodeDecodeError) as error:
        report.add(PROOF, str(error))


def check_trust(policy: Policy, report: Report, proof: Proof) -> None:
    witnesses = list(policy.witnesses.values())
    found = signers(policy.logs + witnesses, proof.body, proof.signatures)
    report.keys = [key.text for key in policy.logs if key in found and key.name == proof.origin]
    report.cosigned = sorted(int.from_bytes(found[key][:8], "big") for key in witnesses if key in found)
    if not report.keys:
        report.add(PROOF, "检查点没有策略所列账本的签名", UNDECIDABLE)
    elif not holds(policy, policy.quorum[0], found):
        report.add(PROOF, "见证没有达到策略要求", UNDECIDABLE)


def load(place: Path, report: Report) -> dict[str, bytes] | None:
    if place.is_dir():
        return {name: (place / name).read_bytes() for name in NAMES if (place / name).is_file()}
    try:
        contents, changed, exact = read_zip(place.read_bytes())
    except Bad as error:
        report.add(CONTAINER, str(error), UNDECIDABLE)
        return None
    for name in changed:
        report.add(name, "在压缩包中的数据被改动")
    if not exact and not changed:
        report.add(CONTAINER, REPACKED, UNDECIDABLE)
    for name in sorted(set(contents) - set(NAMES)):
        report.add(name, "包内不应有此文件")
    return contents


def show(report: Report, *, own_policy: bool) -> None:
    print({VALID: "通过", INVALID: "不通过", UNDECIDABLE: "不能判定"}[report.code])
    for file, text, _ in report.problems:
        print(f"  {file}：{text}")
    if report.code == VALID and report.proof:
        proof = report.proof
        print(f"  账本 {proof.origin}，序号 {proof.place}，记录时间 {report.leaf['at']}")
        for moment in report.cosigned:
            print(time.strftime("  见证时间 %Y-%m-%dT%H:%M:%SZ", time.gmtime(moment)))
        for name, value in report.disclosed.items():
            print(f"  {name}：{value}")
        for key in report.keys:
            print(f"  签名公钥 {key}")
    if own_policy:
        print("  注意：使用了包内的 policy.txt。请把公钥与公示网站、公报上的比对，或用 --policy 指定。")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("place", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--policy", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = Report()
    try:
        policy = options.policy.read_bytes().decode("utf-8", "replace") if options.policy else None
        contents = load(options.place, report)
    except OSError as error:
        print(f"不能判定：无法读取 {error}", file=sys.stderr)
        return UNDECIDABLE
    if contents is not None:
        verify(contents, report, policy)
    if options.json:
        found = {
            "code": report.code,
            "problems": report.problems,
            "leaf": report.leaf,
            "disclosed": report.disclosed,
        }
        print(json.dumps(found, ensure_ascii=False))
    else:
        show(report, own_policy=policy is None)
    return report.code


if __name__ == "__main__":
    sys.exit(main())
