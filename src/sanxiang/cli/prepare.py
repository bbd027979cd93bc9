"""`sanxiang prepare`: what must be done before the web server may start. Part of `sanxiang demo`."""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path
from typing import Any

from sanxiang.cli.accounts import table
from sanxiang.cli.supervise import say

BUILDING_MARK = "city.building"
ACCOUNTS_FILE = "accounts.txt"


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("prepare")
    parser.add_argument("--empty", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Migrate, then build the demo city if the database is empty and is not to stay so."""
    from django.conf import settings
    from django.core.management import call_command

    say("更新数据库结构 / migrating")
    call_command("migrate", verbosity=0, interactive=False)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if not args.empty:
        build_city(settings.DATA_DIR)


def build_city(data_dir: Path) -> None:
    """A mark says while the city is being built: if that is interrupted, the next start begins anew."""
    from django.contrib.auth import get_user_model

    if importlib.util.find_spec("sanxiang.cli.demo_city") is None:
        return
    demo_city = importlib.import_module("sanxiang.cli.demo_city")
    if not get_user_model().objects.exists():
        say("建立演示城市 / building the demo city")
        mark = data_dir / BUILDING_MARK
        mark.touch()
        demo_city.build(progress=say)
        mark.unlink()
    (data_dir / ACCOUNTS_FILE).write_text(table(demo_city.ACCOUNTS), encoding="utf-8")
