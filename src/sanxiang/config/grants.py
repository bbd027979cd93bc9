"""授权: what web and worker may do to each table. Set anew after every migration, for all tables at once.

The owner of the tables migrates and nothing else; web and worker log in as `sanxiang_app`, which owns nothing:
it cannot change a table, empty it or switch off a trigger. By default it may read, add and change rows;
rows leave only the tables named here, and rows that a trigger keeps from every change are not changed either.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from sanxiang.config.pgroles import APPLICATION

#: Tables that lose rows in daily work: drafts replaced as a whole, imports of old records that are taken back, and
#: what the frameworks clean up.
LOSING_ROWS = (
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "disclosure_history",
    "disclosure_progress_attempt",
    "mfa_authenticator",
    "django_session",
    "powers_benchmarktier",
    "powers_powerbasis",
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
    "registry_calendarday",
    "statutes_provision",
)
#: Tables whose migrations grant single columns, which must not be widened here.
GRANTED_BY_COLUMN = ("log_checkpoint", "log_entry", "log_tile")
#: Only the owner writes them.
READ_ONLY = ("django_migrations",)

# Append-only: a trigger on UPDATE (16) FOR EACH ROW (1), without condition, whose function can only raise.
_TABLES = r"""
SELECT c.relname, EXISTS (
    SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 17 = 17
        AND t.tgqual IS NULL AND t.tgattr::text = '' AND p.prosrc !~* '\mreturn\M')
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL(%s)
"""


def grant(**_: Any) -> None:
    """Take everything from the application's role and give it what it needs. A receiver of `post_migrate`.

    Does nothing where the role is missing: grants then belong to the administrator who makes it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [APPLICATION])
        if cursor.fetchone() is None:
            return
        cursor.execute(_TABLES, [list(GRANTED_BY_COLUMN)])
        append_only = dict(cursor.fetchall())
        cursor.execute(";\n".join(_statements(append_only)))


def _statements(append_only: dict[str, bool]) -> list[str]:
    tables = set(append_only)
    written = tables.difference(READ_ONLY)
    changed = {table for table in written if not append_only[table]}
    rights = (
        ("SELECT", tables),
        ("INSERT", written),
        ("UPDATE", changed),
        ("DELETE", written & {*LOSING_ROWS}),
    )
    return [
        f"GRANT USAGE ON SCHEMA public TO {APPLICATION}",
        f"REVOKE ALL ON {_names(tables)} FROM {APPLICATION}",
        *(f"GRANT {right} ON {_names(which)} TO {APPLICATION}" for right, which in rights if which),
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION}",
    ]


def _names(tables: set[str]) -> str:
    return ", ".join(f'"{table}"' for table in sorted(tables))
