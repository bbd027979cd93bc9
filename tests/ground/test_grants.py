"""What the role of web and worker may do: everything a working day needs, and nothing that unwrites the record.

That the whole software works with these rights is shown by all other tests, which run with them (conftest.py).
"""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection, transaction
from procrastinate.jobs import Status

from sanxiang.config import grants
from sanxiang.config.pgroles import APPLICATION, OWNER, TAKEN_ON
from sanxiang.jobs import tasks
from tests.ground.conftest import Demo, value, wait_for

#: what was done in a case, and what it rests on
KEPT = (
    *(f"cases_{part}" for part in ("approval", "caseevent", "decision", "discussion", "notice", "payment")),
    *(f"cases_{part}" for part in ("case", "proposal", "record", "serviceofprocess", "statement")),
    *(f"documents_{part}" for part in ("document", "numberseries", "revision")),
    *(f"evidence_{part}" for part in ("evidenceitem", "evidenceobject", "itemseries", "derivative")),
    *(f"exams_{part}" for part in ("credentialapplication", "examination", "question", "sitting")),
    *("review_review", "review_point", "disclosure_publication", "disclosure_snapshot", "disclosure_version"),
    *(
        "log_entry",
        "log_tile",
        "log_checkpoint",
        "registry_account",
        "registry_officer",
        "registry_credential",
    ),
)
APPEND_ONLY = {
    *(f"cases_{part}" for part in ("approval", "caseevent", "decision", "discussion", "notice", "payment")),
    *(f"cases_{part}" for part in ("proposal", "record", "serviceofprocess", "statement")),
    *("documents_revision", "evidence_derivative"),
}
BEYOND = (
    "DELETE FROM {}",
    "TRUNCATE {} CASCADE",
    "DROP TABLE {} CASCADE",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "ALTER TABLE {} ADD COLUMN more int",
    "CREATE TRIGGER mine BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
)

pytestmark = pytest.mark.django_db


def refused(statement: str) -> None:
    denied = pytest.raises(DatabaseError, match=r"permission denied|must be owner|cannot set role")
    with denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def rows(query: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("table", KEPT)
def test_the_record_cannot_be_unwritten(table: str) -> None:
    for statement in BEYOND:
        refused(statement.format(table))


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
def test_what_is_append_only_cannot_be_changed(table: str) -> None:
    column = rows(
        f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum = 1"
    ).pop()
    refused(f'UPDATE {table} SET "{column}" = "{column}"')


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n int)",
        "SET session_replication_role = replica",
        "UPDATE django_migrations SET name = name",
        "UPDATE log_entry SET leaf = leaf",
        "CREATE ROLE mine",
        "SET ROLE postgres",
    ],
)
def test_the_rules_of_the_database_are_not_the_applications_to_set(statement: str) -> None:
    refused(statement)


def test_it_owns_nothing_and_empties_nothing() -> None:
    assert rows(f"SELECT relname FROM pg_class WHERE relowner = '{APPLICATION}'::regrole") == set()
    emptied = f"SELECT relname FROM pg_class WHERE relkind = 'r' AND has_table_privilege('{APPLICATION}', oid, 'TRUNCATE')"
    assert rows(emptied) == set()


def test_rows_leave_only_the_tables_named_and_no_trigger_forbids_it() -> None:
    losing = (
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        f" AND has_table_privilege('{APPLICATION}', oid, 'DELETE')"
    )
    assert rows(losing) == set(grants.LOSING_ROWS)
    kept = (
        "SELECT tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid"
        " WHERE NOT tgisinternal AND tgtype & 8 = 8 AND prosrc ILIKE '%raise exception%'"
    )
    assert {"cases_caseevent", "log_entry", "evidence_evidenceitem"} <= rows(kept)
    # of these two the rows of a draft may go, those of what was approved stay (powers 0006)
    assert rows(kept) & set(grants.LOSING_ROWS) == {"powers_benchmarktier", "powers_powerbasis"}


@pytest.mark.superuser
def test_granting_again_changes_nothing() -> None:
    acls = "SELECT relname || coalesce(relacl::text, '') FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    columns = "SELECT attrelid::text || attname || coalesce(attacl::text, '') FROM pg_attribute"
    before = rows(acls), rows(columns)
    grants.grant()
    assert (rows(acls), rows(columns)) == before


@pytest.mark.superuser
def test_a_table_that_a_migration_adds_is_granted_and_a_forged_right_is_taken_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (n int)")
        cursor.execute(f"GRANT ALL ON cases_caseevent TO {APPLICATION}")
    grants.grant()
    rights = "SELECT privilege_type FROM information_schema.role_table_grants WHERE table_name = '{}' AND grantee = '{}'"
    assert rows(rights.format("later", APPLICATION)) == {"SELECT", "INSERT", "UPDATE"}
    assert rows(rights.format("cases_caseevent", APPLICATION)) == {"SELECT", "INSERT"}


def test_expired_sessions_are_removed() -> None:
    session = SessionStore()
    session.set_expiry(-1)
    session.create()
    tasks.clear_sessions(timestamp=0)
    assert rows("SELECT session_key FROM django_session") == set()


@pytest.mark.crash
def test_in_the_demo_web_and_worker_connect_as_the_application(long_demo: Demo) -> None:
    job = (
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status)"
        " VALUES ('default', 'jobs.remove_finished', NULL, NULL, '{\"timestamp\": 0}', 'todo') RETURNING id"
    )
    number = value(long_demo.dsn, job)
    state = f"SELECT status::text FROM procrastinate_jobs WHERE id = {number}"
    wait_for(lambda: value(long_demo.dsn, state) == Status.SUCCEEDED.value, 30)
    users = (
        "SELECT string_agg(DISTINCT usename, ',') FROM pg_stat_activity WHERE datname = current_database()"
    )
    assert value(long_demo.dsn, users) == APPLICATION
    owners = "SELECT string_agg(DISTINCT tableowner, ',') FROM pg_tables WHERE schemaname = 'public'"
    assert value(long_demo.dsn, owners) == OWNER
    for role in TAKEN_ON:
        assert value(long_demo.dsn, f"SELECT pg_has_role('{role}', 'SET')") is True
