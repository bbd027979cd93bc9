"""实测: the programs that measure run as a reader would run them, on an embedded server of their own; no time is judged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("imports", "--rows 20 --rounds 1", "of COPY"),
        ("ledger", "--acts 20 --rounds 1 --entries 200", "audit of 200 entries"),
    ],
)
def test_a_bench_runs_on_a_fresh_machine(name: str, options: str, said: str) -> None:
    own = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    command = [sys.executable, str(ROOT / "bench" / f"{name}.py"), *options.split()]
    done = subprocess.run(
        command, cwd=ROOT, env=own, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert said in done.stdout
