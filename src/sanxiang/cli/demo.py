"""`sanxiang demo`: everything on one machine, from an empty directory to a city at work."""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

from sanxiang.cli import webserver
from sanxiang.cli.prepare import ACCOUNTS_FILE, BUILDING_MARK, has_city, is_prepared
from sanxiang.cli.supervise import Supervisor, say
from sanxiang.config import env, fonts, pgroles
from sanxiang.config.datadir import MARK, open_data_dir, remember
from sanxiang.config.postgres import Postgres, remove_cluster
from sanxiang.config.problem import Problem
from sanxiang.config.production import DEMO_SITE

WORKERS = 2


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("demo", help="启动演示")
    parser.add_argument("--port", type=int, default=8000, help="网站端口（默认 8000）")
    parser.add_argument(
        "--data-dir", type=Path, default=Path(env.DATA_DIR.get()), help="数据目录（默认 var/demo）"
    )
    parser.add_argument("--fresh", action="store_true", help="清空数据目录，重新建立演示城市")
    parser.add_argument("--empty", action="store_true", help="不建立演示城市，供导入自己的数据")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, prepare, start, print the addresses, and look after it all until Ctrl-C or SIGTERM."""
    data_dir = args.data_dir.resolve()
    webserver.check_port(args.port)
    open_data_dir(data_dir)
    remember(data_dir)
    database = None if env.DATABASE_URL.get() else owned_database(data_dir, fresh=args.fresh)
    fonts.ensure(say)
    environment = child_environment(data_dir, args.port)
    with Supervisor(database, environment) as supervisor:
        environment["DATABASE_URL"] = start_database(database)
        if database is None or not is_prepared(data_dir, empty=args.empty):
            say("更新数据库结构 / migrating")
            owner = database.owner_dsn() if database else environment["DATABASE_URL"]
            supervisor.run(
                [*webserver.SANXIANG, "manage", "migrate", "--no-input", "-v0"], DATABASE_URL=owner
            )
            supervisor.run([*webserver.SANXIANG, "prepare", *(["--empty"] if args.empty else [])])
        if has_city(data_dir):
            environment |= {name: os.environ.get(name, text) for name, text in DEMO_SITE.items()}
        webserver.start(supervisor, data_dir / "logs", port=args.port, workers=WORKERS)
        announce(data_dir, args.port)
        with contextlib.suppress(KeyboardInterrupt):
            supervisor.watch()
        say("正在停止 / stopping")
    return 0


def owned_database(data_dir: Path, *, fresh: bool) -> Postgres:
    """The data directory's server with us as its owner; emptied if asked, or if the city is only half built."""
    database = Postgres(data_dir)
    if not database.claim():
        raise Problem(
            f"数据目录 {data_dir} 的演示已在运行：请先停止它，或用 --data-dir 另开一个。",
            f"A demo is already running on {data_dir}: stop it, or use another --data-dir.",
        )
    if fresh or (data_dir / BUILDING_MARK).exists():
        say("清空数据目录 / emptying the data directory")
        empty(data_dir)
    return database


def empty(data_dir: Path) -> None:
    """Remove everything we put there, except our own lock and the mark that it is ours."""
    remove_cluster(data_dir)
    for path in (*(data_dir / "postgres").iterdir(), *data_dir.iterdir()):
        if path.name in (MARK, "postgres", "lock"):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def child_environment(data_dir: Path, port: int) -> dict[str, str]:
    """What the children inherit; a key of the data directory's own signs the sessions."""
    key = data_dir / "secret-key"
    if not key.exists():
        descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    ours = {
        env.DATA_DIR.name: str(data_dir),
        env.SECRET_KEY.name: key.read_text(),
        env.SITE_ORIGIN.name: f"http://{webserver.HOST}:{port}",
        env.MODE.name: "demo",
        env.SUPERVISED.name: "1",
    }
    return {**ours, **os.environ, env.DATA_DIR.name: str(data_dir)}


def start_database(database: Postgres | None) -> str:
    if database is None:
        pgroles.ensure_roles(env.DATABASE_URL.get())
        return env.DATABASE_URL.get()
    say("启动数据库 / starting the database")
    return database.start()


def announce(data_dir: Path, port: int) -> None:
    print(f"ready http://{webserver.HOST}:{port}/", flush=True)
    accounts = data_dir / ACCOUNTS_FILE
    if accounts.exists():
        print(accounts.read_text(), flush=True)
