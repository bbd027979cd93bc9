"""A scene that is copied back in is the scene that was built."""

from __future__ import annotations

import pytest
from django.db import connection

from sanxiang.registry import selectors as registry
from tests.factories.city import City, found_city


def rows() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        out = {}
        for name in connection.introspection.table_names():
            cursor.execute(f"SELECT t::text FROM {name} t")
            out[name] = {text for (text,) in cursor.fetchall()}
    return out


@pytest.mark.parametrize("time", ["built or kept", "kept"])
def test_the_city_is_the_same_each_time(
    db: None, time: str, seen: list[tuple[City, dict[str, set[str]]]]
) -> None:
    seen.append((found_city(), rows()))
    assert seen[0] == seen[-1]


def test_the_rights_are_those_of_the_application_again(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        before = cursor.fetchone()
        found_city()
        cursor.execute("SELECT session_user, current_setting('session_replication_role')")
        assert cursor.fetchone() == (*before, "origin")


def test_a_city_that_stands_already_is_not_copied_over(db: None) -> None:
    from django.db import IntegrityError

    from sanxiang.kernel import InvalidInput

    city = found_city()
    with pytest.raises((InvalidInput, IntegrityError)):
        found_city()
    assert registry.get_agency(city.agency)


@pytest.fixture(scope="module")
def seen() -> list[tuple[City, dict[str, set[str]]]]:
    return []
