"""Pages: what a visitor's request costs, kept and not kept, beside hello world and a plain Django site.

    python bench/pages.py [--rounds 5] [--seconds 3] [--decisions 300] [--markdown]

Four contenders on granian (WSGI, 2 workers, 1 thread each), measured in one run, interleaved (A B C D A B C D):
  hello     Django without any middleware, "hello, world"
  kept      a published decision of the portal, under the whole middleware chain, from its kept file
  list      the portal's list of 50 decisions, rendered anew for each request (role switch, queries, Jinja2)
  plain     the same 50 rows by the ORM and Django templates under startproject's middleware
Goals: kept ≥ 0.5× hello; list ≥ 3× plain. Load comes from wrk if there is one, else from a small client here;
server CPU per request is read from /proc and does not depend on the client.
Uses the server of DATABASE_URL, or the embedded one, and a scratch database that is dropped afterwards.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import Pool
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
CONNECTIONS = 8
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Contender:
    """A page to measure, on its own server."""

    name: str
    application: str
    path: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Requests per second, and server CPU in milliseconds per request."""

    rate: float
    cpu: float


@contextmanager
def published_city(folder: Path, decisions: int) -> Iterator[str]:
    """A scratch database with so many published decisions; yields the address of one of them."""
    from sanxiang.config import postgres

    with postgres.running(folder / "data", owner=True) as server:
        parts = urlsplit(server)
        name = f"sanxiang_bench_{os.getpid()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        os.environ["SANXIANG_DATA_DIR"] = str(folder / "data")
        (folder / "data" / "static").mkdir(parents=True, exist_ok=True)
        os.environ["DJANGO_SETTINGS_MODULE"] = "sanxiang.config.settings"
        try:
            yield publish(decisions)
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def publish(decisions: int) -> str:
    """Publish lists and decisions through the services, and sequence the ledger."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from sanxiang.ledger.sequencer import sequence_once
    from tests.factories import disclosure as sample

    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    sample.publish_lists(now)
    for number in range(decisions):
        day = now.date() - timedelta(days=number % 200)
        view = sample.publish(sample.decision(1000 + number, decided_on=day), now)
    while sequence_once(now=datetime.now(UTC)):
        pass
    connections.close_all()
    return f"/results/penalty/{view.public_id}/"


@contextmanager
def serving(contender: Contender) -> Iterator[tuple[int, int]]:
    """The contender's server; yields its port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        contender.application,
        "--port",
        str(port),
    ]
    command += ["--workers", "2", "--blocking-threads", "1", "--no-access-log", "--log-level", "error"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'bench'}"}
    if contender.bare:
        environment["SANXIANG_BENCH_BARE"] = "1"
    server = subprocess.Popen(command, env=environment)
    try:
        wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"no server on port {port}")


def measure(port: int, pid: int, path: str, seconds: float) -> Result:
    """One round: how many answers in so many seconds, and what they cost the server."""
    before, start = cpu_seconds(pid), time.perf_counter()
    answered = wrk(port, path, seconds) if shutil.which("wrk") else client(port, path, seconds)
    spent = time.perf_counter() - start
    return Result(answered / spent, 1000 * (cpu_seconds(pid) - before) / answered)


def wrk(port: int, path: str, seconds: float) -> int:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", f"http://127.0.0.1:{port}{path}"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in out, out
    return int(re.search(r"(\d+) requests in", out).group(1))  # type: ignore[union-attr]


def client(port: int, path: str, seconds: float) -> int:
    with Pool(CONNECTIONS) as pool:
        return sum(pool.starmap(ask, [(port, path, seconds)] * CONNECTIONS))


def ask(port: int, path: str, seconds: float) -> int:
    """Ask over one kept connection until the time is over; how many answers came."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    answered, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection.sendall(request)
        data = connection.recv(65536)
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        head, _, body = data.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        wanted = int(re.search(rb"content-length: *(\d+)", head, re.IGNORECASE).group(1))  # type: ignore[union-attr]
        got = len(body)
        while got < wanted:
            got += len(connection.recv(262_144))
        answered += 1
    return answered


def cpu_seconds(pid: int) -> float:
    """CPU time of a process and its children, user and system."""
    total = 0
    for process in [pid, *children(pid)]:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found + [grandchild for child in found for grandchild in children(child)]


def report(results: dict[str, list[Result]], *, markdown: bool) -> None:
    rate = {name: median(r.rate for r in rounds) for name, rounds in results.items()}
    cpu = {name: median(r.cpu for r in rounds) for name, rounds in results.items()}
    if markdown:
        print("| page | requests/s | server CPU ms/request |\n|---|---|---|")
    for name in results:
        row = (name, f"{rate[name]:,.0f}", f"{cpu[name]:.2f}")
        print(
            "| {} | {} | {} |".format(*row) if markdown else "{:6} {:>8} requests/s {:>7} ms CPU".format(*row)
        )
    print()
    for name, base, goal in (("kept", "hello", 0.5), ("list", "plain", 3.0)):
        by_rate, by_cpu = rate[name] / rate[base], cpu[base] / cpu[name]
        met = "met" if by_rate >= goal else "missed"
        print(
            f"{name} against {base}: {by_rate:.2f}x by rate, {by_cpu:.2f}x by CPU (goal {goal}x by rate: {met})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--decisions", type=int, default=300)
    parser.add_argument("--markdown", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, published_city(Path(folder), args.decisions) as page:
        portal = "sanxiang.config.wsgi:application"
        contenders = (
            Contender("hello", "plain_site:application", "/hello", bare=True),
            Contender("kept", portal, page),
            Contender("list", portal, "/results/?size=50"),
            Contender("plain", "plain_site:application", "/plain/"),
        )
        results: dict[str, list[Result]] = {c.name: [] for c in contenders}
        with ExitStack() as stack:
            servers = {c.name: stack.enter_context(serving(c)) for c in contenders}
            for c in contenders:
                measure(*servers[c.name], c.path, 1.0)  # warm-up, not counted
            for _ in range(args.rounds):
                for c in contenders:
                    results[c.name].append(measure(*servers[c.name], c.path, args.seconds))
    report(results, markdown=args.markdown)


if __name__ == "__main__":
    main()
