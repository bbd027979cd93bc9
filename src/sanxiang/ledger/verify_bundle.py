"""核验: checks a verification bundle without network or database (rules V1, V2, V6).

sha256(PDF) → leaf.doc; values and salts → commitment → leaf → root → signature of the log → witness quorum.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sanxiang.ledger import bundle
from sanxiang.ledger.canonical import NotCanonical, canonical, commit, parse_canonical
from sanxiang.ledger.notes import BadSignature, MalformedNote
from sanxiang.ledger.policy import Policy
from sanxiang.ledger.proofs import InclusionProof

VALID, INVALID, UNDECIDABLE = 0, 1, 2
_HEX = re.compile(r"[0-9a-f]{64}")
_SUM_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, what, and whether it refutes (1) or only leaves open (2)."""

    file: str
    text: str
    code: int = INVALID


@dataclass(slots=True)
class Report:
    """The answer, with everything that is wrong and what the bundle says."""

    problems: list[Problem] = field(default_factory=list)
    leaf: dict[str, Any] = field(default_factory=dict)
    disclosed: dict[str, str] = field(default_factory=dict)
    index: int = -1
    size: int = -1
    origin: str = ""
    logs: tuple[str, ...] = ()
    cosigned: list[int] = field(default_factory=list)

    @property
    def code(self) -> int:
        """0 valid, 1 invalid, 2 not decidable."""
        codes = {problem.code for problem in self.problems}
        return INVALID if INVALID in codes else UNDECIDABLE if codes else VALID

    def add(self, file: str, text: str, code: int = INVALID) -> None:
        """Note a problem."""
        self.problems.append(Problem(file, text, code))


def verify_bundle(data: bytes, *, policy: str | None = None) -> Report:
    """Check a bundle; without `policy` its own one is used, which proves nothing about who runs the log (V1)."""
    report = Report()
    try:
        contents, changed, exact = bundle.read_zip(data)
    except bundle.NotABundle as error:
        report.add(bundle.CONTAINER, str(error), UNDECIDABLE)
        return report
    for name in changed:
        report.add(name, "在压缩包中的数据被改动")
    if not exact and not changed:
        report.add(bundle.CONTAINER, bundle.REPACKED, UNDECIDABLE)
    for name in sorted(set(contents) - set(bundle.NAMES)):
        report.add(name, "包内不应有此文件")
    verify_files(contents, report, policy=policy)
    return report


def verify_files(contents: Mapping[str, bytes], report: Report, *, policy: str | None = None) -> None:
    """Check the files of a bundle and add to the report."""
    for name in bundle.NAMES:
        if name not in contents:
            report.add(name, "缺少此文件", UNDECIDABLE)
    _check_sums(contents, report)
    _check_leaf(contents, report)
    _check_disclosure(contents, report)
    _check_proof(contents, report, policy)


def _check_sums(contents: Mapping[str, bytes], report: Report) -> None:
    if bundle.SUMS not in contents:
        return
    text = contents[bundle.SUMS].decode("utf-8", "replace")
    lines, mark, guard = text.rpartition("# ")
    found = _SUM_LINE.findall(lines)
    whole = "".join(f"{digest}  {name}\n" for digest, name in found) == lines and mark
    if not whole or guard != hashlib.sha256(lines.encode()).hexdigest() + "\n":
        report.add(bundle.SUMS, "清单被改动")
    elif [name for _, name in found] != [name for name in bundle.NAMES if name != bundle.SUMS]:
        report.add(bundle.SUMS, "清单所列文件不符")
    else:
        for digest, name in found:
            if name in contents and hashlib.sha256(contents[name]).hexdigest() != digest:
                report.add(name, "内容与清单不符，文件被改动")


def _check_leaf(contents: Mapping[str, bytes], report: Report) -> None:
    if bundle.LEAF not in contents:
        return
    try:
        leaf = parse_canonical(contents[bundle.LEAF])
    except NotCanonical:
        leaf = None
    if not _is_public_leaf(leaf):
        report.add(bundle.LEAF, "不是规范的公开记录")
        return
    report.leaf = leaf
    if bundle.PDF in contents and hashlib.sha256(contents[bundle.PDF]).hexdigest() != leaf["doc"]:
        report.add(bundle.PDF, "与账本记录的摘要不符")


