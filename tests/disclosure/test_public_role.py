"""数据库角色 sanxiang_public: the public site's connection can read what is published, and nothing else."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.factories import disclosure as sample

READABLE = {
    "disclosure_publication",
    "disclosure_snapshot",
    "disclosure_progress",
    "disclosure_token",
    "disclosure_revision",
    "disclosure_progress_attempt",
    "log_tile",
    "log_checkpoint",
}
WRITABLE = {"disclosure_progress_attempt"}


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE sanxiang_public")
            cursor.execute(sql)
            cursor.execute("SET LOCAL ROLE NONE")
    except ProgrammingError as error:
        assert "permission denied" in str(error)
        return True
    return False


@pytest.mark.django_db
def test_every_table_but_the_public_ones_is_closed():
    assert {name for name in tables() if not refused(f'SELECT * FROM "{name}" LIMIT 1')} == READABLE


@pytest.mark.django_db
def test_nothing_public_can_be_changed_but_the_count_of_tries():
    assert {name for name in tables() if not refused(f'DELETE FROM "{name}" WHERE false')} == WRITABLE


@pytest.mark.django_db
def test_of_the_ledger_only_what_the_log_publishes_is_readable():
    assert not refused("SELECT id, idx, leaf, leaf_hash FROM log_entry")
    for column in ("envelope", "salt", "fields", "subject", "case_id", "actor_id"):
        assert refused(f"SELECT {column} FROM log_entry")


@pytest.mark.django_db
def test_a_prepared_party_cannot_be_read():
    source = sample.decision()
    sample.open_(source)
    assert refused("SELECT snapshot FROM disclosure_draft")
    assert refused("SELECT snapshot FROM disclosure_version")
