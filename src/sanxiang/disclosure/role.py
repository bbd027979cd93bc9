"""公示角色: while one holds, the database itself refuses everything that is not its part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: reads what is published and writes nothing
PUBLIC_ROLE = "sanxiang_public"
#: compares viewing passwords and counts the tries; sees neither what is published nor any case
KEEPER_ROLE = "sanxiang_keeper"


@contextmanager
def public_role() -> Iterator[None]:
    """One transaction in which the connection has the rights of sanxiang_public and no others.

    The role ends with the block, whether it ends well or with an exception (then the block is rolled back).
    """
    with _as(PUBLIC_ROLE):
        yield


@contextmanager
def keeper_role() -> Iterator[None]:
    """The same with the rights of sanxiang_keeper; inside `public_role` that one holds again afterwards."""
    with _as(KEEPER_ROLE):
        yield


@contextmanager
def _as(role: str) -> Iterator[None]:
    inside = connection.in_atomic_block
    with transaction.atomic():
        before = _switch(role)
        yield
        if inside:  # the transaction, and with it the role, goes on after this block
            _switch(before)


def _switch(role: str) -> str:
    """Take the role until the transaction ends (SET LOCAL ROLE); answers the one before, in the same round trip."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), set_config('role', %s, true)", [role])
        return str(cursor.fetchone()[0])
