"""`sanxiang serve`: web server and worker in production, on a database that its administrator looks after."""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sanxiang.cli import webserver
from sanxiang.cli.supervise import Supervisor, say
from sanxiang.config import env, fonts, production
from sanxiang.config.datadir import open_data_dir, remember
from sanxiang.config.problem import Problem


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("serve", help="生产环境：启动网站与后台进程")
    parser.add_argument("--port", type=int, default=8000, help="本机端口，由反向代理转发（默认 8000）")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="网站进程数（默认为处理器数）"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Refuse what is not set on purpose, collect the static files, start, and look after it all until told to stop."""
    if faults := production.faults():
        raise Problem("\n".join(faults), "Not configured for production, see docs/howto/production.md.")
    for warning in production.warnings():
        say(f"请注意：{warning} / the footer is incomplete")
    webserver.check_port(args.port)
    data_dir = open_data_dir(Path(env.DATA_DIR.get()).resolve())
    remember(data_dir)
    fonts.font_paths()
    with Supervisor(None, child_environment(data_dir)) as supervisor:
        say("核对数据库结构：不一致时请以属主身份运行 ./sanxiang manage migrate / checking the migrations")
        supervisor.run([*webserver.SANXIANG, "manage", "migrate", "--check", "-v0"])
        supervisor.run([*webserver.SANXIANG, "prepare", "--empty"])
        say("收集静态文件 / collecting static files")
        supervisor.run([*webserver.SANXIANG, "manage", "collectstatic", "--no-input", "--clear", "-v0"])
        origin = urlsplit(env.SITE_ORIGIN.get())
        headers = {"Host": origin.netloc, "X-Forwarded-Proto": "https"}
        webserver.start(supervisor, data_dir / "logs", port=args.port, workers=args.workers, headers=headers)
        print(f"ready {origin.geturl()} ({webserver.HOST}:{args.port})", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            supervisor.watch()
        say("正在停止 / stopping")
    return 0


def child_environment(data_dir: Path) -> dict[str, str]:
    ours = {env.MODE.name: "production", env.SUPERVISED.name: "1", env.DATA_DIR.name: str(data_dir)}
    return {**os.environ, **ours}
