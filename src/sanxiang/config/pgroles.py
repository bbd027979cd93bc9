"""数据库角色: the application's own and the public site's, which may read published snapshots only.

Only the roles are made here; what they may do is granted by the migrations of the rooms that own the tables.
"""

from __future__ import annotations

import contextlib

import psycopg
from psycopg import sql

from sanxiang.config.problem import Problem

OWNER = "sanxiang"  # logs in and migrates, in a cluster of our own
#: what the application, the public site and the comparison of viewing passwords are held to
GROUPS = ("sanxiang_app", "sanxiang_public", "sanxiang_keeper")

ANOTHER_WAS_QUICKER = (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation)
Connection = psycopg.Connection[tuple[object, ...]]


def provision(superuser_url: str, password: str) -> None:
    """In a cluster of our own: all roles and the application's database. Repeatable."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not _exists(connection, "pg_roles", "rolname", OWNER):
            login = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
            connection.execute(login.format(sql.Identifier(OWNER), sql.Literal(password)))
        _make_groups(connection, OWNER)
        if not _exists(connection, "pg_database", "datname", OWNER):
            name = sql.Identifier(OWNER)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))


def ensure_roles(url: str) -> None:
    """In somebody else's cluster: the group roles, where missing and where we are permitted to make them.

    Raises Problem when the server does not answer, and with the statements for its administrator
    when we are not permitted.
    """
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            _make_groups(connection, connection.info.user)
    except psycopg.errors.InsufficientPrivilege as error:
        statements = " ".join(f"CREATE ROLE {role} NOLOGIN; GRANT {role} TO 应用用户;" for role in GROUPS)
        raise Problem(
            f"数据库中缺少角色 {'、'.join(GROUPS)}，当前用户无权建立。请数据库管理员执行：{statements}",
            f"Roles {', '.join(GROUPS)} are missing and we may not create them; ask the database administrator.",
        ) from error
    except psycopg.OperationalError as error:
        raise Problem(
            f"无法连接 DATABASE_URL 指定的数据库：{error}", "DATABASE_URL does not answer."
        ) from error


def _make_groups(connection: Connection, member: str) -> None:
    right = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    for role in GROUPS:
        name = sql.Identifier(role)
        if not _exists(connection, "pg_roles", "rolname", role):
            with contextlib.suppress(*ANOTHER_WAS_QUICKER):
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
        may = connection.execute("SELECT pg_has_role(%s, %s, %s)", (member, role, right)).fetchone()
        if may and not may[0]:
            connection.execute(sql.SQL("GRANT {} TO {}").format(name, sql.Identifier(member)))


def _exists(connection: Connection, table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    return connection.execute(query, (name,)).fetchone() is not None
