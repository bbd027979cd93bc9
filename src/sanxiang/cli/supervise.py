"""看护: keeps the parts of the software running as one process tree, and ends them together.

A part that ends by itself is started again; one that keeps ending is given up with the end of its log.
Children run in sessions of their own, so that Ctrl-C reaches only the supervisor, which then stops them in order.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from sanxiang.config.postgres import Postgres
from sanxiang.config.problem import Problem
from sanxiang.config.process import die_with_parent

GRACE_SECONDS = 10.0
LOOK_EVERY_SECONDS = 0.2
TOO_OFTEN = 5  # ends within TOO_OFTEN_SECONDS
TOO_OFTEN_SECONDS = 60.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def say(sentence: str) -> None:
    """A line of progress."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


@dataclass
class Part:
    """One long-lived child with its log."""

    name: str
    command: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    ends: deque[float] = field(default_factory=lambda: deque(maxlen=TOO_OFTEN))

    def start(self, environment: Mapping[str, str]) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,
                preexec_fn=die_with_parent(os.getpid()),
            )

    def poll(self) -> int | None:
        return self.process.poll() if self.process else None

    def terminate(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def clear(self, patience: float) -> None:
        """Wait for the end, then make sure that nothing of its session is left."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def tail(self) -> str:
        return self.log.read_bytes()[-2000:].decode("utf-8", "replace")


class Supervisor:
    """The process tree: the embedded database if there is one, and the parts that use it."""

    def __init__(self, database: Postgres | None, environment: Mapping[str, str]) -> None:
        self.database = database
        self.environment = environment
        self.parts: list[Part] = []
        self._database_ends: deque[float] = deque(maxlen=TOO_OFTEN)

    def __enter__(self) -> Supervisor:
        for number in STOP_SIGNALS:
            signal.signal(number, _interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        self.stop()

    def start(self, part: Part) -> None:
        """Start a part and look after it from now on."""
        self.parts.append(part)
        part.start(self.environment)

    def run(self, command: Sequence[str], **environment: str) -> None:
        """A step that must succeed before the next; its output is shown. Raises Problem otherwise."""
        step = subprocess.Popen(
            command, env={**self.environment, **environment}, preexec_fn=die_with_parent(os.getpid())
        )
        try:
            code = step.wait()
        finally:
            if step.poll() is None:
                step.terminate()
                step.wait()
        if code:
            raise Problem("准备工作失败，原因见上。", "Preparation failed, see above.")

    def look(self) -> None:
        """Start again what has ended. Raises Problem for a part that keeps ending."""
        if self.database and (code := self.database.poll()) is not None:
            _count(
                self._database_ends,
                "postgres",
                code,
                lambda: f"{self.database and self.database.home / 'log'}",
            )
            self.database.start()
        for part in self.parts:
            if (code := part.poll()) is not None:
                _count(part.ends, part.name, code, part.tail)
                part.clear(patience=0)
                part.start(self.environment)

    def watch(self) -> None:
        """Look after everything until interrupted."""
        while True:
            self.look()
            time.sleep(LOOK_EVERY_SECONDS)

    def stop(self) -> None:
        """End all parts, the database last."""
        for part in self.parts:
            part.terminate()
        for part in self.parts:
            part.clear(GRACE_SECONDS)
        if self.database:
            self.database.stop()


def _count(ends: deque[float], name: str, code: int, tail: Callable[[], str]) -> None:
    ends.append(time.monotonic())
    if len(ends) == TOO_OFTEN and ends[-1] - ends[0] < TOO_OFTEN_SECONDS:
        raise Problem(f"{name} 反复退出（代码 {code}），其日志的末尾是：\n{tail()}", f"{name} keeps ending.")
    say(f"{name} 已退出（代码 {code}），重新启动 / {name} ended, starting it again")


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
