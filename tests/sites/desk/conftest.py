"""The workbench at a moment of the story, with a client for every person of the city."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor
from sanxiang.sites import staff
from tests.factories.cases import Story, lawful_case
from tests.factories.city import City, found_city

_KEY = re.compile(r'name="key" value="([^"]+)"')


@pytest.fixture
def city(db: None) -> City:
    """云屏市生态环境局, its people and its lists."""
    return found_city()


@dataclass
class Desk:
    """A case and the browser of whoever is asked to act on it."""

    story: Story

    @property
    def case(self) -> UUID:
        return self.story.case_id

    def client(self, actor: Actor) -> Client:
        """A signed-in browser."""
        client = Client()
        client.force_login(
            apps.get_model("registry.Account").objects.get(pk=actor.account_id),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    def address(self, name: str, *more: Any) -> str:
        """The address of a page of this case."""
        return reverse(f"desk:{name}", args=[self.case, *more])

    def get(self, actor: Actor, name: str, *more: Any, **headers: str) -> HttpResponse:
        answer: Any = self.client(actor).get(self.address(name, *more), headers=headers)
        return answer

    def post(self, actor: Actor, name: str, *more: Any, **data: Any) -> HttpResponse:
        """Send a form as a browser without script does."""
        answer: Any = self.client(actor).post(self.address(name, *more), data)
        return answer

    def key(self, actor: Actor, name: str, *more: Any) -> str:
        """The idempotency key that the page put into its form."""
        found = _KEY.search(self.get(actor, name, *more).content.decode())
        assert found, f"no form on {name}"
        return found[1]

    def submit(self, actor: Actor, name: str, *more: Any, **data: Any) -> HttpResponse:
        """Open the form and send it."""
        return self.post(actor, name, *more, key=self.key(actor, name, *more), **data)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock of the workbench."""

    def setting(moment: datetime) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return moment

        monkeypatch.setattr(staff, "datetime", Clock)

    return setting


@pytest.fixture
def desk(city: City, at: Callable[[datetime], None]) -> Callable[..., Desk]:
    """A case brought lawfully to some point, the clock set to the moment after: `desk(before="decide_case")`."""

    def opened(**options: Any) -> Desk:
        story = lawful_case(city, **options)
        at(story.now)
        return Desk(story)

    return opened
