"""数据库角色: the owner, who migrates; the application's, which owns nothing; and two that it takes on for a moment.

Only the roles are made here. What they may do is granted by `grants.py` and by the rooms' migrations.
"""

from __future__ import annotations

import contextlib

import psycopg
from psycopg import sql

from sanxiang.config.problem import Problem

OWNER = "sanxiang"  # owns the database and migrates, in a cluster of our own
APPLICATION = "sanxiang_app"  # web and worker; in a cluster of our own it logs in itself
TAKEN_ON = ("sanxiang_public", "sanxiang_keeper")  # for a public page, and to compare a viewing password
GROUPS = (APPLICATION, *TAKEN_ON)

ANOTHER_WAS_QUICKER = (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation)
Connection = psycopg.Connection[tuple[object, ...]]


def provision(superuser_url: str, owner_password: str, password: str) -> None:
    """In a cluster of our own: all roles and the database. Repeatable."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not _exists(connection, "pg_roles", "rolname", OWNER):
            login = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
            connection.execute(login.format(sql.Identifier(OWNER), sql.Literal(owner_password)))
        _make_groups(connection, OWNER)
        login = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
        connection.execute(login.format(sql.Identifier(APPLICATION), sql.Literal(password)))
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
        statements = " ".join(f"CREATE ROLE {role} NOLOGIN;" for role in GROUPS)
        statements += f" GRANT {', '.join(TAKEN_ON)} TO {APPLICATION}; GRANT {', '.join(GROUPS)} TO 应用用户;"
        raise Problem(
            f"数据库中缺少角色 {'、'.join(GROUPS)}，当前用户无权建立。请数据库管理员执行：{statements}",
            f"Roles {', '.join(GROUPS)} are missing and we may not create them; ask the database administrator.",
        ) from error
    except psycopg.OperationalError as error:
        raise Problem(
            f"无法连接 DATABASE_URL 指定的数据库：{error}", "DATABASE_URL does not answer."
        ) from error


def _make_groups(connection: Connection, member: str) -> None:
    for role in GROUPS:
        if not _exists(connection, "pg_roles", "rolname", role):
            with contextlib.suppress(*ANOTHER_WAS_QUICKER):
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    right = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    memberships = [(role, APPLICATION) for role in TAKEN_ON] + [(role, member) for role in GROUPS]
    for role, whose in memberships:
        may = connection.execute("SELECT pg_has_role(%s, %s, %s)", (whose, role, right)).fetchone()
        if may and not may[0]:
            grant = sql.SQL("GRANT {} TO {}")
            connection.execute(grant.format(sql.Identifier(role), sql.Identifier(whose)))


def _exists(connection: Connection, table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    return connection.execute(query, (name,)).fetchone() is not None
