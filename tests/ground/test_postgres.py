"""The embedded database: it starts, keeps what was committed, and says what is wrong with a data directory."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sanxiang.config import osuser, pgroles, postgres
from sanxiang.config.postgres import Postgres
from sanxiang.config.problem import Problem
from tests.ground.conftest import CHECKOUT, value

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can run as another user")


@pytest.fixture(autouse=True)
def _embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def server(folder: Path) -> Iterator[Postgres]:
    started = Postgres(folder / "data", durable=False)
    started.start()
    yield started
    started.stop()


def test_what_was_committed_is_there_after_a_restart(server: Postgres) -> None:
    value(server.owner_dsn(), "CREATE TABLE kept AS SELECT 42 AS n")
    server.stop()
    assert server.poll() is None
    server.start()
    assert value(server.owner_dsn(), "SELECT n FROM kept") == 42


def test_a_wrong_password_is_refused(server: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.dsn().replace("sanxiang_app:", "sanxiang_app:x", 1))


def test_the_application_owns_nothing_and_may_become_the_public_but_not_the_owner(server: Postgres) -> None:
    rights = "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    assert value(server.dsn(), rights) is False
    assert value(server.dsn(), "SELECT pg_has_role('sanxiang_public', 'SET')") is True
    assert value(server.dsn(), "SELECT pg_has_role('sanxiang', 'MEMBER')") is False
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        value(server.dsn(), "CREATE TABLE mine (n int)")


def test_the_owner_may_become_both(server: Postgres) -> None:
    for role in pgroles.GROUPS:
        assert value(server.owner_dsn(), f"SELECT pg_has_role('{role}', 'SET')") is True


def test_sockets_lie_outside_the_data_in_a_closed_directory(server: Postgres) -> None:
    sockets = Path((server.home / "sockets").read_text().strip())
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert not sockets.is_relative_to(server.home)
    assert stat.S_IMODE((server.home / "dsn").stat().st_mode) == 0o600


@pytest.mark.crash
def test_kill_9_loses_nothing_that_was_committed(folder: Path) -> None:
    server = Postgres(folder / "data")
    server.start()
    value(server.owner_dsn(), "CREATE TABLE kept AS SELECT 1 AS n")
    with contextlib.closing(psycopg.connect(server.owner_dsn())) as open_transaction:
        open_transaction.execute("INSERT INTO kept VALUES (2)")
        assert server.process
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        assert server.poll() == -signal.SIGKILL
        server.start()
        assert value(server.owner_dsn(), "SELECT sum(n) FROM kept") == 1
    server.stop()


@pytest.mark.crash
def test_a_server_whose_parent_was_killed_ends_and_its_data_open_again(folder: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder / "data")],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT / "src")},
        stdout=subprocess.PIPE,
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    give_up = time.monotonic() + 30
    while Path(f"/proc/{child}").exists() and "State:\tZ" not in Path(f"/proc/{child}/status").read_text():
        assert time.monotonic() < give_up
        time.sleep(0.05)
    again = Postgres(folder / "data", durable=False)
    again.start()
    assert value(again.owner_dsn(), "SELECT n FROM kept") == 7
    again.stop()


PARENT = """
import sys, time, pathlib, psycopg
from sanxiang.config.postgres import Postgres
server = Postgres(pathlib.Path(sys.argv[1]))
server.start()
with psycopg.connect(server.owner_dsn(), autocommit=True) as connection:
    connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
print(server.process.pid, flush=True)
time.sleep(600)
"""


def test_a_second_owner_is_told_and_a_second_client_gets_the_same_server(
    server: Postgres, folder: Path
) -> None:
    second = Postgres(folder / "data")
    assert not second.claim()
    with pytest.raises(Problem, match="另一个进程"):
        second.start()
    with postgres.running(folder / "data") as dsn:
        assert dsn == server.dsn()
    with postgres.running(folder / "data", owner=True) as dsn:
        assert dsn == server.owner_dsn()
    assert value(server.dsn(), "SELECT 1") == 1


def test_data_of_another_major_version_are_refused(server: Postgres) -> None:
    server.stop()
    (server.home / "data" / "PG_VERSION").write_text("15\n")
    with pytest.raises(Problem, match="PostgreSQL 15"):
        server.start()


def test_a_server_that_ends_by_itself_shows_its_log(server: Postgres) -> None:
    server.stop()
    with (server.home / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = nonsense\n")
    with pytest.raises(Problem, match="shared_buffers"):
        server.start()


def test_an_interrupted_initdb_is_done_again(folder: Path) -> None:
    server = Postgres(folder / "data", durable=False)
    (server.home / "data.new" / "base").mkdir(parents=True)
    assert value(server.start(), "SELECT 1") == 1
    server.stop()


def test_a_directory_with_other_things_in_it_is_not_used(folder: Path) -> None:
    (folder / "letters.txt").touch()
    with pytest.raises(Problem, match="不是三项的数据目录"):
        Postgres(folder)


def test_a_data_directory_of_another_format_is_refused(folder: Path) -> None:
    (folder / "sanxiang-data").write_text("99\n")
    with pytest.raises(Problem, match="格式是 99"):
        Postgres(folder)


def test_a_path_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(Problem, match="不可写"):
        Postgres(folder / "file" / "data")


def test_an_external_database_that_does_not_answer_is_told() -> None:
    with pytest.raises(Problem, match="无法连接"):
        pgroles.ensure_roles("postgresql://nobody@127.0.0.1:9/nothing")


def test_missing_roles_that_we_may_not_make_are_told_with_the_statements(server: Postgres) -> None:
    superuser = server.superuser_dsn()
    value(superuser, "CREATE ROLE guest LOGIN PASSWORD 'guest'")
    value(superuser, "ALTER ROLE sanxiang_public RENAME TO moved")
    with pytest.raises(Problem, match="CREATE ROLE sanxiang_public NOLOGIN"):
        pgroles.ensure_roles(server.dsn().replace(server.dsn().split("@")[0], "postgresql://guest:guest"))


@as_root
def test_a_place_that_the_database_user_cannot_reach_is_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr("sanxiang.config.wheel.REFUGE", folder / "refuge")
    server = Postgres(closed / "data", durable=False)
    assert value(server.start(), "SELECT 1") == 1
    server.stop()
    assert "不可达" in capfd.readouterr().err
    assert (server.home / "data").resolve().is_relative_to(folder / "refuge")
    assert value(server.start(), "SELECT 1") == 1
    server.stop()


@as_root
def test_it_does_not_run_as_root(server: Postgres) -> None:
    assert server.process
    assert Path(f"/proc/{server.process.pid}").stat().st_uid != 0


def test_an_ordinary_user_needs_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1234)
    assert not osuser.database_user(tmp_path).other
