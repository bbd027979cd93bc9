"""`sanxiang prepare`: what is done before the web server may start. Part of `sanxiang demo` and `sanxiang serve`."""

from __future__ import annotations

import argparse
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sanxiang.cli.accounts import table
from sanxiang.cli.supervise import say

BUILDING_MARK = "city.building"
PREPARED_MARK = "prepared"
ACCOUNTS_FILE = "accounts.txt"
PACKAGE = Path(__file__).resolve().parents[1]


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("prepare")
    parser.add_argument("--empty", action="store_true")
    parser.set_defaults(run=run)


def is_prepared(data_dir: Path, *, empty: bool) -> bool:
    """True if the data directory was prepared by this very version, so that a restart need not look again."""
    mark = data_dir / PREPARED_MARK
    return mark.exists() and mark.read_text() == _state(empty=empty)


def has_city(data_dir: Path) -> bool:
    """Was the demo city built here? What was filled with real files is no demo, however it is started."""
    return (data_dir / ACCOUNTS_FILE).exists()


def run(args: argparse.Namespace) -> None:
    """Put in what holds everywhere, and build the demo city if the migrated database is empty and is not to stay so."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if not args.empty:
        build_city(settings.DATA_DIR)
    seed()
    (settings.DATA_DIR / PREPARED_MARK).write_text(_state(empty=args.empty))


def seed() -> None:
    """What no city enters itself: the working days of the announced years, and the situations of article 58.

    What is there already stays as it is. The amounts of the local situations are defaults, to be replaced by the
    city's own list (T6, T7).
    """
    from sanxiang.kernel import Actor
    from sanxiang.powers.services import seed_review_rules
    from sanxiang.registry.calendar import seed_calendar
    from sanxiang.rules.review import APPLIES_FROM

    doing: dict[str, Any] = {"actor": Actor.system("初始设置"), "now": datetime.now(UTC)}
    if days := seed_calendar(**doing):
        say(f"工作日历：放假和调休{days}天 / the working calendar")
    if rules := seed_review_rules(**doing, effective_from=APPLIES_FROM):
        say(f"法制审核目录：{rules}种情形，金额为默认值，请改为本地规定的 / the common review list")


def build_city(data_dir: Path) -> None:
    """A mark says while the city is being built: if that is interrupted, the next start begins anew."""
    from django.contrib.auth import get_user_model

    from sanxiang.cli import demo_city

    mark, filled = data_dir / BUILDING_MARK, get_user_model().objects.exists()
    if filled and not has_city(data_dir):
        return
    if not filled:
        say("建立演示城市 / building the demo city")
        mark.touch()
        demo_city.build(progress=say)
    (data_dir / ACCOUNTS_FILE).write_text(table(demo_city.ACCOUNTS), encoding="utf-8")
    mark.unlink(missing_ok=True)


def _state(*, empty: bool) -> str:
    """Changes when a migration, a grant, the accounts of the city or a dependency does."""
    state = hashlib.sha256(b"empty" if empty else b"city")
    inputs = [*PACKAGE.glob("*/migrations/*.py"), *PACKAGE.glob("cli/demo_city/*.py")]
    inputs += [PACKAGE / "config" / "grants.py"]
    for path in sorted(inputs) + [PACKAGE.parents[1] / "requirements.lock"]:
        if path.exists():
            state.update(f"{path} {path.stat().st_mtime_ns}\n".encode())
    return state.hexdigest()
