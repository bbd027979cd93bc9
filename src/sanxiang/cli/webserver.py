"""网站与后台进程: how both are started under a supervisor, the same way in the demo and in production."""

from __future__ import annotations

import errno
import http.client
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from sanxiang.cli.supervise import LOOK_EVERY_SECONDS, Part, Supervisor, say
from sanxiang.config.problem import Problem

SANXIANG = (sys.executable, "-m", "sanxiang.cli")
HOST = "127.0.0.1"
THREADS = 2  # per worker; more only contend for the interpreter on heavy pages
BACKPRESSURE = 64
READY_SECONDS = 60.0


def check_port(port: int) -> None:
    """Raise Problem unless we can listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OverflowError as error:
            raise Problem(f"端口 {port} 不存在。", f"There is no port {port}.") from error
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Problem(
                    f"无权使用端口 {port}：请用 --port 8000 以上。", f"Port {port} needs privileges."
                ) from error
            raise Problem(
                f"端口 {port} 已被占用：请停止占用它的程序，或用 --port {port + 1} 换一个端口。",
                f"Port {port} is taken: stop what uses it, or choose another with --port {port + 1}.",
            ) from error


def start(
    supervisor: Supervisor, logs: Path, *, port: int, workers: int, headers: Mapping[str, str] | None = None
) -> None:
    """Start web server and worker; returns when the home page answers a request with these headers."""
    logs.mkdir(exist_ok=True)
    say("启动网站与后台进程 / starting web server and worker")
    web = Part("web", _command(port, workers), logs / "web.log")
    supervisor.start(web)
    supervisor.start(Part("worker", [*SANXIANG, "worker"], logs / "worker.log"))
    _wait_until_ready(web, port, headers or {})


def _command(port: int, workers: int) -> list[str]:
    """granian over WSGI: asynchronous servers cost Django pages several times the CPU."""
    options = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", str(THREADS)]
    options += ["--backpressure", str(BACKPRESSURE), "--respawn-failed-workers", "--respawn-interval", "0.5"]
    options += ["--workers-kill-timeout", "2"]
    options += ["--host", HOST, "--port", str(port), "--no-ws"]
    return [sys.executable, "-m", "granian", *options, "sanxiang.config.wsgi:application"]


def _wait_until_ready(web: Part, port: int, headers: Mapping[str, str]) -> None:
    """Raises Problem when the home page answers with an error or not at all."""
    give_up = time.monotonic() + READY_SECONDS
    while (status := _status(port, headers)) == 0 and web.poll() is None and time.monotonic() < give_up:
        time.sleep(LOOK_EVERY_SECONDS / 2)
    if status != http.client.OK:
        raise Problem(f"网站未能正常应答（{status}），其日志的末尾是：\n{web.tail()}", f"See {web.log}.")


def _status(port: int, headers: Mapping[str, str]) -> int:
    """The status code of the home page, 0 without an answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/", headers=dict(headers))
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
