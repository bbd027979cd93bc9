"""`sanxiang env`: every environment variable the software reads, with its default and present value."""

from __future__ import annotations

import argparse
import os
from typing import Any

from sanxiang.config import env


def register(subparsers: Any) -> None:
    subparsers.add_parser("env", help="列出本软件读取的环境变量").set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    for variable in env.VARIABLES.values():
        state = "已设置" if variable.name in os.environ else f"默认 {variable.default or '（空）'}"
        print(f"{variable.name}\n    {variable.help}\n    {state}")
