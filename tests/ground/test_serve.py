"""`sanxiang serve`: production starts with nothing left at its default, and then it really serves."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sanxiang.config import production
from tests.ground.conftest import CHECKOUT, Demo, free_port, processes_of, value, wait_for

COMMAND = [sys.executable, "-m", "sanxiang.cli", "serve"]
HOST = "gongshi.example"


def settings(data: Path, database: str) -> dict[str, str]:
    shown = {variable.name: "本地" for variable in production.SHOWN}
    return {
        **shown,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT / "src"),
        "PYTHONUNBUFFERED": "1",
        "SANXIANG_SECRET_KEY": "k" * 64,
        "SANXIANG_ALLOWED_HOSTS": HOST,
        "SANXIANG_SITE_ORIGIN": f"https://{HOST}",
        "SANXIANG_DATA_DIR": str(data),
        "DATABASE_URL": database,
    }


def ask(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https", **headers})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()


def test_it_lists_everything_that_is_not_set(folder: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT / "src")}
    done = subprocess.run(COMMAND, check=False, cwd=folder, env=bare, capture_output=True, text=True)
    assert done.returncode == 1
    for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "SITE_ORIGIN"):
        assert name in done.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.crash
def test_a_database_that_is_not_migrated_is_told(long_demo: Demo, folder: Path) -> None:
    value(long_demo.owner_dsn, "CREATE DATABASE blank")
    address = long_demo.dsn.replace("@/sanxiang?", "@/blank?")
    done = subprocess.run(
        [*COMMAND, "--port", str(free_port())],
        check=False,
        cwd=folder,
        env=settings(folder / "data", address),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "./sanxiang manage migrate" in done.stderr
    assert "ready" not in done.stdout


@pytest.mark.crash
def test_it_serves_pages_and_hashed_files_until_it_is_told_to_stop(long_demo: Demo, folder: Path) -> None:
    port, output = free_port(), folder / "output"
    with output.open("w") as file:
        server = subprocess.Popen(
            [*COMMAND, "--port", str(port), "--workers", "1"],
            cwd=folder,
            env=settings(folder / "data", long_demo.dsn),
            stdout=file,
            stderr=file,
        )
    try:
        wait_for(lambda: "ready https://" in output.read_text() or server.poll() is not None, 60)
        assert "ready https://" in output.read_text(), output.read_text()
        status, headers, page = ask(port, "/login/")
        assert status == 200
        assert "Secure" in headers["Set-Cookie"]
        assert "max-age=" in headers["Strict-Transport-Security"]
        status, headers, _ = ask(port, page.split('rel="stylesheet" href="')[1].split('"')[0])
        assert (status, "immutable" in headers["Cache-Control"]) == (200, True)
        assert ask(port, "/login/", Host="elsewhere.example")[0] == 400
        status, headers, _ = ask(port, "/login/", **{"X-Forwarded-Proto": "http"})
        assert (status, headers["Location"]) == (301, f"https://{HOST}/login/")
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
    finally:
        server.kill()
        server.wait()
    wait_for(lambda: not processes_of(str(folder / "data")), 30)
