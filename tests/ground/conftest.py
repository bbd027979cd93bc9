"""What the tests of the ground share: a folder that every system user can reach, a free port, the demo itself."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from sanxiang.config.postgres import Postgres, stored_dsn

CHECKOUT = Path(__file__).resolve().parents[2]
START_SECONDS = 120.0


@pytest.fixture
def folder() -> Iterator[Path]:
    """Like tmp_path, but not inside a directory closed to other users."""
    with open_folder() as path:
        yield path


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="sanxiang-test-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path)


@pytest.fixture
def port() -> int:
    return free_port()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool], seconds: float = START_SECONDS) -> None:
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.1)


def value(dsn: str, query: str) -> object:
    with psycopg.connect(dsn, autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def accepts(dsn: str) -> bool:
    try:
        psycopg.connect(dsn).close()
    except psycopg.OperationalError:
        return False
    return True


def processes_of(mark: str) -> dict[int, str]:
    """Living processes whose environment or command line names the mark: process id → command line."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if mark in command or mark.encode() in (entry / "environ").read_bytes():
                    found[int(entry.name)] = command
            except OSError:
                continue
    return {pid: command for pid, command in found.items() if command and pid != os.getpid()}


class Demo:
    """A running `sanxiang demo` on a data directory of its own."""

    def __init__(self, folder: Path, port: int, *, prefix: tuple[str, ...] = ()) -> None:
        self.data = folder / "demo"
        self.port = port
        self.output = folder / f"output-{len(list(folder.iterdir()))}"
        inherited = {name: text for name, text in os.environ.items() if not name.startswith("SANXIANG_")}
        inherited.pop("DATABASE_URL", None)
        inherited.pop("DJANGO_SETTINGS_MODULE", None)
        command = [*prefix, sys.executable, "-m", "sanxiang.cli", "demo"]
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, "--empty", "--port", str(port), "--data-dir", str(self.data)],
                cwd=folder,
                stdout=output,
                stderr=output,
                env={**inherited, "PYTHONPATH": str(CHECKOUT / "src"), "PYTHONUNBUFFERED": "1"},
            )
        wait_for(lambda: self.is_ready() or self.process.poll() is not None)
        assert self.is_ready(), self.output.read_text()

    def is_ready(self) -> bool:
        return f"ready http://127.0.0.1:{self.port}/" in self.output.read_text()

    @property
    def dsn(self) -> str:
        """As web and worker connect."""
        return stored_dsn(self.data)

    @property
    def owner_dsn(self) -> str:
        return Postgres(self.data).owner_dsn()

    def pids(self) -> dict[int, str]:
        return processes_of(str(self.data))

    def pid_of(self, part: str) -> int:
        """The oldest process with the words in its command line."""
        return min(pid for pid, command in self.pids().items() if part in command)

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                return connection.recv(12).startswith(b"HTTP/1")
        except OSError:
            return False

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(60)


@pytest.fixture
def demo(folder: Path, port: int) -> Iterator[Demo]:
    running = Demo(folder, port)
    yield running
    running.stop()
    wait_for(lambda: not running.pids(), 30)


@pytest.fixture(scope="module")
def long_demo() -> Iterator[Demo]:
    """One demo for all the tests that it must survive."""
    with open_folder() as folder:
        running = Demo(folder, free_port())
        yield running
        running.stop()
        wait_for(lambda: not running.pids(), 30)
