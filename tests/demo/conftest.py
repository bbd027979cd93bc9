"""A few cases of the demo city, one for each way in which a case may go; built once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from sanxiang.cli.demo_city import cases_part, registry_part
from sanxiang.flows.publish_lists import publish_lists

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
#: tale → the state in which it ends
CHOSEN = {
    "hongfa": "STATEMENT",
    "qidahai": "CLOSED",
    "xingguang": "CLOSED",
    "yuanfang": "CLOSED",
    "qinglan-monitor": "INVESTIGATE",
    "sangxiaolin": "PERFORM",
    "lengxiaomei": "NOT_FILED",
    "zhanafu": "CLUE",
}


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, UUID]]:
    """Tale → case; each test runs in a savepoint of its own."""
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=Path(tmp_path_factory.mktemp("data"))),
        transaction.atomic(),
    ):
        city = registry_part.build(lambda _: None, NOW)
        publish_lists(actor=registry_part.FOUNDER, now=registry_part.lists_published_at(NOW))
        yield cases_part.build(city, lambda _: None, NOW, only=frozenset(CHOSEN))
        transaction.set_rollback(True)
