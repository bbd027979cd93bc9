"""What every test shares."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

from sanxiang.cli.browser import find_chromium
from sanxiang.config.pgroles import APPLICATION

# No deadline per example: the machine's load says nothing about the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("quick", deadline=None, max_examples=10)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_report_header() -> str:
    where = "given" if os.environ.get("DATABASE_URL") else "not set; `./sanxiang test` brings a database"
    return f"DATABASE_URL {where}; Chromium {find_chromium() or 'missing, browser tests are skipped'}"


@pytest.fixture
def now() -> datetime:
    """A Monday morning in Beijing (2026-03-02 09:30), for whom any moment will do."""
    return datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; a test that asks for it is skipped where there is none."""
    return find_chromium() or pytest.skip("no Chromium: apt-get install chromium fonts-noto-cjk")


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


@pytest.fixture(autouse=True)
def _as_the_application(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests work with the rights that web and worker have, not with those of the superuser who made the database.

    What the application may not do, such as trying the triggers themselves, is done under the mark `superuser`.
    """
    node = request.node
    asked = node.get_closest_marker("django_db") or {"db", "transactional_db", "live_server"} & {
        *node.fixturenames
    }
    if not asked or node.get_closest_marker("superuser"):
        yield
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {APPLICATION}")
    yield
    if not connection.in_atomic_block:  # in a transaction it ends with that
        with connection.cursor() as cursor:
            cursor.execute("RESET SESSION AUTHORIZATION")
