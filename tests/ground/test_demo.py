"""The process tree of `sanxiang demo`: it heals, it ends, and it leaves nothing behind."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from sanxiang.cli import prepare, webserver
from sanxiang.config.problem import Problem
from tests.factories.city import City, found_city
from tests.ground.conftest import CHECKOUT, Demo, accepts, value, wait_for


@pytest.fixture
def city(db: None) -> City:
    return found_city()


def test_a_taken_port_is_told_with_another_one() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Problem, match=f"端口 {port} 已被占用.*--port {port + 1}"):
            webserver.check_port(port)


def test_a_port_that_does_not_exist_is_told() -> None:
    with pytest.raises(Problem, match="端口 70000 不存在"):
        webserver.check_port(70000)


@pytest.mark.crash
def test_it_stops_on_sigterm_and_keeps_its_data(demo: Demo, folder: Path) -> None:
    value(demo.owner_dsn, "CREATE TABLE kept AS SELECT 5 AS n")
    assert demo.output.read_text().count("ready http://") == 1
    assert demo.stop() == 0
    assert demo.pids() == {}
    again = Demo(folder, demo.port)
    assert value(again.owner_dsn, "SELECT n FROM kept") == 5
    again.stop(signal.SIGINT)
    assert again.pids() == {}


@pytest.mark.crash
def test_a_second_demo_on_the_same_data_is_told(long_demo: Demo) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sanxiang.cli", "demo", "--port", "0", "--data-dir", str(long_demo.data)],
        check=False,
        env={name: text for name, text in os.environ.items() if name != "DATABASE_URL"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "演示已在运行" in done.stderr
    assert long_demo.answers()


@pytest.mark.crash
@pytest.mark.parametrize("part", ["-m granian", "-m sanxiang.cli worker", "bin/postgres"])
def test_a_part_killed_with_9_is_started_again(long_demo: Demo, part: str) -> None:
    value(long_demo.owner_dsn, "CREATE TABLE IF NOT EXISTS kept AS SELECT 5 AS n")
    victim = long_demo.pid_of(part)
    os.kill(victim, signal.SIGKILL)
    wait_for(
        lambda: victim not in long_demo.pids() and any(part in line for line in long_demo.pids().values())
    )
    wait_for(lambda: long_demo.answers() and accepts(long_demo.dsn))
    assert value(long_demo.owner_dsn, "SELECT n FROM kept") == 5
    assert long_demo.process.poll() is None


@pytest.mark.crash
def test_one_of_the_web_workers_killed_with_9_is_replaced(long_demo: Demo) -> None:
    def workers() -> list[int]:
        return sorted(pid for pid, line in long_demo.pids().items() if "-m granian" in line)

    before = workers()
    os.kill(before[-1], signal.SIGKILL)
    wait_for(lambda: before[-1] not in workers() and len(workers()) == len(before))
    assert long_demo.answers()


@pytest.mark.crash
def test_nothing_outlives_a_supervisor_killed_with_9(demo: Demo, folder: Path) -> None:
    value(demo.owner_dsn, "CREATE TABLE kept AS SELECT 5 AS n")
    os.kill(demo.process.pid, signal.SIGKILL)
    demo.process.wait()
    wait_for(lambda: not demo.pids(), 30)
    again = Demo(folder, demo.port)
    assert value(again.owner_dsn, "SELECT n FROM kept") == 5
    again.stop()


@pytest.mark.crash
@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root can become another user"
)
def test_an_ordinary_user_can_run_it(folder: Path, port: int) -> None:
    who = pwd.getpwnam("nobody")
    become = ["setpriv", f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    reachable = subprocess.run([*become, "env", sys.executable, "-c", "import django"], check=False)
    if reachable.returncode:
        pytest.skip(f"this interpreter, {sys.executable}, is closed to other users")
    home = folder / "home"
    home.mkdir()
    os.chown(home, who.pw_uid, who.pw_gid)
    running = Demo(home, port, prefix=(*become, "env", f"HOME={home}"))
    assert Path(f"/proc/{running.pid_of('bin/postgres')}").stat().st_uid == who.pw_uid
    assert running.stop() == 0
    wait_for(lambda: not running.pids(), 30)


def test_fresh_empties_only_what_is_ours(folder: Path) -> None:
    (folder / "letters.txt").touch()
    done = subprocess.run(
        [sys.executable, "-m", "sanxiang.cli", "demo", "--fresh", "--port", "0", "--data-dir", str(folder)],
        check=False,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "不是三项的数据目录" in done.stderr
    assert (folder / "letters.txt").exists()


@pytest.mark.crash
def test_an_installation_without_the_demo_city_does_not_call_itself_one(long_demo: Demo) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{long_demo.port}/about/", timeout=20) as answer:
        shown = answer.read().decode()
    assert "本站名称待设定" in shown
    assert "演示站点" not in shown and "云屏市" not in shown


def test_what_was_filled_with_real_files_never_becomes_the_demo(city: City, tmp_path: Path) -> None:
    """`demo` without --empty on a database that has accounts builds nothing and marks nothing."""
    data = tmp_path / "demo"
    data.mkdir()
    prepare.build_city(data)
    assert not prepare.has_city(data) and list(data.iterdir()) == []
