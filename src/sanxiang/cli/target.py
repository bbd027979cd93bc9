"""写入哪里: which database a command is about to write to, and in whose name."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from sanxiang.cli.supervise import say
from sanxiang.config import env
from sanxiang.config.datadir import last_data_dir
from sanxiang.config.postgres import stored_dsn
from sanxiang.config.problem import Problem

if TYPE_CHECKING:
    from sanxiang.kernel import Actor

_LONGEST_NAME = 20


def add_by(parser: argparse.ArgumentParser) -> None:
    """The option that names who gives the command."""
    parser.add_argument(
        "--by", metavar="姓名", default="", help="由谁导入，写入来历和账本，注明是在服务器上执行"
    )


def operator(by: str, reason: str) -> Actor:
    """Who gives the command; raises Problem for a name too long to be kept."""
    from sanxiang.kernel import Actor

    if len(by) > _LONGEST_NAME:
        raise Problem(f"--by 的姓名不能超过{_LONGEST_NAME}个字", "--by is too long")
    return Actor.operator(by, reason)


def say_target() -> None:
    """Say on stderr where the command writes, before it does, and whether another data directory was started last."""
    data_dir, url = Path(env.DATA_DIR.get()).resolve(), env.DATABASE_URL.get()
    if url != stored_dsn(data_dir):
        say(f"写入：{_place(url)} / writing to the database of DATABASE_URL")
        return
    say(f"写入：数据目录 {data_dir} 的数据库 / writing to the database of this data directory")
    last = last_data_dir()
    if env.DATA_DIR.name not in os.environ and last and last != data_dir:
        wanted = f"{env.DATA_DIR.name}={last}"
        say(
            f"请注意：最近启动的是数据目录 {last}；要写入那里，请停下来，先设定 {wanted} / set {wanted} for the other"
        )


def _place(url: str) -> str:
    """The database without its password."""
    parts = urlsplit(url)
    host = parts.hostname or "".join(parse_qs(parts.query).get("host", [])) or "本机"
    return f"{host} 上的数据库 {parts.path.lstrip('/')}"
