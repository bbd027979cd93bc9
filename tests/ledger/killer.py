"""A program that starts two sequencers, kills them with SIGKILL at a random moment, and starts again.

Arguments: log directory, origin, key file, number of kills, seed. Prints the published checkpoint after each kill.
It forks, so that a kill costs milliseconds and falls into the work rather than into the start of Python; the
forking process itself never opens the database.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import django

django.setup()

from sanxiang.ledger import sequencer  # noqa: E402
from sanxiang.ledger.log import Log  # noqa: E402

sequencer.POLL_SECONDS = 0.0
sequencer.BATCH = 40


def start(log: Log) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            sequencer.run_forever(Event(), clock=lambda: datetime.now(UTC), log=log)
        finally:
            os._exit(1)
    return pid


def main() -> None:
    directory, origin, key_file, kills, seed = sys.argv[1:]
    log, chance = Log(Path(directory), origin, Path(key_file)), random.Random(int(seed))
    for _ in range(int(kills)):
        children = [start(log), start(log)]
        time.sleep(chance.uniform(0.01, 0.12))
        for child in children:
            os.kill(child, signal.SIGKILL)
        for child in children:
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status), "a sequencer ended by itself"
        head = log.published()
        print(f"{head.size} {head.root.hex()}" if head else "0 -", flush=True)


main()
