"""公示角色: while it holds, the database itself refuses everything that is not published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

PUBLIC_ROLE = "sanxiang_public"


@contextmanager
def public_role() -> Iterator[None]:
    """One transaction in which the connection has the rights of sanxiang_public and no others.

    The role ends with the block, whether it ends well or with an exception (then the block is rolled back).
    """
    inside = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {PUBLIC_ROLE}")
        yield
        if inside:  # the transaction, and with it the role, goes on after this block
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
