"""Fixtures of the ledger's tests: an actor, a moment, registered kinds, a log of its own in a temporary folder."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from sanxiang.kernel import Actor
from sanxiang.ledger import events
from sanxiang.ledger.log import Log

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
SUBJECT = UUID("11111111-1111-4111-8111-111111111111")
CASE = UUID("22222222-2222-4222-8222-222222222222")

events.register({"test.done": "{actor}完成了{what}", "test.published": "{actor}公开了{title}"})


@pytest.fixture
def actor() -> Actor:
    return Actor(name="林岚", account_id=UUID("33333333-3333-4333-8333-333333333333"))


@pytest.fixture
def log(tmp_path) -> Log:
    return Log(tmp_path / "log", "test.example/log", tmp_path / "keys" / "log.key")
