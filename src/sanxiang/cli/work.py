"""`sanxiang worker`: the background process, as the supervisor starts it."""

from __future__ import annotations

import argparse
from typing import Any


def register(subparsers: Any) -> None:
    subparsers.add_parser("worker").set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from sanxiang.jobs.worker import run_worker

    return run_worker()
