"""`sanxiang log audit|prove|verify|key`: look after the ledger from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from sanxiang.config.problem import Problem

VALID, INVALID, UNDECIDABLE = 0, 1, 2
_SHOWN = 100
_STEP = 256 * 40


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("log", help="执法记录日志：审计、证明、核验")
    commands = parser.add_subparsers(dest="log_command", metavar="动作", required=True)

    audit = commands.add_parser("audit", help="重新计算全部记录、树、检查点与已发布文件")
    audit.add_argument(
        "--from", dest="since", type=int, default=0, metavar="N", help="从序号 N 所在的树块开始"
    )
    audit.add_argument("--against", default="", metavar="网址或目录", help="与另一处的副本比对检查点")
    audit.set_defaults(run=run_audit)

    prove = commands.add_parser("prove", help="一条记录的证明（tlog-proof）")
    prove.add_argument("entry", type=int, metavar="记录编号")
    prove.add_argument("-o", "--output", type=Path, metavar="文件", help="写入文件；叶写入同名的 .leaf")
    prove.set_defaults(run=run_prove)

    verify = commands.add_parser("verify", help="核验一个证明与它的叶")
    verify.add_argument("proof", type=Path, metavar="证明文件")
    verify.add_argument("--leaf", type=Path, metavar="叶文件", help="默认为同名的 .leaf")
    verify.add_argument("--policy", type=Path, metavar="策略文件", help="默认为本机已发布的 policy.txt")
    verify.set_defaults(run=run_verify)

    key = commands.add_parser("key", help="显示账本公钥")
    key.add_argument("--create", action="store_true", help="生成私钥文件（已有则拒绝）")
    key.add_argument("--cards", action="store_true", help="执法证件的签名钥，而不是账本的")
    key.set_defaults(run=run_key)


def run_audit(args: argparse.Namespace) -> int:
    """Exit 0 if everything agrees, 1 with one line per finding if not."""
    from sanxiang.ledger.audit import audit

    report = audit(since=args.since, against=args.against, progress=_show_progress)
    for finding in report.findings[:_SHOWN]:
        print(finding)
    if len(report.findings) > _SHOWN:
        print(f"……另有{len(report.findings) - _SHOWN}处")
    print(
        f"已核对{report.entries}条记录（其中{report.erased}条内容已依法删除，其事件与时间无从核对）、"
        f"{report.waiting}条未排序记录、{report.checkpoints}个检查点、{report.files}个已发布文件："
        + (f"发现{len(report.findings)}处问题" if report.findings else "全部一致")
    )
    return INVALID if report.findings else VALID


def _show_progress(size: int) -> None:
    if sys.stderr.isatty() and size % _STEP == 0:
        print(f"\r已核对{size}条", end="", file=sys.stderr)


def run_prove(args: argparse.Namespace) -> int:
    """Print or write the proof; 2 if the entry is not sequenced and published yet."""
    from sanxiang.ledger import selectors

    try:
        proof = selectors.proof_for(args.entry)
    except LookupError as error:
        raise Problem(str(error), "No such entry.") from None
    if proof is None:
        print(f"记录{args.entry}还没有进入已发布的检查点，请稍后再试", file=sys.stderr)
        return UNDECIDABLE
    if args.output is None:
        print(proof.text, end="")
        return VALID
    args.output.write_text(proof.text, encoding="utf-8")
    args.output.with_suffix(".leaf").write_bytes(proof.leaf)
    print(f"序号{proof.index}，检查点{proof.checkpoint.size}条：{args.output}")
    return VALID


def run_verify(args: argparse.Namespace) -> int:
    """0 valid, 1 invalid, 2 not decidable."""
    from sanxiang.ledger.log import Log
    from sanxiang.ledger.notes import BadSignature, MalformedNote
    from sanxiang.ledger.policy import Policy
    from sanxiang.ledger.proofs import InclusionProof

    policy = args.policy.read_text("utf-8") if args.policy else Log.from_settings().policy()
    leaf = (args.leaf or args.proof.with_suffix(".leaf")).read_bytes()
    try:
        trusted = Policy.parse(policy)
        proof = InclusionProof.parse(args.proof.read_text("utf-8"))
        signed, quorum, _ = trusted.is_met(proof.checkpoint)
    except (MalformedNote, BadSignature, UnicodeDecodeError) as error:
        print(f"不通过：{error}")
        return INVALID
    if not proof.includes(leaf):
        print("不通过：证明与叶对不上")
        return INVALID
    if not (signed and quorum):
        print("不能判定：" + ("见证没有达到策略要求" if signed else "检查点没有策略所列账本的签名"))
        return UNDECIDABLE
    print(f"通过：账本{proof.head.origin}，序号{proof.index}，检查点{proof.head.size}条")
    return VALID


def run_key(args: argparse.Namespace) -> int:
    """Print the public key (and create the private one if asked)."""
    from sanxiang.disclosure.services import card_issuer
    from sanxiang.ledger.log import Log, LogRefuses

    log = card_issuer() if args.cards else Log.from_settings()
    try:
        key = log.create_key() if args.create else log.signer()
    except FileExistsError:
        raise Problem(f"私钥文件已存在：{log.key_file}", "The key file exists already.") from None
    except LogRefuses as error:
        raise Problem(str(error), "The log has no usable key.") from None
    print(key.verifier)
    return VALID
