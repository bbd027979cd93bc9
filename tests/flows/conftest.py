"""The city, and the tools to try what must be refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction

from sanxiang.kernel import Refused
from sanxiang.rules.guards import GUARDS
from tests.factories.city import City, found_city


@pytest.fixture
def city(db: None) -> City:
    return found_city()


def rows() -> dict[str, int]:
    """How many rows every table holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = cursor.fetchone()[0]
    return counts


class _Undo(Exception):  # noqa: N818
    pass


def codes_of(attempt: Callable[[], Any]) -> set[str]:
    """The codes with which an attempt is refused; nothing of it stays, whatever comes of it."""
    try:
        with transaction.atomic():
            attempt()
            raise _Undo
    except Refused as refused:
        assert all(reason.text for reason in refused.reasons)
        return {reason.code for reason in refused.reasons}
    except (IntegrityError, LookupError):
        return {"further down"}  # where the rule is taken away, a constraint or the act itself holds the line
    except _Undo:
        return set()


def refused(attempt: Callable[[], Any], *codes: str, guard: str = "") -> None:
    """The attempt is refused for these reasons and leaves no row; without the guard this reason is not given.

    The second half is what makes the first one a test of the guard (peers N76).
    """
    before = rows()
    found = codes_of(attempt)
    assert set(codes) <= found, f"{codes} not in {found}"
    assert rows() == before
    if guard:
        with patch.dict(GUARDS, {guard: lambda facts: ()}):
            left = codes_of(attempt)
        assert not set(codes) & left, f"{codes} is refused even without {guard}"
