"""What every test shares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db.backends.postgresql.operations import DatabaseOperations


@pytest.fixture(autouse=True, scope="session")
def _flush_may_empty_the_ledger() -> Iterator[None]:
    """Between transactional tests Django truncates all tables; the ledger's triggers refuse that to everybody,
    so the flush (and nothing else) runs with triggers off, which only a superuser may do."""
    plain = DatabaseOperations.execute_sql_flush

    def flush(self: DatabaseOperations, sql_list: list[str]) -> Any:
        return plain(self, ["SET LOCAL session_replication_role = replica", *sql_list])

    DatabaseOperations.execute_sql_flush = flush
    yield
    DatabaseOperations.execute_sql_flush = plain


@pytest.fixture(autouse=True)
def _own_data_directory(settings: LazySettings, tmp_path: Path) -> None:
    """Each test has a data directory (files, log key, published log) of its own, as it has a database of its own."""
    settings.DATA_DIR = tmp_path / "data"