def _is_public_leaf(leaf: Any) -> bool:
    return (
        isinstance(leaf, dict)
        and set(leaf) == {"at", "c", "doc", "id", "t", "v"}
        and leaf["v"] == 1
        and leaf["v"] is not True
        and all(isinstance(leaf[key], str) for key in ("at", "id", "t"))
        and _is_hex(leaf["c"])
        and _is_hex(leaf["doc"])
    )


def _check_disclosure(contents: Mapping[str, bytes], report: Report) -> None:
    if bundle.DISCLOSURE not in contents:
        return
    try:
        shown = parse_canonical(contents[bundle.DISCLOSURE])
    except NotCanonical:
        shown = None
    if not _is_disclosure(shown):
        report.add(bundle.DISCLOSURE, "不是规范的公开字段")
        return
    computed = commit(bytes.fromhex(shown["salt"]), canonical(shown["map"])).hex()
    if report.leaf and computed != report.leaf["c"]:
        report.add(bundle.DISCLOSURE, "与账本记录的承诺不符")
    for name, opened in shown["fields"].items():
        if commit(bytes.fromhex(opened["salt"]), opened["value"].encode()).hex() != shown["map"].get(name):
            report.add(bundle.DISCLOSURE, f"字段{name}的值与承诺不符")
        else:
            report.disclosed[name] = opened["value"]


def _is_disclosure(shown: Any) -> bool:
    return (
        isinstance(shown, dict)
        and set(shown) == {"fields", "map", "salt", "v"}
        and shown["v"] == 1
        and shown["v"] is not True
        and _is_hex(shown["salt"])
        and isinstance(shown["map"], dict)
        and all(_is_hex(value) for value in shown["map"].values())
        and isinstance(shown["fields"], dict)
        and all(_is_opened(value) for value in shown["fields"].values())
    )


def _is_opened(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"salt", "value"}
        and _is_hex(value["salt"])
        and isinstance(value["value"], str)
    )


def _is_hex(value: Any) -> bool:
    return isinstance(value, str) and bool(_HEX.fullmatch(value))


def _check_proof(contents: Mapping[str, bytes], report: Report, policy: str | None) -> None:
    trusted = _read_policy(contents, report, policy)
    if bundle.PROOF not in contents:
        return
    try:
        proof = InclusionProof.parse(contents[bundle.PROOF].decode())
        if bundle.LEAF in contents and not proof.includes(contents[bundle.LEAF]):
            report.add(bundle.PROOF, f"不能证明 {bundle.LEAF} 在账本中")
        report.index, report.size, report.origin = proof.index, proof.head.size, proof.head.origin
        if trusted:
            signed, quorum, report.cosigned = trusted.is_met(proof.checkpoint)
            if not signed:
                report.add(bundle.PROOF, "检查点没有策略所列账本的签名", UNDECIDABLE)
            elif not quorum:
                report.add(bundle.PROOF, "见证没有达到策略要求", UNDECIDABLE)
    except (MalformedNote, BadSignature, UnicodeDecodeError) as error:
        report.add(bundle.PROOF, str(error))


def _read_policy(contents: Mapping[str, bytes], report: Report, policy: str | None) -> Policy | None:
    if policy is None and bundle.POLICY not in contents:
        return None
    try:
        parsed = Policy.parse(policy if policy is not None else contents[bundle.POLICY].decode())
    except (MalformedNote, UnicodeDecodeError) as error:
        report.add(bundle.POLICY, f"策略无法读取：{error}", UNDECIDABLE)
        return None
    report.logs = tuple(str(key) for key in parsed.logs)
    return parsed


def as_json(report: Report) -> str:
    """The report for machines: code, problems, what was disclosed."""
    problems = [[problem.file, problem.text, problem.code] for problem in report.problems]
    found = {"code": report.code, "problems": problems, "leaf": report.leaf, "disclosed": report.disclosed}
    return json.dumps(found, ensure_ascii=False)
