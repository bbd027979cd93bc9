"""进度: how far an import is, seen from outside while its transaction is still open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from uuid import UUID

from django.db import connection

from sanxiang.imports.engine import Progress

_EVERY_SECONDS = 0.5


@contextmanager
def reporting(run: UUID) -> Iterator[Progress]:
    """Write the number of rows done to the run, twice a second, on a connection of its own."""
    told = monotonic()
    aside = connection.copy()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if monotonic() - told < _EVERY_SECONDS:
            return
        told = monotonic()
        with aside.cursor() as cursor:
            cursor.execute("UPDATE imports_importrun SET done = %s WHERE id = %s", [done, run])

    try:
        yield tell
    finally:
        aside.close()
