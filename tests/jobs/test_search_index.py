"""索引跟随: what is published is found a moment later, without anybody asking for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator

import pytest

from sanxiang.disclosure import search
from sanxiang.jobs import search_index
from tests.factories import disclosure as sample


@pytest.fixture
def following(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(search_index, "PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(search_index, "PAUSE_AFTER_FAILURE", 0.02)
    stop = threading.Event()
    thread = threading.Thread(target=search_index.run_forever, args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def found_within(seconds: float, query: str) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if search.find(query)[0]:
            return True
        time.sleep(0.02)
    return False


def test_a_publication_is_found_by_itself(following: None) -> None:
    sample.publish(sample.decision())
    assert found_within(20, "恒源砖业")


def test_a_failure_is_logged_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, transactional_db: None
) -> None:
    calls: list[int] = []
    stop = threading.Event()

    def refresh() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("disk full")
        stop.set()
        return 0

    monkeypatch.setattr(search_index, "PAUSE_AFTER_FAILURE", 0.0)
    monkeypatch.setattr(search_index.search, "refresh_index", refresh)
    with caplog.at_level(logging.ERROR):
        search_index.run_forever(stop)
    assert len(calls) == 2
    assert "disk full" in caplog.text
