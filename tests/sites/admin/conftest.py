"""The administration of 云屏市生态环境局, with a browser for whoever is asked to keep something."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client

from sanxiang.kernel import Actor, Role
from tests.factories.city import City, found_city, person


@pytest.fixture
def city(db: None) -> City:
    """云屏市生态环境局, its people and its lists."""
    return found_city()


@pytest.fixture
def admin(city: City) -> Actor:
    """系统管理员 of the agency."""
    return person(city, "管清", 20, Role.ADMINISTRATOR)


def client_of(actor: Actor) -> Client:
    """A signed-in browser."""
    client = Client()
    account = apps.get_model("registry.Account").objects.get(pk=actor.account_id)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def browse(city: City) -> Callable[[Actor], Client]:
    """`browse(actor)`: a signed-in browser."""
    return client_of
