"""`sanxiang check`: what a change must pass before it lands, in the order of speed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[3]
DJANGO = ("-W", "ignore::RuntimeWarning", "-m", "django")
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("格式 format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("静态检查 lint", ("-m", "ruff", "check", ".")),
    (
        "楼层约定 contracts",
        ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ),
    ("Django 检查 system checks", (*DJANGO, "check", "--fail-level", "WARNING")),
    ("迁移 migrations", (*DJANGO, "makemigrations", "--check", "--dry-run")),
    (
        "类型 types",
        (
            "-m",
            "mypy",
        ),
    ),
)


def register(subparsers: Any) -> None:
    subparsers.add_parser("check", help="格式、静态检查、类型、楼层约定、迁移").set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run every step, even after one has failed; 1 if any did."""
    failed = [name for name, command in STEPS if not _passes(name, command)]
    print("未通过：" + "、".join(failed) if failed else "全部通过")
    return 1 if failed else 0


def _passes(name: str, command: tuple[str, ...]) -> bool:
    began = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sanxiang.config.settings_test"}
    done = subprocess.run(
        [sys.executable, *command],
        check=False,
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(f"{'✓' if done.returncode == 0 else '✗'} {name}  {time.monotonic() - began:.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0
