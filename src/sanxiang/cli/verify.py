"""`sanxiang verify`: check a verification bundle offline, without database and without settings."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sanxiang.ledger.verify_bundle import Report

_VERDICTS = ("通过", "不通过", "不能判定")
_UNREADABLE = 2


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("verify", help="离线核验一个验证包：0 通过，1 不通过，2 不能判定")
    parser.add_argument("bundle", type=Path, metavar="验证包.zip")
    parser.add_argument("--policy", type=Path, metavar="策略文件", help="从公示网站、公报或打印件取得的策略")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 0 valid, 1 invalid, 2 not decidable."""
    from sanxiang.ledger.verify_bundle import as_json, verify_bundle

    try:
        data = args.bundle.read_bytes()
        policy = args.policy.read_bytes().decode("utf-8", "replace") if args.policy else None
    except OSError as error:
        print(f"不能判定：无法读取 {error.filename}", file=sys.stderr)
        return _UNREADABLE
    report = verify_bundle(data, policy=policy)
    if args.json:
        print(as_json(report))
    else:
        print("\n".join(_lines(report, own_policy=policy is None)))
    return report.code


def _lines(report: Report, *, own_policy: bool) -> list[str]:
    lines = [_VERDICTS[report.code]]
    lines += [f"  {problem.file}：{problem.text}" for problem in report.problems]
    if report.code == 0:
        lines.append(f"  账本{report.origin}，序号{report.index}，记录时间{report.leaf['at']}")
        lines += [
            f"  见证时间 {datetime.fromtimestamp(time, UTC):%Y-%m-%dT%H:%M:%SZ}" for time in report.cosigned
        ]
        lines += [f"  {name}：{value}" for name, value in report.disclosed.items()]
        lines += [f"  签名公钥 {key}" for key in report.logs]
    if own_policy:
        lines.append(
            "  注意：使用了包内的 policy.txt。请把公钥与公示网站、公报上的比对，或用 --policy 指定。"
        )
    return lines
