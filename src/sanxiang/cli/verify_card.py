"""`sanxiang verify-card`: check what the QR code of a credential holds, offline, with the public key alone."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_VERDICTS = ("通过", "不通过", "不能判定")
_UNREADABLE = 2


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "verify-card", help="离线核验执法证件的二维码：0 通过，1 不通过，2 不能判定"
    )
    parser.add_argument("statement", metavar="二维码内容", help="扫描执法证件得到的文字")
    parser.add_argument(
        "--key", type=Path, required=True, metavar="公钥文件", help="取自公示网站的 /v/key.txt、公报或打印件"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 0 good, 1 bad, 2 not decidable offline (docs/reference/card.md)."""
    from sanxiang.disclosure.cards import MalformedCard, check_statement, parse_keys
    from sanxiang.kernel.clock import local_date

    try:
        keys = parse_keys(args.key.read_text("utf-8", "replace"))
    except OSError as error:
        print(f"不能判定：无法读取 {error.filename}", file=sys.stderr)
        return _UNREADABLE
    except MalformedCard as error:
        print(f"不能判定：{error}", file=sys.stderr)
        return _UNREADABLE
    found = check_statement(args.statement, keys, local_date(datetime.now(UTC)))
    print(f"{_VERDICTS[found.code]}：{found.reason}")
    if card := found.card:
        print(f"  {card.name}，{card.agency}，证号{card.number}，{card.fields}，有效期至{card.valid_to}")
        print("  签名不说明签发以后是否暂扣或者注销，请在有网络时再核验一次。")
    return found.code
