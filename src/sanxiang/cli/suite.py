"""`sanxiang test …`: the whole suite on the embedded database, in a cluster that is thrown away."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sanxiang.cli.browser import ensure_chromium
from sanxiang.cli.supervise import say
from sanxiang.config import env, fonts, pgroles
from sanxiang.config.postgres import Postgres, remove_cluster
from sanxiang.config.process import die_with_parent

CHECKOUT = Path(__file__).resolve().parents[3]
PREFIX = "test-"


def run_raw(arguments: list[str]) -> int:
    """Run pytest with the arguments; its summary is the last thing printed, its code the exit code.

    A folder below `tests/` may be named without it: `sanxiang test rules`.
    """
    ensure_chromium()
    fonts.ensure(say)
    if url := env.DATABASE_URL.get():
        pgroles.ensure_roles(url)
        return _pytest(arguments, url)
    scratch = CHECKOUT / "var"
    scratch.mkdir(exist_ok=True)
    _remove_leftovers(scratch)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=scratch))
    folder.chmod(0o755)
    server = Postgres(folder, durable=False)
    try:
        server.start()
        return _pytest(arguments, server.superuser_dsn())
    finally:
        server.stop()
        _remove(folder)


def _pytest(arguments: list[str], url: str) -> int:
    folders = [f"tests/{word}" if (CHECKOUT / "tests" / word).is_dir() else word for word in arguments]
    # the whole suite on all processors, each with a database of its own; a part is done sooner by one
    spread = () if folders else ("-n", str(os.cpu_count() or 1), "--dist", "worksteal")
    command = [sys.executable, "-m", "pytest", *spread, *folders]
    environment = {**os.environ, env.DATABASE_URL.name: url}
    suite = subprocess.Popen(command, cwd=CHECKOUT, env=environment, preexec_fn=die_with_parent(os.getpid()))
    while True:
        try:
            return suite.wait()
        except KeyboardInterrupt:
            continue  # pytest got it too and is writing its summary


def _remove_leftovers(scratch: Path) -> None:
    """Clusters of runs that were killed: theirs is the lock that nobody holds."""
    for lock in scratch.glob(f"{PREFIX}*/postgres/lock"):
        with lock.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _remove(lock.parents[1])


def _remove(folder: Path) -> None:
    remove_cluster(folder)
    shutil.rmtree(folder)
