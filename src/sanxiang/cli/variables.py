"""`sanxiang env`: every environment variable the software reads, with its default and present value."""

from __future__ import annotations

import argparse
import os
from typing import Any

from sanxiang.config import env

_HEAD = """# 环境变量

由`./sanxiang env --markdown`生成。

| 变量 | 默认 | 说明 |
|---|---|---|"""


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("env", help="列出本软件读取的环境变量")
    parser.add_argument("--markdown", action="store_true", help="输出 docs/reference/env.md 的内容")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    if args.markdown:
        print(markdown())
        return
    for variable in env.VARIABLES.values():
        state = "已设置" if variable.name in os.environ else f"默认 {variable.default or '（空）'}"
        print(f"{variable.name}\n    {variable.help}\n    {state}")


def markdown() -> str:
    """The reference page: the same on every machine."""
    rows = [
        f"| `{v.name}` | {f'`{v.default}`' if v.default else '（空）'} | {v.help} |"
        for v in env.VARIABLES.values()
    ]
    return "\n".join([_HEAD, *rows])
