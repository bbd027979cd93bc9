"""索引跟随: brings the search index to the newest revision, about a second after every publication."""

from __future__ import annotations

import logging
from threading import Event

from django.db import close_old_connections, connection

from sanxiang.disclosure import search

PAUSE_SECONDS = 1.0
PAUSE_AFTER_FAILURE = 15.0

logger = logging.getLogger(__name__)


def run_forever(stop: Event) -> None:
    """Follow until `stop` is set. A failure is logged and tried again: search is late then, never wrong."""
    pause = 0.0
    while not stop.wait(pause):
        pause = PAUSE_SECONDS
        try:
            close_old_connections()
            search.refresh_index()
        except Exception:
            logger.exception("search index")
            pause = PAUSE_AFTER_FAILURE
    connection.close()
