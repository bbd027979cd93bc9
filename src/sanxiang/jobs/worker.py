"""工作进程: does the deferred tasks, gives the ledger's entries their index and feeds the search, until told to stop."""

from __future__ import annotations

import logging
import os
import signal
import threading

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from sanxiang.jobs import search_index
from sanxiang.ledger import sequencer

CONCURRENCY = 2
GRACE_SECONDS = 8.0

logger = logging.getLogger(__name__)


def run_worker() -> int:
    """Work until SIGTERM or SIGINT; the exit code is 1 if the sequencer failed.

    A failing sequencer ends the whole process, so that the supervisor sees it and starts a new one:
    a worker that goes on without it would leave every new entry without a proof.
    """
    stop = threading.Event()
    failed = threading.Event()

    def sequence() -> None:
        try:
            sequencer.run_forever(stop, clock=timezone.now)
        except Exception:
            logger.exception("sequencer failed")
            failed.set()
            os.kill(os.getpid(), signal.SIGTERM)

    threads = [
        threading.Thread(target=sequence, name="sequencer"),
        threading.Thread(target=search_index.run_forever, args=(stop,), name="indexer"),
    ]
    for thread in threads:
        thread.start()
    try:
        assert isinstance(app.connector, DjangoConnector)
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(concurrency=CONCURRENCY, shutdown_graceful_timeout=GRACE_SECONDS)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    return 1 if failed.is_set() else 0
