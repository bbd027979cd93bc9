"""数据库角色 sanxiang_public: the public site's connection can read what is published, and nothing else."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from sanxiang.disclosure.role import keeper_role, public_role
from tests.factories import disclosure as sample

READABLE = {
    "disclosure_publication",
    "disclosure_snapshot",
    "disclosure_history",
    "disclosure_token",
    "disclosure_revision",
    "log_tile",
    "log_checkpoint",
}


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def refused(sql: str, role: str = "sanxiang_public") -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
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
def test_the_public_role_changes_nothing():
    assert {name for name in tables() if not refused(f'DELETE FROM "{name}" WHERE false')} == set()


@pytest.mark.django_db
def test_the_public_role_sees_progress_but_no_password_hash():
    assert not refused("SELECT number, data, updated_at FROM disclosure_progress")
    assert refused("SELECT password_hash FROM disclosure_progress")


@pytest.mark.django_db
def test_the_keeper_sees_password_hashes_and_tries_and_nothing_else():
    keeper = "sanxiang_keeper"
    assert not refused("SELECT number, password_hash FROM disclosure_progress", keeper)
    assert refused("SELECT data FROM disclosure_progress", keeper)
    open_ = {name for name in tables() if not refused(f'SELECT * FROM "{name}" LIMIT 1', keeper)}
    assert open_ == {"disclosure_progress_attempt"}


@pytest.mark.django_db
def test_the_keeper_gives_the_role_back():
    with public_role():
        with keeper_role():
            assert _role() == "sanxiang_keeper"
        assert _role() == "sanxiang_public"
    assert _role() not in ("sanxiang_public", "sanxiang_keeper")


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


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
