"""Every address has a door: who may come in is declared, or nobody may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sanxiang.sites.doors import all_doors, door_of


def views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        where = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry, where)
        elif isinstance(entry, URLPattern):
            yield where, entry.callback


def test_every_address_has_a_door() -> None:
    addresses = dict(views(get_resolver()))
    assert "login/" in addresses
    assert not [where for where, view in addresses.items() if door_of(view) is None]


def test_staff_doors_stand_only_in_staff_sites() -> None:
    for where, view in views(get_resolver()):
        door = door_of(view)
        assert door is not None
        assert door.public != where.startswith(("w/", "a/", "s/", "m/")), where


def test_every_door_is_named_after_its_site() -> None:
    for name in all_doors():
        assert name.split(".")[0] in {"accounts", "admin", "desk", "public"}, name
